package when

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"shoebox/shared/fault"
)

// The forms of AMAZON.DATE: a year, decade or century ("2024", "201X", "20XX"), or
// any year ("XXXX"), and behind it a month and day, a week or its weekend, a
// season, or a quarter.
var amazonForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?:` +
		`(?P<month>\d{1,2}|XX)(?:-(?P<day>\d{1,2}|XX))?|` +
		`W(?P<week>\d{1,2})(?P<weekend>-WE)?|` +
		`(?P<season>SP|SU|FA|WI)|Q(?P<quarter>[1-4])|H(?P<half>[12])))?$`)
})

// Amazon reads a value of Alexa's slot type AMAZON.DATE, in either case and with
// spaces in it. A value that begins in the future is moved to its last occurrence:
// a week to the same week by ISO 8601 of a year that has it, 29 February to the
// last leap year's. What is none ("2021-W53") is an Invalid.
func (r *Reader) Amazon(value string, now time.Time) (Spans, error) {
	const op = "when.Amazon"
	if len(value) > 64 {
		return nil, fault.New(op, fault.Invalid, "too long for a date value")
	}
	c := r.reading("", now)
	plain := strings.ToUpper(strings.Join(strings.Fields(value), ""))
	if plain == "PRESENT_REF" {
		return Spans{{c.today(), c.add(c.today(), 1, day)}}, nil
	}
	m := amazonForm().FindStringSubmatch(plain)
	if m == nil {
		return nil, fault.New(op, fault.Invalid, "no date value")
	}
	s, ok := c.amazon(m)
	if !ok {
		return nil, fault.New(op, fault.Invalid, "no such date")
	}
	return Spans{s}, nil
}

func (c *reading) amazon(m []string) (Span, bool) {
	v, ok := c.amazonPart(m)
	y, err := strconv.Atoi(strings.ReplaceAll(m[1], "X", "0"))
	switch {
	case !ok:
		return Span{}, false
	case m[1] == "XXXX":
		return c.resolve(v)
	case strings.HasSuffix(m[1], "X"):
		return c.amazonYears(m[1], y)
	case err != nil || y < 1:
		return Span{}, false
	}
	s, ok := v.at(c, c.date(y, 1, 1))
	if !ok || !valid(s) {
		return Span{}, false
	}
	if s.From.After(c.now) {
		return c.resolve(v)
	}
	return s, true
}

// amazonYears is a decade or a century.
func (c *reading) amazonYears(form string, y int) (Span, bool) {
	years := 10
	if strings.HasSuffix(form, "XX") {
		years = 100
	}
	for y > c.now.Year() {
		y -= years
	}
	s := Span{c.date(y, 1, 1), c.date(y+years, 1, 1)}
	return s, valid(s) && y > 0
}

// amazonPart is what a value says of the year, as something that comes every
// year.
func (c *reading) amazonPart(m []string) (value, bool) {
	group := func(name string) string { return m[amazonForm().SubexpIndex(name)] }
	number := func(name string) int {
		n, err := strconv.Atoi(group(name))
		if err != nil {
			return 0
		}
		return n
	}
	if strings.HasSuffix(m[1], "X") && m[1] != "XXXX" && strings.Contains(m[0], "-") {
		return value{}, false
	}
	switch mm, dd := group("month"), group("day"); {
	case mm == "XX" && dd != "" && dd != "XX":
		return value{}, false
	case mm != "" && mm != "XX" && dd != "" && dd != "XX":
		return everyYearOn(number("month"), number("day"))
	case mm != "" && mm != "XX":
		n := number("month")
		return everyMonth(n, certain), n >= 1 && n <= 12
	case group("week") != "":
		return everyISOWeek(number("week"), group("weekend") != "")
	case group("season") != "":
		return everySeason(map[string]int{"SP": spring, "SU": summer, "FA": autumn, "WI": winter}[group("season")], certain), true
	case group("quarter") != "":
		return nthUnit(c, parts{{"unit", value{n: int(quarter)}}, {"n", value{n: number("quarter")}}})
	case group("half") != "":
		return nthUnit(c, parts{{"unit", value{n: int(half)}}, {"n", value{n: number("half")}}})
	}
	return value{grain: year, every: year, at: func(c *reading, start time.Time) (Span, bool) {
		return Span{start, c.date(start.Year()+1, 1, 1)}, true
	}}, true
}

// everyISOWeek is a week by ISO 8601, or its weekend, of the years that have it.
func everyISOWeek(n int, weekendOnly bool) (value, bool) {
	return value{grain: week, every: year, at: func(c *reading, start time.Time) (Span, bool) {
		s, ok := c.isoWeek(start.Year(), n)
		if weekendOnly && ok {
			s.From = c.add(s.From, 5, day)
		}
		return s, ok
	}}, n >= 1 && n <= 53
}
