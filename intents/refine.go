package intents

import (
	"context"
	"slices"

	"shoebox/shared/gallery"
)

// refine keeps only some of the photos found: the answer's query and the new one
// together. With no answer at hand it is a search of its own.
func refine(ctx context.Context, t *turn) (*Reply, error) {
	before := t.before.View
	if !before.there() || before.Intent == Select {
		if err := t.alone(ctx); err != nil {
			return nil, err
		}
		return find(ctx, t)
	}
	if !selective(t.meaning.Query) && t.meaning.Query.Order == "" {
		return askWhatOnly(), nil
	}
	if before.Intent == OnThisDay {
		return t.refineDay(ctx, before)
	}
	kept := before.Wish.query(t.now.Location())
	q := narrow(kept, t.meaning.Query)
	if q.Order == gallery.Random {
		q.Order, q.Seed = "", 0
	}
	words := append(append([]string(nil), before.Wish.Words...), t.meaning.Words...)
	reply, err := t.find(ctx, q, words)
	if err != nil || reply.Kind != Nothing {
		return reply, err
	}
	// The answer at hand stays at hand.
	t.after.View = before
	return reply, nil
}

// alone reads "just Anna" with no answer at hand as it is read in a search: Anna and
// nobody else.
func (t *turn) alone(ctx context.Context) error {
	q, who := t.meaning.Query, t.meaning.Slots[SlotQuery].Text
	if who == "" || len(persons(q.All)) == 0 {
		return nil
	}
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return err
	}
	search := *t.Request
	search.Intent, search.Slots, search.Utterance = "", nil, "photos of only "+who
	m, err := t.rt.understander.Understand(&search, vocabulary)
	if err == nil && m.Intent == Find && slices.Equal(m.Query.All, q.All) && len(m.Query.None) > len(q.None) {
		t.meaning.Query = m.Query
	}
	return err
}

// refineDay narrows what was taken on a day of many years: each of its days is
// asked for alone. The days are read from the answer's first photos.
func (t *turn) refineDay(ctx context.Context, before view) (*Reply, error) {
	page, err := t.read(ctx, before, "", gallery.MaxLimit)
	if err != nil {
		return nil, err
	}
	ofDay := map[gallery.PhotoID]bool{}
	for _, h := range page.Hits {
		ofDay[h.ID] = true
	}
	var kept []gallery.Hit
	for i, h := range page.Hits {
		if i > 0 && sameDay(h, page.Hits[i-1]) {
			continue
		}
		q := t.meaning.Query
		y, m, d := h.Taken.Date()
		// Another photo of the day may have been taken in another zone.
		from := h.Taken.AddDate(0, 0, -1)
		q.Times, q.Limit = gallery.Times{{From: from, To: h.Taken.AddDate(0, 0, 2)}}, gallery.MaxLimit
		found, err := t.gallery.Find(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, hit := range found.Hits {
			hy, hm, hd := hit.Taken.Date()
			if ofDay[hit.ID] && hy == y && hm == m && hd == d {
				kept = append(kept, hit)
			}
		}
	}
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	if len(kept) == 0 {
		t.after.View = before
		return &Reply{
			Kind: Nothing, Focus: -1, Query: t.meaning.Query, Page: Paging{Exact: true},
			Speech: Say("None of this day's photos are ").Plus(t.wish(t.meaning.Query, t.meaning.Words, vocabulary, 0)).And("."),
			Ask:    t.say("Would you like to see all of this day again?", "Would you like to hear all of this day again?"), Reprompt: Say("Say repeat, or ask for other photos."),
		}, nil
	}
	kept = kept[:min(len(kept), gridWindow)]
	v := view{Intent: Select, First: 1, Single: t.oneByOne(), Focus: -1}
	if v.Single {
		v.Focus = 0
	}
	v = v.over(gallery.Page{Hits: kept, Total: len(kept), Exact: true})
	reply, err := t.show(ctx, v, kept)
	if err != nil {
		return nil, err
	}
	reply.Speech = begin(photosOf(v.Total, true, t.wish(t.meaning.Query, t.meaning.Words, vocabulary, v.Total))).And(" of this day.")
	return reply, nil
}

func sameDay(a, b gallery.Hit) bool {
	return a.Taken.Format(day) == b.Taken.Format(day)
}

// askWhatOnly asks what to keep.
func askWhatOnly() *Reply {
	return &Reply{
		Kind: Asked, Focus: -1,
		Speech:   Say("Gladly. Name a person, a place or a time."),
		Ask:      Say("Only which ones?"),
		Reprompt: Say("Say, for example, only from July."),
	}
}
