package alexa

import (
	"encoding/json"

	"shoebox/intents"
)

// What a touch asks for: the first argument of a UserEvent (R5). The rest is what
// our documents send with it, and is untrusted: who may see a photo is decided
// where every request is (A6).
const (
	touchOpen     = "open"     // photo id, index: look at one photo
	touchPage     = "page"     // photo id, index: the pager was turned to it
	touchNext     = "next"     // more
	touchPrevious = "previous" // back to those before
	touchBack     = "back"     // from one photo to the photos
	touchAsk      = "ask"      // words: a suggestion, as if it were said
)

// maxAsked is the longest argument taken from a screen, in bytes.
const maxAsked = 500

// decodeTouch reads what was touched. A touch on a document that is no longer the
// one on the screen shows afresh what is (A5), as does one nobody knows. Turning a
// page wants no words, and no screen beside the one that was turned.
func (t *turn) decodeTouch(e *envelope, r *intents.Request) {
	var body struct {
		Token     string            `json:"token"`
		Arguments []json.RawMessage `json:"arguments"`
	}
	r.Intent, t.stale = intents.Repeat, true
	if json.Unmarshal(e.Request, &body) != nil {
		return
	}
	what := text(body.Arguments, 0)
	t.quiet = what == touchPage
	if body.Token == "" || body.Token != e.attribute(attributeScreen) {
		return
	}
	switch what {
	case touchOpen, touchPage:
		id := text(body.Arguments, 1)
		if id == "" || len(id) > maxAsked {
			return
		}
		r.Intent = intents.Select
		r.Slots = intents.Slots{intents.SlotPhoto: {Text: id}}
		t.turned = t.quiet
	case touchNext:
		r.Intent = intents.Next
	case touchPrevious:
		r.Intent = intents.Previous
	case touchBack:
		r.Intent = intents.Back
	case touchAsk:
		words := text(body.Arguments, 1)
		if words == "" || len(words) > maxAsked {
			return
		}
		r.Intent, r.Utterance = "", words
	default:
		return
	}
	t.stale = false
}

// text is an argument that is a string; "" is none.
func text(arguments []json.RawMessage, i int) string {
	var s string
	if i >= len(arguments) || json.Unmarshal(arguments[i], &s) != nil {
		return ""
	}
	return s
}
