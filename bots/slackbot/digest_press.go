package slackbot

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"shoebox/bots/slackbot/digest"
	"shoebox/intents"
	"shoebox/shared/fault"
)

// digestPrefix starts the action_id of each button of a digest. They stand in a
// message that all in the channel see: the answer is for who pressed alone, and leaves
// it as it is.
const digestPrefix = "digest."

const (
	digestAll  = digestPrefix + "all"
	digestStop = digestPrefix + "stop"
)

// digestInteractions are the buttons of digests.
func digestInteractions() []InteractionHandler {
	return []InteractionHandler{{Type: "block_actions", ID: digestPrefix, Token: true, Scopes: []string{"chat:write"}, front: (*Bot).digestPressed}}
}

// digestButtons show all photos of the day, where there are more, and end the digest.
func digestButtons(c call, e digest.Edition) []*slack.ButtonBlockElement {
	buttons := newButtons(c, &intents.Reply{})
	buttons.prefix = digestPrefix
	var row []*slack.ButtonBlockElement
	if e.Total > len(e.Photos) {
		all := "See all"
		if e.Exact {
			all += " " + group(e.Total)
		}
		row = append(row, buttons.of(strings.TrimPrefix(digestAll, digestPrefix), all, press{Day: e.Day.Format(time.DateOnly)}))
	}
	stop := buttons.of(strings.TrimPrefix(digestStop, digestPrefix), "Stop these", press{})
	stop.Confirm = slack.NewConfirmationBlockObject(plain("Stop these?"), plain("I post no photos of the day here any more."), plain("Stop"), plain("Keep"))
	return append(row, stop)
}

// digestPressed answers who pressed a button of a digest.
func (b *Bot) digestPressed(ctx context.Context, in interaction) (ack, error) {
	const op = "slackbot.digestPressed"
	c := in.caller(in.received)
	if len(in.Actions) == 0 || c.User == "" || !goodResponseURL(c.URL) {
		return ack{}, fault.New(op, fault.Invalid, "nobody who asks, or nowhere to answer")
	}
	pressed := in.Actions[0]
	c.Click, c.Direct = false, false // an answer of its own
	c.ID = "digest." + fingerprint(c.Team, c.User, c.Channel, in.Container.MessageTS, pressed.ActionID, pressed.ActionTS)
	switch pressed.ActionID {
	case digestAll:
		c.Intent, c.Day = intents.OnThisDay, dayOf(pressed.Value)
	case digestStop:
		c.Utterance = "digest off"
	default:
		return done(), nil
	}
	ctx = named(ctx, c.ID)
	messages, late := b.answer(ctx, c)
	if late {
		return b.handOver(ctx, job{Call: c.later()}), nil
	}
	return b.postNow(ctx, c, messages), nil
}

// dayOf is the day a button is about; "" is today.
func dayOf(value string) string {
	var p press
	if json.Unmarshal([]byte(value), &p) != nil || p.Version != pressVersion {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, p.Day); err != nil {
		return ""
	}
	return p.Day
}
