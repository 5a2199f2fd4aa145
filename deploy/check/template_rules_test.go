package check_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// rule finds what is wrong with a stack, one sentence each.
type rule func(stack) []string

// rules are what every size of the stack keeps.
var rules = []rule{
	rolesSayWhatTheyAllow, everyFunctionHasARoleOfItsOwn, onlyWhoShouldMayCall, wordsAreAmazons,
	whatIsKeptIsEncryptedAndStays, logsGo, noSecretIsInTheEnvironment, everyRequestIsTraced,
	nothingIsLost, jobsComeBack, alarmsAreFree, alarmsTell, copiesAreBounded, picturesAreCached, theDashboardIsFree,
	accountsAreSafe, strangersAreSlowed, filesBecomePhotos, onlyTheBucketFillsTheQueue,
}

// breaches gives all that is wrong with a stack.
func (s stack) breaches() []string {
	var all []string
	for _, check := range rules {
		all = append(all, check(s)...)
	}
	slices.Sort(all)
	return all
}

func TestTheTranslatedTemplateKeepsEveryRule(t *testing.T) {
	for size, s := range sizes(t, translated(t)) {
		t.Run(size, func(t *testing.T) {
			for _, breach := range s.breaches() {
				t.Error(breach)
			}
		})
	}
}

// everywhere are the only wildcards there may be, by action and resource, with the
// reason why nothing narrower would do.
var everywhere = map[string]string{
	"xray:PutTelemetryRecords *":           "X-Ray has no resources that the action could be bound to",
	"xray:PutTraceSegments *":              "X-Ray has no resources that the action could be bound to",
	"s3:GetObject Photos.Arn/*/small.jpg":  "a rendition of any photo, never an original",
	"s3:GetObject Photos.Arn/*/medium.jpg": "a rendition of any photo, never an original",
	"s3:GetObject Photos.Arn/*/large.jpg":  "a rendition of any photo, never an original",

	"rekognition:DetectLabels *": "it has no resources that the action could be bound to",

	"s3:GetObject Photos.Arn/inbox/*":      "what anybody dropped, and nothing that a photo was made of",
	"s3:DeleteObject Photos.Arn/inbox/*":   "what a photo was made of",
	"s3:GetObject Photos.Arn/refused/*":    "whether what was put there before is the same",
	"s3:PutObject Photos.Arn/refused/*":    "what was dropped and became no photo",
	"s3:DeleteObject Photos.Arn/refused/*": "the same, with its gallery",

	"s3:GetObject Photos.Arn/incoming/*":      "what anybody uploaded, and nothing that a photo was made of",
	"s3:PutObject Photos.Arn/incoming/*":      "what anybody uploads: a presigned request may do what its function may",
	"s3:DeleteObject Photos.Arn/incoming/*":   "what a photo was made of",
	"s3:PutObject Photos.Arn/*/original.*":    "of any photo, in any of the types there are",
	"s3:PutObject Photos.Arn/*/small.jpg":     "a rendition of any photo",
	"s3:PutObject Photos.Arn/*/medium.jpg":    "a rendition of any photo",
	"s3:PutObject Photos.Arn/*/large.jpg":     "a rendition of any photo",
	"s3:DeleteObject Photos.Arn/*/original.*": "of any photo, in any of the types there are",
	"s3:DeleteObject Photos.Arn/*/small.jpg":  "a rendition of any photo",
	"s3:DeleteObject Photos.Arn/*/medium.jpg": "a rendition of any photo",
	"s3:DeleteObject Photos.Arn/*/large.jpg":  "a rendition of any photo",
}

// statements gives those of a role's own policies.
func statements(role any) []map[string]any {
	var all []map[string]any
	policies, _ := at(role, "Policies").([]any)
	for _, p := range policies {
		list, _ := at(p, "PolicyDocument", "Statement").([]any)
		for _, one := range list {
			all = append(all, one.(map[string]any))
		}
	}
	return all
}

func rolesSayWhatTheyAllow(s stack) (wrong []string) {
	for id, role := range s.ofType("AWS::IAM::Role") {
		if trusted := fmt.Sprint(at(role, "AssumeRolePolicyDocument", "Statement")); strings.Count(trusted, "Principal") != 1 ||
			!strings.Contains(trusted, "Principal:map[Service:lambda.amazonaws.com]") {
			wrong = append(wrong, fmt.Sprintf("%s may be taken by others than Lambda: %s", id, trusted))
		}
		if role["ManagedPolicyArns"] != nil {
			wrong = append(wrong, fmt.Sprintf("%s has policies that Amazon manages: %v", id, role["ManagedPolicyArns"]))
		}
		for _, st := range statements(role) {
			for _, action := range texts(st["Action"]) {
				for _, on := range texts(st["Resource"]) {
					if strings.Contains(action, "*") || strings.Contains(on, "*") && everywhere[action+" "+on] == "" {
						wrong = append(wrong, fmt.Sprintf("%s may %s on %s: name both", id, action, on))
					}
				}
			}
			if st["NotAction"] != nil || st["NotResource"] != nil || st["Action"] == nil || st["Resource"] == nil {
				wrong = append(wrong, fmt.Sprintf("%s has a statement that does not say what it allows on what: %v", id, st))
			}
		}
	}
	return wrong
}

func everyFunctionHasARoleOfItsOwn(s stack) (wrong []string) {
	owner := map[string]string{}
	for id, f := range s.ofType("AWS::Lambda::Function") {
		role, _ := f["Role"].(string)
		if s.Resources[strings.TrimSuffix(role, ".Arn")] == nil {
			wrong = append(wrong, fmt.Sprintf("%s has the role %q, which the template does not make", id, role))
		}
		if other := owner[role]; other != "" {
			wrong = append(wrong, fmt.Sprintf("%s shares %s with %s", id, role, other))
		}
		owner[role] = id
	}
	return wrong
}

// callers are who may call which function, and with what token or for what source.
func callers(s stack) []string {
	var all []string
	for _, p := range s.ofType("AWS::Lambda::Permission") {
		all = append(all, fmt.Sprintf("%v calls %v, %v%v", p["Principal"], p["FunctionName"], or(p["EventSourceToken"]), or(p["SourceArn"])))
	}
	slices.Sort(all)
	return all
}

func or(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

func onlyWhoShouldMayCall(s stack) (wrong []string) {
	want := []string{"alexa-appkit.amazon.com calls AlexaFunctionAliaslive, " + s.Parameters["SkillId"]}
	route := func(function, api, path string) string {
		return fmt.Sprintf("apigateway.amazonaws.com calls %s, arn:aws:execute-api:REGION:ACCOUNT:%s/*/%s", function, api, path)
	}
	want = append(want, route("ImageFunction", "ImageApi", "*/i/*"))
	for _, path := range slackRoutes {
		want = append(want, route("SlackFunctionAliaslive", "SlackApi", path))
	}
	want = append(want, route("WebFunction", "AppApi", "*"), route("DocumentFunction", "AppApi", "*/api/*"))
	for function, event := range scheduled {
		want = append(want, fmt.Sprintf("events.amazonaws.com calls %s, %s%s.Arn", function, function, event))
	}
	for path, function := range services() {
		want = append(want, route(function, "AppApi", inPath.ReplaceAllString(path, "*")))
	}
	slices.Sort(want)
	got := callers(s)
	for _, one := range got {
		if !slices.Contains(want, one) {
			wrong = append(wrong, one+", which nobody planned")
		}
	}
	for _, one := range want {
		if !slices.Contains(got, one) {
			wrong = append(wrong, "it is not so that "+one)
		}
	}
	return wrong
}

// scheduled are the functions that a clock calls, with the name of the event.
var scheduled = map[string]string{"RetentionFunction": "Hourly", "DigestFunction": "Quarterly"}

// slackRoutes are what Slack's address answers.
var slackRoutes = []string{
	"POST/slack/commands", "GET/slack/commands", "POST/slack/interactions", "POST/slack/events", "GET/slack/install", "GET/slack/oauth",
}

func TestTheAddressesAnswerWhatTheManifestNames(t *testing.T) {
	s := sizes(t, translated(t))["household"]
	var got []string
	for path, methods := range at(s.Resources["SlackApi"], "Properties", "Body", "paths").(map[string]any) {
		for method := range methods.(map[string]any) {
			got = append(got, strings.ToUpper(method)+path)
		}
	}
	slices.Sort(got)
	if want := slices.Sorted(slices.Values(slackRoutes)); !slices.Equal(got, want) {
		t.Errorf("got routes %v, want %v", got, want)
	}
	for _, path := range manifestPaths(t) {
		if !slices.ContainsFunc(slackRoutes, func(r string) bool { return strings.HasSuffix(r, path) }) {
			t.Errorf("the manifest sends Slack to %s, which no route answers", path)
		}
	}
	pictures := slices.Collect(maps.Keys(at(s.Resources["ImageApi"], "Properties", "Body", "paths").(map[string]any)))
	if !slices.Equal(pictures, []string{"/i/{token}"}) {
		t.Errorf("got routes of pictures %v", pictures)
	}
}

// manifestPaths gives the paths of the addresses that the Slack manifest names.
func manifestPaths(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "deploy", "slack", "manifest.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, match := range regexp.MustCompile(`https://example\.com(/slack/\S+)`).FindAllSubmatch(raw, -1) {
		paths = append(paths, string(match[1]))
	}
	if len(paths) < 4 {
		t.Fatalf("got %v of the manifest, want the addresses of commands, interactions, events and OAuth", paths)
	}
	return paths
}
