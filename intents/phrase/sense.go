package phrase

import (
	"slices"
	"strings"

	"shoebox/shared/gallery"
)

// sense is what a part of a wish asks for, all of it together. The zero sense asks
// for nothing.
type sense struct {
	all, none []gallery.Term
	in, out   []gallery.Times // times that are wanted, and that are not
	any       []gallery.Group // each of two choices or more
}

// maxChoices and maxChoiceTerms are what a group within a choice may grow to when
// it is multiplied out: a query knows groups of choices, and no groups in these.
const (
	maxChoices     = 16
	maxChoiceTerms = 40
)

func (s *sense) empty() bool {
	return len(s.all)+len(s.none)+len(s.any) == 0 && s.timeless()
}

func (s *sense) timeless() bool { return len(s.in)+len(s.out) == 0 }

// wanted gives the terms that are wanted, in groups too.
func (s *sense) wanted() []gallery.Term {
	terms := slices.Clone(s.all)
	for _, group := range s.any {
		for _, c := range group {
			terms = append(terms, c.All...)
		}
	}
	return terms
}

// and adds what another part asks for.
func (s *sense) and(more sense) {
	for _, t := range more.all {
		s.all = appendNew(s.all, t)
	}
	for _, t := range more.none {
		s.none = appendNew(s.none, t)
	}
	s.in, s.out = append(s.in, more.in...), append(s.out, more.out...)
	s.any = append(s.any, more.any...)
}

// times gives the times of a sense, nil for any time: what those wanted have in
// common, without those that are not.
func (s *sense) times() gallery.Times {
	var times gallery.Times
	for _, more := range s.in {
		times = narrowed(times, more)
	}
	for _, not := range s.out {
		if rest := times.And(not.Not()); !rest.Never() && len(rest) <= gallery.MaxTimes {
			times = rest
		}
	}
	return times
}

// narrowed gives what times have in common, or both where they have nothing: nobody
// asks for what can't be.
func narrowed(times, more gallery.Times) gallery.Times {
	both := times.And(more)
	if both.Never() {
		both = times.Or(more)
	}
	if len(both) > gallery.MaxTimes {
		return times
	}
	return both
}

// either gives the sense of which one of several is enough. Those that ask for
// nothing don't count.
func either(all []sense) sense {
	all = slices.DeleteFunc(all, func(s sense) bool { return s.empty() })
	if len(all) == 0 {
		return sense{}
	}
	if len(all) == 1 {
		return all[0]
	}
	var choices gallery.Group
	for i := range all {
		choices = append(choices, all[i].choices()...)
	}
	return grouped(choices)
}

// grouped gives choices as a sense: each choice once, and those of times alone as
// one. Where one of them is anything at all, so is the group.
func grouped(choices gallery.Group) sense {
	var each gallery.Group
	timely := -1 // where the times stand
	for _, c := range choices {
		alone := len(c.All)+len(c.None) == 0
		switch {
		case alone && c.Times == nil:
			return sense{}
		case alone && timely >= 0:
			times := each[timely].Times.Or(c.Times)
			if times == nil {
				return sense{}
			}
			if len(times) > gallery.MaxTimes {
				times = gallery.Times{times.Hull()}
			}
			each[timely].Times = times
		case !slices.ContainsFunc(each, func(other gallery.Choice) bool { return sameChoice(c, other) }):
			if alone {
				timely = len(each)
			}
			each = append(each, c)
		}
	}
	if len(each) == 1 {
		return senseOf(each[0])
	}
	return sense{any: []gallery.Group{each}}
}

func senseOf(c gallery.Choice) sense {
	s := sense{all: c.All, none: c.None}
	if c.Times != nil {
		s.in = []gallery.Times{c.Times}
	}
	return s
}

// choices gives a sense as choices of a group. A group in it is multiplied out; one
// that is too large for that has its choices stand beside the others.
func (s *sense) choices() gallery.Group {
	list := gallery.Group{{All: s.all, None: s.none, Times: s.times()}}
	var beside gallery.Group
	for _, group := range s.any {
		product := multiply(list, group)
		if product == nil {
			beside = append(beside, group...)
			continue
		}
		list = product
	}
	return append(list, beside...)
}

// multiply gives every choice of one group with every choice of another; nil where
// that is too much.
func multiply(a, b gallery.Group) gallery.Group {
	if len(a)*len(b) > maxChoices {
		return nil
	}
	var product gallery.Group
	terms := 0
	for _, x := range a {
		for _, y := range b {
			s := senseOf(x)
			s.all, s.none = slices.Clone(s.all), slices.Clone(s.none)
			s.and(senseOf(y))
			product = append(product, gallery.Choice{All: s.all, None: s.none, Times: s.times()})
			terms += len(s.all) + len(s.none)
		}
	}
	if terms > maxChoiceTerms {
		return nil
	}
	return product
}

// not gives the sense of everything else.
func (s *sense) not() sense {
	if words, ok := s.together(); ok {
		return sense{none: []gallery.Term{words}}
	}
	var others []sense
	for _, t := range s.all {
		others = append(others, sense{none: []gallery.Term{t}})
	}
	for _, t := range s.none {
		others = append(others, sense{all: []gallery.Term{t}})
	}
	if times := s.times(); times != nil {
		others = append(others, sense{out: []gallery.Times{times}})
	}
	for _, group := range s.any {
		var none sense
		for _, c := range group {
			of := senseOf(c)
			none.and(of.not())
		}
		others = append(others, none)
	}
	return either(others)
}

// together gives the words of a sense of nothing else as one term, which finds what
// has them all: "red cars".
func (s *sense) together() (gallery.Term, bool) {
	if len(s.all) < 2 || len(s.none)+len(s.any) > 0 || !s.timeless() {
		return gallery.Term{}, false
	}
	words := make([]string, len(s.all))
	for i, t := range s.all {
		if t.Kind != gallery.Word {
			return gallery.Term{}, false
		}
		words[i] = t.Value
	}
	return gallery.NewTerm(gallery.Word, strings.Join(words, " ")), true
}

// query gives a sense as a query. A group of which one choice is asked for anyway
// is choice enough.
func (s *sense) query() gallery.Query {
	q := gallery.Query{All: s.all, None: s.none, Times: s.times()}
	for _, group := range s.any {
		given := slices.ContainsFunc(group, func(c gallery.Choice) bool {
			return c.Times == nil && among(c.All, q.All) && among(c.None, q.None)
		})
		again := slices.ContainsFunc(q.Any, func(other gallery.Group) bool {
			return slices.EqualFunc(group, other, sameChoice)
		})
		if !given && !again {
			q.Any = append(q.Any, group)
		}
	}
	return q
}

// among says whether all terms are among others.
func among(terms, others []gallery.Term) bool {
	return !slices.ContainsFunc(terms, func(t gallery.Term) bool { return !slices.Contains(others, t) })
}

func sameChoice(a, b gallery.Choice) bool {
	return slices.Equal(a.All, b.All) && slices.Equal(a.None, b.None) && (a.Times == nil) == (b.Times == nil) &&
		slices.EqualFunc(a.Times, b.Times, func(x, y gallery.Span) bool { return x.From.Equal(y.From) && x.To.Equal(y.To) })
}

func appendNew(terms []gallery.Term, t gallery.Term) []gallery.Term {
	if slices.Contains(terms, t) {
		return terms
	}
	return append(terms, t)
}
