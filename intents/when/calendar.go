package when

import "time"

// Dates by year, month and day.

// monthOfYear is a month with its year.
func monthOfYear(c *reading, p parts) (value, bool) {
	m, y := p.get("mon").n, p.get("yearnum").n
	return fixed(month, c.date(y, time.Month(m), 1), c.date(y, time.Month(m)+1, 1))
}

// dayOfMonth is a day of a month, with a year or every year.
func dayOfMonth(c *reading, p parts) (value, bool) {
	d, m := p.get("dom").n, p.get("mon").n
	if y, ok := p.lookup("yearnum"); ok {
		return c.dayOf(y.n, m, d)
	}
	return everyYearOn(m, d)
}

// dayOfShortYear is a day with its month and a year of two digits: "4-Jul-19".
func dayOfShortYear(c *reading, p parts) (value, bool) {
	return c.dayOf(c.fullYear(p.get("two").n), p.get("mon").n, p.get("dom").n)
}

func (c *reading) dayOf(y, m, d int) (value, bool) {
	if m < 1 || m > 12 || d < 1 || d > daysIn(y, time.Month(m)) {
		return value{}, false
	}
	return fixed(day, c.date(y, time.Month(m), d), c.date(y, time.Month(m), d+1))
}

func everyYearOn(m, d int) (value, bool) {
	const leap = 2000
	if m < 1 || m > 12 || d < 1 || d > daysIn(leap, time.Month(m)) {
		return value{}, false
	}
	return value{grain: day, every: year, at: func(c *reading, start time.Time) (Span, bool) {
		v, ok := c.dayOf(start.Year(), m, d)
		return v.span, ok
	}}, true
}

// dayOfAnyMonth is "the 27th".
func dayOfAnyMonth(_ *reading, p parts) (value, bool) {
	n := p.get("dom").n
	return value{grain: day, every: month, at: func(c *reading, start time.Time) (Span, bool) {
		v, ok := c.dayOf(start.Year(), int(start.Month()), n)
		return v.span, ok
	}}, n >= 1 && n <= 31
}

// standsLast lets a rule be only at the end of the text or before a mark: "the
// 27" is a day, "the 27 dogs" are not.
func standsLast(next production) production {
	return func(c *reading, p parts) (value, bool) {
		if c.at < len(c.tokens) && c.tokens[c.at].word() {
			return value{}, false
		}
		return next(c, p)
	}
}

// standsBefore lets a rule be at the end, before a mark, or before a small word that
// goes on: "the 2nd with Anna" is a day, "the 2nd floor" is not.
func standsBefore(next production) production {
	return func(c *reading, p parts) (value, bool) {
		if c.at < len(c.tokens) && c.tokens[c.at].word() && !c.g.first[c.g.onward].has(&c.tokens[c.at]) {
			return value{}, false
		}
		return next(c, p)
	}
}

func (t *token) word() bool {
	return t.digits || len(t.text) > 1 || t.text[0] >= 'a' && t.text[0] <= 'z'
}

// weekdayThe is "Friday the 13th": the days that are both.
func weekdayThe(_ *reading, p parts) (value, bool) {
	wd, n := p.get("weekday").n, p.get("dom").n
	return value{grain: day, every: month, at: func(c *reading, start time.Time) (Span, bool) {
		v, ok := c.dayOf(start.Year(), int(start.Month()), n)
		return v.span, ok && isoWeekday(v.span.From) == wd
	}}, n >= 1 && n <= 31
}

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// dateOrder is how a locale writes numeric dates.
type dateOrder uint8

const (
	monthFirst dateOrder = iota
	dayFirst
)

// slashed is a date in numbers: a, b and perhaps y, in the locale's order, or in
// the other one where that alone makes a date.
func slashed(c *reading, p parts) (value, bool) {
	a, b := p.get("a").n, p.get("b").n
	if c.order == dayFirst {
		a, b = b, a
	}
	if a > 12 {
		a, b = b, a
	}
	y, ok := p.lookup("y")
	if !ok {
		return everyYearOn(a, b)
	}
	if y.n < 100 {
		y.n = c.fullYear(y.n)
	}
	return c.dayOf(y.n, a, b)
}

// yearFirst is a date in numbers with the year in front: 2019-07-13.
func yearFirst(c *reading, p parts) (value, bool) {
	return c.dayOf(p.get("y").n, p.get("m").n, p.get("d").n)
}

// compactDate is a date in eight digits, as cameras name files: 20190713. Years
// before photography are numbers of something else.
func compactDate(c *reading, p parts) (value, bool) {
	n := p.get("int8").n
	y := n / 10_000
	if y < 1826 || y >= 2200 {
		return value{}, false
	}
	return c.dayOf(y, n/100%100, n%100)
}

// monthAndYear is a month in numbers: 2016/11, 11-2016.
func monthAndYear(c *reading, p parts) (value, bool) {
	y, m := p.get("y").n, p.get("m").n
	if m < 1 || m > 12 || y < 1000 || y >= 3000 {
		return value{}, false
	}
	return fixed(month, c.date(y, time.Month(m), 1), c.date(y, time.Month(m)+1, 1))
}

// ofPeriod is what comes again, inside a period: "Christmas of 2019", "July last
// year", "Friday of last week".
func ofPeriod(c *reading, p parts) (value, bool) {
	return c.within(p.get("cyc"), p.get("of"))
}

func monthMaybeYear(c *reading, p parts) (value, bool) {
	if _, ok := p.lookup("yearnum"); ok {
		return monthOfYear(c, p)
	}
	v := p.get("mon")
	v.doubt = certain
	return v, true
}

// dayWithin is "the 5th of last month".
func dayWithin(c *reading, p parts) (value, bool) {
	v, ok := dayOfAnyMonth(c, p)
	if !ok || p.get("of").grain != month {
		return value{}, false
	}
	return c.within(v, p.get("of"))
}

func dayOfAnyMonthSum(c *reading, p parts) (value, bool) {
	return dayOfAnyMonth(c, parts{{"dom", value{n: p.get("a").n + p.get("b").n}}})
}
