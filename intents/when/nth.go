package when

import "time"

// The n-th of something in a period: the third Friday of June, the second week of March, the last quarter.

// nthOf is the n-th, or with -1 the last and -2 the one before, of what comes again inside a period:
// "the first friday in June", "the third week of March". Without a period it is
// this month.
func nthOf(c *reading, p parts) (value, bool) {
	period, ok := p.lookup("of")
	if !ok {
		period = c.unit(0, month)
	}
	v, n := p.get("cyc"), p.get("ord").n
	s, ok := c.resolve(period)
	if !ok || s.From.IsZero() || s.To.IsZero() {
		return value{}, false
	}
	inside := func(got Span) bool { return !got.From.Before(s.From) && got.From.Before(s.To) }
	if n < 0 {
		got, ok := c.last(v, s.To.Add(-1))
		for ; ok && n < -1; n++ {
			got, ok = c.last(v, got.From.Add(-1))
		}
		return once(v, got, ok && inside(got))
	}
	got, ok := c.next(v, s.From)
	for i := 1; ok && i < n && i <= 400; i++ {
		got, ok = c.next(v, got.From.Add(1))
	}
	return once(v, got, ok && n <= 400 && inside(got))
}

// nthEvery is the n-th of what comes again inside something that comes again
// too: "the third week of March" in the last March that has such a week.
func nthEvery(c *reading, p parts) (value, bool) {
	of, ok := p.lookup("of")
	if !ok || of.at == nil {
		return nthOf(c, p)
	}
	v := value{grain: p.get("cyc").grain, every: of.every, at: func(c *reading, start time.Time) (Span, bool) {
		s, ok := of.at(c, start)
		if !ok {
			return Span{}, false
		}
		got, ok := nthOf(c, parts{{"of", value{grain: of.grain, span: s}}, {"cyc", p.get("cyc")}, {"ord", p.get("ord")}})
		return got.span, ok
	}}
	_, ok = c.resolve(v)
	return v, ok
}

// nthWeek is the n-th week of a period.
func nthWeek(c *reading, p parts) (value, bool) {
	period, ok := p.lookup("of")
	if !ok {
		period = c.unit(0, month)
	}
	s, ok := c.resolve(period)
	if !ok || s.From.IsZero() || s.To.IsZero() {
		return value{}, false
	}
	n := p.get("ord").n
	first := c.add(c.start(c.add(s.From, 3, day), week), 0, day)
	if c.add(first, 3, day).Before(s.From) {
		first = c.add(first, 7, day)
	}
	from := c.add(first, n-1, week)
	if n < 0 {
		from = c.add(c.start(c.add(s.To, -4, day), week), n+1, week)
	}
	if thursday := c.add(from, 3, day); !thursday.Before(s.To) || thursday.Before(s.From) {
		return value{}, false
	}
	return fixed(week, from, c.add(from, 1, week))
}

// nthUnit is the n-th quarter or half of a year, this year's or another's.
func nthUnit(c *reading, p parts) (value, bool) {
	switch g := grain(p.get("unit").n); g {
	case quarter:
		return nthPart(c, g, 3, p)
	case half:
		return nthPart(c, g, 6, p)
	default:
		return nthInside(c, g, p)
	}
}

// thirdOfYear is four months: "el segundo cuatrimestre".
func thirdOfYear(c *reading, p parts) (value, bool) { return nthPart(c, noGrain, 4, p) }

// nthPart is the n-th of the parts of so many months that a year has.
func nthPart(c *reading, g grain, months int, p parts) (value, bool) {
	n := p.get("n").n
	if n < 0 {
		n += 12/months + 1
	}
	if n < 1 || n > 12/months {
		return value{}, false
	}
	v := value{grain: g, every: year, at: func(c *reading, start time.Time) (Span, bool) {
		from := c.date(start.Year(), time.Month((n-1)*months+1), 1)
		return Span{from, c.add(from, months, month)}, true
	}}
	if y, ok := p.lookup("yearnum"); ok {
		s, ok := v.at(c, c.date(y.n, 1, 1))
		return once(v, s, ok)
	}
	of, ok := p.lookup("of")
	switch {
	case !ok:
		return v, true
	case of.grain != year && g == half:
		return halfOf(c, p)
	case of.grain != year:
		return value{}, false
	}
	return c.within(v, of)
}

// nthInside is the n-th day, month or year counted from the beginning of a period:
// "the second month of 2019".
func nthInside(c *reading, g grain, p parts) (value, bool) {
	of, n := p.get("of"), p.get("n").n
	if y, ok := p.lookup("yearnum"); ok {
		of, _ = wholeYear(c, parts{{"yearnum", y}})
	}
	s, ok := c.resolve(of)
	if !ok || n < 1 || n > 400 || s.From.IsZero() || s.To.IsZero() || g != day && g != month && g != year {
		return value{}, false
	}
	from := c.add(s.From, n-1, g)
	if !from.Before(s.To) {
		return value{}, false
	}
	return fixed(g, from, c.add(from, 1, g))
}

// nthWeekEvery is the n-th week of a month, in the last such month when it has no
// year.
func nthWeekEvery(c *reading, p parts) (value, bool) {
	of := p.get("of")
	if of.at == nil {
		return nthWeek(c, p)
	}
	v := value{grain: week, every: of.every, at: func(c *reading, start time.Time) (Span, bool) {
		s, ok := of.at(c, start)
		if !ok {
			return Span{}, false
		}
		got, ok := nthWeek(c, parts{{"of", value{grain: of.grain, span: s}}, {"ord", p.get("ord")}})
		return got.span, ok
	}}
	_, ok := c.resolve(v)
	return v, ok
}
