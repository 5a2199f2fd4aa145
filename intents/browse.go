package intents

import (
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// next moves on in the answer at hand.
func next(ctx context.Context, t *turn) (*Reply, error) {
	before := t.before.View
	if !before.there() {
		return t.afresh(ctx)
	}
	if !before.hasNext() {
		return t.atEnd(ctx, before)
	}
	v, page, err := t.forward(ctx, before)
	return t.moved(ctx, v, page, err)
}

// previous moves back in the answer at hand.
func previous(ctx context.Context, t *turn) (*Reply, error) {
	before := t.before.View
	if !before.there() {
		return t.afresh(ctx)
	}
	if !before.hasPrevious() {
		return t.again(ctx, before, Say("That is the beginning. "))
	}
	v, page, err := t.backward(ctx, before)
	return t.moved(ctx, v, page, err)
}

// moved shows where a move led. A cursor that is no good any more leads back to
// the beginning of the same answer.
func (t *turn) moved(ctx context.Context, v view, page *gallery.Page, err error) (*Reply, error) {
	switch {
	case fault.Is(err, fault.Stale):
		return t.fromTheTop(ctx, v, Say("I have lost my place, so here is the beginning. "))
	case err != nil:
		return nil, err
	}
	var hits []gallery.Hit
	if page != nil {
		hits = page.Hits
	}
	if page != nil && len(hits) == 0 { // what came next is gone, or the search looks on
		return t.nothingThere(ctx, v, *page)
	}
	reply, err := t.show(ctx, v, hits)
	if err != nil {
		return nil, err
	}
	reply.Speech = t.place(reply)
	if page != nil {
		reply = reached(reply, *page)
	}
	return reply, nil
}

// nothingThere answers a move to a page without photos.
func (t *turn) nothingThere(ctx context.Context, v view, page gallery.Page) (*Reply, error) {
	if page.Complete || page.Next == "" {
		return t.atEnd(ctx, t.before.View)
	}
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	q := v.Wish.query(t.now.Location())
	r := &Reply{Kind: Nothing, Focus: -1, Query: q}
	v.First = max(v.First-len(t.before.View.Shown), 1)
	return t.nothingYet(r, q, v.Wish.Words, v, page, vocabulary), nil
}

// place says where in the answer a reply is: "Photos 11 to 20 of 23." One photo is
// told of, unless it stands large beside the words anyway.
func (t *turn) place(r *Reply) Text {
	first, last := r.Page.First, r.Page.First+len(r.Photos)-1
	of := Say(" of ").Plus(howMany(r.Page.Total, r.Page.Exact))
	switch {
	case len(r.Photos) == 0:
		return Say("There is nothing more here.")
	case last > first:
		return Say("Photos ").Number(first).And(" to ").Number(last).Plus(of).And(".")
	case t.oneByOne():
		return Say("Photo ").Number(first).Plus(of).And(".")
	}
	r.Detail = nil
	here := Say("Here is ")
	if r.Page.Total > 1 {
		here = Say("Photo ").Number(first).Plus(of).And(": ")
	}
	return here.Plus(t.titled(r.Photos[0]))
}

// atEnd says that nothing follows, over the photos at hand.
func (t *turn) atEnd(ctx context.Context, v view) (*Reply, error) {
	lead := Say("That was the last of ").Plus(howMany(v.Total, v.Exact)).And(". ")
	if v.Total == 1 {
		lead = Say("That is the only one. ")
	}
	reply, err := t.again(ctx, v, lead)
	if err != nil || v.First == 1 && !v.hasPrevious() {
		return reply, err
	}
	t.after.Ask = StartOver
	reply.Ask = Say("Shall I start from the beginning?")
	reply.Reprompt = Say("Say yes to start over, or ask for other photos.")
	reply.Suggest = append([]Suggestion{suggest(StartOver)}, reply.Suggest...)
	return reply, nil
}

// again shows a view once more.
func (t *turn) again(ctx context.Context, v view, lead Text) (*Reply, error) {
	reply, err := t.show(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	reply.Speech = lead.Plus(t.place(reply))
	return reply, nil
}

// back leaves a single photo for those it was chosen from, where the channel shows
// several at a time.
func back(ctx context.Context, t *turn) (*Reply, error) {
	v := t.before.View
	if !v.there() {
		return t.afresh(ctx)
	}
	if !t.oneByOne() && v.Intent != Random {
		v.Single, v.Focus = false, -1
	}
	return t.again(ctx, v, nil)
}

// startOver goes back to the beginning of the answer at hand.
func startOver(ctx context.Context, t *turn) (*Reply, error) {
	if !t.before.View.there() {
		return t.afresh(ctx)
	}
	return t.fromTheTop(ctx, t.before.View, Say("From the beginning. "))
}

// fromTheTop opens an answer again.
func (t *turn) fromTheTop(ctx context.Context, old view, lead Text) (*Reply, error) {
	if old.Intent == Select { // no query to ask again
		old.Focus = max(min(old.Focus, 0), -1)
		return t.again(ctx, old, lead)
	}
	v, page, err := t.open(ctx, view{Intent: old.Intent, Wish: old.Wish, Day: old.Day, Single: old.Single && old.Intent == Random}, 0)
	if err != nil {
		return nil, err
	}
	if len(page.Hits) == 0 {
		return t.nothing(ctx, v.Wish.query(t.now.Location()), v.Wish.Words, v, page)
	}
	reply, err := t.show(ctx, v, page.Hits)
	if err != nil {
		return nil, err
	}
	reply.Speech = lead.Plus(t.place(reply))
	return reply, nil
}

// afresh answers a follow-up to nothing with a beginning: the newest photos.
func (t *turn) afresh(ctx context.Context) (*Reply, error) {
	lead := Say("We have only just begun. ")
	if t.lost {
		lead = Say("That was a while ago, and I have lost my place. ")
	}
	t.meaning = Meaning{Intent: Latest}
	reply, err := latest(ctx, t)
	if err != nil {
		return nil, err
	}
	reply.Speech = lead.Plus(reply.Speech)
	return reply, nil
}
