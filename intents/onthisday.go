package intents

import (
	"context"
	"time"
)

// onThisDay shows what was taken on today's month and day in earlier years, or on
// those of the day that is meant.
func onThisDay(ctx context.Context, t *turn) (*Reply, error) {
	date := t.now
	if meant, err := time.ParseInLocation(day, t.meaning.Slots[SlotDay].Text, t.now.Location()); err == nil {
		date = meant
	}
	v, page, err := t.open(ctx, view{Intent: OnThisDay, Day: date.Format(day)}, 0)
	if err != nil {
		return nil, err
	}
	if len(page.Hits) == 0 {
		t.after.Ask, t.after.View = Random, view{}
		return &Reply{
			Kind: Nothing, Focus: -1, Page: Paging{Exact: true},
			Speech:   Say("No photos were taken on ").Anniversary(date).And(" in earlier years."),
			Ask:      t.say("Shall I show you one by chance instead?", "Would you like one by chance instead?"),
			Reprompt: Say("Say yes for a surprise, or ask for something else."),
			Suggest:  []Suggestion{suggest(Random), suggest(Latest)},
		}, nil
	}
	reply, err := t.show(ctx, v, page.Hits)
	if err != nil {
		return nil, err
	}
	newest, oldest := page.Hits[0].Taken.Year(), page.Hits[len(page.Hits)-1].Taken.Year()
	years := Text{}.Year(newest)
	switch {
	case page.Next != "":
		years = Say("earlier years")
	case newest != oldest:
		years = Text{}.Year(oldest).And(" to ").Plus(years)
	}
	photos := Say("photos")
	if v.Total == 1 {
		photos = Say("photo")
	}
	reply.Speech = begin(photosOf(v.Total, v.Exact, photos)).And(" of ").Anniversary(date).And(", from ").Plus(years).And(".")
	if t.Digests != nil && t.known() {
		reply.Suggest = append(reply.Suggest, Suggestion{Label: "Each morning", Utterance: "digest", Intent: Digest})
	}
	return reply, nil
}
