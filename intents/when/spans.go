package when

import (
	"slices"
	"time"
)

// Span is a stretch of time, [From, To), in the zone it was read in. A zero From
// or To is open: "since May", "before 2010".
type Span struct {
	From, To time.Time
}

// MaxSpans is how many spans an expression means at most. Of more the latest
// count.
const MaxSpans = 120

// Spans are what an expression means: in order, none touching the next, at least
// one and at most MaxSpans. Most expressions are one span; "weekends in July" are
// several.
type Spans []Span

// Hull is the shortest span with all of them in it.
func (s Spans) Hull() Span {
	if len(s) == 0 {
		return Span{}
	}
	return Span{From: s[0].From, To: s[len(s)-1].To}
}

// Equal says whether two are the same moments.
func (s Spans) Equal(other Spans) bool {
	return slices.EqualFunc(s, other, Span.equal)
}

func (s Span) equal(other Span) bool { return s.From.Equal(other.From) && s.To.Equal(other.To) }

// tidy puts spans in order and joins those that overlap or touch.
func (s Spans) tidy() Spans {
	if s.isTidy() {
		return s[max(0, len(s)-MaxSpans):]
	}
	all := slices.Clone(s)
	slices.SortStableFunc(all, func(a, b Span) int { return a.From.Compare(b.From) }) // an open beginning is the zero time
	var tidied Spans
	for _, next := range all {
		last := len(tidied) - 1
		if last < 0 || !tidied[last].To.IsZero() && tidied[last].To.Before(next.From) {
			tidied = append(tidied, next)
			continue
		}
		if before := &tidied[last]; !before.To.IsZero() && (next.To.IsZero() || next.To.After(before.To)) {
			before.To = next.To
		}
	}
	return tidied[max(0, len(tidied)-MaxSpans):]
}

func (s Spans) isTidy() bool {
	for i := 1; i < len(s); i++ {
		if s[i-1].To.IsZero() || !s[i-1].To.Before(s[i].From) {
			return false
		}
	}
	return true
}

// in gives the spans in another zone.
func (s Spans) in(zone *time.Location) Spans {
	there := slices.Clone(s)
	for i := range there {
		if !there[i].From.IsZero() {
			there[i].From = there[i].From.In(zone)
		}
		if !there[i].To.IsZero() {
			there[i].To = there[i].To.In(zone)
		}
	}
	return there
}
