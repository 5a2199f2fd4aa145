package alexa

import (
	"context"
	"encoding/json"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/fault"
)

// The session attributes, which come back with the next request while the session
// is open (P8). They are worth no more than what they say: the state is sealed by
// intents, and the screen is compared, not believed.
const (
	attributeState  = "state"
	attributeScreen = "screen" // the token of the document on the screen
	attributeNames  = "names"  // there if names were sent to listen for
)

// decode makes a turn of the conversation of an envelope.
func (t *turn) decode(_ context.Context, e *envelope) (*intents.Request, error) {
	const op = "alexa.Decode"
	user, token := e.speaker()
	r := &intents.Request{
		ID:       e.header.RequestID,
		Channel:  account.Alexa,
		Identity: account.Identity{Channel: account.Alexa, User: user, Token: token},
		Locale:   e.header.Locale,
		At:       t.skill.now(),
		State:    e.attribute(attributeState),
		New:      e.Session != nil && e.Session.New,
		Screen:   e.screen(),
	}
	switch e.header.Type {
	case launchRequest:
		r.Intent = intents.Launch
	case intentRequest:
		if err := t.decodeIntent(e, r); err != nil {
			return nil, fault.As(op, fault.Invalid, err)
		}
	case userEvent:
		t.decodeTouch(e, r)
	}
	t.locate(e, r)
	return r, nil
}

// decodeIntent reads what was said. An intent nobody knows was not understood. One
// that was denied is a no: nothing is done, and that is said (D4).
func (t *turn) decodeIntent(e *envelope, r *intents.Request) error {
	if err := json.Unmarshal(e.Request, &t.spoken); err != nil {
		return err
	}
	said := t.spoken.Intent
	if said.ConfirmationStatus == statusDenied {
		r.Intent = intents.No
		return nil
	}
	name, known := t.skill.model().names[said.Name]
	if !known {
		name = intents.Fallback
	}
	r.Intent = name
	r.Slots = said.slots()
	return nil
}
