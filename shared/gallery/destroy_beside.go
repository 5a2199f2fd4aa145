package gallery

import (
	"context"

	"shoebox/shared/table"
)

// clearBeside removes what stands beside photos and lists: objects that are noted to be
// removed, neighbours that lead nowhere, what was charged, and the days on the calendar
// to come. One that has passed goes when it is kept.
func (g *Gallery) clearBeside(ctx context.Context, each func(Objects) error) error {
	q := table.Query{Partition: notePartition(g.id), Consistent: true}
	err := g.pages(ctx, q, func(items []table.Item) error {
		for _, i := range items {
			if o := objectsOf(i); o != (Objects{}) {
				if err := each(o); err != nil {
					return err
				}
			}
		}
		return g.remove(ctx, keys(items))
	})
	if err != nil {
		return err
	}
	for band := range bands {
		if err := g.removeRange(ctx, table.Query{Partition: bandPartition(g.id, band)}); err != nil {
			return err
		}
	}
	if err := g.removeRange(ctx, table.Query{Partition: chargePartition(g.id)}); err != nil {
		return err
	}
	return g.remove(ctx, g.daysToCome())
}

// daysToCome are where the gallery may stand on the calendar, from yesterday to the day
// for what is trashed tomorrow.
func (g *Gallery) daysToCome() []table.Key {
	var days []table.Key
	last := g.all.now().UTC().Add(TrashLife).AddDate(0, 0, noteRest)
	for day := g.all.now().UTC().AddDate(0, 0, -1); !day.After(last); day = day.AddDate(0, 0, 1) {
		days = append(days, dueKey(g.id, day.Format(calendarDay)))
	}
	return days
}
