package table

import (
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
)

// abreast is how many requests of one large read or batch are under way at once.
// An embedded store commits those that wait together at the price of one.
const abreast = 16

// BatchGet reads any number of items and gives those that are there, in the order
// of the keys. A key asked twice is an Invalid.
func (t *Table) BatchGet(ctx context.Context, keys []Key) ([]Item, error) {
	const op = "table.BatchGet"
	place := make(map[Key]int, len(keys))
	for i, key := range keys {
		if err := checkKey(op, key); err != nil {
			return nil, err
		}
		if _, twice := place[key]; twice {
			return nil, fault.New(op, fault.Invalid, "a key is asked twice")
		}
		place[key] = i
	}
	found := make([]Item, len(keys))
	err := inChunks(ctx, keys, maxGet, func(ctx context.Context, left []Key) ([]Key, error) {
		got, err := t.driver.Get(ctx, left, false)
		for _, item := range got.Items {
			found[place[item.Key]] = item
		}
		return got.Left, err
	})
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	found = slices.DeleteFunc(found, func(item Item) bool { return item.Key == Key{} })
	return t.live(found), nil
}

// Batch makes any number of puts and deletes without conditions, in no order and
// not together: after an error some may have been made. What it takes must be
// safe to repeat. A key written twice is an Invalid.
func (t *Table) Batch(ctx context.Context, writes []Write) error {
	const op = "table.Batch"
	writes, err := checkWrites(op, writes)
	if err != nil {
		return err
	}
	for _, w := range writes {
		if len(w.If) > 0 || w.Op != OpPut && w.Op != OpDelete {
			return fault.New(op, fault.Invalid, "a batch takes puts and deletes without conditions")
		}
	}
	err = inChunks(ctx, writes, maxBatch, func(ctx context.Context, left []Write) ([]Write, error) {
		wrote, err := t.driver.Batch(ctx, left)
		return wrote.Left, err
	})
	return fault.Wrap(op, err)
}

// inChunks makes requests of at most size elements until none is left over.
func inChunks[E any](ctx context.Context, all []E, size int, request func(context.Context, []E) (left []E, err error)) error {
	if len(all) <= size {
		return untilNone(ctx, all, request)
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(abreast)
	for chunk := range slices.Chunk(all, size) {
		group.Go(func() error { return untilNone(ctx, chunk, request) })
	}
	return group.Wait()
}

// untilNone repeats a request for what it left over. As long as that shrinks, it
// starts its count of attempts anew.
func untilNone[E any](ctx context.Context, chunk []E, request func(context.Context, []E) (left []E, err error)) error {
	for len(chunk) > 0 {
		before := len(chunk)
		err := retry(ctx, true, func(ctx context.Context) (again bool, err error) {
			left, err := request(ctx, chunk)
			if err == nil {
				chunk = left
			}
			return len(chunk) == before, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
