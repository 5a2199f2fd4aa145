package slackbot

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/intents"
	"shoebox/shared/account"
)

// call is a command, a click or a message to the app, decoded and verified: what
// the front answers, and what the worker gets when the front runs out of time.
type call struct {
	ID         string    `json:"id"` // of the request; the same for a repeated one
	Team       string    `json:"team,omitempty"`
	Enterprise string    `json:"enterprise,omitempty"`
	User       string    `json:"user"`
	Channel    string    `json:"channel,omitempty"`
	Thread     string    `json:"thread,omitempty"` // ts of the message that began it
	Asked      string    `json:"asked,omitempty"`  // ts of the message that asks; "" of a command or a click
	URL        string    `json:"url,omitempty"`    // response_url; "" is by the Web API
	Received   time.Time `json:"received"`
	// Installed is where the app is installed whose token answers.
	Installed install.Workspace `json:"installed,omitzero"`
	// Direct says that the conversation is between the person and the app alone,
	// so that its messages are no previews: they stay, and nothing is sent on.
	Direct bool `json:"direct,omitempty"`
	// Click says that a button was pressed: the answer replaces the message the
	// button stands in.
	Click     bool         `json:"click,omitempty"`
	Intent    intents.Name `json:"intent,omitempty"`
	Utterance string       `json:"utterance,omitempty"`
	State     string       `json:"state,omitempty"`
	Day       string       `json:"day,omitempty"` // of OnThisDay: 2006-01-02; "" is today
	// Name is the user's, Domain what the workspace is called in its address; "" is
	// not said.
	Name   string `json:"name,omitempty"`
	Domain string `json:"domain,omitempty"`
}

// request is the call as a turn of the conversation.
func (b *Bot) request(c call) *intents.Request {
	r := &intents.Request{
		ID:      c.ID,
		Channel: account.Slack,
		Identity: account.Identity{
			Channel: account.Slack, User: c.User, Team: c.Team, Enterprise: c.Enterprise, Name: c.Name, TeamName: c.Domain,
		},
		Intent:    c.Intent,
		Utterance: c.Utterance,
		Locale:    "en-US", // a command's payload has none
		Zone:      b.Zone,
		At:        c.Received,
		State:     c.State,
		Thread:    c.conversation(),
		Screen:    intents.Screen{Shows: true, Touch: true},
		Defers:    true, // from the front to the worker, and from the worker to the queue
	}
	if c.Day != "" {
		r.Slots = intents.Slots{intents.SlotDay: {Text: c.Day}}
	}
	if b.sendsDigests() && c.Channel != "" {
		r.Digests = conversation{b, c}
	}
	return r
}

// conversation tells apart what one person talks about with us in several channels
// and threads.
func (c call) conversation() string {
	if c.Thread == "" {
		return c.Channel
	}
	return c.Channel + "." + c.Thread
}

// later is the same call under the name the worker does it by. The front may have
// left its mark on the first name when it ran out of time, and it answered
// nothing; a call that the queue delivers twice has the same name twice.
func (c call) later() call {
	c.ID += ".later"
	return c
}

// fingerprint names something by its parts, briefly.
func fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:12])
}

// responseHosts are the only hosts that messages are posted to: a payload must not
// make us call anybody else.
var responseHosts = map[string]bool{"hooks.slack.com": true, "hooks.slack-gov.com": true}

// maxURL bounds a response_url, in bytes.
const maxURL = 2000

// goodResponseURL reports whether a response_url is one of Slack's.
func goodResponseURL(raw string) bool {
	if len(raw) > maxURL {
		return false
	}
	u, err := url.Parse(raw)
	return err == nil && u.Scheme == "https" && u.User == nil && u.Opaque == "" && responseHosts[u.Host]
}
