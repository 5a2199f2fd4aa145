package when

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// manyNames are a locale's words for several spans. What it has no word for is
// said in another way.
type manyNames struct {
	and                 string    // between the last two of a list
	days                [7]string // "Mondays"
	weekends, weekdays  string    // in the plural
	dayparts            [4]string // "mornings"
	oneDay              [7]string // "Monday", before a part of a day
	in, inYear, inRange string    // such days, and a period: a month or season, a year, a range
	ofYears, everyYear  string    // what comes once a year, and years
	dayAndMonth         string    // day, month
	feasts              []string  // holidays in their own spelling
	nth                 [5]string // "first", the fifth being "last"
	nthOf               string    // an ordinal, a day of the week or weekend, a period
	nthDays             [8]string // a day of the week, or at last the weekend
	stretches           string    // how many, where
	betweenMonths       string    // the first and last month
}

// most spans that are said one by one.
const mostListed = 5

// nameSeveral says several spans in the first way that is understood as them.
func (r *Reader) nameSeveral(all Spans, now time.Time) string {
	c := r.reading("", now)
	n := &r.language().names
	oneByOne := func(_ *reading, n *names, all Spans) []string { return r.oneByOne(n, all, now) }
	for _, way := range []func(*reading, *names, Spans) []string{daysOfWeek, yearly, ofEveryMonth, oneByOne} {
		for _, said := range way(c, n, all) {
			if got, err := r.Read(said, now); err == nil && got.Equal(all) {
				return said
			}
		}
	}
	if len(all) <= mostListed && slices.ContainsFunc(all, c.hasClock) {
		return r.oneByOne(n, all, now)[0]
	}
	return c.stretchesName(n, all)
}

// hasClock says whether a span begins or ends within a day.
func (c *reading) hasClock(s Span) bool {
	return !s.From.IsZero() && !c.midnight(s.From) || !s.To.IsZero() && !c.midnight(s.To)
}

// oneByOne says a few spans one after the other; without commas where those would
// be part of a date, and the other way round where a year would be the earlier
// date's too: "2000 and 1 May 1990".
func (r *Reader) oneByOne(n *names, all Spans, now time.Time) []string {
	if len(all) > mostListed {
		return nil
	}
	var each []string
	for _, s := range all {
		each = append(each, r.name(s, now))
	}
	said := []string{n.list(each), strings.Join(each, n.many.and)}
	slices.Reverse(each)
	return append(said, strings.Join(each, n.many.and))
}

func (n *names) list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + n.many.and + words[last]
}

// stretchesName says only how many spans there are and from when to when.
func (c *reading) stretchesName(n *names, all Spans) string {
	monthOf := func(t time.Time) string { return fmt.Sprintf(n.month, n.months[t.Month()-1], t.Year()) }
	hull, many := all.Hull(), fmt.Sprintf(n.many.stretches, len(all))
	switch {
	case hull.From.IsZero() && hull.To.IsZero():
		return many
	case hull.From.IsZero():
		return many + " " + c.beginning(n, hull.To, n.before, n.beforeDay)
	case hull.To.IsZero():
		return many + " " + c.beginning(n, hull.From, n.since, n.sinceDay)
	}
	first, last := monthOf(hull.From), monthOf(hull.To.Add(-1))
	if first == last {
		return fmt.Sprintf(n.many.in, many, first)
	}
	return many + " " + fmt.Sprintf(n.many.betweenMonths, first, last)
}

// daysOfWeek says spans as days of the week, or as a part of them, in a period.
func daysOfWeek(c *reading, n *names, all Spans) []string {
	days, part := c.wholeDays(all)
	var on [7]bool
	count, total := 0, 0
	for _, s := range days {
		for at := s.From; at.Before(s.To); at = c.add(at, 1, day) {
			total++
			if wd := isoWeekday(at) - 1; !on[wd] {
				on[wd] = true
				count++
			}
			if part < 0 && count > 5 {
				return nil
			}
		}
	}
	if part < 0 && total < 2*count {
		return nil // nothing comes again
	}
	var said []string
	for _, noun := range n.many.nouns(on, part) {
		for _, format := range c.periods(n, days, 7) {
			said = append(said, fmt.Sprintf(format, noun))
		}
	}
	return said
}

// wholeDays gives the days that closed spans are, or whose same part they are; no
// part is -1.
func (c *reading) wholeDays(all Spans) (days Spans, part int) {
	part = -1
	for i, s := range all {
		if s.From.IsZero() || s.To.IsZero() {
			return nil, -1
		}
		if c.midnight(s.From) && c.midnight(s.To) {
			if part >= 0 {
				return nil, -1
			}
			days = append(days, s)
			continue
		}
		from := c.start(s.From, day)
		if i == 0 {
			part = slices.IndexFunc(dayParts[:], func(h hoursOfDay) bool { return c.part(from, h).equal(s) })
		}
		if part < 0 || !c.part(from, dayParts[part]).equal(s) {
			return nil, -1
		}
		days = append(days, Span{from, c.add(from, 1, day)})
	}
	return days, part
}

// nouns are words for a set of days of the week, or a part of them.
func (n *manyNames) nouns(on [7]bool, part int) []string {
	var days, single []string
	for i, is := range on {
		if is {
			days, single = append(days, n.days[i]), append(single, n.oneDay[i])
		}
	}
	switch {
	case len(days) == 0:
		return nil
	case part >= 0 && n.dayparts[part] == "":
		return nil
	case part >= 0 && len(days) == 1:
		return []string{single[0] + " " + n.dayparts[part], n.dayparts[part]}
	case part >= 0:
		return []string{n.dayparts[part]}
	case on == [7]bool{5: true, 6: true}:
		return []string{n.weekends}
	case on == [7]bool{true, true, true, true, true} && n.weekdays != "":
		return []string{n.weekdays}
	}
	last := len(days) - 1
	if last == 0 {
		return days
	}
	return []string{strings.Join(days[:last], ", ") + n.and + days[last]}
}

// periods are formats for something in a period with all of some spans, from the
// shortest period people have a word for to the days themselves. A period that
// reaches some days further would have more of them in it.
func (c *reading) periods(n *names, all Spans, further int) []string {
	from, to := all.Hull().From, all.Hull().To
	last := c.add(to, -1, day)
	var formats []string
	add := func(s Span, format string, name func(*names, Span) string) {
		if s.From.Before(c.add(from, -further, day)) || s.To.Before(to) || s.To.After(c.add(to, further, day)) {
			return
		}
		if said := name(n, s); said != "" {
			formats = append(formats, fmt.Sprintf(format, "%s", said))
		}
	}
	month1, year1 := c.start(from, month), c.start(from, year)
	months, years := Span{month1, c.add(c.start(last, month), 1, month)}, Span{year1, c.add(c.start(last, year), 1, year)}
	season1 := c.add(month1, -(int(month1.Month()) % 3), month)
	add(Span{month1, c.add(month1, 1, month)}, n.many.in, c.unitName)
	add(Span{season1, c.add(season1, 3, month)}, n.many.in, c.unitName)
	add(Span{year1, c.add(year1, 1, year)}, n.many.inYear, c.unitName)
	add(years, n.many.inRange, c.yearsName)
	add(months, n.many.inRange, c.monthsName)
	add(Span{from, to}, n.many.inRange, c.daysName)
	return formats
}

// yearly says spans as what comes once a year.
func yearly(c *reading, n *names, all Spans) []string {
	var years []string
	first := all[0]
	for i, s := range all {
		if s.From.IsZero() || s.To.IsZero() || i > 0 && s.From.Year() == all[i-1].From.Year() {
			return nil
		}
		years = append(years, fmt.Sprint(s.From.Year()))
	}
	gaps := all[len(all)-1].From.Year()-first.From.Year() != len(all)-1
	var said []string
	for _, noun := range c.yearlyNouns(n, all) {
		switch {
		case len(all) > 2 && !gaps:
			said = append(said, fmt.Sprintf(n.many.everyYear, noun, fmt.Sprintf(n.through, years[0], years[len(years)-1])))
		case len(all) <= mostListed+1:
			said = append(said, fmt.Sprintf(n.many.ofYears, noun, n.list(years)))
		}
	}
	return said
}

// yearlyNouns are words for the first of some spans that may be right for all.
func (c *reading) yearlyNouns(n *names, all Spans) []string {
	s := all[0]
	var nouns []string
	for _, feast := range n.many.feasts {
		if c.isFeast(feast, all) {
			nouns = append(nouns, feast)
		}
	}
	switch m := s.From.Month(); {
	case s.To.Equal(c.add(s.From, 1, day)):
		nouns = append(nouns, fmt.Sprintf(n.many.dayAndMonth, s.From.Day(), n.months[m-1]))
	case s.From.Day() != 1:
	case s.To.Equal(c.add(s.From, 1, month)):
		nouns = append(nouns, n.months[m-1])
	case m%3 == 0 && s.To.Equal(c.add(s.From, 3, month)):
		nouns = append(nouns, n.seasons[c.seasonOf(m)])
	}
	return nouns
}

// isFeast says whether spans are a holiday of their years.
func (c *reading) isFeast(name string, all Spans) bool {
	for _, l := range c.g.lexicon[c.g.ids["holiday"]][strings.Fields(plain(name))[0]] {
		if strings.Join(l.words, " ") != plain(name) {
			continue
		}
		return !slices.ContainsFunc(all, func(s Span) bool {
			got, ok := l.value.at(c, c.start(s.From, year))
			return !ok || !got.equal(s)
		})
	}
	return false
}

// ofEveryMonth says spans as the first Friday, or weekend, of every month.
func ofEveryMonth(c *reading, n *names, all Spans) []string {
	first := all[0]
	if n.many.nthOf == "" || first.From.IsZero() || first.To.IsZero() || len(all) < 3 {
		return nil
	}
	kind := isoWeekday(first.From) - 1
	switch {
	case first.To.Equal(c.add(first.From, 2, day)) && kind == 5:
		kind = 7
	case !first.To.Equal(c.add(first.From, 1, day)):
		return nil
	}
	var said []string
	for _, ordinal := range []string{n.many.nth[(first.From.Day()-1)/7], n.many.nth[4]} {
		noun := fmt.Sprintf(n.many.nthOf, ordinal, n.many.nthDays[kind])
		for _, format := range c.periods(n, all, 31) {
			said = append(said, fmt.Sprintf(format, noun))
		}
	}
	return said
}
