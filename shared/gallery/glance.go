package gallery

import (
	"cmp"
	"context"
	"math"
	"slices"

	"shoebox/shared/table"
)

// glance is a look into one list, and what it shows of the wishes.
type glance struct {
	own     int     // the wish whose photos the list holds; -1 in the trash
	sure    bool    // who stands in the list fulfils it: nothing must be tested
	partly  bool    // there are photos that fulfil it in other lists, too
	kept    wishSet // wishes it says nothing without: its own, and the times it keeps to
	dropped wishSet // it is for what can be had without these
	times   wishSet // the wish for times, where it begins with those and then goes on
	low     string  // of the wished times, where it begins with them
	high    string
	query   table.Query

	found   []posting
	missing []wishSet // of each posting found
	whole   bool      // all that was asked of the list was read
	count   int       // of the list, as its head says; -1 where that was not read
}

// glances gives the lists that show most, best first: the rarest list for what is
// there without any other wish, the next for what is there without the first's.
func (g *Gallery) glances(w wishes, q Query, numbers map[string]known) []*glance {
	if q.Trash {
		return []*glance{g.into(trash, -1)}
	}
	var sources []source
	for i, each := range w {
		if s, some := each.source(numbers); some {
			s.own = i
			sources = append(sources, s)
		}
	}
	slices.SortStableFunc(sources, func(a, b source) int { return cmp.Compare(a.size, b.size) })
	glances := make([]*glance, 0, insteadRequests)
	for n, s := range sources[:min(len(sources), insteadRequests)] {
		look := g.into(s.list, s.own)
		look.partly, look.sure = s.partly, numbers == nil && !w[s.own].times()
		switch when := q.Times.stamps(); {
		case len(when) == 0:
		case n > 0 || w[s.own].times():
			look.kept |= w.times()
			look.query.From, look.query.To = when[0].low, when[len(when)-1].high
		case s.size > insteadPostings && len(w) > 2:
			look.begin(w, when, numbers[s.list].first)
		}
		if n > 0 {
			look.dropped = look.dropped.with(sources[0].own, true)
		}
		glances = append(glances, look)
	}
	return glances
}

// begin has a long list read from the wished times on, back where it has older
// photos.
func (l *glance) begin(w wishes, when stamps, first string) {
	low, high := when[0].low, when[len(when)-1].high
	l.times, l.low, l.high = w.times(), low, high
	l.query.To = high
	if first != "" && first >= low {
		l.query.From, l.query.To, l.query.Descending = low, lastSort, false
	}
}

// into gives a look into all of a list.
func (g *Gallery) into(list string, own int) *glance {
	q := table.Query{Partition: listPartition(g.id, list), Descending: true, Limit: insteadPostings + 1}
	look := &glance{own: own, count: -1, query: q}
	if own >= 0 {
		look.kept = look.kept.with(own, true)
	}
	return look
}

// source is a list in which photos that fulfil a wish stand.
type source struct {
	own    int // the wish
	list   string
	size   int  // what it costs to read, as far as it is known
	partly bool // there are other such photos, too
}

// source gives the list to read for a wish; false where there is none.
func (w wish) source(numbers map[string]known) (source, bool) {
	if w.times() {
		return source{list: timeline, size: math.MaxInt}, !w.part.Times.Never()
	}
	c, _ := w.part.criteria() // checked, with the whole query
	if numbers == nil && len(c.all) == 1 {
		return source{list: c.all[0]}, true
	}
	c, possible := c.among(numbers)
	switch {
	case !possible:
		return source{}, false
	case len(c.all) > 0:
		list := rarest(c.all, numbers)
		return source{list: list, size: numbers[list].count}, true
	case len(c.any) == 0:
		return source{}, false
	}
	lists, _, some := covering(c.any[0], numbers)
	if !some {
		return source{}, false
	}
	longest := slices.MaxFunc(lists, func(a, b string) int { return cmp.Compare(numbers[a].count, numbers[b].count) })
	s := source{list: longest, size: numbers[longest].count, partly: len(lists) > 1}
	if s.partly { // a list with all of them shows more
		s.size += numbers[timeline].count
	}
	return s, true
}

// read looks at the postings.
func (l *glance) read(ctx context.Context, g *Gallery, w wishes) error {
	if l.query.To == "" {
		l.query.To = headEnd // the list's count stands before its newest photo
	}
	page, err := g.all.table.Query(ctx, l.query)
	if err != nil {
		return err
	}
	l.whole = page.Next == ""
	own := wishSet(0).with(l.own, l.sure)
	for _, i := range page.Items {
		if i.Sort >= headSort {
			l.count = max(l.count, 0) + int(i.Int("count"))
			continue
		}
		p := readPosting(i)
		l.found = append(l.found, p)
		l.missing = append(l.missing, w.missing(p)&^own)
	}
	return nil
}

// drops gives the smallest sets of wishes without which something is found here.
func (l *glance) drops() []wishSet {
	all := slices.Clone(l.missing)
	slices.Sort(all)
	var drops []wishSet
	for _, m := range slices.Compact(all) {
		if m != 0 && m&l.kept == 0 && l.dropped.within(m) {
			drops = append(drops, m)
		}
	}
	return drops
}

// without gives the postings that are found without some wishes.
func (l *glance) without(dropped wishSet) []posting {
	var found []posting
	for n, p := range l.found {
		if l.missing[n].within(dropped) {
			found = append(found, p)
		}
	}
	return found
}

// exact reports whether it shows all there is without some wishes.
func (l *glance) exact(dropped wishSet) bool {
	switch {
	case l.partly || l.times&dropped != 0:
		return false
	case l.whole || l.times == 0:
		return l.whole
	}
	last := l.found[len(l.found)-1].sort
	if l.query.Descending {
		return last < l.low
	}
	return l.high != "" && last >= l.high
}
