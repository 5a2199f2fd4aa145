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
		if others = append(others, in); len(others) == maxOthers {
			break
		}
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

// frequent gives the names that most of the photos have, most frequent first, but
// for those that were asked for. Of names that lie in one another, as places do,
// it gives the inner one first.
func frequent(found []posting, names map[uint64]spelled, nested bool, asked []string) []name {
	together := map[[2]uint64]int{}
	for _, p := range found {
		var has []uint64
		for n := range p.numbers() {
			if s, ok := names[n]; ok && !slices.Contains(asked, s.index) {
				has = append(has, n)
			}
		}
		for _, a := range has {
			together[[2]uint64{a, a}]++
			for _, b := range has {
				if a != b && nested {
					together[[2]uint64{a, b}]++
				}
			}
		}
	}
	var all []name
	outer := map[uint64]bool{}
	for pair, photos := range together {
		a, b := pair[0], pair[1]
		if a == b {
			all = append(all, name{a, names[a].term(), photos, names[a].count})
			continue
		}
		within := photos == together[[2]uint64{a, a}]
		same := within && photos == together[[2]uint64{b, b}]
		if within && (!same || names[a].count < names[b].count) {
			outer[b] = true
		}
	}
	slices.SortFunc(all, func(a, b name) int {
		return cmp.Or(cmp.Compare(outside(outer, a), outside(outer, b)), cmp.Compare(b.photos, a.photos),
			cmp.Compare(a.rare, b.rare), cmp.Compare(a.term.Value, b.term.Value))
	})
	return all
}

func outside(outer map[uint64]bool, n name) int {
	if outer[n.number] {
		return 1
	}
	return 0
}
