package manifest

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/slack-go/slack"

	"shoebox/bots/slackbot"
	"shoebox/intents"
	"shoebox/shared/fault"
)

// New gives the app's manifest in YAML: what an installation may do and where
// Slack finds us, made of the catalogue and of what is handled, so that it names
// nothing else. base is scheme and host of the endpoints ("https://x.example"),
// with a path if need be.
func New(base string) ([]byte, error) {
	const op = "manifest.New"
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return nil, fault.New(op, fault.Invalid, "base is no https URL")
	}
	base = strings.TrimSuffix(base, "/")
	m := slack.Manifest{
		Metadata: slack.ManifestMetadata{MajorVersion: 2, MinorVersion: 1},
		Display: slack.Display{
			Name:            "Shoebox",
			Description:     "Ask for photos in plain words, and share the ones you like.",
			LongDescription: longDescription(),
			BackgroundColor: "#7a4b2a",
		},
		Features: slack.Features{
			BotUser: slack.BotUser{DisplayName: "Shoebox"},
			SlashCommands: []slack.ManifestSlashCommand{{
				Command: slackbot.Command, Url: base + slackbot.PathCommands, ShouldEscape: true,
				Description: "Find photos; only you see them until you press Send",
				UsageHint:   usageHint(),
			}},
		},
		OAuthConfig: slack.OAuthConfig{Scopes: slack.OAuthScopes{Bot: []string{"commands"}}},
		Settings: slack.Settings{
			Interactivity: &slack.Interactivity{IsEnabled: true, RequestUrl: base + slackbot.PathInteractions},
		},
	}
	var out bytes.Buffer
	out.WriteString("# Made by \"shoebox generate\" from the catalogue of intents. Do not edit.\n")
	if err := yaml.NewEncoder(&out).Encode(m); err != nil {
		return nil, fault.Wrap(op, err)
	}
	return out.Bytes(), nil
}

// The bounds of a manifest's texts, in code points.
const (
	minLongDescription = 174
	maxLongDescription = 4000
	maxUsageHint       = 1000
)

func longDescription() string {
	var b strings.Builder
	b.WriteString("Shoebox finds photos by what is in them, who, where and when. Type " + slackbot.Command +
		" and a few words; the answer is for your eyes only, one large picture at a time. " +
		"Press Send, and the channel sees it too.\n\nWhat you can ask:\n")
	for _, in := range intents.Catalogue() {
		if !slackbot.Typed(in) {
			continue
		}
		line := "- " + in.Summary + ": " + slackbot.Command + " " + in.Example + "\n"
		if utf8.RuneCountInString(b.String()+line) > maxLongDescription {
			break
		}
		b.WriteString(line)
	}
	return strings.TrimSpace(b.String())
}

func usageHint() string {
	var examples []string
	for _, in := range intents.Catalogue() {
		if slackbot.Typed(in) && len(examples) < 3 {
			examples = append(examples, in.Example)
		}
	}
	return slackbot.Shorten("["+strings.Join(examples, " | ")+" | help]", maxUsageHint)
}
