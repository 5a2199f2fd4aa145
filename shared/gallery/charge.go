package gallery

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Receipt is for one that was charged: it may be given back for it. The zero Receipt is
// for nothing.
type Receipt struct {
	gallery ID
	what    string
	at      time.Time
}

// Charge counts one more of what costs money and is paid for by the gallery, such as
// "labels", in the month of the present, in UTC. TooLarge, and nothing is counted,
// where there were as many as the cap allows; 0 and less allow none. After an
// Unavailable it may have been counted. The count goes some days after the month.
func (g *Gallery) Charge(ctx context.Context, what string, limit int) (Receipt, error) {
	const op = "gallery.Charge"
	if err := g.mayChange(op); err != nil {
		return Receipt{}, err
	}
	if !identifier(what) {
		return Receipt{}, fault.New(op, fault.Invalid, "what is charged is 1 to 40 letters, digits, dashes and underscores")
	}
	if limit <= 0 {
		return Receipt{}, fault.New(op, fault.TooLarge, "the gallery may have none of these")
	}
	r := Receipt{g.id, what, g.all.now().UTC()}
	change := table.Change{Add: map[string]int64{"count": 1}, Expires: afterMonth(r.at)}
	room := table.AnyOf(table.HasNo("count"), table.Less("count", int64(limit)))
	err := g.all.table.Write(ctx, table.Update(r.key(), change, room))
	switch {
	case fault.Is(err, fault.Conflict) && len(table.Failed(err)) > 0:
		return Receipt{}, fault.New(op, fault.TooLarge, "the gallery has had this month's; there are more from the first of the next")
	case err != nil:
		return Receipt{}, fault.Wrap(op, err)
	}
	return r, nil
}

// Refund takes back what was charged, in the month it was charged in, where what was to
// be paid for was not had: once, which is up to the caller. Invalid is a receipt of
// another gallery. After an Unavailable it may have been taken back.
func (g *Gallery) Refund(ctx context.Context, r Receipt) error {
	const op = "gallery.Refund"
	if err := g.mayChange(op); err != nil {
		return err
	}
	switch r.gallery {
	case "":
		return nil
	case g.id:
	default:
		return fault.New(op, fault.Invalid, "it was charged to another gallery")
	}
	change := table.Change{Add: map[string]int64{"count": -1}}
	some := table.AtLeast("count", int64(1)) // there is none where the month is long over
	err := g.all.table.Write(ctx, table.Update(r.key(), change, some))
	if fault.Is(err, fault.Conflict) && len(table.Failed(err)) > 0 {
		return nil
	}
	return fault.Wrap(op, err)
}

// afterMonth is when nobody asks any more what was counted in a month.
func afterMonth(now time.Time) time.Time {
	const anyClock = 3 * 24 * time.Hour
	return time.Date(now.Year(), now.Month()+1, 1, 0, 0, 0, 0, time.UTC).Add(anyClock)
}

func chargePartition(g ID) string { return "C#" + string(g) }

// key is where the gallery's month of what was charged is counted.
func (r Receipt) key() table.Key {
	return table.Key{Partition: chargePartition(r.gallery), Sort: r.what + "#" + r.at.Format("2006-01")}
}
