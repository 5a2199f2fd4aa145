package gallery

import (
	"cmp"
	"slices"

	"shoebox/shared/fault"
)

// criteria are a query's terms as index terms. Each group is a term, which may be
// several words.
type criteria struct {
	all       []string
	any, none [][]string
}

// criteria gives a query's terms, those that say nothing passed over.
func (q Query) criteria() (criteria, error) {
	const op = "gallery.Query"
	var c criteria
	n := 0
	groups := func(terms []Term) ([][]string, error) {
		var groups [][]string
		for _, t := range terms {
			t = NewTerm(t.Kind, t.Value)
			if t.Value == "" || t.Kind.prefix() == "" {
				return nil, fault.New(op, fault.Invalid, "a term without a value, or of no kind")
			}
			if group := t.indexed(); len(group) > 0 {
				groups = append(groups, group)
				n += len(group)
			}
		}
		return groups, nil
	}
	all, err := groups(q.All)
	if err == nil {
		c.any, err = groups(q.Any)
	}
	if err == nil {
		c.none, err = groups(q.None)
	}
	switch {
	case err != nil:
		return criteria{}, err
	case n > maxQueryTerms:
		return criteria{}, fault.New(op, fault.TooLarge, "over 64 words and names in a query")
	}
	c.all = slices.Concat(all...)
	if len(c.any) == 1 {
		c.all, c.any = append(c.all, c.any[0]...), nil
	}
	slices.Sort(c.all)
	c.all = slices.Compact(c.all)
	return c, nil
}

// terms gives every index term of the criteria, each once.
func (c criteria) terms() []string {
	terms := slices.Concat(c.all, slices.Concat(c.any...), slices.Concat(c.none...))
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
	wanted := len(c.any) > 0
	c.any = slices.DeleteFunc(c.any, lacking)
	c.none = slices.DeleteFunc(c.none, lacking)
	return c, !wanted || len(c.any) > 0
}

// shortest gives the lists that hold every photo the criteria can be true of and
// have the fewest postings together.
func (c criteria) shortest(numbers map[string]known) (lists []string, size int) {
	rarest := func(terms []string) string {
		return slices.MinFunc(terms, func(a, b string) int { return cmp.Compare(numbers[a].count, numbers[b].count) })
	}
	lists, size = []string{timeline}, numbers[timeline].count
	if len(c.all) > 0 {
		lists = []string{rarest(c.all)}
		size = numbers[lists[0]].count
	}
	if len(c.any) == 0 {
		return lists, size
	}
	var either []string
	sum := 0
	for _, group := range c.any {
		if t := rarest(group); !slices.Contains(either, t) {
			either = append(either, t)
			sum += numbers[t].count
		}
	}
	if len(c.all) > 0 && size <= sum {
		return lists, size
	}
	return either, sum
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
	t.all = mask(c.all)
	for _, group := range c.any {
		t.any = append(t.any, mask(group))
	}
	for _, group := range c.none {
		t.none = append(t.none, mask(group))
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
	share, neither := part(c.all), 1.0
	for _, group := range c.any {
		neither *= 1 - part(group)
	}
	if len(c.any) > 0 {
		share *= 1 - neither
	}
	for _, group := range c.none {
		share *= 1 - part(group)
	}
	return share
}
