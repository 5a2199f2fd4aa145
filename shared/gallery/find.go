package gallery

import (
	"context"
	"slices"

	"shoebox/shared/fault"
)

const (
	// exactPostings is how many postings are read to tell an exact total:
	// about 20 read units.
	exactPostings = 1_000
	// patience is how many postings are read for a page that has something to
	// show already: about 20 read units. A page that is shorter for it says how
	// far it looked.
	patience = 1_000
	// findBudget is how many postings one page may cost: about 4 MB, 500 read
	// units.
	findBudget = 20_000
)

// Find gives a page of the photos a query selects.
func (g *Gallery) Find(ctx context.Context, q Query) (Page, error) {
	const op = "gallery.Find"
	if err := g.mayLook(op); err != nil {
		return Page{}, err
	}
	length, err := limit(q.Limit)
	if err != nil {
		return Page{}, fault.Wrap(op, err)
	}
	if o := q.order(); o != Newest && o != Oldest && o != Random {
		return Page{}, fault.New(op, fault.Invalid, "no such order")
	}
	s := g.sealer(q)
	var at *position
	if q.Cursor != "" {
		p, err := s.open(q.Cursor)
		if err != nil {
			return Page{}, fault.Wrap(op, err)
		}
		at = &p
	}
	p, err := g.plan(ctx, q)
	if err != nil {
		return Page{}, fault.Wrap(op, err)
	}
	if len(p.lists) == 0 {
		return Page{Exact: true, Complete: true}, nil
	}
	if q.order() == Random {
		page, err := g.shuffled(ctx, p, s, shuffle{at: at, seed: q.Seed, length: length})
		return page, fault.Wrap(op, err)
	}
	page, err := g.page(ctx, p, s, walk{at: at, oldest: q.order() == Oldest, length: length})
	return page, fault.Wrap(op, err)
}

// walk is how a page goes through an answer.
type walk struct {
	at     *position // where it goes on; nil is the beginning
	oldest bool      // in the order of time, not against it
	length int
}

func (w walk) back() bool { return w.at != nil && w.at.back }

// desc reports whether the lists are read from the newest.
func (w walk) desc() bool { return w.oldest == w.back() }

// page reads a page of a plan.
func (g *Gallery) page(ctx context.Context, p plan, s sealer, w walk) (Page, error) {
	m, small := g.begin(p, w)
	var found []posting
	total, examined := 0, false
	for total <= w.length || m.ready() || small && m.read <= exactPostings && !m.done() {
		next, more, err := m.next(ctx)
		if err != nil {
			return Page{}, err
		}
		if !more {
			break
		}
		examined = true
		if !p.tests.pass(next) {
			continue
		}
		m.passed++
		if total++; total <= w.length {
			found = append(found, next)
		}
		if total > w.length && w.at != nil {
			break // the total is known
		}
	}
	page, err := pageOf(found)
	if err != nil {
		return Page{}, err
	}
	page.Complete = !m.spent || len(found) == w.length
	if !page.Complete && examined {
		page.Reached = posting{sort: m.last}.taken()
	}
	if page.Total, page.Exact, err = g.total(ctx, p, w, m, total); err != nil {
		return Page{}, err
	}
	w.lead(&page, s, found, total > w.length, m)
	return page, nil
}

// begin sets out to read a page, and says whether all that can be found is to be
// counted, since it is little enough or nobody knows.
func (g *Gallery) begin(p plan, w walk) (m *merge, small bool) {
	first := max(w.length+1, p.enough(w.length+1)/len(p.lists))
	unknown := !p.everything() && p.size < 0 || p.ranged()
	small = w.at == nil && (unknown || !p.everything() && p.size <= exactPostings)
	switch {
	case small && p.size >= 0 && p.size <= exactPostings:
		first = exactPostings + 1
	case small:
		first = max(first, exactPostings/len(p.lists)+1)
	}
	m = g.merge(p, w.desc(), first, g.all.findBudget)
	m.wanted, m.patience = w.length+1, patience
	m.ahead = p.several(m.wanted)
	if small {
		m.ahead = p.several(exactPostings)
	}
	switch {
	case w.at != nil:
		m.from(w.at.at, w.at.inclusive)
	case p.everything() && !p.ranged() && m.desc:
		m.lists[0].query.To = headEnd // the list's count stands before its newest photo
		m.lists[0].query.Limit++
	}
	return m, small
}

// total says how many photos there are: what the first page found out, what the
// list itself says, or what was seen.
func (g *Gallery) total(ctx context.Context, p plan, w walk, m *merge, seen int) (total int, exact bool, err error) {
	switch {
	case w.at != nil:
		return w.at.total, w.at.exact, nil
	case !p.everything() || p.ranged():
		return seen, m.done(), nil
	case m.desc:
		return m.lists[0].count, true, nil
	}
	total, err = g.listCount(ctx, p.lists[0])
	return total, true, err
}

// listCount reads how many postings a list has.
func (g *Gallery) listCount(ctx context.Context, term string) (int, error) {
	h, err := g.head(ctx, term, false)
	return h.count, err
}

// lead turns what was found into the order of the answer, and gives the page its
// cursors.
func (w walk) lead(page *Page, s sealer, found []posting, more bool, m *merge) {
	on := func(at string, back, inclusive bool) Cursor {
		return s.seal(position{at: at, back: back, inclusive: inclusive, total: page.Total, exact: page.Exact})
	}
	back := w.back()
	var ahead, behind Cursor // in the direction of the walk, and against it
	switch {
	case more:
		ahead = on(found[len(found)-1].sort, back, false)
	case m.spent && m.last != "":
		ahead = on(m.last, back, false)
	}
	switch {
	case w.at == nil:
	case len(found) > 0:
		behind = on(found[0].sort, !back, false)
	default:
		behind = on(w.at.at, !back, !w.at.inclusive)
	}
	page.Next, page.Previous = ahead, behind
	if back {
		page.Next, page.Previous = behind, ahead
		slices.Reverse(page.Hits)
	}
}

// pageOf gives the hits of postings.
func pageOf(found []posting) (Page, error) {
	var page Page
	for _, p := range found {
		hit, ok := p.hit()
		if !ok {
			return Page{}, fault.New("gallery.page", fault.Internal, "an item in a list is no posting")
		}
		page.Hits = append(page.Hits, hit)
	}
	return page, nil
}

// Tally is how many photos a query selects, as far as it was counted.
type Tally struct {
	Total int
	Exact bool // false: the budget ran out, and there are at least Total
}

// countBudget is how many postings a count may cost: about 20 MB, 2,500 read units.
const countBudget = 100_000

// Count counts what a query selects, whatever its order, limit and cursor. It may
// read further than Find does.
func (g *Gallery) Count(ctx context.Context, q Query) (Tally, error) {
	const op = "gallery.Count"
	if err := g.mayLook(op); err != nil {
		return Tally{}, err
	}
	p, err := g.plan(ctx, q)
	if err != nil {
		return Tally{}, fault.Wrap(op, err)
	}
	switch {
	case len(p.lists) == 0:
		return Tally{Exact: true}, nil
	case p.everything() && !p.ranged():
		n, err := g.listCount(ctx, p.lists[0])
		return Tally{Total: n, Exact: true}, fault.Wrap(op, err)
	}
	const pageOf1MB = 0
	m := g.merge(p, true, pageOf1MB, g.all.countBudget)
	m.ahead = p.several(g.all.countBudget)
	n := 0
	for {
		next, more, err := m.next(ctx)
		if err != nil {
			return Tally{}, fault.Wrap(op, err)
		}
		if !more {
			return Tally{Total: n, Exact: !m.spent}, nil
		}
		if p.tests.pass(next) {
			n++
		}
	}
}
