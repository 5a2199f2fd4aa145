package alexasim

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// The rules of Alexa's that an answer is held to here, read from her reference and
// not from the skill, so that one misreading does not hide the other:
//
//   - P1: the version, a response, and no key that the reference has not
//   - P2: the size of all, of speech, of a card, of a card's picture URLs
//   - P3: at most 5 sounds
//   - P4: which card has which fields, none of them empty, pictures by https
//   - P5: a reprompt needs an open microphone
//   - P6: nothing but an empty response to a session's end and to events
//   - P7: whether an intent could be fulfilled is said to who asks that alone
//   - P10: what may be said before the answer (service.go)
//   - S1: speech is SSML, well-formed, of elements and values there are (plain.go)
//   - D1, D2: what may be asked about a slot, and how (dialog.go)
//   - A1, A2, A5, A8: documents for a screen that is there, of a version it knows,
//     with a token and with data for each parameter; commands for the document on
//     the screen (refuse_screen.go, screen.go)
//   - A10: pictures by https
//   - dynamic entities: how many, of which types, none twice (names.go)

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
	case r == nil:
		return "there is no response"
	case wantsNothing(d.last) && !r.empty():
		return "an ended session or an event was answered with more than nothing"
	case r.CanFulfillIntent != nil:
		return "nobody asked what could be fulfilled"
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
	return d.directivesRefusal(*r)
}

// wantsNothing reports whether a request type is one that no skill can answer.
func wantsNothing(kind string) bool {
	return kind == "SessionEndedRequest" || kind == "System.ExceptionEncountered" || strings.HasPrefix(kind, "AlexaSkillEvent.")
}

func (r *wireBody) empty() bool {
	return r.OutputSpeech == nil && r.Card == nil && r.Reprompt == nil && r.Directives == nil && r.ShouldEndSession == nil && r.CanFulfillIntent == nil
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
			why = directive.documentRefusal()
		}
		if why != "" {
			return why
		}
		seen[directive.Type] = true
	}
	return ""
}

func characters(s string) int { return len(utf16.Encode([]rune(s))) }
