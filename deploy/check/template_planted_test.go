package check_test

import (
	"slices"
	"strings"
	"testing"
)

// put sets what lies at a path of a resource's properties. A part of the path that is
// a number in a list is written as a digit.
func (tpl cfn) put(value any, id string, path ...string) {
	v := tpl.Resources[id]["Properties"]
	for _, name := range path[:len(path)-1] {
		if list, ok := v.([]any); ok {
			v = list[int(number(name))]
			continue
		}
		v = v.(map[string]any)[name]
	}
	last := path[len(path)-1]
	if list, ok := v.([]any); ok {
		list[int(number(last))] = value
		return
	}
	v.(map[string]any)[last] = value
}

// allow adds a statement to a role.
func (tpl cfn) allow(role, action string, on any) {
	policy := at(tpl.Resources[role]["Properties"].(map[string]any)["Policies"].([]any)[0], "PolicyDocument").(map[string]any)
	policy["Statement"] = append(policy["Statement"].([]any), map[string]any{"Effect": "Allow", "Action": action, "Resource": on})
}

func TestPlantedBreachesAreFound(t *testing.T) {
	tests := []struct {
		name  string
		plant func(cfn)
		want  string
	}{
		{"any skill may call", func(tpl cfn) { tpl.put(nil, "AlexaFunctionAlexaPermission", "EventSourceToken") }, "which nobody planned"},
		{"anybody may call", func(tpl cfn) { tpl.put("*", "ImageFunctionImagePermission", "Principal") }, "which nobody planned"},
		{"a route has no permission", func(tpl cfn) { delete(tpl.Resources, "SlackFunctionEventsPermission") }, "it is not so that"},
		{"a role may do everything with the table", func(tpl cfn) { tpl.allow("AlexaRole", "dynamodb:*", "Table.Arn") }, "may dynamodb:* on"},
		{"a role may read any bucket", func(tpl cfn) { tpl.allow("ImageRole", "s3:GetObject", "*") }, "may s3:GetObject on *"},
		{"a role may read originals", func(tpl cfn) { tpl.allow("ImageRole", "s3:GetObject", map[string]any{"Fn::Sub": "${Photos.Arn}/*"}) }, "Photos.Arn/*"},
		{"a role may write any log", func(tpl cfn) {
			tpl.put([]any{"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}, "SlackRole", "ManagedPolicyArns")
		}, "that Amazon manages"},
		{"another account may take a role", func(tpl cfn) {
			tpl.put(map[string]any{"AWS": "123456789012"}, "AlexaRole", "AssumeRolePolicyDocument", "Statement", "0", "Principal")
		}, "by others than Lambda"},
		{"two functions share a role", func(tpl cfn) { tpl.put("SlackRole.Arn", "ImageFunction", "Role") }, "shares SlackRole.Arn"},
		{"a role that is not made", func(tpl cfn) { tpl.put("Role.Arn", "ImageFunction", "Role") }, "which the template does not make"},

		{"a billing mode that is mistyped", func(tpl cfn) { tpl.put("PAY_PER_REQUESTS", "Table", "BillingMode") }, "BillingMode PAY_PER_REQUESTS"},
		{"an event of S3 that is mistyped", func(tpl cfn) {
			tpl.put("s3:ObjectCreated:Putt", "Photos", "NotificationConfiguration", "QueueConfigurations", "0", "Event")
		}, "s3:ObjectCreated:Putt"},
		{"an encryption that is mistyped", func(tpl cfn) {
			tpl.put("AES-256", "Photos", "BucketEncryption", "ServerSideEncryptionConfiguration", "0", "ServerSideEncryptionByDefault", "SSEAlgorithm")
		}, "SSEAlgorithm AES-256"},
		{"originals that take hours to read", func(tpl cfn) {
			tpl.put("GLACIER", "Photos", "LifecycleConfiguration", "Rules", "4", "Transitions", "0", "StorageClass")
		}, "StorageClass GLACIER,"},
		{"a way of tracing that is mistyped", func(tpl cfn) { tpl.put("Activ", "AlexaFunction", "TracingConfig", "Mode") }, "TracingConfig.Mode Activ"},
		{"a stream that is mistyped", func(tpl cfn) { tpl.put("NEW_AND_OLD", "Table", "StreamSpecification", "StreamViewType") }, "StreamViewType NEW_AND_OLD"},
		{"an alarm's comparison that is mistyped", func(tpl cfn) { tpl.put("GreaterThan", "AlexaSlow", "ComparisonOperator") }, "ComparisonOperator GreaterThan"},
		{"pictures without encryption on the way", func(tpl cfn) {
			tpl.put("allow-all", "ImageDistribution", "DistributionConfig", "DefaultCacheBehavior", "ViewerProtocolPolicy")
		}, "ViewerProtocolPolicy allow-all"},

		{"a table that is not encrypted", func(tpl cfn) { tpl.put(nil, "Table", "SSESpecification") }, "Table is not encrypted"},
		{"a table that can't be restored", func(tpl cfn) { tpl.put(nil, "Table", "PointInTimeRecoverySpecification") }, "can't be restored"},
		{"a table that goes with the stack", func(tpl cfn) { tpl.Resources["Table"]["DeletionPolicy"] = "Delete" }, "Table goes with the stack"},
		{"a bucket that may be public", func(tpl cfn) { tpl.put(false, "Photos", "PublicAccessBlockConfiguration", "BlockPublicPolicy") }, "may be public"},
		{"a bucket that takes plain connections", func(tpl cfn) { delete(tpl.Resources, "PhotosPolicy") }, "not encrypted"},
		{"a queue that is not encrypted", func(tpl cfn) { tpl.put(false, "SlackDeadLetters", "SqsManagedSseEnabled") }, "SlackDeadLetters is not encrypted"},
		{"a key that never changes", func(tpl cfn) { tpl.put(false, "TokensKey", "EnableKeyRotation") }, "the same key for ever"},
		{"a log that is kept for ever", func(tpl cfn) { tpl.put(nil, "ImageLog", "RetentionInDays") }, "ImageLog keeps"},
		{"a function that makes its own log", func(tpl cfn) { tpl.put(nil, "ImageFunction", "LoggingConfig") }, "of its own making"},
		{"a secret in the environment", func(tpl cfn) {
			tpl.put("8f742231b10e", "SlackFunction", "Environment", "Variables", "SHOEBOX_SLACK_SIGNING_SECRET")
		}, "in its environment"},
		{"a clock that stands", func(tpl cfn) {
			tpl.put("2024-07-13T15:04:05Z", "AlexaFunction", "Environment", "Variables", "SHOEBOX_CLOCK")
		}, "for machines at home"},
		{"a function that is not traced", func(tpl cfn) { tpl.put(nil, "SlackWorkerFunction", "TracingConfig") }, "is not traced"},

		{"a queue without an end", func(tpl cfn) { tpl.put(nil, "SlackQueue", "RedrivePolicy") }, "has no dead-letter queue"},
		{"an end that forgets first", func(tpl cfn) { tpl.put(1800.0, "SlackDeadLetters", "MessageRetentionPeriod") }, "no longer"},
		{"an end nobody looks at", func(tpl cfn) { delete(tpl.Resources, "SlackDeadLettersArrived") }, "no alarm looks at SlackDeadLetters"},
		{"a road nobody waits on", func(tpl cfn) { tpl.put("s3.amazonaws.com", "ImageFunctionImagePermission", "Principal") }, "waits for no answer"},
		{"a job that comes back too early", func(tpl cfn) { tpl.put(60.0, "SlackQueue", "VisibilityTimeout") }, "six times"},
		{"a batch that is done again", func(tpl cfn) { tpl.put(nil, "SlackWorkerFunctionQueue", "FunctionResponseTypes") }, "a whole batch again"},

		{"files that nobody is told of", func(tpl cfn) {
			tpl.put("uploads/", "Photos", "NotificationConfiguration", "QueueConfigurations", "0", "Filter", "S3Key", "Rules", "0", "Value")
		}, "nobody is told of what arrives below incoming/"},
		{"photos that are made photos of", func(tpl cfn) {
			tpl.put(nil, "Photos", "NotificationConfiguration", "QueueConfigurations", "1", "Filter")
		}, "where nothing arrives"},
		{"a bucket that is made before it may tell", func(tpl cfn) { tpl.Resources["Photos"]["DependsOn"] = nil }, "before it may tell the queue"},
		{"a queue that every bucket fills", func(tpl cfn) { delete(tpl.Resources, "IngestQueuePolicy") }, "others than the bucket may fill the queue"},
		{"a queue that any account's bucket of the name fills", func(tpl cfn) {
			tpl.put(map[string]any{"ArnEquals": map[string]any{"aws:SourceArn": "Photos.Arn"}}, "IngestQueuePolicy", "PolicyDocument", "Statement", "0", "Condition")
		}, "lets other accounts in"},
		{"a queue that anybody fills", func(tpl cfn) {
			tpl.put("*", "IngestQueuePolicy", "PolicyDocument", "Statement", "0", "Principal")
		}, "others than the bucket may fill the queue"},
		{"a queue that any account fills at first", func(tpl cfn) {
			tpl.put(nil, "IngestQueueOpening", "PolicyDocument", "Statement", "0", "Condition")
		}, "IngestQueueOpening lets other accounts in"},
		{"files without an end", func(tpl cfn) { tpl.put(nil, "IngestQueue", "RedrivePolicy") }, "has no dead-letter queue"},
		{"files nobody looks at in the end", func(tpl cfn) { delete(tpl.Resources, "IngestDeadLettersArrived") }, "no alarm looks at IngestDeadLetters"},
		{"a file that comes back too early", func(tpl cfn) { tpl.put(60.0, "IngestQueue", "VisibilityTimeout") }, "six times"},
		{"one who reads every original", func(tpl cfn) {
			tpl.allow("IngestRole", "s3:GetObject", map[string]any{"Fn::Sub": "${Photos.Arn}/*/original.*"})
		}, "may s3:GetObject on Photos.Arn/*/original.*"},
		{"labels of everything", func(tpl cfn) { tpl.allow("IngestRole", "rekognition:*", "*") }, "may rekognition:* on *"},
		{"a bucket that calls a function by itself", func(tpl cfn) {
			tpl.put("s3.amazonaws.com", "RetentionFunctionHourlyPermission", "Principal")
		}, "which nobody planned"},
		{"a clock nobody hears fail", func(tpl cfn) { delete(tpl.Resources, "Crashed") }, "waits for no answer"},
		{"a rule that is mistyped", func(tpl cfn) { tpl.put("ENABLE", "DigestFunctionQuarterly", "State") }, "State ENABLE,"},

		{"an alarm too many", func(tpl cfn) { tpl.Resources["Eleventh"] = tpl.Resources["Crashed"] }, "14 series"},
		{"an alarm on what there is not", func(tpl cfn) { tpl.put("5XXError", "AppFailed", "MetricName") }, "AWS/ApiGateway 5XXError, which there is not"},
		{"an alarm by what there is not", func(tpl cfn) { tpl.put("ApiName", "AppFailed", "Dimensions", "0", "Name") }, "by [ApiName]"},
		{"an alarm that tells nobody", func(tpl cfn) { tpl.put(nil, "Crashed", "AlarmActions") }, "Crashed tells somebody: false"},
		{"an alarm that rings at night", func(tpl cfn) { tpl.put("breaching", "Crashed", "TreatMissingData") }, "nobody asks for anything"},
		{"a worker without bound", func(tpl cfn) { tpl.put(nil, "SlackWorkerFunctionQueue", "ScalingConfig") }, "copies at most"},
		{"an address without bound", func(tpl cfn) { tpl.put(nil, "ImageApiApiGatewayDefaultStage", "DefaultRouteSettings") }, "requests a second"},
		{"copies that are never reserved", func(tpl cfn) { tpl.put(nil, "AlexaFunction", "ReservedConcurrentExecutions") }, "AlexaFunction reserves"},
		{"copies that are never warm", func(tpl cfn) { tpl.put(nil, "SlackFunctionAliaslive", "ProvisionedConcurrencyConfig") }, "keeps \"\" copies warm"},
		{"pictures that are kept whatever the function says", func(tpl cfn) { tpl.put(60.0, "ImageCachePolicy", "CachePolicyConfig", "MinTTL") }, "keeps a picture for 60 s"},
		{"pictures that are redirected to", func(tpl cfn) {
			tpl.put(nil, "ImageDistribution", "DistributionConfig", "Origins", "0", "OriginCustomHeaders")
		}, "nothing to keep of a redirect"},
		{"pictures that are kept by a cookie", func(tpl cfn) {
			tpl.put("all", "ImageCachePolicy", "CachePolicyConfig", "ParametersInCacheKeyAndForwardedToOrigin", "CookiesConfig", "CookieBehavior")
		}, "keeps a picture"},
		{"accounts that go with the stack", func(tpl cfn) { tpl.Resources["People"]["DeletionPolicy"] = "Delete" }, "People goes with the stack"},
		{"accounts that can be deleted by mistake", func(tpl cfn) { tpl.put(nil, "People", "DeletionProtection") }, "People can be deleted by mistake"},
		{"passwords that may be shorter than the page says", func(tpl cfn) { tpl.put(8.0, "People", "Policies", "PasswordPolicy", "MinimumLength") }, "passwords of 8"},
		{"passwords with riddles", func(tpl cfn) { tpl.put(true, "People", "Policies", "PasswordPolicy", "RequireSymbols") }, "RequireSymbols"},
		{"a client that tells who has an account", func(tpl cfn) { tpl.put("LEGACY", "WebClient", "PreventUserExistenceErrors") }, "PreventUserExistenceErrors LEGACY"},
		{"tokens that can't be revoked", func(tpl cfn) { tpl.put(false, "AlexaClient", "EnableTokenRevocation") }, "AlexaClient gives tokens that can't be revoked"},
		{"access tokens of a day", func(tpl cfn) { tpl.put(24.0, "WebClient", "AccessTokenValidity") }, "WebClient gives access for 24h0m0s"},
		{"codes that are sent anywhere", func(tpl cfn) { tpl.put("http://example.com", "AlexaClient", "CallbackURLs", "0") }, "sends codes to http://example.com"},
		{"tokens in an address", func(tpl cfn) { tpl.put([]any{"implicit"}, "AlexaClient", "AllowedOAuthFlows") }, "AllowedOAuthFlows implicit"},

		{"a dashboard that is no JSON", func(tpl cfn) { tpl.put("{", "Dashboard", "DashboardBody") }, "no JSON"},
		{"a dashboard of what there is not", func(tpl cfn) {
			tpl.put(`{"widgets":[{"properties":{"metrics":[["AWS/Lambda","Latency","FunctionName","x"]]}}]}`, "Dashboard", "DashboardBody")
		}, "AWS/Lambda Latency, which there is not"},
		{"a dashboard that reckons with nothing", func(tpl cfn) {
			tpl.put(`{"widgets":[{"properties":{"metrics":[[{"expression":"10*m1"}]]}}]}`, "Dashboard", "DashboardBody")
		}, "reckons with m1"},
		{"a dashboard that costs", func(tpl cfn) {
			tpl.put(`{"widgets":[{"properties":{"metrics":[`+strings.Repeat(`["AWS/Lambda","Throttles"],`, freeSeries)+`["AWS/Lambda","Throttles"]]}}]}`, "Dashboard", "DashboardBody")
		}, "51 series"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tpl := translated(t)
			tt.plant(tpl)
			got := sizes(t, tpl)["everything"].breaches()
			if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, tt.want) }) {
				t.Errorf("got %q, want one that says %q", got, tt.want)
			}
		})
	}
}

// What would be found of one size alone.
func TestPlantedBreachesOfAHouseholdAreFound(t *testing.T) {
	tests := []struct {
		name  string
		plant func(cfn)
		want  string
	}{
		{"copies that are reserved in a new account", func(tpl cfn) { tpl.put(5.0, "SlackWorkerFunction", "ReservedConcurrentExecutions") }, "reserves \"5\" copies"},
		{"a worker that takes all copies of a new account", func(tpl cfn) {
			tpl.put(10.0, "SlackWorkerFunctionQueue", "ScalingConfig", "MaximumConcurrency")
		}, "10 copies at most"},
		{"CloudFront that nobody asked for", func(tpl cfn) { delete(tpl.Resources["ImageDistribution"], "Condition") }, "CloudFront is asked for: false"},
		{"an eleventh alarm", func(tpl cfn) { tpl.Resources["Eleventh"] = tpl.Resources["Crashed"] }, "11 series"},
		{"files that leave no copies for people", func(tpl cfn) {
			tpl.put(5.0, "IngestFunctionQueue", "ScalingConfig", "MaximumConcurrency")
		}, "three left for who asks"},
		{"a topic that nobody asked for", func(tpl cfn) { delete(tpl.Resources["AlarmTopic"], "Condition") }, "there is a topic: true"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tpl := translated(t)
			tt.plant(tpl)
			got := sizes(t, tpl)["household"].breaches()
			if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, tt.want) }) {
				t.Errorf("got %q, want one that says %q", got, tt.want)
			}
		})
	}
}
