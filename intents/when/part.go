package when

import (
	"slices"
	"time"
)

// Parts of periods: early July, the rest of the week, the third Friday of June.

// The parts as words stand for them.
const (
	early = iota
	middle
	late
)

// partOf is the early, middle or late part of a period: of a month up to the 15th,
// the 10th to 20th, from the 16th; of a week Monday to Wednesday, Tuesday to
// Friday, from Thursday; of anything longer the first half, the middle half, the
// last half.
func partOf(c *reading, p parts) (value, bool) {
	v := p.get("whole")
	s, ok := c.resolve(v)
	if !ok || s.From.IsZero() || s.To.IsZero() {
		return value{}, false
	}
	from, to := s.From, s.To
	switch part := p.get("part").n; v.grain {
	case minute, hour, day:
		return value{}, false
	case weekend:
		cut := c.add(from, 1, day)
		from, to = pick(part, from, cut, from, to, cut, to)
	case week:
		from, to = pick(part, from, c.add(from, 3, day), c.add(from, 1, day), c.add(from, 5, day), c.add(from, 3, day), to)
	case month:
		from, to = pick(part, from, c.add(from, 15, day), c.add(from, 9, day), c.add(from, 20, day), c.add(from, 15, day), to)
	default:
		days := int(to.Sub(from).Hours()/24 + 0.5)
		quarterOf := func(n int) time.Time { return c.add(from, days*n/4, day) }
		if v.grain == year || v.grain == half || v.grain == decade || v.grain == century {
			months := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
			quarterOf = func(n int) time.Time { return c.add(from, (months*n+2)/4, month) }
		}
		from, to = pick(part, from, quarterOf(2), quarterOf(1), quarterOf(3), quarterOf(2), to)
	}
	return fixed(noGrain, from, to)
}

// partIs is such a part of what is named by one word: "Spätsommer".
func partIs(part int) production {
	return func(c *reading, p parts) (value, bool) {
		v := p.get("whole")
		return c.moved(v, noGrain, func(c *reading, s Span) Span {
			v, _ := partOf(c, parts{{"part", value{n: part}}, {"whole", value{grain: v.grain, span: s}}})
			return v.span
		})
	}
}

func pick(part int, t ...time.Time) (from, to time.Time) { return t[2*part], t[2*part+1] }

// restOf is from today to the end of the present unit.
func restOf(c *reading, p parts) (value, bool) {
	v := c.unit(0, grain(p.get("unit").n))
	return fixed(noGrain, c.today(), v.span.To)
}

// soFar is from the beginning of the present unit to now.
func soFar(c *reading, p parts) (value, bool) {
	v := c.unit(0, grain(p.get("unit").n))
	return fixed(noGrain, v.span.From, c.now)
}

// weekNumber is an ISO week, of this year's or another's.
func weekNumber(c *reading, p parts) (value, bool) {
	y := c.now.Year()
	said, ok := p.lookup("yearnum")
	if ok {
		y = said.n
	}
	if of, within := p.lookup("of"); within {
		if of.grain != year {
			return value{}, false
		}
		y, ok = of.span.From.Year(), true
	}
	n := p.get("n").n
	s, good := c.isoWeek(y, n)
	if good && !ok && s.From.After(c.now) {
		s, good = c.isoWeek(y-1, n)
	}
	return value{grain: week, span: s, dated: ok}, good
}

// numberedWeek is "the 23rd week": of a year, since no month has so many.
func numberedWeek(c *reading, p parts) (value, bool) {
	if p.get("n").n < 6 {
		return value{}, false
	}
	return weekNumber(c, p)
}

// isoWeek is week n of a year by ISO 8601, which the year must have.
func (c *reading) isoWeek(y, n int) (Span, bool) {
	if y < 1 || y > 9998 || n < 1 || n > 53 {
		return Span{}, false
	}
	from := c.add(c.start(c.date(y, 1, 4), week), n-1, week)
	if got, _ := c.add(from, 3, day).ISOWeek(); got != y {
		return Span{}, false
	}
	return Span{from, c.add(from, 1, week)}, true
}

// weekOf is the calendar week or weekend of a day: "week of the 16th".
func weekOf(c *reading, p parts) (value, bool) {
	s, ok := c.resolve(p.get("dayp"))
	if !ok {
		return value{}, false
	}
	g := grain(p.get("unit").n)
	from := c.start(s.From, g)
	return fixed(g, from, c.after(from, g))
}

// someUnits are the first or last n units of a period: "the first three months
// of 2019".
func someUnits(fromEnd bool) production {
	return func(c *reading, p parts) (value, bool) {
		s, ok := c.resolve(p.get("of"))
		g, n := grain(p.get("unit").n), max(p.get("qty").n, 1)
		if !ok || s.From.IsZero() || s.To.IsZero() || g == hour || g == minute {
			return value{}, false
		}
		from, to := s.From, c.add(s.From, n, g)
		if fromEnd {
			from, to = c.add(s.To, -n, g), s.To
		}
		if from.Before(s.From) || to.After(s.To) {
			return value{}, false
		}
		return fixed(noGrain, from, to)
	}
}

func unitIs(g grain) production {
	return func(c *reading, p parts) (value, bool) {
		return nthUnit(c, append(slices.Clip(p), part{"unit", value{n: int(g)}}))
	}
}

// weekFrom is the seven days from a day on.
func weekFrom(c *reading, p parts) (value, bool) {
	return stretchFrom(c, parts{{"dayp", p.get("dayp")}, {"unit", value{n: int(week)}}})
}

// weekUntil is the seven days up to a day, with it.
func weekUntil(c *reading, p parts) (value, bool) {
	s, ok := c.resolve(p.get("dayp"))
	if !ok || p.get("dayp").grain != day {
		return value{}, false
	}
	return fixed(week, c.add(s.To, -7, day), s.To)
}

// weekOfAny is the calendar week of a day of the month: "week of 18".
func weekOfAny(c *reading, p parts) (value, bool) {
	d, ok := dayOfAnyMonth(c, p)
	if !ok {
		return value{}, false
	}
	return weekOf(c, append(slices.Clip(p), part{"dayp", d}))
}

// partOfUnit is a part of the present unit: "mid month".
func partOfUnit(c *reading, p parts) (value, bool) {
	return partOf(c, append(slices.Clip(p), part{"whole", c.unit(0, grain(p.get("unit").n))}))
}

// halfOf is the first or second half of a period.
func halfOf(c *reading, p parts) (value, bool) {
	n := p.get("n").n
	if n != 1 && n != 2 {
		return value{}, false
	}
	return partOf(c, parts{{"part", value{n: (n - 1) * late}}, {"whole", p.get("of")}})
}

// unitOfShortYear is a quarter or half of a year of two digits: "15H1".
func unitOfShortYear(g grain) production {
	return func(c *reading, p parts) (value, bool) {
		y := value{n: c.fullYear(p.get("int2").n)}
		return nthUnit(c, parts{{"unit", value{n: int(g)}}, {"n", p.get("n")}, {"yearnum", y}})
	}
}
