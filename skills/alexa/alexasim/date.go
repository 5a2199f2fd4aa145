package alexasim

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"shoebox/intents/when"
)

// date gives the AMAZON.DATE value of words, where they have one. Alexa takes a
// date without a year for the next, and so does this.
func (d *Device) date(said string) (string, bool) {
	if d.times == nil {
		return "", false
	}
	now := d.config.Now()
	spans, err := d.times.Read(said, now)
	if err != nil || len(spans) != 1 || spans[0].From.IsZero() || spans[0].To.IsZero() {
		return "", false
	}
	span := spans[0]
	if yearless(said) && !span.To.After(now) {
		next := when.Span{From: span.From.AddDate(1, 0, 0), To: span.To.AddDate(1, 0, 0)}
		if value, ok := dateValue(next); ok {
			return value, true
		}
	}
	return dateValue(span)
}

// yearless reports whether words leave the year open: a month, a day, a season, a
// feast.
func yearless(said string) bool {
	if strings.ContainsAny(said, "0123456789") {
		return false
	}
	for w := range strings.FieldsSeq(said) {
		if slices.Contains([]string{
			"last", "ago", "past", "previous", "this", "yesterday", "today", "tonight", "now", "recently",
			"week", "weekend", "month", "year", "twenty", "nineteen", "thousand",
		}, w) {
			return false
		}
	}
	return true
}

// dateValue writes a span in the forms of AMAZON.DATE. Most spans have none.
func dateValue(s when.Span) (string, bool) {
	from, to := s.From, s.To
	if from.Hour() != 0 || from.Minute() != 0 || from.Second() != 0 {
		return "", false
	}
	year, week := from.ISOWeek()
	is := func(years, months, days int) bool { return to.Equal(from.AddDate(years, months, days)) }
	switch {
	case is(0, 0, 1):
		return from.Format("2006-01-02"), true
	case from.Weekday() == time.Saturday && is(0, 0, 2):
		return fmt.Sprintf("%04d-W%02d-WE", year, week), true
	case from.Weekday() == time.Monday && is(0, 0, 7):
		return fmt.Sprintf("%04d-W%02d", year, week), true
	case from.Day() != 1:
		return "", false
	case is(0, 1, 0):
		return from.Format("2006-01"), true
	case from.Month() == time.January && is(1, 0, 0):
		return from.Format("2006"), true
	case from.Month() == time.January && from.Year()%10 == 0 && is(10, 0, 0):
		return from.Format("2006")[:3] + "X", true
	case is(0, 3, 0):
		return quarterOrSeason(from)
	}
	return "", false
}

func quarterOrSeason(from time.Time) (string, bool) {
	year := from.Format("2006")
	switch from.Month() {
	case time.March:
		return year + "-SP", true
	case time.June:
		return year + "-SU", true
	case time.September:
		return year + "-FA", true
	case time.December:
		return year + "-WI", true
	case time.January, time.April, time.July, time.October:
		return fmt.Sprintf("%s-Q%d", year, (int(from.Month())+2)/3), true
	default:
		return "", false
	}
}
