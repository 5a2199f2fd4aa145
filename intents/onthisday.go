package intents

import (
	"context"
	"strconv"
)

// onThisDay shows what was taken on today's month and day in earlier years.
func onThisDay(ctx context.Context, t *turn) (*Reply, error) {
	v, page, err := t.open(ctx, view{Intent: OnThisDay, Day: t.now.Format(day)}, 0)
	if err != nil {
		return nil, err
	}
	today := t.now.Format("2 January")
	if len(page.Hits) == 0 {
		t.after.Ask, t.after.View = Random, view{}
		return &Reply{
			Kind: Nothing, Focus: -1, Page: Paging{Exact: true},
			Speech:   Say("No photos were taken on " + today + " in earlier years."),
			Ask:      Say("Shall I show you one by chance instead?"),
			Reprompt: Say("Say yes for a surprise, or ask for something else."),
			Suggest:  []Suggestion{suggest(Random), suggest(Latest)},
		}, nil
	}
	reply, err := t.show(ctx, v, page.Hits)
	if err != nil {
		return nil, err
	}
	newest, oldest := page.Hits[0].Taken.Year(), page.Hits[len(page.Hits)-1].Taken.Year()
	years := strconv.Itoa(newest)
	switch {
	case page.Next != "":
		years = "earlier years"
	case newest != oldest:
		years = strconv.Itoa(oldest) + " to " + years
	}
	photos := Say("photos")
	if v.Total == 1 {
		photos = Say("photo")
	}
	reply.Speech = begin(photosOf(v.Total, v.Exact, photos)).And(" of " + today + ", from " + years + ".")
	return reply, nil
}
