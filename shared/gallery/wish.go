package gallery

import (
	"math/bits"
	"slices"
	"strings"

	"shoebox/shared/fault"
)

// wish is one of the things a query asks for or leaves out.
type wish struct {
	part  Query // with this one thing in it, and nothing else
	terms []string
	test  tests
}

// wishes are a query's, each once, without what says nothing.
type wishes []wish

// maxWishes is how many a wishSet has room for.
const maxWishes = 64

// wishSet is a set of wishes, by index.
type wishSet uint64

func (s wishSet) has(i int) bool            { return s>>i&1 == 1 }
func (s wishSet) len() int                  { return bits.OnesCount64(uint64(s)) }
func (s wishSet) within(other wishSet) bool { return s&^other == 0 }
func (s wishSet) with(i int, is bool) wishSet {
	if is {
		return s | 1<<i
	}
	return s
}

// wishes takes a query apart.
func (q Query) wishes() (wishes, error) {
	if _, err := q.criteria(); err != nil {
		return nil, err
	}
	if len(q.Times) > MaxTimes {
		return nil, fault.New("gallery.Query", fault.TooLarge, "over 128 stretches of time in a query")
	}
	var w wishes
	seen := map[string]bool{}
	add := func(what string, part Query) {
		c, _ := part.criteria() // checked, with the whole query
		terms := c.terms()
		key := what + strings.Join(terms, "\n")
		if c.everything() || seen[key] {
			return
		}
		seen[key] = what != "group"
		w = append(w, wish{part: part, terms: terms})
	}
	for _, t := range q.All {
		add("all", Query{All: []Term{t}})
	}
	for _, group := range q.Any {
		add("group", Query{Any: []Group{group}})
	}
	for _, t := range q.None {
		add("none", Query{None: []Term{t}})
	}
	if q.Times.Tidy() != nil {
		w = append(w, wish{part: Query{Times: q.Times}})
	}
	return w, nil
}

// number has the wishes know what a posting must be tested for.
func (w wishes) number(numbers map[string]known) {
	for i, each := range w {
		c, _ := each.part.criteria() // checked, with the whole query
		w[i].test = c.tests(numbers)
		w[i].test.times = each.part.Times.stamps()
	}
}

// terms gives every index term of the wishes, each once.
func (w wishes) terms() []string {
	var terms []string
	for _, each := range w {
		terms = append(terms, each.terms...)
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// missing gives the wishes that a posting does not fulfil.
func (w wishes) missing(p posting) wishSet {
	var missing wishSet
	for i, each := range w {
		missing = missing.with(i, !each.test.pass(p))
	}
	return missing
}

// without gives a query like another, but without some of the wishes it was taken
// apart into.
func (w wishes) without(dropped wishSet, like Query) Instead {
	like.All, like.Any, like.None, like.Times, like.Cursor = nil, nil, nil, nil, ""
	in := Instead{Query: like}
	for i, each := range w {
		part := each.part
		if !dropped.has(i) {
			in.Query = in.Query.plus(part)
			continue
		}
		in.Left = append(in.Left, part.mentioned()...)
		in.AnyTime = in.AnyTime || len(each.terms) == 0
	}
	in.AnyTime = in.AnyTime && in.Query.Times == nil
	return in
}

// positive reports whether something is asked for when some are dropped, not only
// left out.
func (w wishes) positive(dropped wishSet) bool {
	for i, each := range w {
		if !dropped.has(i) && len(each.part.None) == 0 {
			return true
		}
	}
	return false
}

// alone reports whether nothing but one single term is asked for when some are
// dropped.
func (w wishes) alone(own int, dropped wishSet) bool {
	for i := range w {
		if dropped.has(i) == (i == own) {
			return false
		}
	}
	return own >= 0 && len(w[own].terms) == 1 && len(w[own].part.All) == 1
}

// times gives the wish for times, if there is one.
func (w wishes) times() wishSet {
	last := len(w) - 1
	return wishSet(0).with(last, w[last].times())
}

// times reports whether it is the wish for times.
func (w wish) times() bool { return w.part.Times != nil }

// plus gives the query with the things of another in it.
func (q Query) plus(part Query) Query {
	q.All, q.Any = slices.Concat(q.All, part.All), slices.Concat(q.Any, part.Any)
	q.None = slices.Concat(q.None, part.None)
	if part.Times != nil {
		q.Times = part.Times
	}
	return q
}

// mentioned gives all terms of a query, as they are.
func (q Query) mentioned() []Term {
	terms := slices.Concat(q.All, q.None)
	for _, group := range q.Any {
		for _, c := range group {
			terms = append(append(terms, c.All...), c.None...)
		}
	}
	return terms
}
