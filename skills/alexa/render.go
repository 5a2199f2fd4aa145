package alexa

import (
	"cmp"
	"context"
	"encoding/json"

	"shoebox/intents"
)

// render gives a reply Alexa's form: words, a picture where one can be seen, and
// whether to listen on.
func (t *turn) render(ctx context.Context, r *intents.Request, reply *intents.Reply) (json.RawMessage, error) {
	shown, token := t.show(r, reply)
	var out response
	if !t.quiet && reply.Kind != intents.Silence {
		out.OutputSpeech, out.Reprompt = t.words(r, reply)
	}
	if shown != nil {
		out.Directives = []any{shown}
	}
	if reply.Kind == intents.Connect {
		out.Card = &card{Type: "LinkAccount"}
	} else if !r.Screen.Shows && out.OutputSpeech != nil {
		out.Card = t.card(reply)
	}
	out.ShouldEndSession = t.end(r, reply, out.Reprompt != nil, token != "")
	if asks := t.elicit(reply, out); asks != nil {
		out.Directives = append(out.Directives, asks)
	}
	names := t.entities(reply, closes(out.ShouldEndSession))
	if names != nil {
		out.Directives = append(out.Directives, names)
	}
	return t.send(ctx, responseEnvelope{
		SessionAttributes: t.attributes(reply, out.ShouldEndSession, token, names != nil),
		Response:          out,
	})
}

// end says whether the session ends (P5): it does after a farewell, and where
// nobody can answer; it does not after a question; and with a document on the
// screen and no question it is left open with the microphone off, by saying
// nothing.
func (t *turn) end(r *intents.Request, reply *intents.Reply, asks, onScreen bool) *bool {
	switch {
	case over(reply):
		return new(true)
	case asks:
		return new(false)
	case r.Screen.Shows && onScreen:
		return nil
	}
	return new(true)
}

// closes reports whether a shouldEndSession ends the session.
func closes(end *bool) bool { return end != nil && *end }

// over reports whether a reply ends the conversation. Nobody can go on before
// they are connected (3.8).
func over(reply *intents.Reply) bool {
	return reply.End || reply.Kind == intents.Connect || reply.Kind == intents.Farewell
}

// attributes are what Alexa keeps for us while the session is open (P8).
func (t *turn) attributes(reply *intents.Reply, end *bool, screen string, named bool) map[string]string {
	if t.envelope.Session == nil || closes(end) {
		return nil
	}
	kept := make(map[string]string)
	if state := cmp.Or(reply.State, t.envelope.attribute(attributeState)); state != "" {
		kept[attributeState] = state // an apology has none, and is no reason to forget
	}
	if screen != "" {
		kept[attributeScreen] = screen
	}
	if t.opening != "" {
		kept[attributeOpening] = t.opening
	}
	if named || t.envelope.attribute(attributeNames) != "" {
		kept[attributeNames] = "sent"
	}
	return kept
}
