package slackbot

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/intents"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// actionPrefix starts the action_id of each of our buttons. The intent follows,
// and a number where a message has several buttons of one intent.
const actionPrefix = "shoebox."

// actionDoor is the action_id of a link that lets in who asked for it.
const actionDoor = "door"

// press is what a button carries in its value. It can be seen and sent by anybody:
// State is sealed by intents, and Utterance is what anybody may type.
type press struct {
	Version   int    `json:"v"`
	Render    string `json:"r"` // the answer it stands in, so that a button pressed twice is known
	State     string `json:"s,omitempty"`
	Utterance string `json:"u,omitempty"`
	// Photo is the one to look at, where a list has a button for each.
	Photo gallery.PhotoID `json:"p,omitempty"`
	// Day is the one a digest is of: 2006-01-02.
	Day string `json:"d,omitempty"`
	// Thread is where the answer stands: what is clicked in a private message does
	// not always tell.
	Thread string `json:"t,omitempty"`
}

// pressVersion is the shape of press. Another one begins afresh.
const pressVersion = 1

// interaction is the part of an interaction's payload that all handlers read. The
// rest may have any shape: state.values, for one, comes as [] as well as {}. A
// handler reads more of it by [interaction.read].
type interaction struct {
	Type       string     `json:"type"`
	AppID      string     `json:"api_app_id"`
	OrgWide    bool       `json:"is_enterprise_install"`
	Team       *workspace `json:"team"` // null in an organisation-wide installation
	Enterprise *workspace `json:"enterprise"`
	User       struct {
		ID       string `json:"id"`
		TeamID   string `json:"team_id"`
		Username string `json:"username"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		MessageTS string `json:"message_ts"`
		ThreadTS  string `json:"thread_ts"`
		ChannelID string `json:"channel_id"`
		Ephemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	TriggerID   string   `json:"trigger_id"`   // for one use within 3 s
	ResponseURL string   `json:"response_url"` // "" where Slack gives none
	Actions     []action `json:"actions"`      // of block_actions
	ActionID    string   `json:"action_id"`    // of block_suggestion
	Callback    string   `json:"callback_id"`  // of shortcut and message_action
	View        struct {
		Callback string `json:"callback_id"`
	} `json:"view"`

	received time.Time
	payload  json.RawMessage // all of it
}

// read decodes more of the payload. An error is Invalid.
func (in interaction) read(into any) error {
	if err := json.Unmarshal(in.payload, into); err != nil {
		return fault.New("slackbot.read", fault.Invalid, "not the interaction its type says")
	}
	return nil
}

// workspace is where the app is installed that was used.
func (in interaction) workspace() install.Workspace {
	return in.caller(in.received).Installed
}

// names are what a handler may be registered for.
func (in interaction) names() []string {
	switch in.Type {
	case "block_actions":
		var names []string
		for _, a := range in.Actions {
			names = append(names, a.ActionID)
		}
		return names
	case "block_suggestion":
		return []string{in.ActionID}
	case "view_submission", "view_closed":
		return []string{in.View.Callback}
	}
	return []string{in.Callback}
}

type workspace struct {
	ID           string `json:"id"`
	Domain       string `json:"domain"`
	EnterpriseID string `json:"enterprise_id"`
}

type action struct {
	ActionID string `json:"action_id"`
	Value    string `json:"value"`
	ActionTS string `json:"action_ts"`
}

// decodeInteraction reads the envelope of an interaction.
func (b *Bot) decodeInteraction(body []byte) (interaction, error) {
	const op = "slackbot.decodeInteraction"
	form, err := url.ParseQuery(string(body))
	if err != nil || !form.Has("payload") {
		return interaction{}, fault.New(op, fault.Invalid, "not a form with a payload")
	}
	in, err := readInteraction([]byte(form.Get("payload")), b.Now())
	if err != nil {
		return interaction{}, fault.Wrap(op, err)
	}
	if !b.ours(in.AppID) {
		return interaction{}, fault.New(op, fault.Denied, "another app's interaction")
	}
	return in, nil
}

// readInteraction reads a payload that came at a time.
func readInteraction(payload []byte, at time.Time) (interaction, error) {
	in := interaction{received: at, payload: payload}
	if err := json.Unmarshal(payload, &in); err != nil {
		return interaction{}, fault.New("slackbot.readInteraction", fault.Invalid, "payload is not what was expected")
	}
	return in, nil
}

// click makes a call of the first of our buttons that was pressed. One that is not
// ours is a NotFound.
func (in interaction) click(at time.Time) (call, error) {
	const op = "slackbot.click"
	for _, a := range in.Actions {
		name, ours := strings.CutPrefix(a.ActionID, actionPrefix)
		if !ours {
			continue
		}
		c := in.caller(at)
		if c.User == "" || !goodResponseURL(c.URL) {
			return call{}, fault.New(op, fault.Invalid, "nobody who asks, or nowhere to answer")
		}
		name, _, _ = strings.Cut(name, ".")
		c.Intent = intents.Name(name)
		var p press
		if json.Unmarshal([]byte(a.Value), &p) == nil && p.Version == pressVersion {
			c.State, c.Utterance = p.State, p.Utterance
			if c.Thread == "" && timestamp().MatchString(p.Thread) {
				c.Thread = p.Thread
			}
		}
		if c.Utterance != "" {
			c.Intent = "" // words say more than the name beside them
		}
		// The button of one answer is one request, however often it is pressed.
		c.ID = "click." + fingerprint(c.Team, c.User, c.Channel, in.Container.MessageTS, a.ActionID, a.Value)
		return c, nil
	}
	return call{}, fault.New(op, fault.NotFound, "no button of ours")
}

// timestamp is how Slack names a message in its channel.
var timestamp = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[0-9]{1,16}\.[0-9]{1,8}$`)
})

func (in interaction) caller(at time.Time) call {
	c := call{
		User: in.User.ID, Team: in.User.TeamID, Name: in.User.Username, Channel: in.Channel.ID,
		URL: in.ResponseURL, Received: at, Click: true, Thread: in.Container.ThreadTS,
	}
	if c.Channel == "" {
		c.Channel = in.Container.ChannelID
	}
	if in.Team != nil {
		c.Team, c.Enterprise, c.Domain = in.Team.ID, in.Team.EnterpriseID, in.Team.Domain
	}
	if in.Enterprise != nil && in.Enterprise.ID != "" {
		c.Enterprise = in.Enterprise.ID
	}
	c.Installed = install.Workspace{Enterprise: c.Enterprise, Team: c.Team, OrgWide: in.OrgWide}
	c.Direct = direct(c.Channel) && !in.Container.Ephemeral
	return c
}
