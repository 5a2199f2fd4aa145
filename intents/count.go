package intents

import (
	"context"
	"slices"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// count tells how many photos there are: of a wish, of the answer at hand where
// nothing else is named ("how many of those are with Anna"), else of all.
func count(ctx context.Context, t *turn) (*Reply, error) {
	v, words := t.before.View, strings.Fields(folded(t.Utterance+" "+t.Slots[SlotQuery].Text))
	those := slices.ContainsFunc(words, func(w string) bool { return slices.Contains([]string{"those", "these", "them"}, w) })
	everything := v.Intent == Latest && !selective(v.Wish.query(time.UTC)) || slices.Contains(words, "have")
	if those && selective(t.meaning.Query) && v.there() && v.Intent != OnThisDay && v.Intent != Select {
		q := narrow(v.Wish.query(t.now.Location()), t.meaning.Query)
		return t.count(ctx, q, slices.Concat(v.Wish.Words, t.meaning.Words))
	}
	if selective(t.meaning.Query) || !v.there() || everything {
		return t.count(ctx, t.meaning.Query, t.meaning.Words)
	}
	// A channel that gives no words leaves open what is meant, as do some words.
	open := t.Intent != "" && !those || slices.Contains(words, "photos") || slices.Contains(words, "pictures")
	return t.countShown(ctx, open)
}

// countShown tells how many photos the answer at hand has, and if that may have been
// the question, how many there are in all.
func (t *turn) countShown(ctx context.Context, inAll bool) (*Reply, error) {
	v := t.before.View
	total, exact := v.Total, v.Exact
	q := v.Wish.query(t.now.Location())
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	if asked := v.Intent != OnThisDay && v.Intent != Select; asked && !exact {
		tally, err := t.gallery.Count(ctx, q)
		if err != nil {
			return nil, err
		}
		total, exact = max(total, tally.Total), tally.Exact
	}
	r, err := t.again(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	r.Page.Total, r.Page.Exact, r.Detail = total, exact, nil
	r.Speech = Say("There ").Plus(are(total, photosOf(total, exact, t.wish(q, v.Wish.Words, vocabulary, total))))
	if inAll {
		r.Speech = r.Speech.And(", and ").Number(vocabulary.Total().Count).And(" in all")
	}
	r.Speech = r.Speech.And(".")
	return r, nil
}

// count tells how many photos a query selects, and offers them.
func (t *turn) count(ctx context.Context, q gallery.Query, words []string) (*Reply, error) {
	tally, err := t.gallery.Count(ctx, q)
	if err != nil {
		return nil, err
	}
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	if tally.Total == 0 && tally.Exact {
		return t.nothing(ctx, q, words, view{}, gallery.Page{Exact: true, Complete: true})
	}
	t.after.Ask, t.after.Offers = Find, []keptWish{keep(q, words)}
	reply := &Reply{
		Kind: Told, Focus: -1, Query: q, Page: Paging{Total: tally.Total, Exact: tally.Exact},
		Speech: Say("You have ").Plus(photosOf(tally.Total, tally.Exact, t.wish(q, words, vocabulary, tally.Total))).And("."),
		Ask:    t.shallI().And("them?"), Reprompt: t.sayYes("them", "ask for others"),
		Suggest: []Suggestion{{Label: "Show them", Utterance: "yes", Intent: Yes}, suggest(Overview)},
	}
	if tally.Total == 1 && tally.Exact {
		reply.Ask, reply.Reprompt = t.shallI().And("it?"), t.sayYes("it", "ask for others")
		reply.Suggest[0].Label = "Show it"
	}
	if !tally.Exact {
		reply.Speech = reply.Speech.And(" I stopped counting there.")
	}
	return reply, nil
}
