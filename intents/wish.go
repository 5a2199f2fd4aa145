package intents

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shoebox/shared/gallery"
)

// longWish is how long a wish may be said to be, in characters: about ten seconds
// of speech. A longer one is told with fewer of its names.
const longWish = 160

// wish says a query as a person would: "photos of Anna at the beach from summer
// 2026", "cat or dog photos in Lisbon or Paris without people". words are as they
// were heard. n decides between photo and photos; v may be nil, then names are said
// as they are indexed.
func (t *turn) wish(q gallery.Query, words []string, v *gallery.Vocabulary, n int) Text {
	const most = 4
	for names := most; ; names /= 2 {
		s := sayer{turn: t, namer: namer{v, words, n}, most: names}
		text := s.photos(q)
		if names == 1 || utf8.RuneCountInString(text.String()) <= longWish {
			return text
		}
	}
}

// sayer puts a query into a sentence.
type sayer struct {
	namer
	turn *turn
	most int // how many names of a kind are told
}

// parts are names by where they stand in a sentence about photos.
type parts struct {
	favourite bool
	before    []string // "beach" photos
	loose     []string // "sign" photos, or photos of "help wanted sign"
	of        []string // photos of "Anna"
	at        []string // "at the beach", beside people
	with      []string // with "snow"
	places    []string // in "Lisbon"
	albums    []string
	cameras   []string
}

// photos says a query, with its noun.
func (s sayer) photos(q gallery.Query) Text {
	p := s.sort(q.All, false)
	var choices []gallery.Group
	for _, group := range q.Any {
		if !s.takes(&p, group) {
			choices = append(choices, group)
		}
	}
	switch {
	case len(p.loose) > 1:
		slices.SortStableFunc(p.loose, func(a, b string) int { return slices.Index(s.words, a) - slices.Index(s.words, b) })
		p.of = append(p.of, strings.Join(p.loose, " "))
	default:
		p.before = append(p.before, p.loose...)
	}
	if len(p.before) > s.most { // too many for a noun
		p.of, p.before = append(p.of, p.before...), nil
	}
	var text Text
	if p.favourite {
		text = text.And("favourite ")
	}
	if len(p.before) > 0 {
		text = text.Quote(list(p.before, "and")).And(" ")
	}
	noun := "photos"
	if s.n == 1 {
		noun = "photo"
	}
	text = text.And(noun).Plus(s.rest(p, q.None, q.Times, peopleOf(q)))
	for i, group := range choices {
		switch {
		case i == s.most:
			return text.And(", and more")
		case i > 0:
			text = text.And(", and ")
		case len(q.All)+len(q.Any)+len(q.None) > 1 || q.Times != nil:
			text = text.And(", ")
		default:
			text = text.And(" ")
		}
		text = text.Plus(s.choices(group))
	}
	return text
}

// rest says what stands behind the noun. people are those that are asked for.
func (s sayer) rest(p parts, none []gallery.Term, times gallery.Times, people []gallery.Term) Text {
	alone, none := s.alone(none, people)
	text := s.part(nil, " of ", p.of, "and")
	switch {
	case alone && len(people) > 0:
		text = text.And(" alone")
	case alone:
		text = text.And(" without people")
	}
	for _, at := range p.at {
		text = text.And(" ").Quote(at)
	}
	text = s.part(text, " with ", p.with, "and")
	text = s.part(text, " in ", p.places, "and")
	text = s.part(text, " in the album ", p.albums, "and in")
	text = s.part(text, " taken with ", p.cameras, "and")
	text = text.Plus(s.without(none))
	if period := s.turn.period(times); period != "" {
		text = text.And(" " + period)
	}
	return text
}

// takes puts a group whose choices are one name each, all of one sort, where such a
// name stands in the sentence: "in Lisbon or Paris". One sort has room for one.
func (s sayer) takes(p *parts, group gallery.Group) bool {
	var terms []gallery.Term
	for _, c := range group {
		if len(c.All) != 1 || len(c.None) > 0 || c.Times != nil {
			return false
		}
		terms = append(terms, c.All...)
	}
	g := s.sort(terms, false)
	g.before = append(g.before, g.loose...)
	for _, bin := range []struct{ all, mine *[]string }{
		{&g.before, &p.before}, {&g.of, &p.of}, {&g.places, &p.places}, {&g.albums, &p.albums}, {&g.cameras, &p.cameras},
	} {
		if len(*bin.all) != len(terms) {
			continue
		}
		if len(*bin.mine) > 0 && bin.mine == &p.before {
			bin.mine = &p.with
		}
		if len(*bin.mine) > 0 {
			return false
		}
		*bin.mine = []string{s.short(*bin.all, "or")}
		return true
	}
	return false
}

// choices says a group choice by choice: "of Anna at the beach or of Tom from 2020".
func (s sayer) choices(group gallery.Group) Text {
	var said []Text
	for _, c := range group {
		p := s.sort(c.All, true)
		text := s.rest(p, c.None, c.Times, persons(c.All))
		if p.favourite {
			text = Say(" among the favourites").Plus(text)
		}
		if len(text) > 0 {
			text[0].Words = strings.TrimPrefix(text[0].Words, " ")
			said = append(said, text)
		}
	}
	told := said[:min(len(said), max(s.most-1, 1))]
	var text Text
	for i, each := range told {
		if i > 0 {
			text = text.And(" or ")
		}
		text = text.Plus(each)
	}
	switch more := len(said) - len(told); more {
	case 0:
	case 1:
		text = text.And(" or another choice")
	default:
		text = text.And(" or ").Number(more).And(" other choices")
	}
	return text
}

// alone says whether what is left out are all the other people, and gives what else
// is left out. All that a gallery knows are too many for a query, so the first dozen
// stand for them.
func (s sayer) alone(none, asked []gallery.Term) (bool, []gallery.Term) {
	const dozen = 12
	others := persons(none)
	if len(others) < 2 || s.v == nil {
		return false, none
	}
	most := len(others) + len(asked)
	if len(others) < dozen {
		most = s.v.Len()
	}
	for _, e := range s.v.Top(gallery.Person, most) {
		if !slices.Contains(none, e.Term) && !slices.Contains(asked, e.Term) {
			return false, none
		}
	}
	return true, slices.DeleteFunc(slices.Clone(none), func(t gallery.Term) bool {
		return t.Kind == gallery.Person || anybody(t)
	})
}

// without says what is left out.
func (s sayer) without(none []gallery.Term) Text {
	var things, places, albums, cameras []string
	for _, term := range none {
		name := s.name(term)
		switch term.Kind {
		case gallery.PlaceTerm:
			places = append(places, within(name))
		case gallery.Album:
			albums = append(albums, name)
		case gallery.Camera:
			cameras = append(cameras, name)
		case gallery.Word, gallery.Tag, gallery.LabelTerm, gallery.Person, gallery.Favourite:
			if anybody(term) {
				name = "people"
			}
			if !slices.Contains(things, name) {
				things = append(things, name)
			}
		}
	}
	var text Text
	for _, part := range []struct {
		preposition string
		names       []string
		conjunction string
	}{{" without ", things, "or"}, {" not in ", places, "or"}, {" not in the album ", albums, "or in"}, {" not taken with ", cameras, "or"}} {
		if len(text) > 0 && len(part.names) > 0 {
			text = text.And(",")
		}
		text = s.part(text, part.preposition, part.names, part.conjunction)
	}
	return text
}

// part says some names, if there are any.
func (s sayer) part(text Text, preposition string, names []string, conjunction string) Text {
	if len(names) == 0 {
		return text
	}
	return text.And(preposition).Quote(s.short(names, conjunction))
}

// short joins names as list does, but of many only the first: "Anna, Ben and 5
// others".
func (s sayer) short(names []string, conjunction string) string {
	names = slices.Clone(names)
	for i, name := range names {
		names[i] = brief(name)
	}
	if len(names) > s.most {
		first := names[:max(s.most-1, 1)]
		names = append(slices.Clip(first), strconv.Itoa(len(names)-len(first))+" others")
	}
	return list(names, conjunction)
}
