package house

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// limit is how often something may be done for one address within a time that begins
// with the first.
type limit struct {
	name string
	most int64
	life time.Duration
}

var (
	signIns = limit{"tries", 10, 15 * time.Minute}
	mails   = limit{"mails", 20, time.Hour}
)

// count counts a try before it is made, so that many at once don't get more: Throttled
// for too many. An address without an account is counted like one that has one.
func (h *House) count(ctx context.Context, email string, l limit) error {
	key := beside(email, l.name)
	err := h.Table.Write(ctx, table.Put(table.Item{
		Key: key, Attributes: table.Attributes{"n": int64(1)}, Expires: h.Now().Add(l.life),
	}, table.Absent()))
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	err = h.Table.Write(ctx, table.Update(key, table.Change{Add: map[string]int64{"n": 1}}, table.Less("n", l.most)))
	if fault.Is(err, fault.Conflict) {
		return fault.As("house.count", fault.Throttled, err)
	}
	return err
}
