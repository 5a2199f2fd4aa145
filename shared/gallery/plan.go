package gallery

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// plan is how a query is answered: which lists are read, and what each posting is
// tested for.
type plan struct {
	lists    []string // index terms; none if nothing can be found
	from, to string   // stamps that bound the time taken: [from, to), "" is open
	tests    tests
	size     int     // postings in the lists together, as far as it is known; -1 is unknown
	share    float64 // a guess at the part of them that passes
}

// tests are what a posting must pass. The masks are sets of the wanted numbers, by
// index. The zero tests pass everything.
type tests struct {
	wanted    []uint64 // sorted
	all       uint64
	any, none []uint64
	before    int // the local year of the photo is before this one, unless 0
}

// everything reports whether every posting of the one list is found: then the
// list's own count tells the total.
func (p plan) everything() bool {
	return len(p.tests.wanted) == 0 && p.tests.before == 0 && len(p.lists) == 1
}

func (p plan) ranged() bool { return p.from != "" || p.to != "" }

func (t tests) pass(p posting) bool {
	if t.before != 0 && p.taken().Year() >= t.before {
		return false
	}
	if len(t.wanted) == 0 {
		return true
	}
	found := among(p.terms, t.wanted)
	return found&t.all == t.all &&
		(len(t.any) == 0 || slices.ContainsFunc(t.any, func(m uint64) bool { return found&m == m })) &&
		!slices.ContainsFunc(t.none, func(m uint64) bool { return found&m == m })
}

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

// plan decides how a query is answered. Only a query of several terms costs a
// request, for the counts that say which list is the shortest.
func (g *Gallery) plan(ctx context.Context, q Query) (plan, error) {
	c, err := q.criteria()
	if err != nil {
		return plan{}, err
	}
	from, to, some := bounds(q.From, q.To)
	if !some {
		return plan{}, nil
	}
	p := plan{from: from, to: to, size: -1, share: 1}
	tested := len(c.any) > 0 || len(c.none) > 0
	switch {
	case q.Trash && len(c.all) == 0 && !tested:
		p.lists = []string{trash}
		return p, nil
	case !q.Trash && len(c.all) == 0 && !tested:
		p.lists = []string{timeline}
		return p, nil
	case !q.Trash && len(c.all) == 1 && !tested:
		p.lists = c.all
		return p, nil
	}
	numbers, err := g.known(ctx, append(c.terms(), timeline), true)
	if err != nil {
		return plan{}, err
	}
	c, some = c.among(numbers)
	if !some {
		return plan{}, nil
	}
	if q.Trash {
		p.lists = []string{trash}
	} else {
		p.lists, p.size = c.shortest(numbers)
	}
	if q.Trash || len(c.all) != 1 || len(c.any) > 0 || len(c.none) > 0 {
		p.tests = c.tests(numbers)
		p.share = c.share(numbers, p.lists)
	}
	return p, nil
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

// bounds gives the stamps of a range of time; false for one without a second in it.
func bounds(from, to time.Time) (low, high string, some bool) {
	whole := func(t time.Time) time.Time {
		if up := t.Truncate(time.Second); up.Before(t) {
			return up.Add(time.Second)
		}
		return t
	}
	const firstYear, lastYear = 1, 9999
	if from, to := whole(from), whole(to); !from.IsZero() && !to.IsZero() && !from.Before(to) {
		return "", "", false
	}
	if !from.IsZero() {
		switch at := whole(from).UTC(); {
		case at.Year() > lastYear:
			return "", "", false
		case at.Year() >= firstYear:
			low = stamp(at)
		}
	}
	if !to.IsZero() {
		switch at := whole(to).UTC(); {
		case at.Year() < firstYear:
			return "", "", false
		case at.Year() <= lastYear:
			high = stamp(at)
		}
	}
	return low, high, true
}

// sealer gives what makes and opens the cursors of a query.
func (g *Gallery) sealer(q Query) sealer {
	parts := []string{
		"find", string(q.order()), strconv.FormatUint(q.Seed, 10), strconv.FormatBool(q.Trash),
		moments(q.From), moments(q.To),
	}
	for name, terms := range map[string][]Term{"all": q.All, "any": q.Any, "none": q.None} {
		var values []string
		for _, t := range terms {
			t = NewTerm(t.Kind, t.Value)
			values = append(values, fmt.Sprintf("%s %q", t.Kind, t.Value))
		}
		slices.Sort(values)
		parts = append(parts, name+" "+strings.Join(slices.Compact(values), " "))
	}
	slices.Sort(parts[6:])
	return sealer{keys: g.all.keys, bound: bindings(g.id, parts...)}
}

// moments gives a bound of a range as text: the second it falls in, upwards.
func moments(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.FormatInt(t.Unix(), 10) + "." + strconv.FormatBool(t.Nanosecond() > 0)
}

func (q Query) order() Direction { return cmp.Or(q.Order, Newest) }

// limit gives the length of a page; Invalid for one that makes no sense.
func limit(n int) (int, error) {
	if n < 0 || n > MaxLimit {
		return 0, fault.New("gallery.Query", fault.Invalid, "a page has 1 to 100 photos")
	}
	return cmp.Or(n, DefaultLimit), nil
}

// enough guesses how many postings must be read to find so many photos.
func (p plan) enough(photos int) int {
	return int(math.Ceil(min(1.5*float64(photos)/max(p.share, 1e-6), exactPostings)))
}
