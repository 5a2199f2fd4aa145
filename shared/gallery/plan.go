package gallery

import (
	"cmp"
	"context"
	"math"
	"slices"

	"shoebox/shared/fault"
)

// plan is how a query is answered: which lists are read, and what each posting is
// tested for.
type plan struct {
	lists    []string // index terms; none if nothing can be found
	from, to string   // stamps that bound the time taken: [from, to), "" is open
	ranges   stamps   // what is read between them; nil is everything
	expect   float64  // postings in the ranges, by guess
	tests    tests
	size     int     // postings in the lists together, as far as it is known; -1 is unknown
	share    float64 // a guess at the part of them that passes
}

// tests are what a posting must pass. The zero tests pass everything.
type tests struct {
	wanted []uint64 // the numbers that masks are made of, sorted
	test
	any    [][]test // of each group, one
	before int      // the local year of the photo is before this one, unless 0
}

// test is what a posting must have and not have. The masks are sets of the wanted
// numbers, by index.
type test struct {
	all   uint64
	none  []uint64
	times stamps // nil where the lists are read in one range that says it all
}

// everything reports whether every posting of the one list is found: then the
// list's own count tells the total.
func (p plan) everything() bool {
	return len(p.tests.wanted) == 0 && len(p.tests.any) == 0 && p.tests.before == 0 && p.tests.times == nil && len(p.lists) == 1
}

func (p plan) ranged() bool { return p.from != "" || p.to != "" }

func (t tests) pass(p posting) bool {
	if t.before != 0 && p.taken().Year() >= t.before {
		return false
	}
	var found uint64
	if len(t.wanted) > 0 {
		found = among(p.terms, t.wanted)
	}
	if !t.test.pass(p.sort, found) {
		return false
	}
	for _, group := range t.any {
		if !slices.ContainsFunc(group, func(each test) bool { return each.pass(p.sort, found) }) {
			return false
		}
	}
	return true
}

func (t test) pass(sort string, found uint64) bool {
	return found&t.all == t.all && t.times.has(sort) &&
		!slices.ContainsFunc(t.none, func(m uint64) bool { return found&m == m })
}

// plan decides how a query is answered. Only a query of several terms or several
// spans costs a request, for the counts that say which list is the shortest, and
// how dense it is.
func (g *Gallery) plan(ctx context.Context, q Query) (plan, error) {
	c, err := q.criteria()
	if err != nil {
		return plan{}, err
	}
	if len(q.Times) > MaxTimes {
		return plan{}, fault.New("gallery.Query", fault.TooLarge, "over 128 stretches of time in a query")
	}
	p := plan{size: -1, share: 1}
	when := q.times().stamps()
	switch {
	case when == nil:
	case len(when) == 0:
		return plan{}, nil
	default:
		p.from, p.to = when[0].low, when[len(when)-1].high
	}
	if len(when) > 1 {
		p.tests.times = when
	}
	alone := len(c.any)+len(c.none) == 0
	switch {
	case q.Trash && c.everything():
		p.lists = []string{trash}
	case !q.Trash && c.everything():
		p.lists = []string{timeline}
	case !q.Trash && len(c.all) == 1 && alone:
		p.lists = c.all
	}
	if len(p.lists) == 1 && (len(when) < 2 || q.Trash) {
		return p, nil
	}
	numbers, err := g.known(ctx, append(c.terms(), timeline), true)
	if err != nil {
		return plan{}, err
	}
	if len(p.lists) == 1 {
		p.spread(when, numbers)
		return p, nil
	}
	c, some := c.among(numbers)
	if !some {
		return plan{}, nil
	}
	if q.Trash {
		p.lists = []string{trash}
	} else {
		p.lists, p.size = c.shortest(numbers)
	}
	if q.Trash || len(c.all) != 1 || len(c.any) > 0 || len(c.none) > 0 {
		times := p.tests.times
		p.tests = c.tests(numbers)
		p.tests.times = times
		p.share = c.share(numbers, p.lists)
	}
	p.spread(when, numbers)
	return p, nil
}

// times gives the moments that all of a query is about: its own, and those of a
// group whose every choice has some.
func (q Query) times() Times {
	times := q.Times
	for _, group := range q.Any {
		either, some := Times{}, false
		for _, each := range group {
			c, _ := (Query{All: each.All, None: each.None}).criteria() // its errors are the query's
			if !c.everything() || each.Times != nil {
				either, some = either.Or(each.Times), true
			}
		}
		if some {
			times = times.And(either)
		}
	}
	return times
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
