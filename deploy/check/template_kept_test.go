package check_test

import (
	"fmt"
	"strconv"
	"strings"
)

// number reads a number that CloudFormation takes as a text, too; -1 is none.
func number(v any) float64 {
	n, err := strconv.ParseFloat(fmt.Sprint(v), 64)
	if err != nil {
		return -1
	}
	return n
}

func whatIsKeptIsEncryptedAndStays(s stack) (wrong []string) {
	for id, table := range s.ofType("AWS::DynamoDB::Table") {
		if at(table, "SSESpecification", "SSEEnabled") != true {
			wrong = append(wrong, id+" is not encrypted by a key that the account sees")
		}
		if at(table, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled") != true {
			wrong = append(wrong, id+" can't be restored to a moment")
		}
		if table["DeletionProtectionEnabled"] != true {
			wrong = append(wrong, id+" can be deleted by mistake")
		}
		wrong = append(wrong, staysBehind(s, id)...)
	}
	for id, bucket := range s.ofType("AWS::S3::Bucket") {
		if len(everyAt(bucket, "BucketEncryption", "ServerSideEncryptionConfiguration", "ServerSideEncryptionByDefault", "SSEAlgorithm")) != 1 {
			wrong = append(wrong, id+" is not encrypted")
		}
		for _, door := range []string{"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"} {
			if at(bucket, "PublicAccessBlockConfiguration", door) != true {
				wrong = append(wrong, id+" may be public: "+door+" is not set")
			}
		}
		if !strings.Contains(fmt.Sprint(s.ofType("AWS::S3::BucketPolicy")), "aws:SecureTransport:false") {
			wrong = append(wrong, id+" takes connections that are not encrypted")
		}
		wrong = append(wrong, staysBehind(s, id)...)
	}
	for id, queue := range s.ofType("AWS::SQS::Queue") {
		if queue["SqsManagedSseEnabled"] != true {
			wrong = append(wrong, id+" is not encrypted")
		}
	}
	for id, key := range s.ofType("AWS::KMS::Key") {
		if key["EnableKeyRotation"] != true {
			wrong = append(wrong, id+" is the same key for ever")
		}
	}
	return wrong
}

// staysBehind finds what goes with the stack.
func staysBehind(s stack, id string) (wrong []string) {
	for _, policy := range []string{"DeletionPolicy", "UpdateReplacePolicy"} {
		if s.Resources[id][policy] != "Retain" {
			wrong = append(wrong, fmt.Sprintf("%s goes with the stack: its %s is %v", id, policy, s.Resources[id][policy]))
		}
	}
	return wrong
}

func logsGo(s stack) (wrong []string) {
	for id, group := range s.ofType("AWS::Logs::LogGroup") {
		if number(group["RetentionInDays"]) < 1 {
			wrong = append(wrong, id+" keeps its lines for ever")
		}
	}
	for id, f := range s.ofType("AWS::Lambda::Function") {
		group, _ := at(f, "LoggingConfig", "LogGroup").(string)
		if s.Resources[group]["Type"] != "AWS::Logs::LogGroup" {
			wrong = append(wrong, id+" logs into a group of its own making, which keeps its lines for ever")
		}
		role, _ := f["Role"].(string)
		if !strings.Contains(fmt.Sprint(statements(s.Resources[strings.TrimSuffix(role, ".Arn")]["Properties"])), group+".Arn") {
			wrong = append(wrong, id+" may not write into its log group "+group)
		}
	}
	return wrong
}

func noSecretIsInTheEnvironment(s stack) (wrong []string) {
	for id, f := range s.ofType("AWS::Lambda::Function") {
		variables, _ := at(f, "Environment", "Variables").(map[string]any)
		for name, value := range variables {
			secret := strings.Contains(name, "SECRET") || strings.HasSuffix(name, "KEYS") || strings.Contains(name, "TOKEN") && name != "SHOEBOX_TOKENS_KEY"
			if secret && value != "" && !strings.HasPrefix(fmt.Sprint(value), "ssm:///") {
				wrong = append(wrong, id+" has "+name+" in its environment, want the name of a parameter of SSM")
			}
			if strings.HasPrefix(name, "AWS_") || name == "SHOEBOX_CLOCK" {
				wrong = append(wrong, id+" is given "+name+", which is for machines at home")
			}
		}
	}
	return wrong
}

func everyRequestIsTraced(s stack) (wrong []string) {
	for id, f := range s.ofType("AWS::Lambda::Function") {
		if at(f, "TracingConfig", "Mode") != "Active" {
			wrong = append(wrong, id+" is not traced")
		}
	}
	return wrong
}
