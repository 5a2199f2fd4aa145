package intents

import (
	"context"

	"shoebox/shared/gallery"
)

// find shows what was asked for.
func find(ctx context.Context, t *turn) (*Reply, error) {
	return t.find(ctx, t.meaning.Query, t.meaning.Words)
}

// find starts an answer to a query.
func (t *turn) find(ctx context.Context, q gallery.Query, words []string) (*Reply, error) {
	v, page, err := t.open(ctx, view{Intent: Find, Wish: keep(q, words)})
	if err != nil {
		return nil, err
	}
	if len(page.Hits) == 0 {
		return t.nothing(ctx, q, words, v, page)
	}
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	reply, err := t.show(ctx, v, page.Hits)
	if err != nil {
		return nil, err
	}
	found := begin(photosOf(v.Total, v.Exact, t.wish(q, words, vocabulary, v.Total)))
	if q.Limit == 1 && v.Total > 1 { // "the oldest photo"
		t.before.View = t.after.View
		return t.chooseNumber(ctx, 1)
	}
	if q.Order == gallery.Oldest && v.Total > 1 {
		found = found.And(", the oldest first")
	}
	reply.Speech = found.And(".")
	return reached(reply, page), nil
}

// reached says how far a search looked that could not look everywhere.
func reached(r *Reply, page gallery.Page) *Reply {
	if page.Complete || page.Next == "" || page.Reached.IsZero() {
		return r
	}
	r.Speech = r.Speech.And(" So far I have looked as far as ").Date(page.Reached).And(".")
	r.Ask = Say("Shall I keep looking?")
	return r
}

// latest shows the newest photos, as many as were asked for.
func latest(ctx context.Context, t *turn) (*Reply, error) {
	n, asked := wholeNumber(t.meaning.Slots[SlotCount])
	v := view{Intent: Latest, Wish: keep(t.meaning.Query, t.meaning.Words)}
	v, page, err := t.open(ctx, v)
	if err != nil {
		return nil, err
	}
	if len(page.Hits) == 0 {
		return t.nothing(ctx, t.meaning.Query, t.meaning.Words, v, page)
	}
	reply, err := t.show(ctx, v, page.Hits)
	if err != nil {
		return nil, err
	}
	switch {
	case asked && n > 1 && n < v.Total:
		reply.Speech = Say("Your ").Number(n).And(" newest photos.")
	case v.Total == 1:
		reply.Speech = Say("Your newest photo. It is the only one.")
	default:
		reply.Speech = Say("Your newest photos, of ").Plus(howMany(v.Total, v.Exact)).And(" in all.")
	}
	return reply, nil
}

// count tells how many photos there are.
func count(ctx context.Context, t *turn) (*Reply, error) {
	q := t.meaning.Query
	tally, err := t.gallery.Count(ctx, q)
	if err != nil {
		return nil, err
	}
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	if tally.Total == 0 && tally.Exact {
		return t.nothing(ctx, q, t.meaning.Words, view{}, gallery.Page{Exact: true, Complete: true})
	}
	wish := keep(q, t.meaning.Words)
	t.after.Ask, t.after.Offer = Find, &wish
	reply := &Reply{
		Kind: Told, Focus: -1, Query: q, Page: Paging{Total: tally.Total, Exact: tally.Exact},
		Speech: Say("You have ").Plus(photosOf(tally.Total, tally.Exact, t.wish(q, t.meaning.Words, vocabulary, tally.Total))).And("."),
		Ask:    Say("Shall I show them?"), Reprompt: Say("Say yes to see them, or ask for others."),
		Suggest: []Suggestion{{Label: "Show them", Utterance: "yes", Intent: Yes}, suggest(Overview)},
	}
	if tally.Total == 1 && tally.Exact {
		reply.Ask, reply.Reprompt = Say("Shall I show it?"), Say("Say yes to see it, or ask for others.")
		reply.Suggest[0].Label = "Show it"
	}
	if !tally.Exact {
		reply.Speech = reply.Speech.And(" I stopped counting there.")
	}
	return reply, nil
}
