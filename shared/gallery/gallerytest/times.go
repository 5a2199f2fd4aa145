package gallerytest

import (
	"time"

	"shoebox/shared/gallery"
)

// sameDays gives so many days about a day's middle in the years up to its own:
// "Christmas of the last ten years".
func sameDays(middle time.Time, days, years int) gallery.Times {
	var ts gallery.Times
	first := time.Date(middle.Year(), middle.Month(), middle.Day()-days/2, 0, 0, 0, 0, middle.Location())
	for n := range years {
		from := first.AddDate(-n, 0, 0)
		ts = append(ts, gallery.Span{From: from, To: from.AddDate(0, 0, days)})
	}
	return ts
}

// weekends gives the Saturdays and Sundays of a month.
func weekends(in time.Time) gallery.Times {
	var ts gallery.Times
	for day := time.Date(in.Year(), in.Month(), 1, 0, 0, 0, 0, in.Location()); day.Month() == in.Month(); day = day.AddDate(0, 0, 1) {
		if day.Weekday() == time.Saturday {
			ts = append(ts, gallery.Span{From: day, To: day.AddDate(0, 0, 2)})
		}
	}
	return ts
}

// Christmases gives the three days of Christmas of each of the years up to one.
func Christmases(last, years int) gallery.Times {
	return sameDays(time.Date(last, time.December, 25, 0, 0, 0, 0, time.UTC), 3, years)
}

// Weekends gives the weekends of a month.
func Weekends(year int, month time.Month) gallery.Times {
	return weekends(time.Date(year, month, 1, 0, 0, 0, 0, time.UTC))
}
