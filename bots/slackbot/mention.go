package slackbot

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"shoebox/intents"
	"shoebox/shared/fault"
)

// talkEvents are what people say to the bot in plain language, where commands can't
// run as well: in threads.
func talkEvents() []EventHandler {
	return []EventHandler{
		{Type: "app_mention", Scopes: []string{"app_mentions:read", "chat:write"}, same: spokenName, work: (*Bot).talk},
		{Type: "message", Subscriptions: []string{"message.im"}, Scopes: []string{"im:history", "chat:write"}, same: spokenName, work: (*Bot).talk},
	}
}

// spoken is a message or a mention, as far as it is read.
type spoken struct {
	Type        string          `json:"type"`
	Subtype     string          `json:"subtype"`
	Hidden      bool            `json:"hidden"`
	Edited      json.RawMessage `json:"edited"`
	User        string          `json:"user"`
	Team        string          `json:"team"`      // of the user
	UserTeam    string          `json:"user_team"` // the same, in channels that workspaces share
	BotID       string          `json:"bot_id"`
	Text        string          `json:"text"`
	Channel     string          `json:"channel"`
	ChannelType string          `json:"channel_type"`
	TS          string          `json:"ts"`
	ThreadTS    string          `json:"thread_ts"`
}

// spokenName is the message itself: Slack may tell of one under many event ids, and
// as a mention as well as a message.
func spokenName(d delivery) string {
	var s spoken
	if d.read(&s) != nil || s.Channel == "" || s.TS == "" {
		return ""
	}
	return "message." + fingerprint(s.Channel, s.TS)
}

// talk answers what somebody said.
func (b *Bot) talk(ctx context.Context, d delivery) error {
	const op = "slackbot.talk"
	var s spoken
	if err := d.read(&s); err != nil {
		return err
	}
	if !s.meant(d) {
		return nil
	}
	c := s.call(d)
	messages, late := b.answer(ctx, c)
	if late {
		return fault.New(op, fault.Timeout, "the worker ran out of time")
	}
	return fault.Wrap(op, b.deliver(ctx, job{Call: c, again: d.again}, messages))
}

// meant reports whether a person says something to us now: not we ourselves, not
// another app, not an edit or a note of Slack's own.
func (s spoken) meant(d delivery) bool {
	switch {
	case s.User == "" || s.User == d.Bot || s.User == "USLACKBOT" || s.BotID != "":
		return false
	case s.Subtype != "" && s.Subtype != "thread_broadcast" || s.Hidden || edited(s.Edited):
		return false
	case s.Channel == "" || s.TS == "":
		return false
	}
	return s.Type == "app_mention" || s.ChannelType == "im" || s.ChannelType == "" && direct(s.Channel)
}

func edited(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// call makes a call of it. Its answer goes where it was said: into the thread, if
// there is one. A private message can open none, so a mention outside of threads is
// answered in the channel.
func (s spoken) call(d delivery) call {
	c := call{
		ID: spokenName(d), User: s.User, Enterprise: d.Enterprise, Channel: s.Channel, Thread: s.ThreadTS, Asked: s.TS,
		Received: d.Happened, Installed: d.workspace(), Direct: direct(s.Channel), Utterance: plainWords(unmention(s.Text, d.Bot)),
	}
	for _, team := range []string{s.UserTeam, s.Team, d.Where, d.Team} {
		if c.Team == "" {
			c.Team = team
		}
	}
	if d.Happened.After(d.Received) {
		c.Received = d.Received
	}
	if c.Utterance == "" {
		c.Intent = intents.Latest
	}
	return c
}

// mention is somebody's name in a message: <@U1>, or <@U1|name>.
var mention = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<@([A-Z0-9]+)(?:\|[^<>]*)?>`)
})

// unmention takes our name out of a message. Where it is not known, it is the one
// the message begins with.
func unmention(text, bot string) string {
	if bot == "" {
		if at := mention().FindStringIndex(text); at != nil && strings.TrimSpace(text[:at[0]]) == "" {
			return text[at[1]:]
		}
		return text
	}
	return mention().ReplaceAllStringFunc(text, func(name string) string {
		if mention().FindStringSubmatch(name)[1] == bot {
			return " "
		}
		return name
	})
}
