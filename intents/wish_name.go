package intents

import (
	"slices"
	"strings"
	"unicode/utf8"

	"shoebox/shared/gallery"
)

// namer says terms.
type namer struct {
	v     *gallery.Vocabulary
	words []string
	n     int // how many photos
}

// sort puts terms where they stand in a sentence. behind says that there is no noun
// to stand before: "of cats", not "cat photos".
func (nm namer) sort(terms []gallery.Term, behind bool) parts {
	var p parts
	people := len(persons(terms)) > 0
	for _, term := range terms {
		name := nm.name(term)
		switch term.Kind {
		case gallery.Person:
			p.of = append(p.of, name)
		case gallery.PlaceTerm:
			p.places = append(p.places, within(name))
		case gallery.Album:
			p.albums = append(p.albums, name)
		case gallery.Camera:
			p.cameras = append(p.cameras, name)
		case gallery.Favourite:
			p.favourite = true
		case gallery.Word, gallery.Tag, gallery.LabelTerm:
			nm.thing(&p, term, name, people, behind)
		}
	}
	return p
}

// thing says a word, a label or a tag: before "photos", or behind it where people
// are, or a noun is missing, or it looks like several things. What nobody knows is
// no sort of photo: "no photos of giraffe".
func (nm namer) thing(p *parts, term gallery.Term, name string, people, behind bool) {
	at := setting(name)
	switch {
	case at != "" && (people || behind):
		p.at = append(p.at, at)
	case behind && people:
		p.with = append(p.with, nm.heard(term))
	case behind:
		p.of = append(p.of, nm.heard(term))
	case term.Kind == gallery.Word && (plural(name) || nm.n == 0 && !nm.known(term) || nm.somebody(name)):
		p.of = append(p.of, name)
	case term.Kind == gallery.Word && !nm.labelled(name):
		p.loose = append(p.loose, name)
	default:
		p.before = append(p.before, name)
	}
}

// name says one term: a name as it is written, a thing in lower case, a word as
// it was heard.
func (nm namer) name(term gallery.Term) string {
	if term.Kind == gallery.Favourite {
		return "favourites"
	}
	if term.Kind == gallery.Word {
		if w, ok := nm.said(term); ok {
			return nm.word(w)
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

// said gives a word as it was heard.
func (nm namer) said(term gallery.Term) (string, bool) {
	i := slices.IndexFunc(nm.words, func(w string) bool { return gallery.NewTerm(gallery.Word, w) == term })
	if i < 0 {
		return "", false
	}
	return nm.words[i], true
}

// heard says a thing as it was heard, "dogs", where it was a word.
func (nm namer) heard(term gallery.Term) string {
	if w, ok := nm.said(term); ok && term.Kind == gallery.Word {
		return lower(w)
	}
	return nm.name(term)
}

// word says a word as it was heard, but "dogs" as the label Dog, which goes before
// "photos".
func (nm namer) word(w string) string {
	if nm.v != nil {
		if labels := nm.v.Named(w, gallery.LabelTerm); len(labels) == 1 {
			return strings.ToLower(labels[0].Display)
		}
	}
	return lower(w)
}

// lower says a shouted word in lower case.
func lower(w string) string {
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

// somebody reports whether a word is a part of people's names and nothing else's.
func (nm namer) somebody(name string) bool {
	return nm.v != nil && len(nm.v.People(name)) > 0 && !nm.labelled(name)
}

// labelled reports whether a thing, a tag or the like has the name.
func (nm namer) labelled(name string) bool {
	return nm.v != nil && len(nm.v.Named(name)) > 0
}

// plural reports whether a word looks like several things: "photos of giraffes".
func plural(w string) bool {
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}

// setting says a thing that people are at or in: "at the beach" for beach; "" for
// one that stands beside them.
func setting(name string) string {
	switch name {
	case "beach", "coast", "sea", "seaside", "lake", "pool", "zoo", "party", "wedding", "concert", "festival", "museum",
		"airport", "market", "harbour", "pier", "station", "playground", "fair", "circus", "castle":
		return "at the " + name
	case "snow", "rain", "garden", "park", "forest", "city", "desert", "water", "kitchen", "restaurant":
		return "in the " + name
	case "mountain", "wood":
		return "in the " + name + "s"
	case "christmas", "easter", "night", "school", "sunset", "work":
		return "at " + name
	}
	return ""
}

// persons are those of the terms that are people.
func persons(terms []gallery.Term) []gallery.Term {
	return slices.DeleteFunc(slices.Clone(terms), func(t gallery.Term) bool { return t.Kind != gallery.Person })
}

// anybody reports whether a thing is just somebody.
func anybody(t gallery.Term) bool {
	return (t.Kind == gallery.LabelTerm || t.Kind == gallery.Word) && slices.Contains([]string{"people", "person", "human"}, t.Value)
}

// peopleOf are the people a query asks for, as a choice too.
func peopleOf(q gallery.Query) []gallery.Term {
	people := persons(q.All)
	for _, group := range q.Any {
		for _, c := range group {
			people = append(people, persons(c.All)...)
		}
	}
	return people
}

// brief shortens a name that is a sentence, at a word.
func brief(name string) string {
	const longest = 40 // characters
	if utf8.RuneCountInString(name) <= longest {
		return name
	}
	cut := string([]rune(name)[:longest])
	if i := strings.LastIndexByte(cut, ' '); i > longest/2 {
		cut = cut[:i]
	}
	return cut + "…"
}
