package slackbot

import (
	"github.com/slack-go/slack"

	"shoebox/intents"
)

// render turns a reply into the messages that answer a call, in the order to send
// them; none when nothing is to be said.
func (b *Bot) render(c call, reply *intents.Reply) []Message {
	switch {
	case reply.Kind == intents.Silence:
		return nil
	case reply.Kind == intents.SharedWith && len(reply.Photos) > 0:
		return b.share(c, reply)
	case reply.Kind == intents.Farewell && c.Click:
		return []Message{deletion()}
	}
	s, text := b.form(c, reply)
	s = b.offerSearch(s, reply)
	m := Message{ResponseType: Ephemeral, Text: Escape(text)}
	if c.Click {
		// The picture stays where the answer is that something went wrong.
		replace := reply.Kind != intents.Apology && reply.Kind != intents.Connect
		m.ReplaceOriginal = &replace
		if c.Direct && replace {
			m.ResponseType = "" // it stays the message that it is
		}
	}
	m.door = reply.Door.URL != ""
	return b.finish(m, s)
}

// form gives a reply the form of its kind, and the words that stand for it.
func (b *Bot) form(c call, reply *intents.Reply) (stack, string) {
	buttons := newButtons(c, reply)
	switch {
	case len(reply.Photos) > 0 && reply.Intent == intents.Describe:
		return b.details(buttons, reply)
	case len(reply.Photos) > 0:
		return b.photo(buttons, reply)
	case len(reply.Topics) > 0:
		return topics(buttons, reply)
	case reply.Kind == intents.Told && reply.Intent == intents.Help:
		return b.help(buttons, reply)
	}
	return words(buttons, reply)
}

// words are an answer without a picture: what is said, what is asked, and buttons
// with the ways on.
func words(buttons buttons, reply *intents.Reply) (stack, string) {
	said, asked := reply.Speech.String(), reply.Ask.String()
	if said == "" {
		said, asked = asked, ""
	}
	if said == "" {
		said = "I have nothing to say to that."
	}
	var s stack
	s.add(heading(reply), paragraph(mark(reply.Kind)+said))
	if choosing(reply) && asked != "" {
		s.add(paragraph(asked)) // the buttons answer it
	} else {
		s.add(footnotes(plain(asked)))
	}
	s.add(door(reply), row(buttons.suggestions(reply)))
	if asked != "" {
		said += " " + asked
	}
	return s, said
}

// door is the link that lets in who asked; nil where there is none. It stands nowhere
// but on the button, so that no notification shows it.
func door(reply *intents.Reply) slack.Block {
	if reply.Door.URL == "" {
		return nil
	}
	link := slack.NewButtonBlockElement(actionDoor, "", plain(reply.Door.Label)).WithStyle(slack.StylePrimary)
	link.URL = reply.Door.URL
	return row([]*slack.ButtonBlockElement{link})
}

// heading stands over answers that people come back to; nil over others.
func heading(reply *intents.Reply) slack.Block {
	switch {
	case reply.Kind == intents.Told && reply.Intent == intents.Overview:
		return slack.NewHeaderBlock(plain("What is in this gallery"))
	case reply.Kind == intents.Connect:
		return slack.NewHeaderBlock(plain("Connect with Shoebox"))
	}
	return nil
}

// mark is a sign before an answer that is no photo, so that its kind is seen at a
// glance.
func mark(k intents.Kind) string {
	//exhaustive:ignore
	switch k {
	case intents.Nothing:
		return "🔍 "
	case intents.Connect:
		return "🔗 "
	case intents.Apology:
		return "⚠️ "
	case intents.NotHeard:
		return "🤔 "
	default: // the others need none
		return ""
	}
}

// finish puts blocks into a message and holds it to Slack's limits. Blocks that
// can't be made leave the words that stand for them.
func (b *Bot) finish(m Message, s stack) []Message {
	if m.Text == "" {
		m.Text = "Photos"
	}
	blocks, err := encode(s)
	if err != nil {
		return []Message{m}
	}
	m.Blocks = blocks
	fitted, err := Fit(m)
	if err != nil {
		m.Blocks = nil
		return []Message{m}
	}
	return []Message{fitted}
}
