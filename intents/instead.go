package intents

import (
	"context"
	"slices"
	"strings"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// instead tells what there is of most of a wish: "There are 12 in Lisbon, and 4
// photos in Paris without dogs." It reports whether there is anything; the first is
// what a yes shows. It costs at most two requests to the table, and where they fail
// the answer goes without.
func (t *turn) instead(ctx context.Context, r *Reply, q gallery.Query, words []string, v *gallery.Vocabulary) (bool, error) {
	found, err := t.gallery.Instead(ctx, q)
	if err != nil {
		return false, ctx.Err()
	}
	found = slices.DeleteFunc(found, func(i gallery.Instead) bool {
		// Another place beside one that stays is where that one lies.
		placed := i.Taken.Kind == gallery.PlaceTerm && len(placesOf(i.Query.All)) > 1
		return i.Total < 1 || !selective(i.Query) || placed
	})
	if len(found) == 0 {
		return false, nil
	}
	// Whoever asks for somebody would rather see them elsewhere than another there.
	slices.SortStableFunc(found, func(a, b gallery.Instead) int { return len(persons(a.Left)) - len(persons(b.Left)) })
	s := relaxation{turn: t, query: q, words: words, v: v}
	var said []Text
	spoken := s.spoken(found)
	for n, each := range spoken {
		said = append(said, s.say(each, n == 0 || slices.Equal(each.Left, found[0].Left)))
		r.Suggest = append(r.Suggest, s.suggest(each))
	}
	r.Speech = separate(r.Speech).And("There ").Plus(are(found[0].Total, said[0]))
	if len(said) > 1 {
		r.Speech = r.Speech.And(", and ").Plus(said[1])
	}
	r.Speech = r.Speech.And(".")
	s.offer(r, spoken)
	return true, nil
}

// spoken are the queries worth a sentence: the first, and the next that leaves out
// something else. Of other times alone it is the next.
func (s relaxation) spoken(found []gallery.Instead) []gallery.Instead {
	first := found[0]
	i := slices.IndexFunc(found, func(i gallery.Instead) bool {
		return s.otherTimes(i) != s.otherTimes(first) || !slices.Equal(i.Left, first.Left)
	})
	switch {
	case i > 0:
		return []gallery.Instead{first, found[i]}
	case len(found) > 1 && len(first.Left) == 0 && !found[1].AnyTime:
		return found[:2]
	}
	return found[:1]
}

// otherTimes reports whether a query asks for other times than the wish.
func (s relaxation) otherTimes(i gallery.Instead) bool {
	return !slices.Equal(i.Query.Times, s.query.Times)
}

// offer ends a reply by asking whether to show the first of what was spoken of. Of
// several it has to be named.
func (s relaxation) offer(r *Reply, spoken []gallery.Instead) {
	s.turn.after.Ask = Find
	for _, each := range spoken {
		s.turn.after.Offers = append(s.turn.after.Offers, keep(each.Query, s.heard(each)))
	}
	i, several := spoken[0], len(spoken) > 1
	one := i.Total == 1 && i.Exact
	switch {
	case several && i.Exact:
		r.Ask = s.turn.shallI().And("the ").Plus(s.say(i, true)).And("?")
	case several && len(s.other(i)) > 0:
		r.Ask = s.turn.shallI().And("those ").Plus(s.other(i)).And("?")
	case several:
		r.Ask = s.turn.shallI().And("the ").Plus(s.wish(i)).And("?")
	case one:
		r.Ask = s.turn.shallI().And("it?")
	default:
		r.Ask = s.turn.shallI().And("those?")
	}
	r.Reprompt = s.turn.sayYes("them", "ask for something else")
	if one {
		r.Reprompt = s.turn.sayYes("it", "ask for something else")
	}
}

// offered shows one of the searches that our last answer spoke of.
func (t *turn) offered(ctx context.Context, i int) (*Reply, error) {
	t.meaning = Meaning{Intent: Find}
	wish := t.before.Offers[i]
	return t.find(ctx, wish.query(t.now.Location()), wish.Words)
}

// relaxation says how another query differs from the one that found nothing.
type relaxation struct {
	turn  *turn
	query gallery.Query
	words []string
	v     *gallery.Vocabulary
}

// say tells how many photos another query has and what it asks for. Where short,
// what is said before says the rest: "12 in Lisbon".
func (s relaxation) say(i gallery.Instead, short bool) Text {
	if other := s.other(i); short && len(other) > 0 {
		n := howMany(i.Total, i.Exact)
		if i.Total == 1 && i.Exact {
			n = Say("one")
		}
		return n.And(" ").Plus(other)
	}
	return photosOf(i.Total, i.Exact, s.wish(i).Plus(s.left(i)))
}

func (s relaxation) wish(i gallery.Instead) Text {
	return s.turn.wish(i.Query, s.heard(i), s.v, i.Total)
}

// other says what stands in the place of one thing that was left out: "in Lisbon",
// "from 2024", "at other times". It is nil where the whole query is to be said.
func (s relaxation) other(i gallery.Instead) Text {
	switch {
	case i.Taken != gallery.Term{} && len(i.Left) == 1 && !i.AnyTime:
		p := namer{v: s.v, n: i.Total}.sort([]gallery.Term{i.Taken}, true)
		said := sayer{namer: namer{v: s.v}, turn: s.turn, most: 1}.rest(p, nil, nil, nil)
		return trimmed(said)
	case len(i.Left) > 0:
		return nil
	case i.Query.Times != nil:
		return Say(s.turn.period(i.Query.Times))
	case i.AnyTime:
		return Say("at other times")
	}
	return nil
}

// left says of the one thing that was left out that it is missing, which is true of
// every photo found, since none has it all; or that one is there which was not
// wanted.
func (s relaxation) left(i gallery.Instead) Text {
	if len(i.Left) != 1 || i.AnyTime || i.Taken != (gallery.Term{}) {
		return nil
	}
	term := i.Left[0]
	nm := namer{v: s.v, words: s.words}
	say := sayer{namer: nm, turn: s.turn, most: 1}
	switch {
	case slices.Contains(s.query.None, term):
		return say.rest(nm.sort([]gallery.Term{term}, true).beside(), nil, nil, nil)
	case !slices.Contains(s.query.All, term), !nm.known(term):
		return nil
	case term.Kind == gallery.PlaceTerm && len(placesOf(i.Query.All)) > 0:
		return nil // "photos in Hamburg", which is elsewhere
	case term.Kind == gallery.PlaceTerm, setting(nm.name(term)) != "" && len(persons(i.Query.All)) > 0:
		return Say(" elsewhere")
	case term.Kind == gallery.Word:
		return Say(" without ").Quote(nm.heard(term))
	}
	return say.without([]gallery.Term{term})
}

// beside are parts as they stand beside others: "with dogs", not "of dogs".
func (p parts) beside() parts {
	p.with, p.of = append(p.with, p.of...), nil
	return p
}

// heard are the words that the other query still asks for.
func (s relaxation) heard(i gallery.Instead) []string {
	return slices.DeleteFunc(slices.Clone(s.words), func(w string) bool {
		return slices.Contains(i.Left, gallery.NewTerm(gallery.Word, w))
	})
}

// suggest is another query as a button, which says all of it.
func (s relaxation) suggest(i gallery.Instead) Suggestion {
	return Suggestion{
		Label:     capital(s.wish(i).String()) + " (" + howMany(i.Total, i.Exact).String() + ")",
		Utterance: phrase.Format(i.Query),
		Intent:    Find,
	}
}

// trimmed takes the blank from the beginning of words that stand behind others.
func trimmed(text Text) Text {
	if len(text) > 0 {
		text[0].Words = strings.TrimPrefix(text[0].Words, " ")
	}
	return text
}

func placesOf(terms []gallery.Term) []gallery.Term {
	return slices.DeleteFunc(slices.Clone(terms), func(t gallery.Term) bool { return t.Kind != gallery.PlaceTerm })
}
