package intents

import (
	"context"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// resend is how long the same photo of the same turn is not sent twice: a double
// click is not meant twice, another click later is.
const resend = 30 * time.Second

// send gives the photo in focus to the others in the channel.
func send(ctx context.Context, t *turn) (*Reply, error) {
	if t.Channel != account.Slack {
		return nobodyElse(), nil
	}
	if !t.before.View.there() {
		return t.afresh(ctx)
	}
	id := t.before.View.inFocus()
	if id == "" {
		return t.askNumber(), nil
	}
	reply, err := t.show(ctx, t.before.View, nil)
	if err != nil {
		return nil, err
	}
	if len(reply.Photos) == 0 || reply.Photos[0].ID != id {
		return apologyForPhoto(), nil
	}
	err = t.sendOnce(ctx, id)
	switch {
	case fault.Is(err, fault.Conflict) && t.State != "": // a button, pressed twice
		return &Reply{Kind: Silence, Focus: -1}, nil
	case fault.Is(err, fault.Conflict):
		return &Reply{Kind: Told, Focus: -1, Speech: Say("That photo is sent already."), Ask: Say("What would you like to see next?"), Reprompt: Say("Name a person, a place or a time.")}, nil
	case err != nil:
		return nil, err
	}
	reply.Kind = SharedWith
	reply.Speech = Text{}.Quote(reply.Photos[0].Alt)
	reply.Ask, reply.Reprompt, reply.Suggest = nil, nil, nil
	return reply, nil
}

// sendOnce is a Conflict when the photo was sent from the same turn just now.
func (t *turn) sendOnce(ctx context.Context, id gallery.PhotoID) error {
	now := t.rt.Now()
	return t.rt.Table.Write(ctx, table.Put(table.Item{
		Key: table.Key{
			Partition: "I#" + string(t.Channel) + "#" + keyPart(t.Identity.Team, t.Identity.User) + "#send#" + t.before.ID,
			Sort:      string(id),
		},
		Attributes: table.Attributes{"lease": now.Add(resend).UnixMilli()},
		Expires:    now.Add(markerLife),
	}, table.AnyOf(table.Absent(), table.Less("lease", now.UnixMilli()))))
}

func nobodyElse() *Reply {
	return &Reply{
		Kind: Told, Focus: -1,
		Speech:   Say("I can send photos to others in Slack alone."),
		Ask:      Say("What shall I look for?"),
		Reprompt: Say("Name a person, a place or a time."),
	}
}
