package slackbot_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/slack-go/slack"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
)

func TestManifest_3_14(t *testing.T) {
	raw := must(slackbot.Manifest("https://shoebox.example/prod/"))(t)
	golden(t, "manifest.yaml", raw)
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
	first := must(slackbot.Manifest("https://x.example"))(t)
	if second := must(slackbot.Manifest("https://x.example"))(t); string(first) != string(second) {
		t.Error("two manifests of one base differ")
	}
}

func TestManifestWantsHTTPS(t *testing.T) {
	for _, base := range []string{"", "x.example", "http://x.example", "https://", strings.Repeat("%", 3)} {
		if _, err := slackbot.Manifest(base); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: got %v, want invalid", base, err)
		}
	}
}
