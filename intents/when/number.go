package when

import "time"

// Numbers as they are spelled.

func pass(name string) production {
	return func(_ *reading, p parts) (value, bool) { return p.get(name), true }
}

// number makes a fixed number of a word.
func numeral(n int) value { return value{n: n} }

// is makes a number of a rule.
func is(n int) production {
	return func(*reading, parts) (value, bool) { return numeral(n), true }
}

// sum adds its parts a and b: "twenty" and "two".
func sum(_ *reading, p parts) (value, bool) {
	return value{n: p.get("a").n + p.get("b").n}, true
}

// scaled multiplies a by a scale and adds b: "three hundred and five".
func scaled(scale int) production {
	return func(_ *reading, p parts) (value, bool) {
		a, ok := p.lookup("a")
		if !ok {
			a.n = 1
		}
		n := a.n*scale + p.get("b").n
		return value{n: n}, n <= 9999
	}
}

func atMost(name string, low, high int) production {
	return func(_ *reading, p parts) (value, bool) {
		v := p.get(name)
		return v, v.n >= low && v.n <= high
	}
}

// pairYear puts two numbers together as a year is spoken: nineteen twenty eight.
func pairYear(_ *reading, p parts) (value, bool) {
	a, b := p.get("a").n, p.get("b").n
	return value{n: a*100 + b}, a >= 10 && a <= 29 && b >= 0 && b <= 99
}

// shortYear gives the year that two digits stand for: the last such that is not in
// the future.
func shortYear(c *reading, p parts) (value, bool) {
	n := p.get("int2").n
	return value{n: c.fullYear(n)}, true
}

// ofShortYear is a season or holiday of a year that two digits stand for: "summer
// 12".
func ofShortYear(c *reading, p parts) (value, bool) {
	v := p.get("cyc")
	s, ok := v.at(c, c.date(c.fullYear(p.get("two").n), 1, 1))
	return once(v, s, ok)
}

func (c *reading) fullYear(n int) int {
	y := c.now.Year() - c.now.Year()%100 + n
	if y > c.now.Year() {
		y -= 100
	}
	return y
}

// yearNumber takes digits for a year where they can be one.
func yearNumber(_ *reading, p parts) (value, bool) {
	v := p.get("int4")
	return v, v.n >= 1000 && v.n < 3000
}

// wholeYear is a year as a time.
func wholeYear(c *reading, p parts) (value, bool) {
	n := p.get("yearnum").n
	return fixed(year, c.date(n, 1, 1), c.date(n+1, 1, 1))
}

// wholeShortYear is a year of two digits behind a word for years: "FY18".
func wholeShortYear(c *reading, p parts) (value, bool) {
	return wholeYear(c, parts{{"yearnum", value{n: c.fullYear(p.get("two").n)}}})
}

// hundredYear is a year in hundreds: "nineteen hundred and five".
func hundredYear(_ *reading, p parts) (value, bool) {
	n := p.get("a").n*100 + p.get("b").n
	return value{n: n}, n >= 1000 && n < 3000
}

// hundreds are "the eighteen hundreds".
func hundreds(c *reading, p parts) (value, bool) {
	n := p.get("hundred").n * 100
	if n < 1000 || n > 2900 {
		return value{}, false
	}
	return fixed(century, c.date(n, 1, 1), c.date(n+100, 1, 1))
}

// tenYears are "the 1970s", "the 90s", "the nineteen nineties". "The 1800s" are a
// hundred, but the 2000s ten: so people say until the hundred is over.
func tenYears(c *reading, p parts) (value, bool) {
	n := p.get("n").n
	if _, short := p.lookup("short"); short {
		n = c.fullYear(p.get("short").n)
	}
	if n%10 != 0 {
		return value{}, false
	}
	if n%100 == 0 && n < 2000 {
		return fixed(century, c.date(n, 1, 1), c.date(n+100, 1, 1))
	}
	return fixed(decade, c.date(n, 1, 1), c.date(n+10, 1, 1))
}

// hundredYears is the n-th century, as people count: the 21st is the 2000s.
func hundredYears(c *reading, p parts) (value, bool) {
	n := p.get("ord").n
	if n < 2 || n > 30 {
		return value{}, false
	}
	return fixed(century, c.date(n*100-100, 1, 1), c.date(n*100, 1, 1))
}

// monthly makes a series of a month.
func everyMonth(n int, doubt uint8) value {
	return value{n: n, grain: month, every: year, doubt: doubt, at: func(c *reading, start time.Time) (Span, bool) {
		m := time.Month(n)
		return Span{c.date(start.Year(), m, 1), c.date(start.Year(), m+1, 1)}, true
	}}
}

// everyWeekday makes a series of a weekday, 1 for Monday to 7 for Sunday.
func everyWeekday(n int, doubt uint8) value {
	return value{n: n, grain: day, every: week, doubt: doubt, at: func(c *reading, start time.Time) (Span, bool) {
		from := c.add(start, n-1, day)
		return Span{from, c.add(from, 1, day)}, true
	}}
}

// everyWeekend is Saturday and Sunday.
func everyWeekend() value {
	return value{grain: weekend, every: week, at: func(c *reading, start time.Time) (Span, bool) {
		return Span{c.add(start, 5, day), c.add(start, 7, day)}, true
	}}
}

// The seasons as words stand for them.
const (
	spring = iota
	summer
	autumn
	winter
)

// everySeason makes a series of a season. Seasons are meteorological: whole
// months, spring from March in the north and from September in the south. The
// one that spans New Year has the year it begins in.
func everySeason(n int, doubt uint8) value {
	return value{n: n, grain: season, every: year, doubt: doubt, at: func(c *reading, start time.Time) (Span, bool) {
		first := 3 + 3*n
		if c.rules.South {
			first = 3 + (3*n+6)%12
		}
		from := c.date(start.Year(), time.Month(first), 1)
		return Span{from, c.add(from, 3, month)}, true
	}}
}

// The decades as words: "the nineties", "the nineteen nineties", "the two
// thousands".
func tenYearsShort(c *reading, p parts) (value, bool) {
	if p.get("short").n < 20 {
		return value{}, false
	}
	return tenYears(c, p)
}

func tenYearsSpelled(scale int) production {
	return func(c *reading, p parts) (value, bool) {
		n := p.get("a").n*scale + p.get("b").n
		if _, ok := p.lookup("a"); !ok {
			n = scale
		}
		if n < 1000 || n > 2990 {
			return value{}, false
		}
		return tenYears(c, parts{{"n", value{n: n}}})
	}
}
