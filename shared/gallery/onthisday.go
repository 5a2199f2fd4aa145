package gallery

import (
	"context"
	"time"

	"shoebox/shared/fault"
)

// OnThisDay gives a page of the photos taken on day's month and day, by the
// calendar of the place where they were taken, in years before day's, newest
// first. On 28 February of a common year, 29 February counts too.
func (g *Gallery) OnThisDay(ctx context.Context, day time.Time, length int, c Cursor) (Page, error) {
	const op = "gallery.OnThisDay"
	if err := g.mayLook(op); err != nil {
		return Page{}, err
	}
	length, err := limit(length)
	if err != nil {
		return Page{}, fault.Wrap(op, err)
	}
	date := day.Format("0102")
	s := sealer{keys: g.all.keys, bound: bindings(g.id, "day", day.Format("2006-0102"))}
	w := walk{length: length}
	if c != "" {
		at, err := s.open(c)
		if err != nil {
			return Page{}, fault.Wrap(op, err)
		}
		w.at = &at
	}
	p := plan{lists: []string{dayPrefix + date}, size: -1, share: 1, tests: tests{before: day.Year()}}
	const leapDay = "0229"
	if date == "0228" && day.AddDate(0, 0, 1).Day() == 1 {
		p.lists = append(p.lists, dayPrefix+leapDay)
	}
	// A year begins up to 15 hours later in other zones than in UTC.
	newYear := time.Date(day.Year(), time.January, 1, 15, 0, 0, 0, time.UTC)
	if _, p.to, _ = bounds(time.Time{}, newYear); p.to == "" {
		return Page{Exact: true, Complete: true}, nil
	}
	page, err := g.page(ctx, p, s, w)
	return page, fault.Wrap(op, err)
}
