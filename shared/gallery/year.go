package gallery

import (
	"cmp"
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
)

// years gives the queries for the calendar years nearest to the wished times.
func (o *offer) years(found []posting) []Instead {
	c := calendarOf(o.like.Times)
	years := map[int]int{}
	for _, p := range found {
		years[c.year(p)]++
	}
	var others []Instead
	for _, y := range c.nearest(years) {
		others = append(others, Instead{Query: c.in(y, o.like), Total: years[y]})
		if len(others) == maxOthers {
			break
		}
	}
	return others
}

// calendar tells years in the zone of wished times, by how near they are.
type calendar struct {
	hull Span
	zone *time.Location
}

func calendarOf(ts Times) calendar {
	c := calendar{hull: ts.Hull(), zone: time.UTC}
	switch {
	case !c.hull.From.IsZero():
		c.zone = c.hull.From.Location()
	case !c.hull.To.IsZero():
		c.zone = c.hull.To.Location()
	}
	return c
}

func (c calendar) year(p posting) int { return p.taken().In(c.zone).Year() }

func (c calendar) span(year int) Span {
	return Span{
		From: time.Date(year, time.January, 1, 0, 0, 0, 0, c.zone),
		To:   time.Date(year+1, time.January, 1, 0, 0, 0, 0, c.zone),
	}
}

// in gives the query for a year.
func (c calendar) in(year int, like Query) Query {
	like.Times, like.Cursor = Times{c.span(year)}, ""
	return like
}

// nearest gives the years, those nearest to the times first.
func (c calendar) nearest(photos map[int]int) []int {
	away := func(year int) time.Duration {
		s := c.span(year)
		switch {
		case !c.hull.From.IsZero() && !s.To.After(c.hull.From):
			return c.hull.From.Sub(s.To) + 1
		case !c.hull.To.IsZero() && !s.From.Before(c.hull.To):
			return s.From.Sub(c.hull.To) + 1
		}
		return 0
	}
	years := make([]int, 0, len(photos))
	for y := range photos {
		years = append(years, y)
	}
	slices.SortFunc(years, func(a, b int) int {
		return cmp.Or(cmp.Compare(away(a), away(b)), cmp.Compare(photos[b], photos[a]), cmp.Compare(b, a))
	})
	return years
}

// otherYears gives the years nearest to a query for nothing but times.
func (g *Gallery) otherYears(ctx context.Context, q Query) ([]Instead, error) {
	when := q.Times.stamps()
	if len(when) == 0 {
		return nil, nil
	}
	list := timeline
	if q.Trash {
		list = trash
	}
	before, after := g.into(list, -1), g.into(list, -1)
	before.query.From, before.query.To = "", when[0].low
	after.query.From, after.query.To, after.query.Descending = when[len(when)-1].high, lastSort, false
	group, groupCtx := errgroup.WithContext(ctx)
	for side, open := range map[*glance]bool{before: when[0].low == "", after: when[len(when)-1].high == ""} {
		if open {
			side.whole = true
			continue
		}
		group.Go(func() error { return side.read(groupCtx, g, nil) })
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	c := calendarOf(q.Times)
	years := map[int]int{}
	cut := map[int]bool{}
	for _, side := range []*glance{before, after} {
		for _, p := range side.found {
			years[c.year(p)]++
		}
		if n := len(side.found); n > 0 && !side.whole {
			cut[c.year(side.found[n-1])] = true
		}
	}
	var found []Instead
	for _, y := range c.nearest(years) {
		between := len(when) > 1 && len(Times{c.span(y)}.And(Times{c.hull})) > 0
		found = append(found, Instead{Query: c.in(y, q), Total: years[y], Exact: !cut[y] && !between})
		if len(found) == maxInstead {
			break
		}
	}
	return found, nil
}
