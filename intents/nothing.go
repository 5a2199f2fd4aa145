package intents

import (
	"context"

	"shoebox/shared/gallery"
)

// nothing answers a search that found nothing with what is there instead: the same
// at another time, one of the things alone, or what the gallery has most of. A yes
// shows it.
func (t *turn) nothing(ctx context.Context, q gallery.Query, words []string, v view, page gallery.Page) (*Reply, error) {
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	r := &Reply{Kind: Nothing, Focus: -1, Query: q, Page: Paging{Exact: page.Exact}}
	if !page.Complete && page.Next != "" {
		return t.nothingYet(r, q, words, v, page, vocabulary), nil
	}
	if vocabulary.Total().Count == 0 && !q.Trash {
		t.after.View = view{}
		r.Speech = Say("There are no photos here yet. Add some, and then ask me again.")
		return r, nil
	}
	r.Speech = Say("I found no ").Plus(t.wish(q, words, vocabulary, 0)).And(".")
	if offered, err := t.anyTime(ctx, r, q, words, vocabulary); offered || err != nil {
		return r, err
	}
	if t.apart(r, q, words, vocabulary) {
		return r, nil
	}
	return r, t.mostly(ctx, r, vocabulary)
}

// nothingYet is the answer of a search whose budget ran out first.
func (t *turn) nothingYet(r *Reply, q gallery.Query, words []string, v view, page gallery.Page, vocabulary *gallery.Vocabulary) *Reply {
	t.after.View, t.after.Ask = v, Next
	r.Page.HasNext = true
	r.Speech = Say("No ").Plus(t.wish(q, words, vocabulary, 0)).And(" so far")
	if !page.Reached.IsZero() {
		r.Speech = r.Speech.And(": I have looked as far as ").Date(page.Reached)
	}
	r.Speech = r.Speech.And(".")
	r.Ask = Say("Shall I keep looking?")
	r.Reprompt = Say("Say yes, and I look further.")
	r.Suggest = []Suggestion{{Label: "Keep looking", Utterance: "keep looking", Intent: Next}}
	return r
}

// anyTime offers the same wish at any other time.
func (t *turn) anyTime(ctx context.Context, r *Reply, q gallery.Query, words []string, v *gallery.Vocabulary) (bool, error) {
	if q.Times == nil {
		return false, nil
	}
	wider := q
	wider.Times = nil
	if !selective(wider) {
		return false, nil
	}
	page, err := t.gallery.Find(ctx, limited(wider, 1))
	if err != nil || len(page.Hits) == 0 {
		return false, err
	}
	r.Speech = r.Speech.And(" At other times there ").Plus(are(page.Total, photosOf(page.Total, page.Exact, t.wish(wider, words, v, page.Total)))).And(".")
	t.offer(r, wider, words, Say("those"))
	if page.Total == 1 && page.Exact {
		r.Ask = Say("Shall I show it?")
	}
	return true, nil
}

// apart tells how many photos there are of each thing alone.
func (t *turn) apart(r *Reply, q gallery.Query, words []string, v *gallery.Vocabulary) bool {
	if len(q.All) < 2 {
		return false
	}
	var parts, offered Text
	var first, best gallery.Entry
	for _, term := range q.All {
		e, ok := v.Entry(term)
		if !ok {
			continue
		}
		wish := t.wish(gallery.Query{All: []gallery.Term{term}}, words, v, e.Count)
		if len(parts) > 0 {
			parts = parts.And(" and ")
		} else {
			first = e
		}
		parts = parts.Plus(photosOf(e.Count, true, wish))
		if e.Count > best.Count {
			best, offered = e, Say("the ").Plus(wish)
		}
	}
	if best.Count == 0 {
		return false
	}
	r.Speech = r.Speech.And(" There ").Plus(are(first.Count, parts)).And(", but none with all of that.")
	t.offer(r, gallery.Query{All: []gallery.Term{best.Term}}, words, offered)
	return true
}

// mostly tells what the gallery has most of.
func (t *turn) mostly(ctx context.Context, r *Reply, v *gallery.Vocabulary) error {
	top, err := t.topEntries(ctx, v)
	if err != nil {
		return err
	}
	for _, e := range top {
		r.Suggest = append(r.Suggest, suggestEntry(v, e))
	}
	if names := named(v, top); len(names) > 0 {
		r.Speech = r.Speech.And(" There are many photos of ").Quote(list(names, "and")).And(".")
	}
	t.after.Ask = Latest
	r.Ask = Say("Shall I show the newest instead?")
	r.Reprompt = Say("Say yes for the newest photos, or ask for something else.")
	return nil
}

// offer ends a reply by asking whether to show another query, which what names.
func (t *turn) offer(r *Reply, q gallery.Query, words []string, what Text) {
	wish := keep(q, words)
	t.after.Ask, t.after.Offer = Find, &wish
	r.Ask = Say("Shall I show ").Plus(what).And("?")
	r.Reprompt = Say("Say yes to see them, or ask for something else.")
	r.Suggest = append(r.Suggest, Suggestion{Label: "Show those", Utterance: "yes", Intent: Yes})
}

func limited(q gallery.Query, n int) gallery.Query {
	q.Limit, q.Cursor = n, ""
	return q
}

// are begins a sentence about n photos: "is one photo", "are 3 photos".
func are(n int, photos Text) Text {
	if n == 1 {
		return Say("is ").Plus(photos)
	}
	return Say("are ").Plus(photos)
}
