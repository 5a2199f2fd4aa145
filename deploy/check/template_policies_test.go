package check_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/photolink"
)

var update = flag.Bool("update", false, "write golden files anew")

// readable says an ARN of the stack as a person would.
var readable = strings.NewReplacer(
	"arn:aws:ssm:REGION:ACCOUNT:parameter", "parameter ",
	"Photos.Arn/*/", "bucket Photos, any photo's ",
	"Photos.Arn", "bucket Photos",
	"Table.Arn", "table Table",
	"SlackQueue.Arn", "queue SlackQueue",
	"IngestQueue.Arn", "queue IngestQueue",
	"TokensKey.Arn", "key TokensKey",
	"Log.Arn", "Log (log group)",
)

// allowed gives what a stack's functions may do, as rows of a table.
func allowed(s stack) []string {
	var rows []string
	for id, f := range s.ofType("AWS::Lambda::Function") {
		role := s.Resources[strings.TrimSuffix(fmt.Sprint(f["Role"]), ".Arn")]["Properties"]
		for _, st := range statements(role) {
			for _, on := range texts(st["Resource"]) {
				row := fmt.Sprintf("| %s | %s | %s |", id, strings.Join(texts(st["Action"]), ", "), readable.Replace(on))
				if on == "*" {
					row = strings.TrimSuffix(row, " |") + ", for " + everywhere[texts(st["Action"])[0]+" *"] + " |"
				}
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func TestFunctionsMayDoWhatTheTableSaysAndNoMore(t *testing.T) {
	tpl := translated(t)
	values := map[string]string{"SkillId": "amzn1.ask.skill.00000000-0000-0000-0000-000000000000", "SlackAppId": "A0123456789"}
	since := map[string]string{}
	for _, step := range [][2]string{
		{"TableBilling", "provisioned"}, {"AlexaVendorId", "M1ABCDEFGHIJK"}, {"SlackClientId", "1234567890.1234567890"}, {"SlackImageMode", "file"}, {"SlackTokensKey", "kms"}, {"Labels", "rekognition"},
		{"ImageCdn", "yes"}, {"AlarmEmail", "me@example.com"}, {"ProvisionedConcurrency", "1"},
	} {
		values[step[0]] = step[1]
		for _, row := range allowed(tpl.with(t, values)) {
			if _, known := since[row]; !known {
				since[row] = " with " + step[0]
			}
		}
	}
	got := "What the functions may do, read of the translated template. A test writes this table:\n`SHOEBOX_SAM=1 go test ./deploy/check -run TheTableSays -update`\n\n| function | may | on | |\n|---|---|---|---|\n"
	for _, row := range slices.Sorted(maps.Keys(since)) {
		got += row + strings.TrimSuffix(since[row], " with TableBilling") + " |\n"
	}
	path := filepath.Join("testdata", "policies.md")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(got, "\n"), strings.Split(string(want), "\n")); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

// The renditions that may be read are those there are, and no wildcard is allowed
// that nothing needs.
func TestEveryWildcardIsNeeded(t *testing.T) {
	need := map[string]bool{}
	for _, role := range sizes(t, translated(t))["everything"].ofType("AWS::IAM::Role") {
		for _, st := range statements(role) {
			for _, action := range texts(st["Action"]) {
				for _, on := range texts(st["Resource"]) {
					need[action+" "+on] = true
				}
			}
		}
	}
	for wildcard := range everywhere {
		if !need[wildcard] {
			t.Errorf("nothing needs %s any more", wildcard)
		}
	}
	for _, r := range photolink.Renditions() {
		if on := "s3:GetObject Photos.Arn/*/" + r.String() + ".jpg"; !need[on] {
			t.Errorf("nobody may %s, so it is never shown; got %v", on, slices.Sorted(maps.Keys(need)))
		}
	}
}
