package check_test

import (
	"fmt"
	"slices"
	"strings"
)

// words are Amazon's for properties that have some of their own, by type and path; a
// list on the way is looked into. cfn-lint takes any word for several of them.
var words = map[string][]string{
	"AWS::DynamoDB::Table BillingMode":                        {"PROVISIONED", "PAY_PER_REQUEST"},
	"AWS::DynamoDB::Table StreamSpecification.StreamViewType": {"KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"},
	"AWS::DynamoDB::Table SSESpecification.SSEType":           {"KMS"},
	"AWS::DynamoDB::Table TableClass":                         {"STANDARD", "STANDARD_INFREQUENT_ACCESS"},
	"AWS::DynamoDB::Table AttributeDefinitions.AttributeType": {"S", "N", "B"},
	"AWS::DynamoDB::Table KeySchema.KeyType":                  {"HASH", "RANGE"},

	"AWS::S3::Bucket BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm": {"AES256", "aws:kms", "aws:kms:dsse"},
	"AWS::S3::Bucket OwnershipControls.Rules.ObjectOwnership":                                                       {"BucketOwnerEnforced"},
	"AWS::S3::Bucket VersioningConfiguration.Status":                                                                {"Enabled", "Suspended"},
	"AWS::S3::Bucket LifecycleConfiguration.Rules.Status":                                                           {"Enabled", "Disabled"},
	"AWS::S3::Bucket LifecycleConfiguration.Rules.Transitions.StorageClass":                                         {"GLACIER_IR"}, // others give nothing back at once
	"AWS::S3::Bucket CorsConfiguration.CorsRules.AllowedMethods":                                                    {"GET", "HEAD", "PUT"},
	"AWS::S3::Bucket NotificationConfiguration.LambdaConfigurations.Event":                                          objectEvents,
	"AWS::S3::Bucket NotificationConfiguration.QueueConfigurations.Event":                                           objectEvents,
	"AWS::S3::Bucket NotificationConfiguration.TopicConfigurations.Event":                                           objectEvents,

	"AWS::S3::Bucket NotificationConfiguration.QueueConfigurations.Filter.S3Key.Rules.Name": {"prefix", "suffix"},

	"AWS::Events::Rule State": {"ENABLED", "DISABLED"},

	"AWS::Lambda::Function Runtime":                                                                    {"provided.al2023"},
	"AWS::Lambda::Function Architectures":                                                              {"arm64", "x86_64"},
	"AWS::Lambda::Function TracingConfig.Mode":                                                         {"Active", "PassThrough"},
	"AWS::Lambda::Function LoggingConfig.LogFormat":                                                    {"Text", "JSON"},
	"AWS::Lambda::EventSourceMapping FunctionResponseTypes":                                            {"ReportBatchItemFailures"},
	"AWS::ApiGatewayV2::Api ProtocolType":                                                              {"HTTP"},
	"AWS::Logs::LogGroup LogGroupClass":                                                                {"STANDARD"}, // another makes no metrics of lines
	"AWS::Cognito::UserPool UserPoolTier":                                                              {"LITE"},     // what more gives is not used
	"AWS::Cognito::UserPool DeletionProtection":                                                        {"ACTIVE"},
	"AWS::Cognito::UserPool UsernameAttributes":                                                        {"email"},
	"AWS::Cognito::UserPool AutoVerifiedAttributes":                                                    {"email"},
	"AWS::Cognito::UserPool MfaConfiguration":                                                          {"OFF", "ON", "OPTIONAL"},
	"AWS::Cognito::UserPool EmailConfiguration.EmailSendingAccount":                                    {"COGNITO_DEFAULT", "DEVELOPER"},
	"AWS::Cognito::UserPool VerificationMessageTemplate.DefaultEmailOption":                            {"CONFIRM_WITH_CODE"},
	"AWS::Cognito::UserPool AccountRecoverySetting.RecoveryMechanisms.Name":                            {"verified_email"},
	"AWS::Cognito::UserPoolClient ExplicitAuthFlows":                                                   {"ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"},
	"AWS::Cognito::UserPoolClient PreventUserExistenceErrors":                                          {"ENABLED"},
	"AWS::Cognito::UserPoolClient AllowedOAuthFlows":                                                   {"code"},
	"AWS::Cognito::UserPoolClient AllowedOAuthScopes":                                                  {"openid"},
	"AWS::Cognito::UserPoolClient SupportedIdentityProviders":                                          {"COGNITO"},
	"AWS::Cognito::UserPoolClient TokenValidityUnits.AccessToken":                                      {"minutes", "hours", "days"},
	"AWS::Cognito::UserPoolClient TokenValidityUnits.IdToken":                                          {"minutes", "hours", "days"},
	"AWS::Cognito::UserPoolClient TokenValidityUnits.RefreshToken":                                     {"minutes", "hours", "days"},
	"AWS::SNS::Topic Subscription.Protocol":                                                            {"email"},
	"AWS::CloudWatch::Alarm Statistic":                                                                 {"Average", "Maximum", "Minimum", "SampleCount", "Sum"},
	"AWS::CloudWatch::Alarm TreatMissingData":                                                          {"notBreaching", "breaching", "ignore", "missing"},
	"AWS::CloudWatch::Alarm ComparisonOperator":                                                        {"GreaterThanThreshold", "GreaterThanOrEqualToThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"},
	"AWS::CloudFront::Distribution DistributionConfig.PriceClass":                                      {"PriceClass_100", "PriceClass_200", "PriceClass_All"},
	"AWS::CloudFront::Distribution DistributionConfig.HttpVersion":                                     {"http1.1", "http2", "http3", "http2and3"},
	"AWS::CloudFront::Distribution DistributionConfig.Origins.CustomOriginConfig.OriginSSLProtocols":   {"TLSv1.2"},
	"AWS::CloudFront::Distribution DistributionConfig.Origins.CustomOriginConfig.OriginProtocolPolicy": {"https-only"},
	"AWS::CloudFront::Distribution DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy":       {"https-only"},
}

var objectEvents = []string{
	"s3:ObjectCreated:*", "s3:ObjectCreated:Put", "s3:ObjectCreated:Post", "s3:ObjectCreated:Copy", "s3:ObjectCreated:CompleteMultipartUpload",
	"s3:ObjectRemoved:*", "s3:ObjectRemoved:Delete", "s3:ObjectRemoved:DeleteMarkerCreated",
}

// everyAt gives the values at a path, of every item of the lists on the way.
func everyAt(v any, path ...string) []any {
	if list, ok := v.([]any); ok {
		var all []any
		for _, one := range list {
			all = append(all, everyAt(one, path...)...)
		}
		return all
	}
	if len(path) == 0 {
		return []any{v}
	}
	if m, ok := v.(map[string]any); ok && m[path[0]] != nil {
		return everyAt(m[path[0]], path[1:]...)
	}
	return nil
}

func wordsAreAmazons(s stack) (wrong []string) {
	for place, allowed := range words {
		kind, path, _ := strings.Cut(place, " ")
		for id, properties := range s.ofType(kind) {
			for _, got := range everyAt(properties, strings.Split(path, ".")...) {
				if !slices.Contains(allowed, fmt.Sprint(got)) {
					wrong = append(wrong, fmt.Sprintf("%s has %s %v, want one of %v", id, path, got, allowed))
				}
			}
		}
	}
	return wrong
}
