package when

import "time"

// The parts of days.

// dayParts are in hours. A night goes on into the next day.
var dayParts = [...]hoursOfDay{{5, 12}, {12, 18}, {17, 23}, {18, 30}}

type hoursOfDay struct{ from, to int }

// partOfDay is the morning, afternoon, evening or night of a day.
func partOfDay(c *reading, p parts) (value, bool) {
	d, ok := p.lookup("dayp")
	s := Span{From: c.today()}
	if ok {
		if s, ok = c.resolve(d); !ok || d.grain != day {
			return value{}, false
		}
	}
	return c.hours(s.From, p.get("daypart").n)
}

// compoundPart is a day and its part in one word: ten times the weekday and the
// part.
func compoundPart(c *reading, p parts) (value, bool) {
	n := p.get("dayandpart").n
	return partOfDay(c, parts{{"dayp", everyWeekday(n/10, certain)}, {"daypart", value{n: n % 10}}})
}

func lastNight(c *reading, p parts) (value, bool) {
	return c.hours(c.add(c.today(), -1, day), p.get("daypart").n)
}

func (c *reading) hours(d time.Time, part int) (value, bool) {
	s := c.part(d, dayParts[part])
	return fixed(hour, s.From, s.To)
}

func (c *reading) part(d time.Time, h hoursOfDay) Span {
	y, m, dd := d.Date()
	zone := c.now.Location()
	return Span{time.Date(y, m, dd, h.from, 0, 0, 0, zone), time.Date(y, m, dd, h.to, 0, 0, 0, zone)}
}

// daypartOf is a part of a day whose name is the rule's own.
func daypartOf(part int) production {
	return func(c *reading, p parts) (value, bool) {
		return partOfDay(c, parts{{"dayp", p.get("dayp")}, {"daypart", value{n: part}}})
	}
}

func nightBefore(c *reading, _ parts) (value, bool) {
	return c.hours(c.add(c.today(), -1, day), len(dayParts)-1)
}

func tonight(c *reading, _ parts) (value, bool) { return c.hours(c.today(), len(dayParts)-1) }
