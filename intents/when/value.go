package when

import "time"

// grain is how fine a value is: what it is one of.
type grain uint8

const (
	noGrain grain = iota
	minute
	hour
	day
	weekend
	week
	month
	quarter
	season
	half
	year
	decade
	century
)

// The ways a word that is a time expression may be something else too.
const (
	certain  uint8 = iota // a time expression wherever it stands
	likely                // "summer", "June": one, though somebody who knows the names may know better
	guarded               // "may", "fall": one only with a preposition, or at the end
	doubtful              // "sun": one only with a preposition, or alone
)

// value is what a class stands for: a number (n), or a time. A time is fixed
// (span), or comes again every day, week, month or year: then at gives its
// occurrence in the period that begins at start, or says that there is none. It
// means the last one, or as a series every one. Several at once are spans
// already, or a list of values.
type value struct {
	n      int
	span   Span
	at     func(c *reading, start time.Time) (Span, bool)
	more   *several
	grain  grain
	every  grain
	doubt  uint8
	dated  bool // its year was said
	series bool
	parts  uint8 // times it was put together of
}

// several is what a value has that is more than one time: spans, or a list of
// values.
type several struct {
	spans Spans
	list  []value
}

// date is the beginning of a day. Where a zone skips midnight, the day begins
// when its first hour does.
func (c *reading) date(y int, m time.Month, d int) time.Time {
	return midnight(y, m, d, c.now.Location())
}

func midnight(y int, m time.Month, d int, zone *time.Location) time.Time {
	t := time.Date(y, m, d, 0, 0, 0, 0, zone)
	if t.Hour() == 0 {
		return t
	}
	if want := time.Date(y, m, d, 12, 0, 0, 0, zone); t.Day() != want.Day() {
		t = time.Date(y, m, d, 1, 0, 0, 0, zone)
	}
	return t
}

func (c *reading) today() time.Time {
	return c.date(c.now.Year(), c.now.Month(), c.now.Day())
}

// add moves the beginning of a day by whole units of the calendar. A day the
// month doesn't have becomes its last.
func (c *reading) add(t time.Time, n int, g grain) time.Time {
	y, m, d := t.Date()
	months := 0
	switch g {
	case day:
		return c.date(y, m, d+n)
	case week, weekend:
		return c.date(y, m, d+7*n)
	case month:
		months = n
	case quarter, season:
		months = 3 * n
	case half:
		months = 6 * n
	case year:
		months = 12 * n
	case decade:
		months = 120 * n
	case century:
		months = 1200 * n
	default:
		return t
	}
	first := c.date(y, m+time.Month(months), 1)
	return c.date(first.Year(), first.Month(), min(d, daysIn(first.Year(), first.Month())))
}

func daysIn(y int, m time.Month) int {
	return time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// start is the beginning of the calendar unit a moment is in. Weeks begin on
// Monday.
func (c *reading) start(t time.Time, g grain) time.Time {
	y, m, d := t.Date()
	switch g {
	case week:
		return c.date(y, m, d-(int(t.Weekday())+6)%7)
	case weekend:
		return c.date(y, m, d-(int(t.Weekday())+6)%7+5)
	case month:
		return c.date(y, m, 1)
	case quarter:
		return c.date(y, m-(m-1)%3, 1)
	case half:
		return c.date(y, m-(m-1)%6, 1)
	case year:
		return c.date(y, 1, 1)
	case decade:
		return c.date(y-y%10, 1, 1)
	case century:
		return c.date(y-y%100, 1, 1)
	case noGrain, minute, hour, day, season:
	}
	return c.date(y, m, d)
}

// after is the end of a calendar unit that begins there.
func (c *reading) after(from time.Time, g grain) time.Time {
	if g == weekend {
		return c.add(from, 2, day)
	}
	return c.add(from, 1, g)
}

// unit is the calendar unit n units away from the present one, as a value.
func (c *reading) unit(n int, g grain) value {
	from := c.add(c.start(c.now, g), n, g)
	return value{grain: g, span: Span{from, c.after(from, g)}, dated: true}
}

// fixed is a value that comes once.
func fixed(g grain, from, to time.Time) (value, bool) {
	return value{grain: g, span: Span{from, to}, dated: true}, valid(Span{from, to})
}

// valid says whether a span has years people write, of four digits up to 2999,
// and runs forward.
func valid(s Span) bool {
	if s.From.IsZero() && s.To.IsZero() {
		return false
	}
	written := func(t time.Time) bool { return t.IsZero() || t.Year() >= 1000 && t.Year() < 3000 }
	if !written(s.From) || !s.To.IsZero() && !written(s.To.Add(-1)) {
		return false
	}
	return s.From.IsZero() || s.To.IsZero() || s.From.Before(s.To)
}

// occurrences to try: 29 February may be eight years away, and Friday the 13th
// fourteen months.
const farthest = 40

// last is the last occurrence that has begun at a moment.
func (c *reading) last(v value, moment time.Time) (Span, bool) {
	return c.seek(v, moment, -1, func(s Span) bool { return !s.From.After(moment) })
}

// ended is the last occurrence that is over at a moment.
func (c *reading) ended(v value, moment time.Time) (Span, bool) {
	return c.seek(v, moment, -1, func(s Span) bool { return !s.To.After(moment) })
}

// next is the first occurrence that begins at or after a moment.
func (c *reading) next(v value, moment time.Time) (Span, bool) {
	return c.seek(v, moment, 1, func(s Span) bool { return !s.From.Before(moment) })
}

func (c *reading) seek(v value, moment time.Time, step int, good func(Span) bool) (Span, bool) {
	if v.at == nil {
		return v.span, valid(v.span)
	}
	// A season that began last year may still go on, and one of next week may
	// begin this week: start one period beyond.
	at := c.add(c.start(moment, v.every), -step, v.every)
	for range farthest {
		if s, ok := v.at(c, at); ok && good(s) {
			return s, valid(s)
		}
		at = c.add(at, step, v.every)
	}
	return Span{}, false
}

// resolve gives the span a value means: photographs lie in the past, so what
// comes again means the last one that has begun.
// What is several has no one span.
func (c *reading) resolve(v value) (Span, bool) {
	if v.series {
		return Span{}, false
	}
	return c.last(v, c.now)
}

// once makes a value of an occurrence.
func once(v value, s Span, ok bool) (value, bool) {
	return value{grain: v.grain, span: s, dated: true}, ok && valid(s)
}

// within gives what comes again as it is inside a period: "Friday" in last week,
// "summer" in 2019.
func (c *reading) within(v, period value) (value, bool) {
	s, ok := c.resolve(period)
	if !ok || v.at == nil || s.From.IsZero() {
		return value{}, false
	}
	if v.every == period.grain {
		got, ok := v.at(c, s.From)
		return once(v, got, ok)
	}
	got, ok := c.next(v, s.From)
	if !ok || !got.From.Before(s.To) {
		return value{}, false
	}
	return once(v, got, true)
}
