package slackbot

import (
	"strings"

	"github.com/slack-go/slack"

	"shoebox/intents"
)

// help lists what can be asked, from the catalogue.
func (b *Bot) help(buttons buttons, reply *intents.Reply) (stack, string) {
	said := reply.Speech.String()
	var s stack
	s.add(slack.NewHeaderBlock(plain("What you can ask")))
	if said != "" {
		s.add(paragraph(said))
	}
	s.add(slack.NewSectionBlock(markdown(strings.Join(b.helpLines(), "\n")), nil, nil))
	if !buttons.direct {
		s.add(footnotes(markdown("The buttons under a photo lead on. Only you see the answers, until you press *Send*.")))
	}
	s.add(row(buttons.suggestions(reply)))
	return s, sentences(said, "Type "+Command+" and what you would like to see.")
}

// helpLines is a line for each intent that people start with by typing. What there
// is a button for needs no words.
func (b *Bot) helpLines() []string {
	lines := []string{"• `" + Command + "` – Show the newest photos"}
	for _, in := range intents.Catalogue() {
		if !Typed(in) || in.Name == intents.Latest { // the command alone is the latest
			continue
		}
		if in.Name == intents.Digest && !b.sendsDigests() {
			continue
		}
		lines = append(lines, "• `"+Command+" "+Escape(in.Example)+"` – "+Escape(in.Summary))
	}
	return lines
}

// Typed reports whether an intent is worth a line in help: people start with it by
// typing.
func Typed(in intents.Intent) bool {
	if in.Example == "" {
		return false
	}
	//exhaustive:ignore
	switch in.Name {
	case intents.Yes, intents.No, intents.Stop, intents.Cancel, intents.Send, intents.Launch, intents.Fallback,
		intents.Next, intents.Previous, intents.Repeat, intents.StartOver, intents.Shuffle, intents.Select, intents.Back,
		intents.Describe, intents.Help:
		return false
	default: // all others are
		return true
	}
}
