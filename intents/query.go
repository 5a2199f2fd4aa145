package intents

import (
	"cmp"
	"slices"

	"shoebox/shared/gallery"
)

// tidy puts a query's terms in one order, each once, so that the same wish is the
// same query however it was said.
func tidy(q gallery.Query) gallery.Query {
	q.All, q.None, q.Times = tidyTerms(q.All), tidyTerms(q.None), q.Times.Tidy()
	q.Any = slices.Clone(q.Any)
	for i, group := range q.Any {
		q.Any[i] = slices.Clone(group)
		for n, c := range group {
			q.Any[i][n] = gallery.Choice{All: tidyTerms(c.All), None: tidyTerms(c.None), Times: c.Times.Tidy()}
		}
	}
	return q
}

func tidyTerms(terms []gallery.Term) []gallery.Term {
	if len(terms) == 0 {
		return nil
	}
	sorted := slices.SortedFunc(slices.Values(terms), func(a, b gallery.Term) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Value, b.Value))
	})
	return slices.Compact(sorted)
}

// join asks for what both queries ask for. Times, an order or a limit that more has
// stand in for q's.
func join(q, more gallery.Query) gallery.Query {
	q.All = slices.Concat(q.All, more.All)
	q.None = slices.Concat(q.None, more.None)
	q.Any = slices.Concat(q.Any, more.Any)
	if more.Times != nil {
		q.Times = more.Times
	}
	if more.Order != "" {
		q.Order = more.Order
	}
	if more.Limit > 0 {
		q.Limit = more.Limit
	}
	return q
}

// narrow is a follow-up: join, but a time within the time at hand narrows it:
// "2026", then "since June". A time apart from it is a change of mind.
func narrow(q, more gallery.Query) gallery.Query {
	narrowed := join(q, more)
	if both := q.Times.And(more.Times); !both.Never() {
		narrowed.Times = both
	}
	return tidy(narrowed)
}

// selective reports whether a query asks for less than everything.
func selective(q gallery.Query) bool {
	return len(q.All)+len(q.Any)+len(q.None) > 0 || q.Times != nil || q.Trash
}
