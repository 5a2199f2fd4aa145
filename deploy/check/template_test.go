package check_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/config"
)

// functions are the folders of the Lambda functions' mains by logical id.
var functions = map[string]string{
	"AlexaFunction":       "skills/cmd/alexa",
	"SlackFunction":       "bots/cmd/slack",
	"SlackWorkerFunction": "bots/cmd/slackworker",
	"ImageFunction":       "shared/photolink/cmd/image",
	"IngestFunction":      "shared/inbox/cmd/ingest",
	"RetentionFunction":   "shared/retention/cmd/retention",
	"DigestFunction":      "bots/cmd/digest",

	"SignUpFunction":       "shared/api/cmd/signup",
	"ConfirmEmailFunction": "shared/api/cmd/confirmemail",
	"LoginFunction":        "shared/api/cmd/login",
	"AddPhotoFunction":     "shared/api/cmd/addphoto",
	"GetPhotoFunction":     "shared/api/cmd/getphoto",
	"GetPhotosFunction":    "shared/api/cmd/getphotos",
	"EditPhotoFunction":    "shared/api/cmd/editphoto",
	"DeletePhotoFunction":  "shared/api/cmd/deletephoto",
	"SearchFunction":       "shared/api/cmd/search",
	"MeFunction":           "shared/api/cmd/me",
	"GalleriesFunction":    "shared/api/cmd/galleries",
	"SharesFunction":       "shared/api/cmd/shares",
	"DocumentFunction":     "shared/api/cmd/document",
	"WebFunction":          "deploy/web/cmd/web",
}

// template is the SAM template. Functions like !Ref are read as their argument.
type template struct {
	Parameters map[string]any      `yaml:"Parameters"`
	Globals    map[string]any      `yaml:"Globals"`
	Resources  map[string]resource `yaml:"Resources"`
	Outputs    map[string]any      `yaml:"Outputs"`
}

type resource struct {
	Type       string         `yaml:"Type"`
	Metadata   map[string]any `yaml:"Metadata"`
	Properties map[string]any `yaml:"Properties"`
}

func readTemplate(t *testing.T) template {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "deploy/template.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var tpl template
	if err := yaml.Unmarshal(raw, &tpl); err != nil {
		t.Fatal(err)
	}
	return tpl
}

// ofType gives the resources of a type by logical id.
func (tpl template) ofType(name string) map[string]resource {
	some := map[string]resource{}
	for id, r := range tpl.Resources {
		if r.Type == name {
			some[id] = r
		}
	}
	return some
}

// at walks into nested maps.
func at(v any, path ...string) any {
	for _, name := range path {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}

func TestTheTemplateHasEveryFunctionAndItsMain(t *testing.T) {
	tpl := readTemplate(t)
	got := slices.Sorted(maps.Keys(tpl.ofType("AWS::Serverless::Function")))
	if diff := cmp.Diff(got, slices.Sorted(maps.Keys(functions))); diff != "" {
		t.Errorf("functions of the template, got - want +:\n%s", diff)
	}
	for id, main := range functions {
		if _, err := os.Stat(filepath.Join(root, main, "main.go")); err != nil {
			t.Errorf("%s has no main: %v", id, err)
		}
		if got := tpl.Resources[id].Metadata["BuildMethod"]; got != "makefile" {
			t.Errorf("%s is built by %v, want makefile: nothing else sets the build tags", id, got)
		}
		events, err := filepath.Glob(filepath.Join(root, "deploy/events", filepath.Base(main)+"-*.json"))
		if err != nil || len(events) < 2 {
			t.Errorf("%s has %d events in deploy/events, want two or more", id, len(events))
		}
	}
}

func TestTheMakefileBuildsEveryFunctionOfTheTemplate(t *testing.T) {
	for id, main := range functions {
		build := exec.CommandContext(t.Context(), "make", "--no-print-directory", "-n", "build-"+id, "ARTIFACTS_DIR=x")
		build.Dir = root
		if out, err := build.Output(); err != nil || !strings.HasSuffix(string(out), "./"+main+"\n") {
			t.Errorf("make build-%s, which sam build calls, does not build %s: %v\n%s", id, main, err, out)
		}
	}
}

// chosen is what an !If gives where its condition holds; anything else is itself.
func chosen(v any) any {
	if either, ok := v.([]any); ok && len(either) == 3 {
		return either[1]
	}
	return v
}

func TestRolesNameWhatTheyAllow(t *testing.T) {
	tpl := readTemplate(t)
	for id, f := range tpl.ofType("AWS::Serverless::Function") {
		role, _, _ := strings.Cut(fmt.Sprint(f.Properties["Role"]), ".")
		policies, ok := tpl.Resources[role].Properties["Policies"].([]any)
		if !ok || len(policies) != 1 || f.Properties["Policies"] != nil {
			t.Errorf("%s has no role of its own with a policy that is written out", id)
		}
		for _, p := range policies {
			statements, _ := at(p, "PolicyDocument", "Statement").([]any)
			for _, s := range statements {
				s = chosen(s)
				if len(texts(at(s, "Action"))) == 0 || strings.Contains(strings.Join(texts(at(s, "Action")), " "), "*") {
					t.Errorf("%s may do %v: name the actions", id, at(s, "Action"))
				}
				if sid := at(s, "Sid"); slices.Contains(texts(at(s, "Resource")), "*") && sid != "Traces" && sid != "Labels" {
					t.Errorf("%s may do what %v says with anything: name the resource", id, sid)
				}
			}
		}
	}
}

// texts gives a text, or a list of them, as a list.
func texts(v any) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var out []string
	for _, one := range list {
		out = append(out, fmt.Sprint(one))
	}
	return out
}

func TestFunctionsRunAsTheyWereMeasured(t *testing.T) {
	tpl := readTemplate(t)
	global := at(tpl.Globals, "Function")
	if got := texts(at(global, "Architectures")); !slices.Equal(got, []string{"Architecture"}) {
		t.Errorf("got architectures %v, want what the parameter says: the Makefile builds for it", got)
	}
	if got := at(tpl.Parameters, "Architecture", "Default"); got != "arm64" {
		t.Errorf("got %v where nobody says otherwise, want arm64, which costs a fifth less", got)
	}
	if got := at(global, "Runtime"); got != "provided.al2023" {
		t.Errorf("got runtime %v, want provided.al2023", got)
	}
	if got := fmt.Sprint(at(tpl.Resources["AlexaFunction"].Properties, "Timeout")); got != "8" {
		t.Errorf("got a time-out of %s s for Alexa, want the 8 s she waits", got)
	}
	for _, fed := range []struct{ function, queue, timeout, hidden string }{
		{"SlackWorkerFunction", "SlackQueue", "30", "180"},
		{"IngestFunction", "IngestQueue", "60", "360"},
	} {
		timeout := fmt.Sprint(at(tpl.Resources[fed.function].Properties, "Timeout"))
		hidden := fmt.Sprint(tpl.Resources[fed.queue].Properties["VisibilityTimeout"])
		if timeout != fed.timeout || hidden != fed.hidden {
			t.Errorf("got %s of %s s behind a queue that hides for %s s, want six times as long", fed.function, timeout, hidden)
		}
	}
	for id, want := range map[string]string{"IngestFunction": "1769", "AddPhotoFunction": "256", "RetentionFunction": "256", "DigestFunction": "256"} {
		if got := fmt.Sprint(tpl.Resources[id].Properties["MemorySize"]); got != want {
			t.Errorf("%s has %s MB, want %s: a whole processor is for who makes pictures alone", id, got, want)
		}
	}
	for id, f := range tpl.ofType("AWS::Serverless::Function") {
		group := fmt.Sprint(at(f.Properties, "LoggingConfig", "LogGroup"))
		if tpl.Resources[group].Properties["RetentionInDays"] == nil {
			t.Errorf("%s logs into %s, which keeps its logs for ever", id, group)
		}
	}
}

func TestWhatIsKeptIsKeptSafe(t *testing.T) {
	tpl := readTemplate(t)
	table, bucket, queue := tpl.Resources["Table"].Properties, tpl.Resources["Photos"].Properties, tpl.Resources["SlackQueue"].Properties
	tests := []struct {
		name string
		got  any
		want any
	}{
		{"the table is free where nobody says otherwise", at(tpl.Parameters, "TableBilling", "Default"), "provisioned"},
		{"expired items go", at(table, "TimeToLiveSpecification"), map[string]any{"AttributeName": "ttl", "Enabled": true}},
		{"changes are streamed", at(table, "StreamSpecification", "StreamViewType"), "NEW_AND_OLD_IMAGES"},
		{"the table can be restored to any moment", at(table, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"), true},
		{"the table is encrypted", at(table, "SSESpecification", "SSEEnabled"), true},
		{"items have two keys", at(table, "KeySchema"), []any{
			map[string]any{"AttributeName": "pk", "KeyType": "HASH"}, map[string]any{"AttributeName": "sk", "KeyType": "RANGE"},
		}},
		{"no picture is public", at(bucket, "PublicAccessBlockConfiguration"), map[string]any{
			"BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true,
		}},
		{"the queue is encrypted", at(queue, "SqsManagedSseEnabled"), true},
		{"what the worker can't do is kept", at(queue, "RedrivePolicy", "deadLetterTargetArn"), "SlackDeadLetters.Arn"},
		{"what makes no photo is kept", at(tpl.Resources["IngestQueue"].Properties, "RedrivePolicy"), map[string]any{
			"deadLetterTargetArn": "IngestDeadLetters.Arn", "maxReceiveCount": uint64(10),
		}},
		{"dead letters are kept for as long as there is", at(tpl.Resources["IngestDeadLetters"].Properties, "MessageRetentionPeriod"), uint64(14 * 24 * 60 * 60)},
		{"nobody is asked to pay for labels", at(tpl.Parameters, "Labels", "Default"), "off"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.got, tt.want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestTheEnvironmentForSAMNamesKnownVariables(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(root, "deploy/env/local.json"))
	if err != nil {
		t.Fatal(err)
	}
	var env map[string]map[string]string
	if err := json.Unmarshal(raw, &env); err != nil {
		t.Fatal(err)
	}
	for id, main := range functions {
		values := env[id]
		if _, err := config.Read(func(name string) (string, bool) { v, ok := values[name]; return v, ok }, needs(t, main)...); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
	for id, values := range env {
		for name := range values {
			if !strings.HasPrefix(name, "AWS_") && !slices.Contains(config.Variables(), config.Variable(name)) {
				t.Errorf("%s has %s, which nothing reads", id, name)
			}
		}
	}
}
