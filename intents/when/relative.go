package when

import (
	"slices"
	"time"
)

// Times by their distance from now.

// away is the unit n units from the present one: last week, this year.
func away(n int) production {
	return func(c *reading, p parts) (value, bool) {
		v := c.unit(n, grain(p.get("unit").n))
		return v, valid(v.span)
	}
}

// dayAway is the day n days from today.
func dayAway(n int) production {
	return func(c *reading, _ parts) (value, bool) {
		v := c.unit(n, day)
		return v, valid(v.span)
	}
}

// presently is now, as a beginning or an end.
func presently(c *reading, _ parts) (value, bool) {
	v := c.unit(0, day)
	return v, valid(v.span)
}

// lately is the stretch of the last n units up to now: "past 3 weeks".
func lately(c *reading, p parts) (value, bool) {
	n, ok := p.lookup("qty")
	if !ok {
		n.n = 1
	}
	return c.stretch(-n.n, grain(p.get("unit").n))
}

// latelyFew is the last few of a unit: "in recent weeks" where a language has a
// plural for it.
func latelyFew(c *reading, p parts) (value, bool) {
	const few = 3
	return c.stretch(-few, grain(p.get("unit").n))
}

// coming is the stretch of n units from today on.
func coming(c *reading, p parts) (value, bool) {
	return c.stretch(p.get("qty").n, grain(p.get("unit").n))
}

func (c *reading) stretch(n int, g grain) (value, bool) {
	if g == hour || g == minute {
		d := time.Duration(n) * time.Hour
		if g == minute {
			d = time.Duration(n) * time.Minute
		}
		from, to := c.now, c.now.Add(d)
		if n < 0 {
			from, to = to, from
		}
		return fixed(g, from, to)
	}
	if n < 0 {
		return fixed(g, c.add(c.today(), n, g), c.now)
	}
	return fixed(g, c.today(), c.add(c.today(), n, g))
}

// stretchFrom is n units from a day on: "2 weeks starting May 20th".
func stretchFrom(c *reading, p parts) (value, bool) {
	s, ok := c.resolve(p.get("dayp"))
	if !ok {
		return value{}, false
	}
	n, said := p.lookup("qty")
	if !said {
		n.n = 1
	}
	g := grain(p.get("unit").n)
	return fixed(g, s.From, c.add(s.From, n.n, g))
}

// ago is the calendar unit n units back: "two weeks ago" is that week, and "a year
// ago" that year, since that is how far people remember.
func ago(c *reading, p parts) (value, bool) {
	n, g := p.get("qty").n, grain(p.get("unit").n)
	if g == minute || g == hour {
		return c.stretch(-n, g)
	}
	v := c.unit(-n, g)
	return v, valid(v.span)
}

// back is the calendar unit n units back, for a word that is so many of them: a
// fortnight is two weeks.
func back(n int, g grain) production {
	return func(c *reading, p parts) (value, bool) {
		return ago(c, parts{{"qty", value{n: n * times(p)}}, {"unit", value{n: int(g)}}})
	}
}

// recent is the stretch of the last n units, for such a word.
func recent(n int, g grain) production {
	return func(c *reading, p parts) (value, bool) { return c.stretch(-n*times(p), g) }
}

// times is how many are said, one if nothing is.
func times(p parts) int {
	if q, ok := p.lookup("qty"); ok {
		return q.n
	}
	return 1
}

// agoTo is the very day n units back: "a year ago today", "1 month 21 days ago".
func agoTo(c *reading, p parts) (value, bool) {
	at := c.today()
	for _, name := range []string{"1", "2", "3"} {
		if q, ok := p.lookup("q" + name); ok {
			at = c.add(at, -q.n, grain(p.get("u"+name).n))
		}
	}
	return fixed(day, at, c.add(at, 1, day))
}

// lastOf is the last occurrence that is over: "last summer" in November is this
// year's, and in July last year's.
func lastOf(c *reading, p parts) (value, bool) {
	v := p.get("cyc")
	s, ok := c.ended(v, c.today())
	return once(v, s, ok)
}

// lastYears is a month of last year, as people say "last September" in November.
func lastYears(c *reading, p parts) (value, bool) {
	v := p.get("mon")
	s, ok := v.at(c, c.add(c.start(c.now, year), -1, year))
	return once(v, s, ok)
}

// thisOf is the last occurrence that has begun.
func thisOf(c *reading, p parts) (value, bool) {
	v := p.get("cyc")
	s, ok := c.resolve(v)
	return once(v, s, ok)
}

func nextOf(c *reading, p parts) (value, bool) {
	v := p.get("cyc")
	s, ok := c.next(v, c.add(c.today(), 1, day))
	return once(v, s, ok)
}

// latelyOf is the last n occurrences: "the last two summers".
func latelyOf(c *reading, p parts) (value, bool) {
	v, n := p.get("cyc"), p.get("qty").n
	s, ok := c.ended(v, c.now)
	all := Spans{s}
	for range n - 1 {
		if !ok || n > farthest {
			return value{}, false
		}
		s, ok = c.ended(v, s.From)
		all = append(all, s)
	}
	if !ok || n < 1 {
		return value{}, false
	}
	return manifold(all, certain)
}

// thisTime is a week to either side of this day some years ago: "this time last
// year".
func thisTime(back int) production {
	return func(c *reading, p parts) (value, bool) {
		years := back
		if q, ok := p.lookup("qty"); ok {
			years = q.n
		}
		at := c.add(c.today(), -years, year)
		return fixed(week, c.add(at, -7, day), c.add(at, 8, day))
	}
}

// thisDay is this day last year, or some years ago.
func thisDay(c *reading, p parts) (value, bool) {
	back := 1
	if q, ok := p.lookup("qty"); ok {
		back = q.n
	}
	at := c.add(c.today(), -back, year)
	return fixed(day, at, c.add(at, 1, day))
}

// thisUnit is the unit this day was in last year, or some years ago: "this week last
// year".
func thisUnit(c *reading, p parts) (value, bool) {
	years := 1
	if q, ok := p.lookup("qty"); ok {
		years = q.n
	}
	g := grain(p.get("unit").n)
	if g == hour || g == minute {
		return value{}, false
	}
	from := c.start(c.add(c.today(), -years, year), g)
	return fixed(g, from, c.after(from, g))
}

// lastWeekday is the last such weekday that is over.
func lastWeekday(c *reading, p parts) (value, bool) {
	return lastOf(c, parts{{"cyc", p.get("weekday")}})
}

// beforeLast is the occurrence before the last that is over.
func beforeLast(c *reading, p parts) (value, bool) {
	return timesAgo(c, append(slices.Clip(p), part{"qty", value{n: 2}}))
}

// timesAgo is the n-th last occurrence that is over: "two summers ago".
func timesAgo(c *reading, p parts) (value, bool) {
	v, n := p.get("cyc"), p.get("qty").n
	if n < 1 || n > farthest {
		return value{}, false
	}
	s, ok := c.ended(v, c.today())
	for ; ok && n > 1; n-- {
		s, ok = c.ended(v, s.From)
	}
	return once(v, s, ok)
}

// olderThan is up to some time ago.
func olderThan(c *reading, p parts) (value, bool) {
	v, ok := c.stretch(-p.get("qty").n, grain(p.get("unit").n))
	return value{span: Span{To: v.span.From}}, ok
}

// lastClock is the last hour or minute.
func lastClock(c *reading, p parts) (value, bool) {
	return c.stretch(-1, grain(p.get("clock").n))
}

// someDays is "the other day".
func someDays(c *reading, _ parts) (value, bool) {
	const several = 7
	return c.stretch(-several, day)
}

// soFarOf is the last occurrence up to now: "earlier this summer".
func soFarOf(c *reading, p parts) (value, bool) {
	s, ok := c.resolve(p.get("cyc"))
	if ok && s.To.After(c.now) {
		s.To = c.now
	}
	return value{span: s, dated: true}, ok && valid(s)
}

// sinceAgo is from some units ago on.
func sinceAgo(c *reading, p parts) (value, bool) {
	v, ok := c.stretch(-p.get("qty").n, grain(p.get("unit").n))
	return value{span: Span{From: v.span.From}}, ok
}

func soFarToday(c *reading, _ parts) (value, bool) { return fixed(noGrain, c.today(), c.now) }
