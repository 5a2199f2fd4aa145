package alexasim

import (
	"bytes"
	"fmt"
	"net/url"
	"unicode/utf16"
)

// What Alexa takes at most: bytes of a response, characters of speech and of a
// card, characters of an image URL.
const (
	maxResponse = 120 << 10
	maxText     = 8000
	maxURL      = 2000
)

// refusal says why Alexa or the device would refuse an answer; "" is not at all.
func (d *Device) refusal(w *wireResponse, size int) string {
	r := w.Response
	switch {
	case w.Version != "1.0":
		return fmt.Sprintf("version is %q", w.Version)
	case size > maxResponse:
		return fmt.Sprintf("response has %d bytes", size)
	case d.last == "SessionEndedRequest" && (r.OutputSpeech != nil || r.Card != nil || r.Reprompt != nil || r.Directives != nil || r.ShouldEndSession != nil):
		return "an ended session was answered with more than nothing"
	case r.Reprompt != nil && (r.ShouldEndSession == nil || *r.ShouldEndSession):
		return "a reprompt needs an open microphone"
	case r.Reprompt != nil && r.Reprompt.OutputSpeech == nil:
		return "a reprompt needs speech"
	}
	speeches := []*wireSpeech{r.OutputSpeech}
	if r.Reprompt != nil {
		speeches = append(speeches, r.Reprompt.OutputSpeech)
	}
	for _, s := range speeches {
		switch {
		case s == nil:
		case s.Type != "SSML" || s.SSML == "":
			return "speech is not SSML"
		case characters(s.SSML) > maxText:
			return fmt.Sprintf("speech has %d characters", characters(s.SSML))
		}
	}
	if r.Card != nil {
		if why := r.Card.refusal(); why != "" {
			return why
		}
	}
	return d.directivesRefusal(r)
}

// directivesRefusal takes one document for the screen, one word about names, and
// one about slots.
func (d *Device) directivesRefusal(r wireBody) string {
	seen := make(map[string]bool)
	for _, directive := range r.Directives {
		why := ""
		switch {
		case seen[directive.Type]:
			why = "two directives " + directive.Type
		case directive.Type == updateNames:
			why = d.namesRefusal(directive)
		case directive.Type == elicitSlot:
			why = d.elicitRefusal(directive, r)
		case d.config.Screen == None:
			why = "a directive for a screen that is not there"
		case directive.Type == executeCommands:
			why = d.commandsRefusal(directive)
		default:
			why = directive.refusal()
		}
		if why != "" {
			return why
		}
		seen[directive.Type] = true
	}
	return ""
}

func (c *wireCard) refusal() string {
	small, large := c.Image.Small, c.Image.Large
	switch {
	case c.Type == "Simple" && (c.Text != "" || small != ""):
		return "a Simple card has content alone"
	case c.Type == "Standard" && c.Content != "":
		return "a Standard card has text, not content"
	case c.Type == "LinkAccount" && (c.Title != "" || c.Text != "" || c.Content != "" || small != ""):
		return "a LinkAccount card has nothing but its type"
	case characters(c.Title+c.Content+c.Text+small+large) > maxText:
		return "card is too long"
	}
	for _, link := range []string{small, large} {
		u, err := url.Parse(link)
		if err != nil || len(link) > maxURL || link != "" && u.Host == "" {
			return "image URL is none, or too long"
		}
	}
	return ""
}

func (w *wireDirective) refusal() string {
	switch {
	case w.Type != "Alexa.Presentation.APL.RenderDocument":
		return fmt.Sprintf("directive %q", w.Type)
	case w.Token == "":
		return "a document needs a token"
	case !bytes.Contains(w.Document, []byte(`"mainTemplate"`)) || len(w.Datasources) == 0:
		return "a document needs a main template and datasources"
	}
	return ""
}

func characters(s string) int { return len(utf16.Encode([]rune(s))) }
