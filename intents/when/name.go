package when

import (
	"fmt"
	"time"
)

// names are a locale's words for spans. The formats take their parts in the order
// their comments say.
type names struct {
	months                   [12]string
	seasons                  [4]string
	day                      string // day, month, year
	month, season            string // name, year
	years                    string // first year
	since, before            string // a name
	sinceDay, beforeDay      string // a day's name
	through, throughDays     string // first, last; the last belongs to it
	sameYear, sameMonth      string // first, last month, year; first, last day, month, year
	sameYearDays             string // day, month, day, month, year
	week, weekend            string // the first day
	today, yesterday         string
	clock                    string // a day's name, time
	between                  string // two of those
	morning, noon, eve, dark string // a day's name
	many                     manyNames
}

// Name says spans as a person would: "July 2023", "summer 2024", "13 July 2024",
// "since May 2019", "June to August 2021", "weekends in July 2026", "Christmas 2019
// and 2021". Read understands it as the same spans, for spans of whole days that
// Read gives itself. More than a few without a pattern are counted instead, which
// is not read back: "40 stretches between March 2018 and June 2026".
func (r *Reader) Name(all Spans, now time.Time) string {
	switch len(all) {
	case 0:
		return ""
	case 1:
		return r.name(all.in(now.Location())[0], now)
	}
	return r.nameSeveral(all.in(now.Location()), now)
}

func (r *Reader) name(s Span, now time.Time) string {
	c := r.reading("", now)
	n := &r.language().names
	switch {
	case s.From.IsZero() && s.To.IsZero():
		return ""
	case s.To.IsZero(), c.untilNow(s):
		return c.beginning(n, s.From, n.since, n.sinceDay)
	case s.From.IsZero():
		return c.beginning(n, s.To, n.before, n.beforeDay)
	case !c.midnight(s.From) || !c.midnight(s.To):
		return c.clockName(n, s)
	}
	for _, name := range []func(*names, Span) string{c.dayName, c.unitName, c.weekName, c.yearsName, c.monthsName} {
		if said := name(n, s); said != "" {
			return said
		}
	}
	return c.daysName(n, s)
}

// untilNow says whether a span of days ends with the present moment.
func (c *reading) untilNow(s Span) bool {
	return s.To.Equal(c.now) && !c.midnight(s.To) && c.midnight(s.From) && s.From.Before(c.today())
}

func (c *reading) midnight(t time.Time) bool { return t.Equal(c.start(t, day)) }

// beginning names a moment by the largest unit that begins with it, in the format
// for units or the one for days.
func (c *reading) beginning(n *names, t time.Time, unit, day string) string {
	switch {
	case !c.midnight(t):
		return fmt.Sprintf(day, c.clock(n, t))
	case t.YearDay() == 1:
		return fmt.Sprintf(unit, fmt.Sprintf(n.years, t.Year()))
	case t.Day() == 1:
		return fmt.Sprintf(unit, fmt.Sprintf(n.month, n.months[t.Month()-1], t.Year()))
	}
	return fmt.Sprintf(day, n.date(t))
}

func (n *names) date(t time.Time) string {
	return fmt.Sprintf(n.day, t.Day(), n.months[t.Month()-1], t.Year())
}

func (c *reading) dayName(n *names, s Span) string {
	switch {
	case !s.To.Equal(c.add(s.From, 1, day)):
		return ""
	case s.From.Equal(c.today()):
		return n.today
	case s.From.Equal(c.add(c.today(), -1, day)):
		return n.yesterday
	}
	return n.date(s.From)
}

// unitName names a month, a season or a year.
func (c *reading) unitName(n *names, s Span) string {
	y, m, d := s.From.Date()
	switch {
	case d != 1:
		return ""
	case s.To.Equal(c.add(s.From, 1, month)):
		return fmt.Sprintf(n.month, n.months[m-1], y)
	case m == 1 && s.To.Equal(c.add(s.From, 1, year)):
		return fmt.Sprintf(n.years, y)
	case m%3 == 0 && s.To.Equal(c.add(s.From, 3, month)):
		return fmt.Sprintf(n.season, n.seasons[c.seasonOf(m)], y)
	}
	return ""
}

// seasonOf is the season that begins with a month.
func (c *reading) seasonOf(m time.Month) int {
	which := (int(m)/3 + 3) % 4
	if c.rules.South {
		which = (which + 2) % 4
	}
	return which
}

func (c *reading) weekName(n *names, s Span) string {
	switch {
	case s.From.Weekday() == time.Monday && s.To.Equal(c.add(s.From, 7, day)):
		return fmt.Sprintf(n.week, n.date(s.From))
	case s.From.Weekday() == time.Saturday && s.To.Equal(c.add(s.From, 2, day)):
		return fmt.Sprintf(n.weekend, n.date(s.From))
	}
	return ""
}

func (c *reading) yearsName(n *names, s Span) string {
	if s.From.YearDay() != 1 || s.To.YearDay() != 1 {
		return ""
	}
	return fmt.Sprintf(n.through, fmt.Sprint(s.From.Year()), fmt.Sprint(s.To.Year()-1))
}

func (c *reading) monthsName(n *names, s Span) string {
	if s.From.Day() != 1 || s.To.Day() != 1 {
		return ""
	}
	last := c.add(s.To, -1, month)
	from, to := n.months[s.From.Month()-1], n.months[last.Month()-1]
	if s.From.Year() == last.Year() {
		return fmt.Sprintf(n.sameYear, from, to, last.Year())
	}
	return fmt.Sprintf(n.through, fmt.Sprintf(n.month, from, s.From.Year()), fmt.Sprintf(n.month, to, last.Year()))
}

func (c *reading) daysName(n *names, s Span) string {
	last := c.add(s.To, -1, day)
	y, m, d := s.From.Date()
	from, to := n.months[m-1], n.months[last.Month()-1]
	switch {
	case y != last.Year():
		return fmt.Sprintf(n.throughDays, n.date(s.From), n.date(last))
	case m != last.Month():
		return fmt.Sprintf(n.sameYearDays, d, from, last.Day(), to, y)
	}
	return fmt.Sprintf(n.sameMonth, d, last.Day(), from, y)
}

func (c *reading) clock(n *names, t time.Time) string {
	return fmt.Sprintf(n.clock, n.date(t), t.Format("15:04"))
}

// clockName names what does not begin and end with a day.
func (c *reading) clockName(n *names, s Span) string {
	for part, format := range []string{n.morning, n.noon, n.eve, n.dark} {
		if v, ok := c.hours(c.start(s.From, day), part); ok && v.span.From.Equal(s.From) && v.span.To.Equal(s.To) {
			return fmt.Sprintf(format, n.date(s.From))
		}
	}
	return fmt.Sprintf(n.between, c.clock(n, s.From), c.clock(n, s.To))
}
