package manifest_test

import (
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"shoebox/bots/slackbot/manifest"
	"shoebox/shared/fault"
)

var update = flag.Bool("update", false, "write the golden file anew")

const goldenPath = "testdata/manifest.yaml"

func written(tb testing.TB, base string) []byte {
	tb.Helper()
	raw, err := manifest.New(base)
	if err != nil {
		tb.Fatal(err)
	}
	return raw
}

func TestManifest_3_14(t *testing.T) {
	raw := written(t, "https://shoebox.example/prod/")
	if *update {
		if err := os.WriteFile(goldenPath, raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenPath)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(raw)); diff != "" {
		t.Errorf("the manifest differs (-want +got); run with -update and read the diff:\n%s", diff)
	}
	var m slack.Manifest
	if err := yaml.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	command := m.Features.SlashCommands[0]
	bounds := []struct {
		name        string
		text        string
		least, most int
	}{
		{"name", m.Display.Name, 1, 35},
		{"description", m.Display.Description, 1, 140},
		{"long description", m.Display.LongDescription, 174, 4000},
		{"bot's name", m.Features.BotUser.DisplayName, 1, 80},
		{"command", command.Command, 2, 32},
		{"command's description", command.Description, 1, 2000},
		{"usage hint", command.UsageHint, 1, 1000},
	}
	for _, b := range bounds {
		if n := utf8.RuneCountInString(b.text); n < b.least || n > b.most {
			t.Errorf("%s: got %d characters, want %d to %d", b.name, n, b.least, b.most)
		}
	}
	if got, want := command.Url, "https://shoebox.example/prod/slack/commands"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := m.Settings.Interactivity.RequestUrl, "https://shoebox.example/prod/slack/interactions"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if m.Settings.EventSubscriptions != nil {
		t.Error("the manifest subscribes to events that nobody handles")
	}
}

func TestManifestIsTheSameEveryTime(t *testing.T) {
	first := written(t, "https://x.example")
	if second := written(t, "https://x.example"); string(first) != string(second) {
		t.Error("two manifests of one base differ")
	}
}

func TestManifestWantsHTTPS(t *testing.T) {
	for _, base := range []string{"", "x.example", "http://x.example", "https://", strings.Repeat("%", 3)} {
		if _, err := manifest.New(base); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: got %v, want invalid", base, err)
		}
	}
}
