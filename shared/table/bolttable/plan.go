package bolttable

import (
	"time"

	"go.etcd.io/bbolt"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// plan is what a write does to the file.
type plan struct {
	key     []byte
	before  []byte // the stored item; nil where there is none
	after   []byte // nil for none
	expires time.Time
	sizes   table.Sizes
	keep    bool // the item stays as it is
	// Why the write is refused: its conditions, or an update of an expired item.
	failed, expired bool
}

// plan looks at all the writes before any is made, so that a refusal has changed
// nothing. It notes the sizes, which the engine charges for a refusal too.
func (d *Driver) plan(tx *bbolt.Tx, writes []table.Write, now time.Time, wrote *table.Wrote) ([]plan, error) {
	items, dec := tx.Bucket(d.items), newDecoder()
	plans := make([]plan, len(writes))
	sizes := make([]table.Sizes, len(writes))
	var rejection table.RejectedError
	for i, w := range writes {
		p, err := planOne(items, dec, w, now)
		if err != nil {
			return nil, err
		}
		if p.failed {
			rejection.Failed = append(rejection.Failed, i)
		}
		if p.expired {
			rejection.Expired = append(rejection.Expired, i)
		}
		plans[i], sizes[i] = p, p.sizes
	}
	wrote.Sizes = sizes
	if len(rejection.Failed)+len(rejection.Expired) > 0 {
		return nil, fault.As("bolttable.plan", fault.Conflict, &rejection)
	}
	return plans, nil
}

func planOne(items *bbolt.Bucket, dec *decoder, w table.Write, now time.Time) (plan, error) {
	p := plan{key: storedKey(w.Item.Key), keep: w.Op == table.OpCheck}
	p.before = items.Get(p.key)
	p.sizes.Before = sizeOf(p.before)
	var before *table.Item
	if p.before != nil && (len(w.If) > 0 || w.Op == table.OpUpdate) {
		item, _, err := dec.item(w.Item.Key, p.before)
		if err != nil {
			return plan{}, err
		}
		before = &item
	}
	gone := before != nil && !before.Expires.IsZero() && !before.Expires.After(now)
	if gone {
		before = nil
	}
	p.failed = !table.Holds(w.If, before)
	p.expired = gone && w.Op == table.OpUpdate && !p.failed
	after, err := afterwards(w, before)
	switch {
	case err != nil && p.failed: // refused before it could go wrong
		return p, nil
	case err != nil:
		return plan{}, err
	case after != nil:
		p.sizes.After = table.Size(*after)
		p.after, p.expires = encode(*after, p.sizes.After), after.Expires
	}
	return p, nil
}

// afterwards gives the item a write leaves, nil for none or one it does not touch.
func afterwards(w table.Write, before *table.Item) (*table.Item, error) {
	switch w.Op {
	case table.OpPut:
		return &w.Item, nil
	case table.OpUpdate:
		item, err := table.Apply(w, before)
		return &item, err
	case table.OpDelete, table.OpCheck:
	}
	return nil, nil
}
