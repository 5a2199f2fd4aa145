package gallery

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"sort"
	"time"

	"golang.org/x/sync/errgroup"
)

// shuffle is a page of an answer in random order. Each photo has its place by a hash
// of the seed and its id, so the order holds still when photos come and go.
type shuffle struct {
	at     *position
	seed   uint64
	length int
}

// pool is what is shuffled.
type pool struct {
	found     []posting // those that pass
	stretches []stretch // where they lie; none is everywhere
	sampled   bool      // there may be more elsewhere
}

const (
	// sampleStretches stretches of time, of sampleLength postings each, are
	// what a shuffle of more than exactPostings is of: about 10 read units.
	sampleStretches = 10
	sampleLength    = 40
)

// shuffled gives a page of a plan in random order.
func (g *Gallery) shuffled(ctx context.Context, p plan, s sealer, sh shuffle) (Page, error) {
	pool, err := g.pool(ctx, p, sh)
	if err != nil {
		return Page{}, err
	}
	places := make(map[string]posting, len(pool.found))
	order := make([]string, 0, len(pool.found))
	for _, each := range pool.found {
		at := sh.place(each)
		if _, twice := places[at]; !twice {
			places[at] = each
			order = append(order, at)
		}
	}
	slices.Sort(order)
	from, to := sh.bounds(order)
	found := make([]posting, 0, to-from)
	for _, at := range order[from:to] {
		found = append(found, places[at])
	}
	page, err := pageOf(found)
	if err != nil {
		return Page{}, err
	}
	page.Complete, page.Sampled = true, pool.sampled
	if page.Total, page.Exact, err = g.shuffledTotal(ctx, p, sh, len(order), pool.sampled); err != nil {
		return Page{}, err
	}
	on := func(at string, back bool) Cursor {
		return s.seal(position{
			at: at, back: back, total: page.Total, exact: page.Exact,
			sampled: pool.sampled, stretches: pool.stretches,
		})
	}
	if from < to && to < len(order) {
		page.Next = on(order[to-1], false)
	}
	if from < to && from > 0 {
		page.Previous = on(order[from], true)
	}
	return page, nil
}

// place gives a photo's place in the order.
func (sh shuffle) place(p posting) string {
	_, id, _ := placed(p.sort)
	h := fnv.New64a()
	_, _ = h.Write([]byte(id))
	at := binary.BigEndian.AppendUint64(nil, mix(h.Sum64()^mix(sh.seed)))
	return string(at) + string(id)
}

// mix spreads a number over all its bits: the finalizer of SplitMix64.
func mix(n uint64) uint64 {
	n += 0x9e3779b97f4a7c15
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}

// bounds gives which part of the order the page is.
func (sh shuffle) bounds(order []string) (from, to int) {
	switch {
	case sh.at == nil:
		return 0, min(sh.length, len(order))
	case sh.at.back:
		to = sort.SearchStrings(order, sh.at.at)
		return max(0, to-sh.length), to
	}
	from, there := slices.BinarySearch(order, sh.at.at)
	if there {
		from++
	}
	return from, min(from+sh.length, len(order))
}

func (g *Gallery) shuffledTotal(ctx context.Context, p plan, sh shuffle, seen int, sampled bool) (int, bool, error) {
	switch {
	case sh.at != nil:
		return sh.at.total, sh.at.exact, nil
	case sampled && p.everything() && !p.ranged():
		n, err := g.listCount(ctx, p.lists[0])
		return n, true, err
	}
	return seen, !sampled, nil
}

// pool reads what is shuffled: everything, where that is little enough, else
// stretches of it.
func (g *Gallery) pool(ctx context.Context, p plan, sh shuffle) (pool, error) {
	if sh.at != nil && len(sh.at.stretches) > 0 {
		found, err := g.inStretches(ctx, p, sh.at.stretches)
		return pool{found: found, stretches: sh.at.stretches, sampled: sh.at.sampled}, err
	}
	small, budget := p.size <= exactPostings, exactPostings
	switch {
	case sh.at != nil:
		small, budget = true, g.all.findBudget // it was, and the gallery has grown since the first page
	case p.everything() && !p.ranged():
		n, err := g.listCount(ctx, p.lists[0])
		if err != nil {
			return pool{}, err
		}
		small = n <= exactPostings
	case p.expect > 2*exactPostings:
		small = false
	}
	if small {
		m := g.merge(p, true, exactPostings+1, budget)
		m.ahead = p.several(exactPostings)
		found, err := passing(ctx, p, m)
		if err != nil || !m.spent {
			return pool{found: found}, err
		}
	}
	return g.sample(ctx, p, sh)
}

// passing gives all postings of a merge that pass, as far as its budget goes.
func passing(ctx context.Context, p plan, m *merge) ([]posting, error) {
	var found []posting
	for {
		next, more, err := m.next(ctx)
		if err != nil || !more {
			return found, err
		}
		if p.tests.pass(next) {
			found = append(found, next)
		}
	}
}

// inStretches gives what passes in stretches of time.
func (g *Gallery) inStretches(ctx context.Context, p plan, stretches []stretch) ([]posting, error) {
	return g.parts(ctx, len(stretches), func(ctx context.Context, n int) ([]posting, error) {
		part := p
		part.from, part.to = stamp(time.Unix(stretches[n].from, 0)), stamp(time.Unix(stretches[n].to+1, 0))
		return passing(ctx, part, g.merge(part, false, longest, g.all.findBudget))
	})
}

// parts reads parts of lists at the same time.
func (g *Gallery) parts(ctx context.Context, n int, read func(context.Context, int) ([]posting, error)) ([]posting, error) {
	found := make([][]posting, n)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(sampleStretches)
	for part := range n {
		group.Go(func() (err error) {
			found[part], err = read(ctx, part)
			return err
		})
	}
	err := group.Wait()
	return slices.Concat(found...), err
}

// sample reads stretches that begin at moments by chance. Where too little of them
// passes, it looks through everything from the newest on, within the budget.
func (g *Gallery) sample(ctx context.Context, p plan, sh shuffle) (pool, error) {
	first, last, err := g.extent(ctx, p)
	if err != nil {
		return pool{}, err
	}
	if first <= last {
		stretches := make([]stretch, sampleStretches)
		found, err := g.parts(ctx, sampleStretches, func(ctx context.Context, n int) ([]posting, error) {
			begin := p.moment(first, last, mix(sh.seed+uint64(n)+1))
			found, end, err := g.stretch(ctx, p, begin)
			stretches[n] = stretch{begin, end}
			return found, err
		})
		if err != nil || len(found) > sh.length {
			return pool{found: found, stretches: stretches, sampled: true}, err
		}
	}
	m := g.merge(p, true, exactPostings, g.all.findBudget)
	found, err := passing(ctx, p, m)
	if err != nil || m.last == "" {
		return pool{found: found}, err
	}
	oldest := posting{sort: m.last}.taken().Unix()
	whole := stretch{oldest, max(oldest, last)}
	return pool{found: found, stretches: []stretch{whole}, sampled: m.spent}, nil
}

// stretch reads sampleLength postings from a moment on, and all of the last
// second.
func (g *Gallery) stretch(ctx context.Context, p plan, begin int64) (found []posting, end int64, err error) {
	p.from = stamp(time.Unix(begin, 0))
	m := g.merge(p, false, sampleLength/len(p.lists)+2, g.all.findBudget)
	end = begin
	for n := 0; ; n++ {
		next, more, err := m.next(ctx)
		if err != nil || !more {
			return found, end, err
		}
		taken := next.taken().Unix()
		if n >= sampleLength && taken != end {
			return found, end, nil
		}
		end = taken
		if p.tests.pass(next) {
			found = append(found, next)
		}
	}
}

// extent gives the seconds between which a plan's lists have postings, as far as
// the vocabulary knows; last before first where it does not.
func (g *Gallery) extent(ctx context.Context, p plan) (first, last int64, err error) {
	numbers, err := g.known(ctx, p.lists, false)
	if err != nil {
		return 0, 0, err
	}
	var low, high string
	for _, t := range p.lists {
		k := numbers[t]
		if low == "" || k.first != "" && k.first < low {
			low = k.first
		}
		high = max(high, k.last)
	}
	if p.from != "" {
		low = max(low, p.from)
	}
	if p.to != "" {
		high = min(high, p.to)
	}
	if low == "" || high < low {
		return 0, -1, nil
	}
	return unstamp(low).Unix(), unstamp(high).Unix(), nil
}
