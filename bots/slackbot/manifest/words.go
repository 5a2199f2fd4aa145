package manifest

import (
	"slices"
	"strings"
	"unicode/utf8"

	"shoebox/bots/slackbot"
	"shoebox/intents"
)

// The bounds of a manifest's texts, in code points.
const (
	maxLongDescription = 4000
	maxUsageHint       = 1000
)

// longDescription says what the app is for, and what can be asked. It stays within
// its bound by leaving out from the end.
func (app App) longDescription() string {
	lines := []string{
		"Shoebox finds photos by what is in them, who, where and when. Type " + slackbot.Command +
			" and a few words; the answer is for your eyes only, one large picture at a time. " +
			"Press Send, and the channel sees it too.\n", "What you can ask:",
	}
	for _, in := range app.typed() {
		lines = append(lines, "- "+in.Summary+": "+slackbot.Command+" "+in.Example)
	}
	if shortcuts := app.shortcuts(); len(shortcuts) > 0 {
		lines = append(lines, "\nIn Slack's menus:")
		for _, s := range shortcuts {
			lines = append(lines, "- "+s.Name+": "+s.Description)
		}
	}
	var b strings.Builder
	for _, line := range lines {
		if utf8.RuneCountInString(b.String()+line) >= maxLongDescription {
			break
		}
		b.WriteString(line + "\n")
	}
	return strings.TrimSpace(b.String())
}

// usageHint names the first things to ask for, and what nobody would think of.
func (app App) usageHint() string {
	var examples []string
	for _, in := range app.typed() {
		if len(examples) < 3 || in.Name == intents.Digest {
			examples = append(examples, in.Example)
		}
	}
	return slackbot.Shorten("["+strings.Join(examples, " | ")+" | help]", maxUsageHint)
}

// typed are the intents that people start with by typing, as far as the app has what
// they need: without tokens nothing is posted unasked.
func (app App) typed() []intents.Intent {
	return slices.DeleteFunc(intents.Catalogue(), func(in intents.Intent) bool {
		return !slackbot.Typed(in) || in.Name == intents.Digest && !app.Tokens
	})
}
