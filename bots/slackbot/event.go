package slackbot

import (
	"encoding/json"
	"strings"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

// envelope is what every delivery of the Events API has in common. The inner event
// is read by who handles its type, so that an unknown one is no error.
type envelope struct {
	Type           string          `json:"type"`
	Challenge      string          `json:"challenge"`
	AppID          string          `json:"api_app_id"`
	Team           string          `json:"team_id"`
	Enterprise     string          `json:"enterprise_id"`
	EventID        string          `json:"event_id"`
	EventTime      int64           `json:"event_time"`
	Authorizations []authorization `json:"authorizations"`
	Event          json.RawMessage `json:"event"`
}

// authorization says for which installation of the app an event is. In a channel
// that several workspaces share it is not the workspace where it happened.
type authorization struct {
	Enterprise string `json:"enterprise_id"`
	Team       string `json:"team_id"`
	User       string `json:"user_id"`
	OrgWide    bool   `json:"is_enterprise_install"`
}

// delivery is an inner event and what its envelope says of it: what an
// [EventHandler] gets, and what travels to the worker.
type delivery struct {
	ID         string          `json:"id"` // event_id: the same for a repeated delivery
	Type       string          `json:"type"`
	Team       string          `json:"team,omitempty"`
	Enterprise string          `json:"enterprise,omitempty"`
	OrgWide    bool            `json:"orgwide,omitempty"`
	Where      string          `json:"where,omitempty"` // the workspace it happened in: of the envelope, not the installation
	Bot        string          `json:"bot,omitempty"`   // our user, as mentions name it; "" is not said
	Happened   time.Time       `json:"happened"`
	Received   time.Time       `json:"received"`
	Event      json.RawMessage `json:"event"`

	// again says that somebody began the work before, and nobody knows how far it
	// went.
	again bool
}

// name tells a delivery from others: what it is about, where Slack may tell of it
// under several ids, else its id.
func (d delivery) name() string {
	if h, ok := handlerOf(d.Type); ok && h.same != nil {
		if name := h.same(d); name != "" {
			return fingerprint(d.Team, d.Enterprise) + "." + name
		}
	}
	return fingerprint(d.Team, d.Enterprise) + "." + d.ID
}

// workspace is where the app is installed that the event is for.
func (d delivery) workspace() install.Workspace {
	return install.Workspace{Enterprise: d.Enterprise, Team: d.Team, OrgWide: d.OrgWide}
}

// read decodes the inner event. An error is Invalid.
func (d delivery) read(into any) error {
	if err := json.Unmarshal(d.Event, into); err != nil {
		return fault.New("slackbot.read", fault.Invalid, "not the event its type says")
	}
	return nil
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

// delivery takes the inner event out of its envelope.
func (e envelope) delivery(at time.Time) delivery {
	var inner struct {
		Type string `json:"type"`
	}
	_ = json.Unmarshal(e.Event, &inner) // an event of another shape has no type
	d := delivery{
		ID: e.EventID, Type: inner.Type, Team: e.Team, Enterprise: e.Enterprise, Where: e.Team,
		Happened: time.Unix(e.EventTime, 0).UTC(), Received: at, Event: e.Event,
	}
	if e.EventTime == 0 {
		d.Happened = at
	}
	if len(e.Authorizations) > 0 {
		a := e.Authorizations[0]
		d.Team, d.Enterprise, d.OrgWide, d.Bot = a.Team, a.Enterprise, a.OrgWide, a.User
	}
	if strings.HasPrefix(d.Team, "E") { // an organisation stands in the place of a team
		d.Team, d.Enterprise, d.OrgWide = "", d.Team, true
	}
	return d
}

// The types of the outer envelope.
const (
	urlVerification = "url_verification" // asks whether we are at a URL
	eventCallback   = "event_callback"   // holds an inner event
	rateLimited     = "app_rate_limited" // holds none: Slack sends no more for a while
)
