package when

import "time"

// Holidays: on a fixed day, on the n-th weekday of a month, or by Easter.

// feast makes a series of days that a function gives for each year; month 0 is none.
func feast(of func(y int) (time.Month, int)) value {
	return value{grain: day, every: year, doubt: likely, at: func(c *reading, start time.Time) (Span, bool) {
		m, d := of(start.Year())
		if m == 0 {
			return Span{}, false
		}
		from := c.date(start.Year(), m, d)
		return Span{from, c.add(from, 1, day)}, true
	}}
}

// feasts makes a series of some days, for a function that gives the first.
func feasts(days int, of func(y int) (time.Month, int)) value {
	v := feast(of)
	one := v.at
	v.at = func(c *reading, start time.Time) (Span, bool) {
		s, ok := one(c, start)
		return Span{s.From, c.add(s.From, days, day)}, ok
	}
	if days > 1 {
		v.grain = week
	}
	return v
}

// onDay is the same day every year.
func onDay(m time.Month, d int) value {
	return feast(func(int) (time.Month, int) { return m, d })
}

// onNth is the n-th weekday (1 is Monday) of a month, or with -1 the last, and
// some days later.
func onNth(n, weekday int, m time.Month, later int) value {
	return feast(func(y int) (time.Month, int) {
		first := isoWeekday(time.Date(y, m, 1, 0, 0, 0, 0, time.UTC))
		d := 1 + (weekday-first+7)%7 + 7*(n-1)
		if n < 0 {
			last := daysIn(y, m)
			d = last - (isoWeekday(time.Date(y, m, last, 0, 0, 0, 0, time.UTC))-weekday+7)%7
		}
		return m, d + later
	})
}

// byEaster is some days after Easter Sunday.
func byEaster(later int) value { return feast(fromEaster(later)) }

func fromEaster(later int) func(y int) (time.Month, int) {
	return func(y int) (time.Month, int) {
		m, d := easter(y)
		return m, d + later
	}
}

// easter is Easter Sunday in the Gregorian calendar, by Gauss's rule as Meeus,
// Jones and Butcher completed it.
func easter(y int) (time.Month, int) {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Month(n / 31), n%31 + 1
}

// onOrBefore is the last such weekday up to a day of a month, and some days later:
// "the Monday before 25 May".
func onOrBefore(weekday int, m time.Month, d, later int) value {
	return feast(lastUpTo(weekday, m, d, later))
}

func lastUpTo(weekday int, m time.Month, d, later int) func(y int) (time.Month, int) {
	return func(y int) (time.Month, int) {
		return m, d - (isoWeekday(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))-weekday+7)%7 + later
	}
}

// adventSeason is from the fourth Sunday before Christmas through Christmas Eve.
func adventSeason() value {
	const sunday = 7
	first := lastUpTo(sunday, 12, 24, -21)
	return value{grain: month, every: year, doubt: likely, at: func(c *reading, start time.Time) (Span, bool) {
		m, d := first(start.Year())
		return Span{c.date(start.Year(), m, d), c.date(start.Year(), 12, 25)}, true
	}}
}

// oktoberfest is from the Saturday after 15 September to the first Sunday in
// October, or to the third where that comes later.
func oktoberfest() value {
	const saturday, sunday = 6, 7
	first, last := lastUpTo(saturday, 9, 22, 0), lastUpTo(sunday, 10, 7, 0)
	return value{grain: month, every: year, doubt: likely, at: func(c *reading, start time.Time) (Span, bool) {
		y := start.Year()
		m, d := first(y)
		n, e := last(y)
		return Span{c.date(y, m, d), c.date(y, n, max(e, 3)+1)}, true
	}}
}

func dayBefore(of func(int) (time.Month, int)) value {
	return feast(func(y int) (time.Month, int) {
		m, d := of(y)
		if m == 0 {
			return m, d
		}
		return m, d - 1
	})
}

// moved makes a value that comes when another does, but at another span.
func (c *reading) moved(v value, g grain, of func(c *reading, s Span) Span) (value, bool) {
	if v.at == nil {
		s, ok := c.resolve(v)
		if !ok || s.From.IsZero() || s.To.IsZero() {
			return value{}, false
		}
		return fixed(g, of(c, s).From, of(c, s).To)
	}
	return value{grain: g, every: v.every, doubt: v.doubt, at: func(c *reading, start time.Time) (Span, bool) {
		s, ok := v.at(c, start)
		if !ok {
			return Span{}, false
		}
		return of(c, s), true
	}}, true
}

// neighbour is the day after a holiday, or the one before.
func neighbour(days int) production {
	return func(c *reading, p parts) (value, bool) {
		return c.moved(p.get("cyc"), day, func(c *reading, s Span) Span {
			from := c.add(s.From, days, day)
			return Span{from, c.add(from, 1, day)}
		})
	}
}

// besides is the stretch of a unit after something, or before it: "the week before
// Christmas".
func besides(n int) production {
	return func(c *reading, p parts) (value, bool) {
		g := grain(p.get("unit").n)
		if g == hour || g == minute {
			return value{}, false
		}
		v := p.get("cyc")
		v.doubt = certain
		return c.moved(v, g, func(c *reading, s Span) Span {
			if n > 0 {
				return Span{s.To, c.add(s.To, 1, g)}
			}
			return Span{c.add(s.From, -1, g), s.From}
		})
	}
}

// apart is the day some units before something, or after it: "three days before
// Christmas".
func apart(direction int) production {
	return func(c *reading, p parts) (value, bool) {
		n, g := direction*p.get("qty").n, grain(p.get("unit").n)
		if g == hour || g == minute {
			return value{}, false
		}
		v := p.get("cyc")
		v.doubt = certain
		return c.moved(v, day, func(c *reading, s Span) Span {
			from := c.add(s.From, n, g)
			return Span{from, c.add(from, 1, day)}
		})
	}
}

// aroundIt is a holiday with three days to either side: "Christmas time".
func aroundIt(c *reading, p parts) (value, bool) {
	v := p.get("holiday")
	v.doubt = certain
	return c.moved(v, week, func(c *reading, s Span) Span {
		return Span{c.add(s.From, -3, day), c.add(s.To, 3, day)}
	})
}

// longWeekend is the weekend that a holiday touches, with the holiday: from
// Thursday, or up to Tuesday; of a Wednesday the weekend behind it.
func longWeekend(c *reading, p parts) (value, bool) {
	v := p.get("holiday")
	v.doubt = certain
	return c.moved(v, weekend, func(c *reading, s Span) Span {
		switch wd := isoWeekday(s.From); wd {
		case 1, 2:
			return Span{c.add(s.From, -1-wd, day), s.To}
		case 3:
			return Span{c.add(s.From, 3, day), c.add(s.From, 5, day)}
		case 7:
			return Span{c.add(s.From, -1, day), s.To}
		default:
			return Span{s.From, c.add(s.From, 8-wd, day)}
		}
	})
}

// seasonOverNewYear is "winter 2014/15": the one that begins in the first year.
func seasonOverNewYear(c *reading, p parts) (value, bool) {
	y, next := p.get("yearnum").n, p.get("next").n
	if next != y+1 && next != (y+1)%100 {
		return value{}, false
	}
	s, ok := p.get("season").at(c, c.date(y, 1, 1))
	return once(p.get("season"), s, ok)
}
