package intents

import (
	"slices"
	"strings"

	"shoebox/intents/when"
	"shoebox/shared/gallery"
)

// wish says a query as a person would: "beach photos of Anna in Lisbon from
// summer 2026". n decides between photo and photos; v may be nil, then names are said as
// they are indexed.
func (t *turn) wish(q gallery.Query, words []string, v *gallery.Vocabulary, n int) Text {
	namer := namer{v, words, n}
	var text Text
	before, with, places, rest := namer.sort(q.All)
	anyBefore, anyWith, anyPlaces, anyRest := namer.sort(alternatives(q))
	before = either(before, anyBefore)
	if len(before) > 0 {
		text = text.Quote(list(before, "and")).And(" ")
	}
	if n == 1 {
		text = text.And("photo")
	} else {
		text = text.And("photos")
	}
	text = namer.part(text, " of ", either(with, anyWith), "and")
	text = namer.part(text, " in ", either(places, anyPlaces), "and")
	for _, r := range append(rest, anyRest...) {
		text = text.And(" ").Quote(r)
	}
	var without []string
	for _, term := range q.None {
		without = append(without, namer.name(term))
	}
	text = namer.part(text, " without ", without, "or")
	if period := t.period(q); period != "" {
		text = text.And(" " + period)
	}
	return text
}

// period names a query's range behind "photos": "from July 2023", "since May"; ""
// when it has none.
func (t *turn) period(q gallery.Query) string {
	if q.Times == nil {
		return ""
	}
	spans := make(when.Spans, len(q.Times))
	for i, s := range q.Times {
		spans[i] = when.Span(s)
	}
	name := t.times.Name(spans, t.now)
	if spans[0].From.IsZero() || strings.HasPrefix(name, "since ") {
		return name // it says from when, or before when
	}
	return "from " + name
}

// namer says terms.
type namer struct {
	v     *gallery.Vocabulary
	words []string
	n     int // how many photos
}

func (nm namer) part(text Text, preposition string, names []string, conjunction string) Text {
	if len(names) == 0 {
		return text
	}
	return text.And(preposition).Quote(list(names, conjunction))
}

// sort says terms by where they stand in a sentence: before "photos", after "of",
// after "in", and after that.
func (nm namer) sort(terms []gallery.Term) (before, with, places, rest []string) {
	for _, term := range terms {
		name := nm.name(term)
		switch term.Kind {
		case gallery.Person:
			with = append(with, name)
		case gallery.PlaceTerm:
			places = append(places, within(name))
		case gallery.Album:
			rest = append(rest, "in the album "+name)
		case gallery.Camera:
			rest = append(rest, "taken with "+name)
		case gallery.Favourite:
			before = append([]string{"favourite"}, before...)
		case gallery.Word:
			// What nobody knows is no sort of photo: "no photos of giraffe".
			if plural(name) || nm.n == 0 && !nm.known(term) {
				with = append(with, name)
			} else {
				before = append(before, name)
			}
		case gallery.Tag, gallery.LabelTerm:
			before = append(before, name)
		}
	}
	return before, with, places, rest
}

// name says one term: a name as it is written, a thing in lower case, a word as
// it was heard.
func (nm namer) name(term gallery.Term) string {
	if term.Kind == gallery.Favourite {
		return "favourites"
	}
	if term.Kind == gallery.Word {
		for _, w := range nm.words {
			if gallery.NewTerm(gallery.Word, w) == term {
				return nm.word(w)
			}
		}
	}
	name := term.Value
	if nm.v != nil {
		if e, ok := nm.v.Entry(term); ok && e.Display != "" {
			name = e.Display
		}
	}
	switch term.Kind {
	case gallery.Word, gallery.LabelTerm, gallery.Tag:
		return strings.ToLower(name)
	case gallery.Person, gallery.PlaceTerm, gallery.Album, gallery.Camera, gallery.Favourite:
	}
	return name
}

// word says a word as it was heard, but "dogs" as the label Dog, which goes before
// "photos".
func (nm namer) word(w string) string {
	if nm.v != nil {
		if labels := nm.v.Named(w, gallery.LabelTerm); len(labels) == 1 {
			return strings.ToLower(labels[0].Display)
		}
	}
	if w == strings.ToUpper(w) {
		return strings.ToLower(w)
	}
	return w
}

// known reports whether the gallery has the word.
func (nm namer) known(term gallery.Term) bool {
	if nm.v == nil {
		return false
	}
	_, ok := nm.v.Entry(term)
	return ok
}

// plural reports whether a word looks like several things: "photos of giraffes".
func plural(w string) bool {
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}

// alternatives are the terms of a query's groups.
func alternatives(q gallery.Query) []gallery.Term {
	var terms []gallery.Term
	for _, group := range q.Any {
		for _, c := range group {
			terms = append(terms, c.All...)
		}
	}
	return terms
}

// either adds names of which one is enough, as one name: "dog or cat".
func either(all, some []string) []string {
	if len(some) == 0 {
		return all
	}
	return append(all, list(some, "or"))
}

// photosOf says how many photos of a wish there are: "23 photos of Anna", "more
// than 400 photos", "one photo".
func photosOf(total int, exact bool, wish Text) Text {
	if total == 1 && exact {
		return Say("one ").Plus(wish)
	}
	return howMany(total, exact).And(" ").Plus(wish)
}

func howMany(total int, exact bool) Text {
	if exact {
		return Text{}.Number(total)
	}
	return Say("more than ").Number(total)
}

// begin puts a Text at the beginning of a sentence.
func begin(t Text) Text {
	if len(t) == 0 || t[0].As == Quoted {
		return t
	}
	begun := slices.Clone(t)
	begun[0].Words = capital(begun[0].Words)
	return begun
}
