package slackbot

import (
	"context"
	"time"

	"shoebox/bots/slackbot/digest"
	"shoebox/intents"
	"shoebox/shared/fault"
)

// conversation is where a call comes from, as who asks there for a digest sees it.
type conversation struct {
	b *Bot
	c call
}

func (v conversation) place() digest.Place {
	team := v.c.Team
	if team == "" {
		team = v.c.Enterprise // the organisation itself
	}
	return digest.Place{Installed: v.c.Installed, Team: team, Channel: v.c.Channel}
}

// Zone implements intents.Digests.
func (v conversation) Zone(ctx context.Context) *time.Location {
	return v.b.person(ctx, v.c.Installed, v.c.User).zone
}

// Digest implements intents.Digests.
func (v conversation) Digest(ctx context.Context) (intents.Standing, error) {
	s, err := v.b.Digests.Find(ctx, v.place())
	if err != nil {
		return intents.Standing{}, fault.Wrap("slackbot.Digest", err)
	}
	return intents.Standing{
		At: s.At, Weekdays: s.Weekdays, Zone: s.Zone, Gallery: s.Gallery, Member: s.Member, Name: s.Name,
	}, nil
}

// Keep implements intents.Digests. All in the channel are told of what is new: that is
// how it is found out, too, whether the app may post there.
func (v conversation) Keep(ctx context.Context, d intents.Standing) error {
	const op = "slackbot.Keep"
	if v.b.hurried(ctx, announcement("")) && !v.c.Direct {
		return fault.New(op, fault.Timeout, "too little time left to find out whether the app may post")
	}
	s := digest.Subscription{
		Place: v.place(), Rule: digest.Rule{At: d.At, Weekdays: d.Weekdays, Zone: d.Zone},
		Gallery: d.Gallery, Member: d.Member, User: v.c.User, Name: d.Name,
	}
	changed, err := v.b.Digests.Set(ctx, s)
	if err != nil || !changed {
		return fault.Wrap(op, err)
	}
	err = v.announce(ctx, "☀️ "+v.who()+" has asked for the photos of this day in earlier years, here, "+d.Often().String()+". "+
		"I post only when there are any. To end it: `"+Command+" digest off`")
	if !over(err) && !fault.Is(err, fault.Denied) {
		return nil // what could not be said now is said by the first digest
	}
	if _, err := v.b.Digests.Stop(ctx, v.place()); err != nil && !fault.Is(err, fault.NotFound) {
		return fault.Wrap(op, err)
	}
	return fault.As(op, fault.Denied, err)
}

// Stop implements intents.Digests.
func (v conversation) Stop(ctx context.Context) error {
	const op = "slackbot.Stop"
	if _, err := v.b.Digests.Stop(ctx, v.place()); err != nil {
		return fault.Wrap(op, err)
	}
	_ = v.announce(ctx, "🌙 "+v.who()+" has ended the photos of this day here.") // it has ended all the same
	return nil
}

// who names who asks, for others: a mention, but for ids that are none.
func (v conversation) who() string {
	if userID(v.c.User) {
		return "<@" + v.c.User + ">"
	}
	return "Somebody"
}

// announcement is a message of words alone, for all in a channel.
func announcement(words string) Message { return Message{ResponseType: InChannel, Text: words} }

// announce tells all in a channel, once. Where the conversation is with the app alone
// the answer tells it.
func (v conversation) announce(ctx context.Context, words string) error {
	if v.c.Direct {
		return nil
	}
	c := v.c
	c.Thread = "" // it is of the whole channel
	err := v.b.say(ctx, c, announcement(words))
	if err != nil {
		v.b.logPost(ctx, err)
	}
	return err
}
