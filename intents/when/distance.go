package when

import "time"

// Times at a distance from another, or from now, that is not whole units.

// halvesAgo is some units and a half back, as the finer unit of the calendar: "two
// and a half years ago" is the month thirty months back.
func halvesAgo(c *reading, p parts) (value, bool) {
	n := 1
	if q, ok := p.lookup("num"); ok {
		n = q.n
	}
	finer, g := finerUnit(grain(p.get("unit").n))
	if finer == 0 {
		return value{}, false
	}
	return ago(c, parts{{"qty", value{n: n*finer + finer/2}}, {"unit", value{n: int(g)}}})
}

// finerUnit is the unit that halves of a unit are counted in, and how many of it a
// whole one has; 0 is none.
func finerUnit(g grain) (int, grain) {
	switch g {
	case century:
		return 100, year
	case decade:
		return 10, year
	case year:
		return 12, month
	case month:
		return 4, week
	case week:
		return 7, day
	case day:
		return 24, hour
	case hour:
		return 60, minute
	default:
		return 0, g
	}
}

// someLater is from one time until some units later: "from July 4 for two and a half
// weeks".
func someLater(c *reading, p parts) (value, bool) {
	s, ok := c.resolve(p.get("a"))
	if !ok || s.From.IsZero() {
		return value{}, false
	}
	n, g := p.get("qty").n, grain(p.get("unit").n)
	if _, halved := p.lookup("halfword"); halved {
		finer, fine := finerUnit(g)
		n, g = n*finer+finer/2, fine
	}
	switch g {
	case hour:
		return fixed(noGrain, s.From, s.From.Add(time.Duration(n)*time.Hour))
	case minute:
		return fixed(noGrain, s.From, s.From.Add(time.Duration(n)*time.Minute))
	default:
		return fixed(noGrain, s.From, c.add(s.From, n, g))
	}
}

// comingSum is from today on for years, months and days.
func comingSum(c *reading, p parts) (value, bool) {
	to := c.today()
	for _, i := range []string{"1", "2", "3"} {
		q, said := p.lookup("q" + i)
		u, whole := p.lookup("u" + i)
		if said != whole {
			return value{}, false
		}
		to = c.add(to, q.n, grain(u.n))
	}
	return fixed(noGrain, c.today(), to)
}

// latelySum is the last years and months up to now.
func latelySum(c *reading, p parts) (value, bool) {
	from := c.add(c.today(), -p.get("q1").n, grain(p.get("u1").n))
	return fixed(noGrain, c.add(from, -p.get("q2").n, grain(p.get("u2").n)), c.now)
}

// fromNow is the day some units from today on.
func fromNow(c *reading, p parts) (value, bool) {
	g := grain(p.get("unit").n)
	if g == hour || g == minute {
		return value{}, false
	}
	at := c.add(c.today(), p.get("qty").n, g)
	return fixed(day, at, c.add(at, 1, day))
}

// unitSoFar is the present unit up to now.
func unitSoFar(g grain) production {
	return func(c *reading, _ parts) (value, bool) { return soFar(c, parts{{"unit", value{n: int(g)}}}) }
}

// nearest is the first such weekday or weekend after a day, or the last before it:
// "the Sunday before Christmas".
func nearest(direction int) production {
	return func(c *reading, p parts) (value, bool) {
		near, v := p.get("near"), p.get("cyc")
		v.doubt = certain
		return c.moved(v, near.grain, func(c *reading, s Span) Span {
			got, ok := c.next(near, s.To)
			if direction < 0 {
				got, ok = c.ended(near, s.From)
			}
			if !ok {
				return Span{}
			}
			return got
		})
	}
}

// dated is a date with its weekday behind it.
func dated(_ *reading, p parts) (value, bool) {
	v := p.get("date")
	return v, v.dated
}
