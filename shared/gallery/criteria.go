package gallery

import (
	"cmp"
	"slices"

	"shoebox/shared/fault"
)

// criteria are a query's terms as index terms, and its times as stamps. A term may
// be several words, so what is not wanted is a list of lists.
type criteria struct {
	all  []string
	any  [][]choice
	none [][]string
}

// choice is one of a group's.
type choice struct {
	all   []string
	none  [][]string
	times stamps
}

// criteria gives a query's criteria, terms that say nothing passed over.
func (q Query) criteria() (criteria, error) {
	r := criteriaReader{}
	c := criteria{all: r.every(q.All), none: r.groups(q.None)}
	for _, group := range q.Any {
		var choices []choice
		for _, each := range group {
			ch := choice{all: r.every(each.All), none: r.groups(each.None), times: r.stamps(each.Times)}
			if len(ch.all) > 0 || len(ch.none) > 0 || ch.times != nil {
				choices = append(choices, ch)
			}
		}
		switch {
		case len(choices) == 0:
		case len(choices) == 1 && choices[0].times == nil:
			c.all = append(c.all, choices[0].all...)
			c.none = append(c.none, choices[0].none...)
		default:
			c.any = append(c.any, choices)
		}
	}
	slices.Sort(c.all)
	c.all = slices.Compact(c.all)
	return c, r.err()
}

// criteriaReader turns terms into index terms, and counts them.
type criteriaReader struct {
	bad   bool
	terms int
	spans int
}

func (r *criteriaReader) err() error {
	const op = "gallery.Query"
	switch {
	case r.bad:
		return fault.New(op, fault.Invalid, "a term without a value, or of no kind")
	case r.terms > maxQueryTerms:
		return fault.New(op, fault.TooLarge, "over 64 words and names in a query")
	case r.spans > MaxTimes:
		return fault.New(op, fault.TooLarge, "over 128 stretches of time in a query's groups")
	}
	return nil
}

// groups gives the index terms of each term.
func (r *criteriaReader) groups(terms []Term) [][]string {
	var groups [][]string
	for _, t := range terms {
		t = NewTerm(t.Kind, t.Value)
		if t.Value == "" || t.Kind.prefix() == "" {
			r.bad = true
			continue
		}
		if group := t.indexed(); len(group) > 0 {
			groups = append(groups, group)
			r.terms += len(group)
		}
	}
	return groups
}

// every gives the index terms of all terms together.
func (r *criteriaReader) every(terms []Term) []string { return slices.Concat(r.groups(terms)...) }

func (r *criteriaReader) stamps(ts Times) stamps {
	r.spans += len(ts)
	return ts.stamps()
}

// everything reports whether nothing is asked for but times.
func (c criteria) everything() bool { return len(c.all)+len(c.any)+len(c.none) == 0 }

// terms gives every index term of the criteria, each once.
func (c criteria) terms() []string {
	terms := slices.Concat(c.all, slices.Concat(c.none...))
	for _, group := range c.any {
		for _, ch := range group {
			terms = append(append(terms, ch.all...), slices.Concat(ch.none...)...)
		}
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// among leaves out the terms the gallery never had; false if nothing can be found
// without them.
func (c criteria) among(numbers map[string]known) (criteria, bool) {
	unknown := func(t string) bool { _, ok := numbers[t]; return !ok }
	lacking := func(group []string) bool { return slices.ContainsFunc(group, unknown) }
	if lacking(c.all) {
		return c, false
	}
	c.none = slices.DeleteFunc(c.none, lacking)
	for i, group := range c.any {
		possible := slices.DeleteFunc(group, func(ch choice) bool { return lacking(ch.all) })
		if len(possible) == 0 {
			return c, false
		}
		for n := range possible {
			possible[n].none = slices.DeleteFunc(possible[n].none, lacking)
		}
		c.any[i] = possible
	}
	return c, true
}

// shortest gives the lists that hold every photo the criteria can be true of and
// have the fewest postings together.
func (c criteria) shortest(numbers map[string]known) (lists []string, size int) {
	lists, size = []string{timeline}, numbers[timeline].count
	if len(c.all) > 0 {
		lists = []string{rarest(c.all, numbers)}
		size = numbers[lists[0]].count
	}
	for _, group := range c.any {
		either, sum, some := covering(group, numbers)
		if some && (sum < size || sum == size && lists[0] == timeline) {
			lists, size = either, sum
		}
	}
	return lists, size
}

// covering gives the lists that hold every photo of a group; false where that is
// the timeline.
func covering(group []choice, numbers map[string]known) (lists []string, size int, some bool) {
	for _, ch := range group {
		if len(ch.all) == 0 {
			return nil, 0, false
		}
		if t := rarest(ch.all, numbers); !slices.Contains(lists, t) {
			lists = append(lists, t)
			size += numbers[t].count
		}
	}
	return lists, size, true
}

func rarest(terms []string, numbers map[string]known) string {
	return slices.MinFunc(terms, func(a, b string) int { return cmp.Compare(numbers[a].count, numbers[b].count) })
}

// tests gives the masks of the criteria.
func (c criteria) tests(numbers map[string]known) tests {
	var t tests
	for _, term := range c.terms() {
		t.wanted = append(t.wanted, numbers[term].number)
	}
	slices.Sort(t.wanted)
	mask := func(group []string) (m uint64) {
		for _, term := range group {
			n, _ := slices.BinarySearch(t.wanted, numbers[term].number)
			m |= 1 << n
		}
		return m
	}
	masks := func(groups [][]string) (all []uint64) {
		for _, group := range groups {
			all = append(all, mask(group))
		}
		return all
	}
	t.all, t.none = mask(c.all), masks(c.none)
	for _, group := range c.any {
		choices := make([]test, len(group))
		for i, ch := range group {
			choices[i] = test{all: mask(ch.all), none: masks(ch.none), times: ch.times}
		}
		t.any = append(t.any, choices)
	}
	return t
}

// share guesses which part of the lists passes, as if terms had nothing to do with
// each other. Mostly they have, and more passes.
func (c criteria) share(numbers map[string]known, lists []string) float64 {
	photos := float64(max(numbers[timeline].count, 1))
	part := func(group []string) float64 {
		share := 1.0
		for _, t := range group {
			if !slices.Contains(lists, t) {
				share *= min(float64(numbers[t].count)/photos, 1)
			}
		}
		return share
	}
	without := func(groups [][]string) float64 {
		share := 1.0
		for _, group := range groups {
			share *= 1 - part(group)
		}
		return share
	}
	share := part(c.all) * without(c.none)
	for _, group := range c.any {
		neither := 1.0
		for _, ch := range group {
			neither *= 1 - part(ch.all)*without(ch.none)
		}
		share *= 1 - neither
	}
	return share
}
