package slackbot

import (
	"encoding/json"

	"shoebox/shared/fault"
)

// envelope is what every delivery of the Events API has in common. The inner event
// is read by who handles its type, so that an unknown one is no error.
type envelope struct {
	Type      string `json:"type"`
	Challenge string `json:"challenge"`
	AppID     string `json:"api_app_id"`
	EventID   string `json:"event_id"`
	Event     struct {
		Type string `json:"type"`
	} `json:"event"`
}

// decodeEvent reads an envelope. A challenge has no application id.
func (b *Bot) decodeEvent(body []byte) (envelope, error) {
	const op = "slackbot.decodeEvent"
	var e envelope
	if err := json.Unmarshal(body, &e); err != nil {
		return envelope{}, fault.New(op, fault.Invalid, "not an event")
	}
	if e.Type != urlVerification && !b.ours(e.AppID) {
		return envelope{}, fault.New(op, fault.Denied, "another app's event")
	}
	return e, nil
}

// urlVerification is the type of the question whether we are at a URL.
const urlVerification = "url_verification"
