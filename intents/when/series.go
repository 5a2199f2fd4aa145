package when

import (
	"slices"
	"time"
)

// Series: what comes again and is meant every time.

// reach is how far a series goes back that has no other beginning, in periods:
// sixty years, twenty years of months, as many weeks and days as there can be
// spans.
func reach(every grain) int {
	switch every {
	case year:
		return 60
	case month:
		return 240
	default:
		return MaxSpans
	}
}

// every makes a series of what comes again. A word with an apostrophe is one
// thing's ("Friday's photos"), not every one.
func every(c *reading, p parts) (value, bool) {
	v := p.get("cyc")
	v.series = true
	return v, v.at != nil && !c.tokens[c.at-1].marked
}

// everyCertain is "every fall": no doubt that it is a time.
func everyCertain(c *reading, p parts) (value, bool) {
	v, ok := every(c, p)
	v.doubt = certain
	return v, ok
}

// occurrences are those of a series in a period. What comes by the week is cut at
// the period's bounds; a longer one belongs to the period it begins in, and so
// does a part of a day. An open end is now.
func (c *reading) occurrences(v value, within Span) Spans {
	end := within.To
	if end.IsZero() {
		end = c.now.Add(1)
	}
	cut := v.every == week && v.grain != hour
	var all Spans
	at := c.add(c.start(end, v.every), 1, v.every)
	for range reach(v.every) + 2 {
		s, ok := v.at(c, at)
		at = c.add(at, -1, v.every)
		if !ok || !s.From.Before(end) {
			continue
		}
		if begins := s.From; begins.Before(within.From) {
			if !cut || !s.To.After(within.From) {
				break
			}
			s.From = within.From
		}
		if cut && !within.To.IsZero() && s.To.After(within.To) {
			s.To = within.To
		}
		if all = append(all, s); len(all) == min(MaxSpans, reach(v.every)) {
			break
		}
	}
	slices.Reverse(all)
	return all.tidy()
}

// nthOfEach is the n-th of what comes again in every month, or in a month of
// every year.
func nthOfEach(c *reading, p parts) (value, bool) {
	of, ok := p.lookup("of")
	if !ok {
		of = everyOne(month)
	}
	v := value{grain: p.get("cyc").grain, every: of.every, series: true, at: func(c *reading, start time.Time) (Span, bool) {
		s, ok := of.at(c, start)
		if !ok {
			return Span{}, false
		}
		got, ok := nthOf(c, parts{{"of", value{grain: of.grain, span: s}}, {"cyc", p.get("cyc")}, {"ord", p.get("ord")}})
		return got.span, ok
	}}
	return v, of.at != nil
}

// everyOne is every unit of the calendar.
func everyOne(g grain) value {
	return value{grain: g, every: g, series: true, at: func(c *reading, start time.Time) (Span, bool) {
		return Span{start, c.after(start, g)}, true
	}}
}

// everyBlock is a stretch of weekdays, from the first to the last: "weekdays".
func everyBlock(first, last int) value {
	return value{grain: day, every: week, at: func(c *reading, start time.Time) (Span, bool) {
		return Span{c.add(start, first-1, day), c.add(start, last, day)}, true
	}}
}

// partsOfDays are a part of every day, or of every such weekday: "Sunday
// mornings".
func partsOfDays(c *reading, p parts) (value, bool) {
	part, days := p.get("dayparts").n, everyOne(day)
	if d, ok := p.lookup("day"); ok {
		days = d
	}
	v := value{grain: hour, every: days.every, series: true, at: func(c *reading, start time.Time) (Span, bool) {
		s, ok := days.at(c, start)
		if !ok {
			return Span{}, false
		}
		got, ok := c.hours(s.From, part)
		return got.span, ok
	}}
	return v, !c.tokens[c.at-1].marked
}
