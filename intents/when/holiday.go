package when

import "time"

// Holidays: on a fixed day, on the n-th weekday of a month, or by Easter.

// feast makes a series of days that a function gives for each year.
func feast(of func(y int) (time.Month, int)) value {
	return value{grain: day, every: year, doubt: likely, at: func(c *reading, start time.Time) (Span, bool) {
		m, d := of(start.Year())
		from := c.date(start.Year(), m, d)
		return Span{from, c.add(from, 1, day)}, true
	}}
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
func byEaster(later int) value {
	return feast(func(y int) (time.Month, int) {
		m, d := easter(y)
		return m, d + later
	})
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

// beforeMay25 is the Monday before 25 May.
func beforeMay25(y int) (time.Month, int) {
	return time.May, 24 - (isoWeekday(time.Date(y, time.May, 24, 0, 0, 0, 0, time.UTC))+6)%7
}
