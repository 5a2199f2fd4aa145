package intents

import (
	"cmp"
	"slices"

	"shoebox/shared/gallery"
)

// tidy puts a query's terms in one order, each once, so that the same wish is the
// same query however it was said.
func tidy(q gallery.Query) gallery.Query {
	q.All, q.Any, q.None = tidyTerms(q.All), tidyTerms(q.Any), tidyTerms(q.None)
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

// join asks for what both queries ask for. A range or an order that more has
// stands in for q's.
func join(q, more gallery.Query) gallery.Query {
	q.All = slices.Concat(q.All, more.All)
	q.None = slices.Concat(q.None, more.None)
	switch {
	case len(q.Any) == 0:
		q.Any = more.Any
	case len(more.Any) > 0:
		// A query has one "or". The later one stays: it is what the asker
		// has in mind.
		q.Any = more.Any
	}
	if !more.From.IsZero() || !more.To.IsZero() {
		q.From, q.To = more.From, more.To
	}
	if more.Order != "" {
		q.Order = more.Order
	}
	return q
}

// narrow is a follow-up: join, but a time within the time at hand narrows it:
// "2026", then "since June". A time apart from it is a change of mind.
func narrow(q, more gallery.Query) gallery.Query {
	from, to := q.From, q.To
	narrowed := join(q, more)
	if more.From.IsZero() && more.To.IsZero() {
		return tidy(narrowed)
	}
	if more.From.IsZero() || from.After(more.From) {
		narrowed.From = from
	}
	if more.To.IsZero() || !to.IsZero() && to.Before(more.To) {
		narrowed.To = to
	}
	if !narrowed.From.IsZero() && !narrowed.To.IsZero() && !narrowed.From.Before(narrowed.To) {
		narrowed.From, narrowed.To = more.From, more.To
	}
	return tidy(narrowed)
}

// selective reports whether a query asks for less than everything.
func selective(q gallery.Query) bool {
	return len(q.All)+len(q.Any)+len(q.None) > 0 || !q.From.IsZero() || !q.To.IsZero() || q.Trash
}
