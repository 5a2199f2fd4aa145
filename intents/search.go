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
	v, page, err := t.open(ctx, view{Intent: Find, Wish: keep(q, words)}, q.Limit)
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
	if q.Limit == 1 && v.Total > 1 { // "the oldest photo"
		return t.chooseAmong(ctx, 1, q, words)
	}
	found := begin(photosOf(v.Total, v.Exact, t.wish(q, words, vocabulary, v.Total)))
	if n := len(reply.Photos); q.Limit > 1 && n < v.Total && !t.oneByOne() { // "three photos"
		found = Text{}.Number(n).And(" of ").Plus(photosOf(v.Total, v.Exact, t.wish(q, words, vocabulary, v.Total)))
	}
	switch {
	case v.Total < 2:
	case q.Order == gallery.Oldest:
		found = found.And(", the oldest first")
	case q.Order == gallery.Newest:
		found = found.And(", the newest first")
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

// latest shows the newest photos, of all or of a wish, as many as were asked for.
func latest(ctx context.Context, t *turn) (*Reply, error) {
	q, words := t.meaning.Query, t.meaning.Words
	n, _ := wholeNumber(t.meaning.Slots[SlotCount])
	n = max(n, q.Limit)
	v, page, err := t.open(ctx, view{Intent: Latest, Wish: keep(q, words)}, n)
	if err != nil {
		return nil, err
	}
	if len(page.Hits) == 0 {
		return t.nothing(ctx, q, words, v, page)
	}
	reply, err := t.show(ctx, v, page.Hits)
	if err != nil {
		return nil, err
	}
	photos := t.wish(gallery.Query{}, nil, nil, v.Total)
	if selective(q) {
		vocabulary, err := t.vocabulary(ctx)
		if err != nil {
			return nil, err
		}
		photos = t.wish(q, words, vocabulary, v.Total)
	}
	switch {
	case n > 1 && n < v.Total:
		reply.Speech = Say("Your ").Number(n).And(" newest ").Plus(photos).And(".")
	case v.Total == 1:
		reply.Speech = Say("Your newest ").Plus(photos).And(". It is the only one.")
	case t.voiceOnly():
		reply.Speech = Say("You have ").Plus(photosOf(v.Total, v.Exact, photos)).And(". These are the newest.")
	default:
		reply.Speech = Say("Your newest ").Plus(photos).And(", of ").Plus(howMany(v.Total, v.Exact)).And(" in all.")
	}
	return reached(reply, page), nil
}
