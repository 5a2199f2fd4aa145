package gallery

import (
	"slices"
	"time"
)

// Span is a stretch of time, [From, To). A zero From or To is open. It goes by whole
// seconds, as photos do: a part of one in From or To is rounded up.
type Span struct {
	From, To time.Time
}

// Times is a set of moments, to the second: those in any of its spans. nil is every
// moment; [Never] is none. What its methods give has its spans in order, apart from
// each other, and each with a second in it.
type Times []Span

// MaxTimes is the most spans a query may have: in its Times, and in its groups
// together.
const MaxTimes = 128

// Never is no moment at all.
func Never() Times { return Times{{From: time.Unix(0, 0).UTC(), To: time.Unix(0, 0).UTC()}} }

// whole gives the span with its bounds in whole seconds.
func (s Span) whole() Span { return Span{From: whole(s.From), To: whole(s.To)} }

// whole rounds up to the second.
func whole(t time.Time) time.Time {
	if down := t.Truncate(time.Second); down.Before(t) {
		return down.Add(time.Second)
	}
	return t
}

// empty reports whether there is no second in a span.
func (s Span) empty() bool {
	s = s.whole()
	return !s.From.IsZero() && !s.To.IsZero() && !s.From.Before(s.To)
}

// Tidy gives the same moments in the fewest spans, in order.
func (ts Times) Tidy() Times {
	if ts == nil {
		return nil
	}
	sorted := slices.DeleteFunc(slices.Clone(ts), Span.empty)
	slices.SortStableFunc(sorted, func(a, b Span) int { return a.From.Compare(b.From) })
	var tidy Times
	for _, s := range sorted {
		s = s.whole()
		last := len(tidy) - 1
		switch {
		case last < 0 || !tidy[last].To.IsZero() && tidy[last].To.Before(s.From):
			tidy = append(tidy, s)
		case s.To.IsZero() || !tidy[last].To.IsZero() && tidy[last].To.Before(s.To):
			tidy[last].To = s.To
		}
	}
	switch {
	case len(tidy) == 0:
		return Never()
	case tidy[0] == Span{}:
		return nil
	}
	return tidy
}

// Or gives the moments of either.
func (ts Times) Or(other Times) Times {
	if ts == nil || other == nil {
		return nil
	}
	return append(append(Times{}, ts...), other...).Tidy() // never nil, which is every moment
}

// And gives the moments of both.
func (ts Times) And(other Times) Times {
	if ts == nil {
		return other.Tidy()
	}
	if other == nil {
		return ts.Tidy()
	}
	both := Times{}
	for _, a := range ts {
		for _, b := range other {
			s := Span{From: a.From, To: a.To}
			if b.From.After(s.From) {
				s.From = b.From
			}
			if s.To.IsZero() || !b.To.IsZero() && b.To.Before(s.To) {
				s.To = b.To
			}
			both = append(both, s)
		}
	}
	return both.Tidy()
}

// Not gives all other moments.
func (ts Times) Not() Times {
	tidy := ts.Tidy()
	if tidy == nil {
		return Never()
	}
	if tidy.Never() {
		return nil
	}
	rest := Times{}
	from := time.Time{}
	for i, s := range tidy {
		if i > 0 || !s.From.IsZero() {
			rest = append(rest, Span{From: from, To: s.From})
		}
		if from = s.To; from.IsZero() {
			return rest.Tidy()
		}
	}
	return append(rest, Span{From: from}).Tidy()
}

// Never reports whether there is no moment in it.
func (ts Times) Never() bool {
	return ts != nil && !slices.ContainsFunc(ts, func(s Span) bool { return !s.empty() })
}

// Has reports whether a moment is one of them, by the second it is in.
func (ts Times) Has(t time.Time) bool {
	t = t.Truncate(time.Second)
	return ts == nil || slices.ContainsFunc(ts, func(s Span) bool {
		s = s.whole()
		return !t.Before(s.From) && (s.To.IsZero() || t.Before(s.To))
	})
}

// Hull is the shortest span with all of them in it; the zero Span for every moment.
func (ts Times) Hull() Span {
	tidy := ts.Tidy()
	if tidy == nil {
		return Span{}
	}
	return Span{From: tidy[0].From, To: tidy[len(tidy)-1].To}
}
