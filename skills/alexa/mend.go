package alexa

import (
	"context"
	"encoding/json"
	"log/slog"

	"shoebox/intents"
)

// send gives the bytes of a response, without what Alexa would refuse it for. A
// device says nothing at all to who is sent such a thing, so a part goes rather
// than the whole. That one had to go is a mistake of ours, and logged as one.
func (t *turn) send(ctx context.Context, e responseEnvelope) (json.RawMessage, error) {
	e, out := t.mended(fitting(e))
	for _, why := range out {
		t.skill.log.ErrorContext(ctx, "part of a response left out", slog.String("why", why))
	}
	return encode(e)
}

// mended gives a response without the parts that Alexa would refuse, and why each
// of them went.
func (t *turn) mended(e responseEnvelope) (left responseEnvelope, out []string) {
	gone := func(why string) bool {
		if why != "" {
			out = append(out, why)
		}
		return why != ""
	}
	r := &e.Response
	if r.OutputSpeech != nil && gone(r.OutputSpeech.refusal()) {
		r.OutputSpeech = &outputSpeech{Type: "SSML", SSML: speak(markup(intents.Say("Sorry, I can't say that.")))}
	}
	if r.Reprompt != nil && gone(r.Reprompt.refusal(r.ShouldEndSession)) {
		r.Reprompt = nil
	}
	if r.Card != nil && gone(r.Card.refusal()) {
		r.Card = nil
	}
	seen := make(map[string]bool)
	shown := e.shows()
	e = e.without(func(directive any) bool { return gone(t.directiveRefusal(directive, seen)) })
	if shown && !e.shows() && t.envelope.attribute(attributeScreen) == "" {
		e.Response.ShouldEndSession = endOf(e.Response.ShouldEndSession)
	}
	if e.SessionAttributes != nil && (t.envelope.Session == nil || closes(e.Response.ShouldEndSession)) {
		gone("attributes of a session that is not there, or ends") // P8
		e.SessionAttributes = nil
	}
	return e, out
}

// refusal looks at what is asked when nobody answers: only an open microphone hears
// an answer (P5).
func (r *reprompt) refusal(end *bool) string {
	if end == nil || *end {
		return "a reprompt without an open microphone"
	}
	return r.OutputSpeech.refusal()
}

// directiveRefusal looks at one directive, behind those that were seen.
func (t *turn) directiveRefusal(directive any, seen map[string]bool) string {
	name, why := "", ""
	switch d := directive.(type) {
	case *renderDocument:
		if name, why = d.Type, d.refusal(); !t.envelope.screen().Shows {
			why = "a document for a device without a screen" // A1
		}
	case *executeCommands:
		if name, why = d.Type, d.refusal(); !t.envelope.screen().Shows {
			why = "commands for a device without a screen" // A1
		}
	case *updateEntities:
		name, why = d.Type, d.refusal(t.skill.model().types)
	default:
		return ""
	}
	if why == "" && seen[name] {
		return "two directives " + name
	}
	seen[name] = true
	return why
}
