package gallery

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Charge counts one more of what costs money and is paid for by the gallery, such as
// "labels", in the month of the present, in UTC. TooLarge, and nothing is counted,
// where there were as many as the cap allows; 0 and less allow none. After an
// Unavailable it may have been counted. The count goes some days after the month.
func (g *Gallery) Charge(ctx context.Context, what string, limit int) error {
	const op = "gallery.Charge"
	if err := g.mayChange(op); err != nil {
		return err
	}
	if !identifier(what) {
		return fault.New(op, fault.Invalid, notCharged)
	}
	if limit <= 0 {
		return fault.New(op, fault.TooLarge, "the gallery may have none of these")
	}
	now := g.all.now().UTC()
	change := table.Change{Add: map[string]int64{"count": 1}, Expires: afterMonth(now)}
	room := table.AnyOf(table.HasNo("count"), table.Less("count", int64(limit)))
	err := g.all.table.Write(ctx, table.Update(chargeKey(g.id, what, now), change, room))
	if fault.Is(err, fault.Conflict) && len(table.Failed(err)) > 0 {
		return fault.New(op, fault.TooLarge, "the gallery has had this month's; there are more from the first of the next")
	}
	return fault.Wrap(op, err)
}

// Refund takes back one of what was charged in the month of the present, in UTC, where
// what was to be paid for was not had. Where none was charged it does nothing. After an
// Unavailable it may have been taken back.
func (g *Gallery) Refund(ctx context.Context, what string) error {
	const op = "gallery.Refund"
	if err := g.mayChange(op); err != nil {
		return err
	}
	if !identifier(what) {
		return fault.New(op, fault.Invalid, notCharged)
	}
	change := table.Change{Add: map[string]int64{"count": -1}}
	some := table.AtLeast("count", int64(1))
	err := g.all.table.Write(ctx, table.Update(chargeKey(g.id, what, g.all.now().UTC()), change, some))
	if fault.Is(err, fault.Conflict) && len(table.Failed(err)) > 0 {
		return nil
	}
	return fault.Wrap(op, err)
}

const notCharged = "what is charged is 1 to 40 letters, digits, dashes and underscores"

// afterMonth is when nobody asks any more what was counted in a month.
func afterMonth(now time.Time) time.Time {
	const anyClock = 3 * 24 * time.Hour
	return time.Date(now.Year(), now.Month()+1, 1, 0, 0, 0, 0, time.UTC).Add(anyClock)
}

func chargePartition(g ID) string { return "C#" + string(g) }

func chargeKey(g ID, what string, now time.Time) table.Key {
	return table.Key{Partition: chargePartition(g), Sort: what + "#" + now.Format("2006-01")}
}
