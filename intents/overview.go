package intents

import (
	"context"
	"slices"
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
		r.Speech = r.Speech.And(" from ").Year(first)
	default:
		r.Speech = r.Speech.And(" from ").Year(first).And(" to ").Year(last)
	}
	r.Speech = r.Speech.And(".")
	places, err := t.topPlaces(ctx, v, topCount)
	if err != nil {
		return nil, err
	}
	if t.voiceOnly() {
		r.Speech = r.Speech.Plus(often(v))
	} else {
		r.Speech = r.Speech.Plus(tops(v, places))
	}
	for _, e := range ofEach(v, places) {
		r.Suggest = append(r.Suggest, suggestEntry(v, e))
	}
	r.Suggest = append(r.Suggest, suggest(Latest), suggest(OnThisDay))
	for _, e := range v.Top(gallery.Album, MaxAlbums) {
		r.Albums = append(r.Albums, suggestAlbum(e))
	}
	r.Ask = t.askWhat("")
	r.Reprompt = Say("Name one of them, or say: latest photos.")
	return r, nil
}

// tops are the most frequent names of each kind, in a sentence each.
func tops(v *gallery.Vocabulary, places []gallery.Entry) Text {
	var text Text
	for _, part := range []struct {
		lead    string
		entries []gallery.Entry
	}{
		{" Most often you see ", v.Top(gallery.Person, topCount)},
		{" Many were taken in ", places},
		{" There is plenty of ", v.Top(gallery.LabelTerm, topCount)},
		{" Among the albums: ", v.Top(gallery.Album, topCount)},
	} {
		if names := named(v, part.entries); len(names) > 0 {
			text = text.And(part.lead).Quote(list(names, "and")).And(".")
		}
	}
	return text
}

// named gives names as they stand in a sentence.
func named(v *gallery.Vocabulary, entries []gallery.Entry) []string {
	var names []string
	for _, e := range entries {
		name := namer{v: v}.name(e.Term)
		if e.Term.Kind == gallery.PlaceTerm {
			name = within(name)
		}
		names = append(names, name)
	}
	return names
}

// ofEach is the first of each kind.
func ofEach(v *gallery.Vocabulary, places []gallery.Entry) []gallery.Entry {
	return slices.Concat(v.Top(gallery.Person, 1), places[:min(1, len(places))], v.Top(gallery.LabelTerm, 1))
}

// suggestEntry is a name of the gallery as a way on: "Anna (23)".
func suggestEntry(v *gallery.Vocabulary, e gallery.Entry) Suggestion {
	name, preposition := namer{v: v}.name(e.Term), "photos of "
	if e.Term.Kind == gallery.PlaceTerm {
		preposition = "photos in "
	}
	return Suggestion{
		Label:     capital(name) + " (" + strconv.Itoa(e.Count) + ")",
		Utterance: preposition + strings.ToLower(name),
		Intent:    Find,
	}
}

// suggestAlbum is an album as a way on, asked for by its whole name: the name may
// hold words that mean something else.
func suggestAlbum(e gallery.Entry) Suggestion {
	return Suggestion{
		Label:     e.Display + " (" + strconv.Itoa(e.Count) + ")",
		Utterance: `album:"` + strings.ReplaceAll(e.Display, `"`, " ") + `"`,
		Intent:    Find,
	}
}
