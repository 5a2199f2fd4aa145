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

var whole = manifest.App{URL: "https://shoebox.example/prod/", Photos: "https://photos.example:8443/", Tokens: true, Files: true}

func written(tb testing.TB, app manifest.App) slack.Manifest {
	tb.Helper()
	raw, err := manifest.New(app)
	if err != nil {
		tb.Fatal(err)
	}
	var m slack.Manifest
	if err := yaml.Unmarshal(raw, &m); err != nil {
		tb.Fatal(err)
	}
	return m
}

func TestManifest_3_14(t *testing.T) {
	for path, app := range map[string]manifest.App{
		"testdata/manifest.yaml": whole, "testdata/commands.yaml": {URL: whole.URL},
	} {
		raw, err := manifest.New(app)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(path, raw, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(raw)); diff != "" {
			t.Errorf("%s differs (-want +got); run with -update and read the diff:\n%s", path, diff)
		}
	}
}

func TestManifestKeepsToItsLimits_3_14(t *testing.T) {
	m := written(t, whole)
	type bound struct {
		name        string
		text        string
		least, most int
	}
	bounds := []bound{
		{"name", m.Display.Name, 1, 35},
		{"description", m.Display.Description, 1, 140},
		{"long description", m.Display.LongDescription, 174, 4000},
		{"bot's name", m.Features.BotUser.DisplayName, 1, 80},
	}
	for _, c := range m.Features.SlashCommands {
		bounds = append(bounds, bound{c.Command, c.Command, 2, 32}, bound{c.Command + "'s description", c.Description, 1, 2000}, bound{c.Command + "'s hint", c.UsageHint, 1, 1000})
	}
	for _, s := range m.Features.Shortcuts {
		bounds = append(bounds, bound{s.Name, s.Name, 1, 24}, bound{s.Name + "'s description", s.Description, 1, 150}, bound{s.Name + "'s callback id", s.CallbackID, 1, 255})
	}
	for _, b := range bounds {
		if n := utf8.RuneCountInString(b.text); n < b.least || n > b.most {
			t.Errorf("%s: got %d characters, want %d to %d", b.name, n, b.least, b.most)
		}
	}
	for _, count := range []struct {
		name    string
		n, most int
	}{
		{"commands", len(m.Features.SlashCommands), 50},
		{"shortcuts", len(m.Features.Shortcuts), 10},
		{"unfurl domains", len(m.Features.UnfurlDomains), 5},
		{"events", len(m.Settings.EventSubscriptions.BotEvents), 100},
		{"scopes", len(m.OAuthConfig.Scopes.Bot), 255},
		{"redirect URLs", len(m.OAuthConfig.RedirectUrls), 1000},
	} {
		if count.n < 1 || count.n > count.most {
			t.Errorf("%s: got %d, want 1 to %d", count.name, count.n, count.most)
		}
	}
	if name := m.Features.BotUser.DisplayName; strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != "" {
		t.Errorf("got the bot's name %q, want small letters, digits, - _ and . alone", name)
	}
}

func TestManifestNamesOurAddresses_3_14(t *testing.T) {
	m := written(t, whole)
	const base = "https://shoebox.example/prod/slack/"
	got := map[string]string{
		"commands": m.Features.SlashCommands[0].Url, "interactions": m.Settings.Interactivity.RequestUrl,
		"options": m.Settings.Interactivity.MessageMenuOptionsUrl, "events": m.Settings.EventSubscriptions.RequestUrl,
		"back from Slack": m.OAuthConfig.RedirectUrls[0], "links": m.Features.UnfurlDomains[0],
	}
	want := map[string]string{
		"commands": base + "commands", "interactions": base + "interactions", "options": base + "interactions", "events": base + "events",
		"back from Slack": base + "oauth", "links": "photos.example",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestManifestIsTheSameEveryTime(t *testing.T) {
	first, _ := manifest.New(whole)  //nolint:errcheck // tested above
	second, _ := manifest.New(whole) //nolint:errcheck // tested above
	if string(first) != string(second) {
		t.Error("two manifests of one app differ")
	}
}

func TestManifestWantsHTTPS(t *testing.T) {
	for _, base := range []string{"x.example", "http://x.example", "https://", strings.Repeat("%", 3)} {
		for _, app := range []manifest.App{{URL: base}, {URL: "https://x.example", Photos: base}} {
			if _, err := manifest.New(app); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: got %v, want invalid", app, err)
			}
		}
	}
	if _, err := manifest.New(manifest.App{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("nothing: got %v, want invalid", err)
	}
}
