package slackbot

import (
	"strings"

	"github.com/slack-go/slack"

	"shoebox/intents"
)

// maxTopics is about how much a list of topics takes, in characters of its blocks;
// the buttons need room beside it.
const maxTopics = 9000

// topics lists ways to ask: what to type, and what it is for. The examples are
// ours, so they may be code.
func topics(buttons buttons, reply *intents.Reply) (stack, string) {
	said, asked := reply.Speech.String(), reply.Ask.String()
	var s stack
	s.add(slack.NewHeaderBlock(plain("What you can search by")))
	if said != "" {
		s.add(paragraph(Shorten(said, maxProse)))
	}
	for _, section := range topicSections(reply.Topics) {
		s.add(slack.NewSectionBlock(markdown(section), nil, nil))
	}
	s.add(footnotes(plain(asked)), row(buttons.suggestions(reply)))
	return s, sentences(said, "Filters: "+strings.Join(topicNames(reply.Topics), ", ")+".")
}

// topicSections are the lines of a list, as many to a section as it holds.
func topicSections(all []intents.Topic) []string {
	const most = 2900 // of a section's 3,000
	var sections []string
	total := 0
	for _, t := range all {
		line := topicLine(t)
		if total += len(line); total > maxTopics {
			break
		}
		if last := len(sections) - 1; last >= 0 && len(sections[last])+len(line) < most {
			sections[last] += "\n" + line
			continue
		}
		sections = append(sections, line)
	}
	return sections
}

// topicLine is one way to ask. A backtick would end the code before its time.
func topicLine(t intents.Topic) string {
	help := Escape(Shorten(t.Help, maxFact))
	if t.Example == "" {
		return "• *" + Escape(t.Name) + "* – " + help
	}
	return "• `" + Escape(Shorten(strings.ReplaceAll(t.Example, "`", "'"), maxFact)) + "` – " + help
}

func topicNames(all []intents.Topic) []string {
	names := make([]string, 0, len(all))
	for _, t := range all {
		names = append(names, t.Name)
	}
	return names
}
