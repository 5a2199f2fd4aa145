package intents

import (
	"context"
	"strconv"
	"strings"

	"shoebox/shared/gallery"
)

// topCount is how many names of a kind are told at once: more can't be kept in mind.
const topCount = 3

// overview tells what there is: how much, from when, whom, where and what.
func overview(ctx context.Context, t *turn) (*Reply, error) {
	v, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	all := v.Total()
	if all.Count == 0 {
		return t.nothing(ctx, gallery.Query{}, nil, view{}, gallery.Page{Exact: true, Complete: true})
	}
	r := &Reply{Kind: Told, Focus: -1, Page: Paging{Total: all.Count, Exact: true}}
	r.Speech = Say("You have ").Plus(photosOf(all.Count, true, t.wish(gallery.Query{}, nil, v, all.Count)))
	switch first, last := all.First.Year(), all.Last.Year(); {
	case all.First.IsZero():
	case first == last:
		r.Speech = r.Speech.And(" from " + strconv.Itoa(first))
	default:
		r.Speech = r.Speech.And(" from " + strconv.Itoa(first) + " to " + strconv.Itoa(last))
	}
	r.Speech = r.Speech.And(".")
	for _, part := range []struct {
		lead string
		kind gallery.Kind
	}{
		{" Most often you see ", gallery.Person}, {" Many were taken in ", gallery.PlaceTerm}, {" There is plenty of ", gallery.LabelTerm},
	} {
		if names := topNames(v, part.kind); len(names) > 0 {
			r.Speech = r.Speech.And(part.lead).Quote(list(names, "and")).And(".")
		}
	}
	for _, e := range topEntries(v) {
		r.Suggest = append(r.Suggest, suggestEntry(v, e))
	}
	r.Suggest = append(r.Suggest, suggest(Latest), suggest(OnThisDay))
	r.Ask = Say("What would you like to see?")
	r.Reprompt = Say("Name one of them, or say: latest photos.")
	return r, nil
}

func topNames(v *gallery.Vocabulary, kind gallery.Kind) []string {
	var names []string
	for _, e := range v.Top(kind, topCount) {
		names = append(names, namer{v: v}.name(e.Term))
	}
	return names
}

// topEntries gives the most frequent person, place and label, as far as there are.
func topEntries(v *gallery.Vocabulary) []gallery.Entry {
	var top []gallery.Entry
	for _, kind := range []gallery.Kind{gallery.Person, gallery.PlaceTerm, gallery.LabelTerm} {
		top = append(top, v.Top(kind, 1)...)
	}
	return top
}

// suggestEntry is a name of the gallery as a way on: "Anna (23)".
func suggestEntry(v *gallery.Vocabulary, e gallery.Entry) Suggestion {
	name := namer{v: v}.name(e.Term)
	return Suggestion{
		Label:     capital(name) + " (" + strconv.Itoa(e.Count) + ")",
		Utterance: "photos of " + strings.ToLower(name),
		Intent:    Find,
	}
}
