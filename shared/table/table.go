package table

import (
	"context"
	"time"

	"shoebox/shared/fault"
)

// Table is what Shoebox stores things in. Its methods may be called concurrently.
//
// What fails for a while (Throttled, Unavailable, keys or writes an engine left
// over, a transaction that met another) is tried again a few times with growing,
// jittered pauses, as far as the context allows and as far as doing it twice does
// no harm. A single write that is conditional or adds is repeated only where it
// surely was not made: after an Unavailable it may or may not have been. An attempt
// that can be repeated takes at most half of the time its context has left, and at
// most 5 seconds.
//
// Errors have the kinds NotFound (Get), Conflict (a condition did not hold, or a
// transaction met another), Invalid, TooLarge, Throttled, Unavailable, Timeout and
// Canceled.
type Table struct {
	driver Driver
	now    func() time.Time
}

// New makes a table over a driver. The clock decides what has expired.
func New(driver Driver, now func() time.Time) *Table {
	return &Table{driver: driver, now: now}
}

// Get reads an item; NotFound where there is no live one. What was written just
// before may not be seen yet.
func (t *Table) Get(ctx context.Context, key Key) (Item, error) {
	return t.get(ctx, "table.Get", key, false)
}

// GetConsistent reads an item as it was last written, at twice the read units.
func (t *Table) GetConsistent(ctx context.Context, key Key) (Item, error) {
	return t.get(ctx, "table.GetConsistent", key, true)
}

func (t *Table) get(ctx context.Context, op string, key Key, consistent bool) (Item, error) {
	if err := checkKey(op, key); err != nil {
		return Item{}, err
	}
	left := []Key{key}
	var got Got
	err := retry(ctx, true, func(ctx context.Context) (again bool, err error) {
		got, err = t.driver.Get(ctx, left, consistent)
		return len(got.Left) > 0, err
	})
	if err != nil {
		return Item{}, fault.Wrap(op, err)
	}
	if len(got.Items) == 0 || got.Items[0].expired(t.now()) {
		return Item{}, fault.New(op, fault.NotFound, "no item under this key")
	}
	return got.Items[0], nil
}

// Query reads one page of a range. A range without keys, From behind To or After
// at its end, is an empty page and no request.
func (t *Table) Query(ctx context.Context, q Query) (Page, error) {
	const op = "table.Query"
	if err := checkQuery(op, q); err != nil {
		return Page{}, err
	}
	q, some := q.clamp()
	if !some {
		return Page{}, nil
	}
	var found Range
	err := retry(ctx, true, func(ctx context.Context) (again bool, err error) {
		found, err = t.driver.Query(ctx, q)
		return false, err
	})
	if err != nil {
		return Page{}, fault.Wrap(op, err)
	}
	return Page{Items: t.live(found.Items), Next: found.Next}, nil
}

// live gives the items that have not expired, in the same array.
func (t *Table) live(items []Item) []Item {
	now := t.now()
	live := items[:0]
	for _, item := range items {
		if !item.expired(now) {
			live = append(live, item)
		}
	}
	return live
}

// expired reports whether the item is no longer there for readers.
func (i Item) expired(now time.Time) bool {
	return !i.Expires.IsZero() && !i.Expires.After(now)
}

// Close closes the driver.
func (t *Table) Close() error {
	return fault.Wrap("table.Close", t.driver.Close())
}
