package check_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// A runaway costs no more than its bound. An account may run 10 copies in all at
// first, and then may reserve none: the deployment would fail.
func copiesAreBounded(s stack) (wrong []string) {
	reserved := s.Parameters["ReservedConcurrency"]
	for id, f := range s.ofType("AWS::Lambda::Function") {
		if got := or(f["ReservedConcurrentExecutions"]); got != reserved && (reserved != "0" || got != "") {
			wrong = append(wrong, fmt.Sprintf("%s reserves %q copies, want %s, and none where it is 0", id, got, reserved))
		}
	}
	together := 0.0
	for id, source := range s.ofType("AWS::Lambda::EventSourceMapping") {
		most := number(at(source, "ScalingConfig", "MaximumConcurrency"))
		if most < 2 || reserved == "0" && most > 5 || reserved != "0" && most > number(reserved) {
			wrong = append(wrong, fmt.Sprintf("%s starts %v copies at most, of %s that are reserved", id, most, reserved))
		}
		together += most
	}
	if reserved == "0" && together > 7 {
		wrong = append(wrong, fmt.Sprintf("queues start %v copies, of ten that a new account may run: want three left for who asks", together))
	}
	warm := s.Parameters["ProvisionedConcurrency"]
	for id, alias := range s.ofType("AWS::Lambda::Alias") {
		if got := or(at(alias, "ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions")); got != warm && (warm != "0" || got != "") {
			wrong = append(wrong, fmt.Sprintf("%s keeps %q copies warm, want %s, and none where it is 0", id, got, warm))
		}
	}
	for id, stage := range s.ofType("AWS::ApiGatewayV2::Stage") {
		if rate := number(at(stage, "DefaultRouteSettings", "ThrottlingRateLimit")); rate <= 0 || rate > 100 {
			wrong = append(wrong, fmt.Sprintf("%s takes %v requests a second, want a bound", id, rate))
		}
	}
	return wrong
}

// What CloudFront keeps it keeps by the token alone, and the function goes on
// deciding who may see what, and for how long.
func picturesAreCached(s stack) (wrong []string) {
	distributions := s.ofType("AWS::CloudFront::Distribution")
	if cdn := s.Parameters["ImageCdn"] == "yes"; len(distributions) == 1 != cdn {
		wrong = append(wrong, fmt.Sprintf("there are %d distributions, and CloudFront is asked for: %v", len(distributions), cdn))
	}
	for id, policy := range s.ofType("AWS::CloudFront::CachePolicy") {
		least := at(policy, "CachePolicyConfig", "MinTTL")
		key := fmt.Sprint(at(policy, "CachePolicyConfig", "ParametersInCacheKeyAndForwardedToOrigin"))
		if number(least) != 0 || strings.Count(key, "Behavior:none") != 3 {
			wrong = append(wrong, fmt.Sprintf("%s keeps a picture for %v s whatever the function says, by %s", id, least, key))
		}
	}
	for _, d := range distributions {
		if header := fmt.Sprint(at(d, "DistributionConfig", "Origins")); !strings.Contains(header, "HeaderName:X-Shoebox-Deliver HeaderValue:whole") {
			wrong = append(wrong, "CloudFront does not ask for the picture itself, and there is nothing to keep of a redirect")
		}
		if methods := texts(at(d, "DistributionConfig", "DefaultCacheBehavior", "AllowedMethods")); !slices.Equal(methods, []string{"GET", "HEAD"}) {
			wrong = append(wrong, fmt.Sprintf("CloudFront lets %v through", methods))
		}
	}
	return wrong
}

func TestAHouseholdPaysForNothingByTheMonth(t *testing.T) {
	s := sizes(t, translated(t))["household"]
	free := []string{
		"AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage", "AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard", "AWS::Cognito::UserPool",
		"AWS::Cognito::UserPoolClient", "AWS::DynamoDB::Table", "AWS::Events::Rule", "AWS::IAM::Role", "AWS::Lambda::Alias", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Function", "AWS::Lambda::Permission",
		"AWS::Lambda::Version", "AWS::Logs::LogGroup", "AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::SQS::Queue", "AWS::SQS::QueuePolicy",
	}
	for id, r := range s.Resources {
		if !slices.Contains(free, fmt.Sprint(r["Type"])) {
			t.Errorf("%s is a %v: is there one that is always free?", id, r["Type"])
		}
	}
	table := s.ofType("AWS::DynamoDB::Table")["Table"]
	if read, write := number(at(table, "ProvisionedThroughput", "ReadCapacityUnits")), number(at(table, "ProvisionedThroughput", "WriteCapacityUnits")); table["BillingMode"] != "PROVISIONED" || read != 25 || write != 25 {
		t.Errorf("got a table %v of %v and %v units, want PROVISIONED within the 25 and 25 that are always free", table["BillingMode"], read, write)
	}
	if all := s.ofType("AWS::CloudWatch::Dashboard"); len(all) > 3 {
		t.Errorf("got %d dashboards, of which 3 are free", len(all))
	}
}

// used gives the parameters and conditions that a value refers to.
func used(v any) (names []string) {
	switch name, argument := only(v); name {
	case "Ref", "Condition":
		return []string{fmt.Sprint(argument)}
	case "Fn::If":
		list := argument.([]any)
		return append(append([]string{fmt.Sprint(list[0])}, used(list[1])...), used(list[2])...)
	case "Fn::Sub":
		for _, text := range texts(argument) {
			for _, in := range hole.FindAllStringSubmatch(text, -1) {
				names = append(names, in[1])
			}
		}
		if list, ok := argument.([]any); ok {
			names = append(names, used(list[1])...)
		}
		return names
	}
	switch v := v.(type) {
	case map[string]any:
		for _, one := range v {
			names = append(names, used(one)...)
		}
	case []any:
		for _, one := range v {
			names = append(names, used(one)...)
		}
	}
	return names
}

// depends gives the parameters a value depends on, by conditions as well.
func (tpl cfn) depends(v any) map[string]bool {
	on := map[string]bool{}
	for names := used(v); len(names) > 0; names = names[1:] {
		if c, ok := tpl.Conditions[names[0]]; ok {
			names = append(names, used(c)...)
		}
		if _, ok := tpl.Parameters[names[0]]; ok {
			on[names[0]] = true
		}
	}
	return on
}

func (tpl cfn) unused() []string {
	on := tpl.depends([]any{anyMap(tpl.Resources), anyMap(tpl.Outputs)})
	for id := range tpl.Resources {
		if c, ok := tpl.Resources[id]["Condition"].(string); ok {
			maps.Copy(on, tpl.depends(map[string]any{"Condition": c}))
		}
	}
	var left []string
	for name := range tpl.Parameters {
		if !on[name] {
			left = append(left, name)
		}
	}
	return left
}

func anyMap(m map[string]map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		out[k] = v
	}
	return out
}

func TestEveryParameterIsUsed(t *testing.T) {
	tpl := translated(t)
	if left := tpl.unused(); len(left) > 0 {
		t.Errorf("nothing uses %v", left)
	}
	delete(tpl.Outputs, "GenerateWith")
	tpl.Parameters["AlarmPhone"] = map[string]any{"Type": "String"}
	if left := tpl.unused(); !slices.Equal(left, []string{"AlarmPhone"}) {
		t.Errorf("got %v unused, want the planted one", left)
	}
}
