package gallery

import (
	"cmp"
	"slices"
)

// maxOthers is how many others are offered in the place of one thing.
const maxOthers = 2

// others gives queries with another in the place of a wish: given the query without
// it, and the postings that one finds.
func (o *offer) others(w wish, without Instead, found []posting) []Instead {
	if w.times() {
		return o.years(found)
	}
	kind, one := w.kind()
	if !one {
		return nil
	}
	var others []Instead
	for _, each := range frequent(found, o.names(kind), kind == PlaceTerm, o.wishes.terms()) {
		in := without
		in.Taken, in.Total = each.term, each.photos
		in.Query.All = append(slices.Clip(in.Query.All), each.term)
		others = append(others, in)
	}
	return others
}

// kind gives the kind of which another can stand in the wish's place.
func (w wish) kind() (Kind, bool) {
	c, _ := w.part.criteria() // checked, with the whole query
	if len(w.terms) == 0 || len(w.part.None) > 0 || len(c.none) > 0 {
		return "", false
	}
	for _, group := range c.any {
		for _, ch := range group {
			if len(ch.all) != 1 || len(ch.none) > 0 || ch.times != nil {
				return "", false
			}
		}
	}
	kind := kindOf(w.terms[0])
	for _, t := range w.terms {
		if kindOf(t) != kind {
			return "", false
		}
	}
	return kind, slices.Contains([]Kind{Person, PlaceTerm, Album, Camera}, kind)
}

// name is a name that photos have, and how many of them.
type name struct {
	number uint64
	term   Term
	photos int
	rare   int // how many of the whole gallery have it, as far as it is known
}

// frequent gives a few names that most of the photos have, most frequent first, but
// for those that were asked for. Of names that lie in one another, as places do, it
// gives one: the inner one, if at least half of the outer one's photos have it.
func frequent(found []posting, names map[uint64]spelled, nested bool, asked []string) []name {
	together := map[[2]uint64]int{} // photos that have both; of a name and itself, those that have it
	for _, p := range found {
		var has []uint64
		for n := range p.numbers() {
			if s, ok := names[n]; ok && !slices.Contains(asked, s.index) {
				has = append(has, n)
			}
		}
		for n, a := range has {
			together[[2]uint64{a, a}]++
			for _, b := range has[n+1:] {
				together[[2]uint64{min(a, b), max(a, b)}]++
			}
		}
	}
	var all []name
	for pair, photos := range together {
		if pair[0] == pair[1] {
			all = append(all, name{pair[0], names[pair[0]].term(), photos, names[pair[0]].count})
		}
	}
	slices.SortFunc(all, func(a, b name) int {
		return cmp.Or(cmp.Compare(b.photos, a.photos), cmp.Compare(a.rare, b.rare),
			cmp.Compare(len(a.term.Value), len(b.term.Value)), cmp.Compare(a.term.Value, b.term.Value))
	})
	var few []name
	for len(all) > 0 && len(few) < maxOthers {
		best := all[0]
		for _, inner := range all[1:] {
			if nested && within(together, inner, best) && 2*inner.photos >= best.photos && inner.photos < best.photos {
				best = inner
			}
		}
		few = append(few, best)
		all = slices.DeleteFunc(all, func(n name) bool {
			return n == best || nested && (within(together, n, best) || within(together, best, n))
		})
	}
	return few
}

// within reports whether all photos that have the one name have the other.
func within(together map[[2]uint64]int, inner, outer name) bool {
	return together[[2]uint64{min(inner.number, outer.number), max(inner.number, outer.number)}] == inner.photos
}
