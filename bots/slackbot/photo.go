package slackbot

import (
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"shoebox/intents"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// How long links in messages are good for. Slack's servers fetch pictures again
// whenever their cache runs out, so a link must live as long as its message is
// looked at: a preview for a week, a shared photo for a year.
const (
	previewLife = 7 * 24 * time.Hour
	sharedLife  = 365 * 24 * time.Hour
)

// How much of somebody's words stands beside a photo, in code points: more would
// leave no room for the buttons, which carry the conversation.
const (
	maxProse = 1000
	maxFact  = 300
)

// photo is the answer with a picture: what was found, the photo large, and where in
// the answer it stands.
func (b *Bot) photo(buttons buttons, reply *intents.Reply) (stack, string) {
	shown, place := inFocus(reply)
	said := reply.Speech.String()
	var s stack
	if said != "" {
		s.add(paragraph(Shorten(said, maxProse)))
	}
	s.add(b.picture(shown, previewLife)...)
	s.add(footnotes(plain(whenAndWhere(shown)), plain(place)))
	s.add(row(buttons.browse(reply)), row(buttons.suggestions(reply)))
	return s, sentences(said, shown.Alt, place)
}

// details is the photo with all that is known of it.
func (b *Bot) details(buttons buttons, reply *intents.Reply) (stack, string) {
	shown, place := inFocus(reply)
	said := reply.Speech.String()
	var s stack
	s.add(b.picture(shown, previewLife)...)
	if said != "" {
		s.add(paragraph(Shorten(said, maxProse)))
	}
	if shown.Description != "" && !strings.Contains(said, shown.Description) {
		s.add(paragraph(Shorten(shown.Description, maxProse)))
	}
	s.add(facts(shown), footnotes(plain(place)))
	s.add(row(buttons.browse(reply)), row(buttons.suggestions(reply)))
	return s, sentences(said, shown.Alt, place)
}

// share is the photo for everybody in the channel, with the name of who sent it;
// then the preview goes. The order matters: if the first is not taken, the second
// is not sent.
func (b *Bot) share(c call, reply *intents.Reply) []Message {
	shown, _ := inFocus(reply)
	credit, text := "Shared with `"+Command+"`", Escape(shown.Alt)
	if userID(c.User) {
		credit = "Shared by <@" + c.User + "> with `" + Command + "`"
		text = "<@" + c.User + "> shared a photo: " + text
	}
	var s stack
	s.add(b.picture(shown, sharedLife)...)
	s.add(footnotes(plain(whenAndWhere(shown)), markdown(credit)))
	keep := false
	m := Message{ResponseType: InChannel, Text: text}
	if c.Click {
		m.ReplaceOriginal = &keep
	}
	messages := b.finish(m, s)
	if c.Click {
		messages = append(messages, deletion())
	}
	return messages
}

// picture is the title and the photo itself.
func (b *Bot) picture(shown intents.Shown, life time.Duration) []slack.Block {
	url := b.Links.URL(photolink.Target{
		Gallery: shown.Gallery, Photo: shown.ID, Rendition: photolink.Large,
		Audience: photolink.ForSlack, Expires: b.Links.Until(life),
	})
	var s stack
	if shown.Title != "" {
		s.add(slack.NewHeaderBlock(plain(shown.Title)))
	}
	s.add(slack.NewImageBlock(url, altOf(shown), "", nil))
	return s
}

// altOf says what is in a picture, for who can't see it.
func altOf(shown intents.Shown) string {
	if shown.Alt == "" {
		return "A photo" // an empty one would be refused, and read as a file name
	}
	return Shorten(shown.Alt, maxProse)
}

// facts are who, when, where, side by side.
func facts(shown intents.Shown) slack.Block {
	var fields []*slack.TextBlockObject
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, plain(name+"\n"+Shorten(value, maxFact)))
		}
	}
	if !shown.Taken.IsZero() {
		add("When", shown.Taken.Format("Monday, 2 January 2006, 15:04"))
	}
	add("Where", fullPlace(shown.Place))
	add("Who", strings.Join(shown.People, ", "))
	if len(fields) == 0 {
		return nil
	}
	return slack.NewSectionBlock(nil, fields, nil)
}

// inFocus is the photo that is shown, and its place in the answer: "3 of 47".
func inFocus(reply *intents.Reply) (intents.Shown, string) {
	i := reply.Focus
	if i < 0 || i >= len(reply.Photos) {
		i = 0
	}
	return reply.Photos[i], position(reply.Page, i)
}

func position(p intents.Paging, i int) string {
	switch {
	case p.Total == 0 || p.First == 0:
		return ""
	case p.Exact:
		return group(p.First+i) + " of " + group(p.Total)
	}
	return group(p.First+i) + " of more than " + group(p.Total)
}

// group writes a number with its thousands apart.
func group(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func whenAndWhere(shown intents.Shown) string {
	var parts []string
	if !shown.Taken.IsZero() {
		parts = append(parts, shown.Taken.Format("2 January 2006"))
	}
	if where := fullPlace(shown.Place); where != "" {
		parts = append(parts, where)
	}
	return Shorten(strings.Join(parts, " · "), maxFact)
}

// fullPlace names a place from the small to the large, each part once.
func fullPlace(p gallery.Place) string {
	var parts []string
	for _, part := range []string{p.City, p.Region, p.Country} {
		if part != "" && (len(parts) == 0 || parts[len(parts)-1] != part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// sentences are the words that stand for a message with a picture.
func sentences(parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, " ")
}

// userID reports whether a name is a Slack user's, safe to mention.
func userID(s string) bool {
	if len(s) < 2 || len(s) > 30 || s[0] != 'U' && s[0] != 'W' {
		return false
	}
	for _, r := range s {
		if (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return true
}
