package gallery

import (
	"context"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/table"
)

// merge reads several lists as one, in the order of time, each photo once, and no
// further than its budget.
type merge struct {
	g      *Gallery
	lists  []*list
	gone   int     // how many of the first of them are at their end
	now    []*list // what front gave
	terms  int     // whose lists they are
	ahead  int     // how many ranges of them are read at once
	desc   bool
	read   int    // postings, in all lists
	budget int    // the most of them; a page that is begun is read
	spent  bool   // there was more to read than the budget allowed
	last   string // the sort key of the last posting given
	wanted int    // how many that pass will do; 0 is all
	passed int    // how many have
	// patience is the most of them to read for more when some have passed; 0 is
	// the budget.
	patience int
}

// list is one range of one list, read page by page.
type list struct {
	rank   int // of the range, in the order of the reading
	query  table.Query
	unread []posting
	done   bool // nothing is left in the table
	pages  int  // read so far
	count  int  // what the list's head says, if the range reached it
}

// growth is how much longer each page of a list is than the one before, as long as
// nothing says how long it should be; pages that would be over longest are as long
// as the table makes them, 1 MB.
const growth, longest = 4, 4_000

// merge begins to read a plan's lists, the first pages so many postings long.
func (g *Gallery) merge(p plan, desc bool, page, budget int) *merge {
	m := &merge{g: g, terms: len(p.lists), ahead: 1, desc: desc, budget: budget}
	ranges := p.reach(desc)
	if len(ranges) > 1 && page > 0 {
		const some = 30 // photos come in bursts
		page = min(page, int(3*p.expect)/len(ranges)/len(p.lists)+some)
	}
	for rank, r := range ranges {
		for _, term := range p.lists {
			q := table.Query{Partition: listPartition(g.id, term), From: r.low, To: r.high, Descending: desc, Limit: page}
			if q.To == "" {
				q.To = lastSort
			}
			m.lists = append(m.lists, &list{rank: rank, query: q})
		}
	}
	return m
}

// from has the lists read from a place on.
func (m *merge) from(at string, inclusive bool) {
	for _, l := range m.lists {
		switch {
		case !inclusive:
			l.query.After = at
		case m.desc:
			l.query.To = min(l.query.To, at)
		default:
			l.query.From = max(l.query.From, at)
		}
	}
}

// ready reports whether next can go on without asking the table.
func (m *merge) ready() bool {
	lists := m.front()
	return len(lists) > 0 && len(unfilled(lists)) == 0
}

// front gives the lists of the range that is being read, those that are at their
// end left out; none at the end of all. It is good until the next call.
func (m *merge) front() []*list {
	for m.gone < len(m.lists) && m.lists[m.gone].ended() {
		m.gone++
	}
	m.now = m.now[:0]
	for _, l := range m.lists[m.gone:] {
		if l.rank != m.lists[m.gone].rank {
			break
		}
		if !l.ended() {
			m.now = append(m.now, l)
		}
	}
	return m.now
}

// ended reports whether a list was read and given to its end.
func (l *list) ended() bool { return len(l.unread) == 0 && l.done }

// unfilled gives the lists that nothing can be taken from without asking the table.
func unfilled(lists []*list) []*list {
	var empty []*list
	for _, l := range lists {
		if len(l.unread) == 0 && !l.done {
			empty = append(empty, l)
		}
	}
	return empty
}

// done reports whether everything was read and given.
func (m *merge) done() bool { return len(m.front()) == 0 }

// next gives the next posting; false at the end, or at the end of the budget.
func (m *merge) next(ctx context.Context) (posting, bool, error) {
	if err := m.fill(ctx); err != nil || m.spent {
		return posting{}, false, err
	}
	var first *list
	front := m.front()
	for _, l := range front {
		if first == nil || m.before(l.unread[0].sort, first.unread[0].sort) {
			first = l
		}
	}
	if first == nil {
		return posting{}, false, nil
	}
	p := first.unread[0]
	for _, l := range front {
		if l.unread[0].sort == p.sort {
			l.unread = l.unread[1:]
		}
	}
	m.last = p.sort
	return p, true, nil
}

func (m *merge) before(a, b string) bool {
	if m.desc {
		return a > b
	}
	return a < b
}

// fill reads on in the lists that have nothing unread, all at once, and in those of
// the next ranges, as far ahead as is wanted.
func (m *merge) fill(ctx context.Context) error {
	for {
		empty := unfilled(m.front())
		if len(empty) == 0 {
			return nil
		}
		if m.read >= m.budget || m.content() {
			m.spent = true
			return nil
		}
		rank := empty[0].rank
		for _, l := range m.lists {
			if l.rank > rank && l.rank < rank+m.ahead && l.pages == 0 {
				empty = append(empty, l)
			}
		}
		if err := m.fetch(ctx, empty); err != nil {
			return err
		}
	}
}

// content reports whether what has passed must do.
func (m *merge) content() bool {
	return m.passed > 0 && m.patience > 0 && m.read >= m.patience
}

func (m *merge) fetch(ctx context.Context, lists []*list) error {
	if m.read > 0 {
		m.lengthen(lists)
	}
	if len(lists) == 1 {
		err := lists[0].fetch(ctx, m.g.all.table)
		m.read += len(lists[0].unread)
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for _, l := range lists {
		group.Go(func() error { return l.fetch(ctx, m.g.all.table) })
	}
	err := group.Wait()
	for _, l := range lists {
		m.read += len(l.unread)
	}
	return err
}

// fetch reads the next page of a list.
func (l *list) fetch(ctx context.Context, t *table.Table) error {
	page, err := t.Query(ctx, l.query)
	if err != nil {
		return err
	}
	l.unread = make([]posting, 0, len(page.Items))
	for _, i := range page.Items {
		if i.Sort >= headSort {
			l.count += int(i.Int("count"))
			continue
		}
		l.unread = append(l.unread, readPosting(i))
	}
	l.query.After = page.Next
	l.done = page.Next == ""
	l.pages++
	return nil
}

// lengthen decides how long the next pages are: the second what will do at the rate
// at which postings passed so far, twice over, within its patience; the others
// growing.
func (m *merge) lengthen(lists []*list) {
	for _, l := range lists {
		if l.pages == 0 {
			continue // a range that is begun
		}
		next := growth * l.query.Limit
		if m.passed > 0 && m.wanted > 0 && l.pages == 1 {
			next = 2 * max(m.wanted-m.passed, 1) * m.read / m.passed / m.terms
			next = max(l.query.Limit, min(next, (m.patience-m.read)/m.terms))
		}
		if next > longest {
			next = 0
		}
		l.query.Limit = next
	}
}
