package intents

import (
	"context"
	"slices"

	"shoebox/shared/gallery"
)

// nothing answers a search that found nothing with what is there instead: most of
// the wish, as the gallery relaxes it, or what it has most of. A yes shows it.
func (t *turn) nothing(ctx context.Context, q gallery.Query, words []string, v view, page gallery.Page) (*Reply, error) {
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	return t.nothingOf(ctx, q, words, v, page, vocabulary)
}

// nothingOf is nothing, with the gallery's words at hand.
func (t *turn) nothingOf(ctx context.Context, q gallery.Query, words []string, v view, page gallery.Page, vocabulary *gallery.Vocabulary) (*Reply, error) {
	r := &Reply{Kind: Nothing, Focus: -1, Query: q, Page: Paging{Exact: page.Exact}}
	if !page.Complete && page.Next != "" {
		return t.nothingYet(r, q, words, v, page, vocabulary), nil
	}
	if vocabulary.Total().Count == 0 && !q.Trash {
		t.after.View = view{}
		r.Speech = Say("There are no photos here yet. Add some, and then ask me again.")
		return r, nil
	}
	sought := keep(q, words)
	t.after.Sought = &sought
	strange := strangers(q, words, vocabulary)
	if r.Speech = Say("I found no ").Plus(t.wish(q, words, vocabulary, 0)).And("."); len(strange) > 0 {
		if wishes(q) == len(strange) {
			r.Speech = nil // they are all there is to the wish
		}
		r.Speech = separate(r.Speech).Plus(nothingCalled(strange))
	}
	if wishes(q) > len(strange) {
		offered, err := t.instead(ctx, r, q, words, vocabulary)
		if offered || err != nil {
			return r, err
		}
	}
	t.mostly(r, q, vocabulary)
	return r, nil
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

// strangers are the names and words asked for that the gallery has not, as they
// were heard and in that order.
func strangers(q gallery.Query, words []string, v *gallery.Vocabulary) []string {
	nm := namer{v: v, words: words}
	var strange []string
	for _, term := range q.All {
		if !nm.known(term) {
			strange = append(strange, nm.heard(term))
		}
	}
	said := func(name string) int { return slices.IndexFunc(words, func(w string) bool { return lower(w) == name }) }
	slices.SortStableFunc(strange, func(a, b string) int { return said(a) - said(b) })
	return strange
}

// nothingCalled says that there is nothing of these names.
func nothingCalled(names []string) Text {
	names = slices.Clone(names)
	for i, name := range names {
		names[i] = brief(name)
	}
	const most = 3
	return Say("Nothing here is called ").Quote(list(names[:min(most, len(names))], "or")).And(".")
}

// wishes is how many things a query asks for, or leaves out.
func wishes(q gallery.Query) int {
	n := len(q.All) + len(q.Any) + len(q.None)
	if q.Times != nil {
		n++
	}
	return n
}

// mostly tells what the gallery has most of; of times, from when its photos are.
func (t *turn) mostly(r *Reply, q gallery.Query, v *gallery.Vocabulary) {
	for _, e := range mostOf(v) {
		r.Suggest = append(r.Suggest, suggestEntry(v, e))
	}
	all := v.Total()
	switch from, to := all.First.Year(), all.Last.Year(); {
	case wishes(q) > 1 || q.Times == nil || all.First.IsZero():
		r.Speech = r.Speech.Plus(often(v))
	case from == to:
		r.Speech = r.Speech.And(" The photos here are from ").Year(from).And(".")
	default:
		r.Speech = r.Speech.And(" The photos here are from ").Year(from).And(" to ").Year(to).And(".")
	}
	t.after.Ask = Latest
	r.Ask = t.shallI().And("the newest instead?")
	r.Reprompt = Say("Say yes for the newest photos, or ask for something else.")
}

// mostOf gives the most frequent person, place and label, as far as there are. Of
// the places it is the one with the most photos, which may be a country: what lies
// where would have to be read.
func mostOf(v *gallery.Vocabulary) []gallery.Entry { return ofEach(v, v.Top(gallery.PlaceTerm, 1)) }

// few is how many photos are not many.
const few = 10

// often says what there are many photos of; nothing where the gallery has no names.
func often(v *gallery.Vocabulary) Text {
	names := named(v, mostOf(v))
	if len(names) == 0 {
		return nil
	}
	lead := Say(" There are many photos of ")
	if v.Total().Count < few {
		lead = Say(" There are photos of ")
	}
	return lead.Quote(list(names, "and")).And(".")
}

// separate puts a blank behind a sentence that another one follows.
func separate(text Text) Text {
	if len(text) == 0 {
		return nil
	}
	return text.And(" ")
}

// are begins a sentence about n photos: "is one photo", "are 3 photos".
func are(n int, photos Text) Text {
	if n == 1 {
		return Say("is ").Plus(photos)
	}
	return Say("are ").Plus(photos)
}
