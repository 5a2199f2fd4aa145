package gallery

import (
	"cmp"
	"math/bits"
	"slices"
)

// offer collects what there is instead.
type offer struct {
	wishes wishes
	like   Query
	names  func(Kind) map[uint64]spelled
	found  []relaxed
}

// relaxed is one of an offer, with what it is judged by.
type relaxed struct {
	Instead
	drops  int  // how many wishes it goes without
	rank   int  // among those that go without the same: 0 is best
	stands bool // another stands in the place of what it goes without
}

// from adds what lists show: for each smallest set of wishes without which
// something is found, the query without them, and with another in their place.
func (o *offer) from(glances []*glance) {
	const most = 16
	shown := map[wishSet]*glance{}
	var drops []wishSet
	for _, l := range glances {
		for _, d := range l.drops() {
			if shown[d] == nil && o.wishes.positive(d) {
				shown[d], drops = l, append(drops, d)
			}
		}
	}
	slices.SortFunc(drops, func(a, b wishSet) int { return cmp.Or(cmp.Compare(a.len(), b.len()), cmp.Compare(b, a)) }) // who says it first means it most
	var smallest []wishSet
	for _, d := range drops {
		if !slices.ContainsFunc(smallest, func(s wishSet) bool { return s.within(d) }) && len(smallest) < most {
			smallest = append(smallest, d)
			o.add(d, shown[d])
		}
	}
}

// add adds what is found without some wishes.
func (o *offer) add(dropped wishSet, l *glance) {
	found := l.without(dropped)
	plain := relaxed{Instead: o.wishes.without(dropped, o.like), drops: dropped.len()}
	plain.Total, plain.Exact = len(found), l.exact(dropped)
	if l.count >= 0 && o.wishes.alone(l.own, dropped) && !l.partly {
		plain.Total, plain.Exact = l.count, true
	}
	var others []Instead
	if dropped.len() == 1 {
		others = o.others(o.wishes[bits.TrailingZeros64(uint64(dropped))], plain.Instead, found)
	}
	if len(others) > 0 {
		plain.rank = 1
	}
	for n, each := range others {
		each.Exact = l.exact(dropped)
		o.found = append(o.found, relaxed{each, plain.drops, 2 * n, true})
	}
	o.found = append(o.found, plain)
}

// best gives the most useful of an offer: what keeps most of the wish first; of
// those the best that each thing gone without leads to, with another in its place
// before without, more photos before fewer; then the second best.
func (o *offer) best() []Instead {
	const first, second = 0, 1
	without := func(r relaxed) int {
		if r.stands {
			return first
		}
		return second
	}
	slices.SortStableFunc(o.found, func(a, b relaxed) int {
		return cmp.Or(cmp.Compare(a.drops, b.drops), cmp.Compare(a.rank, b.rank),
			cmp.Compare(without(a), without(b)), cmp.Compare(b.Total, a.Total))
	})
	var best []Instead
	for _, each := range o.found[:min(len(o.found), maxInstead)] {
		best = append(best, each.Instead)
	}
	return best
}
