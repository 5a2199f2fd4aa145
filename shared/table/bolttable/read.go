package bolttable

import (
	"bytes"
	"context"

	"go.etcd.io/bbolt"

	"shoebox/shared/table"
)

// maxAnswer is how much one request of several keys gives, as in DynamoDB.
const maxAnswer = 16 << 20

// Get implements table.Driver. Every read is consistent.
func (d *Driver) Get(ctx context.Context, keys []table.Key, _ bool) (table.Got, error) {
	const op = "bolttable.Get"
	if err := ctx.Err(); err != nil {
		return table.Got{}, storeFault(op, err)
	}
	var got table.Got
	err := d.db.View(func(tx *bbolt.Tx) error {
		items, dec, total := tx.Bucket(d.items), newDecoder(), 0
		for i, key := range keys {
			stored := items.Get(storedKey(key))
			if stored == nil {
				continue
			}
			item, size, err := dec.item(key, stored)
			if err != nil {
				return err
			}
			if total += size; total > maxAnswer && len(keys) > 1 {
				got.Left = keys[i:]
				return nil
			}
			got.Items = append(got.Items, item)
			got.Sizes = append(got.Sizes, size)
		}
		return nil
	})
	if err != nil {
		return table.Got{}, storeFault(op, err)
	}
	return got, nil
}

// Query implements table.Driver.
func (d *Driver) Query(ctx context.Context, q table.Query) (table.Range, error) {
	const op = "bolttable.Query"
	if err := ctx.Err(); err != nil {
		return table.Range{}, storeFault(op, err)
	}
	var found table.Range
	err := d.db.View(func(tx *bbolt.Tx) error {
		walk := newWalk(tx.Bucket(d.items).Cursor(), q)
		dec := newDecoder()
		for sort, stored := walk.first(); stored != nil; sort, stored = walk.next() {
			item, size, err := dec.item(table.Key{Partition: q.Partition, Sort: string(sort)}, stored)
			if err != nil {
				return err
			}
			found.Items = append(found.Items, item)
			found.Size += size
			// The item that fills the page is still on it.
			if len(found.Items) == q.Limit || found.Size >= table.MaxPage {
				found.Next = item.Sort
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return table.Range{}, storeFault(op, err)
	}
	return found, nil
}

// walk goes through the stored items of a range in the direction of the query.
type walk struct {
	cursor *bbolt.Cursor
	query  table.Query
	prefix []byte // of the partition's keys
}

func newWalk(cursor *bbolt.Cursor, q table.Query) walk {
	return walk{cursor: cursor, query: q, prefix: appendPrefix(nil, q.Partition)}
}

func (w walk) key(sort string) []byte {
	return append(bytes.Clone(w.prefix), sort...)
}

func (w walk) first() (sort, stored []byte) {
	if w.query.Descending {
		return w.inside(w.last())
	}
	from := max(w.query.From, w.query.After)
	k, v := w.cursor.Seek(w.key(from))
	if w.query.After != "" && bytes.Equal(k, w.key(w.query.After)) {
		k, v = w.cursor.Next()
	}
	return w.inside(k, v)
}

// last finds the highest key at or below To and below After.
func (w walk) last() (k, v []byte) {
	bound, inclusive := w.query.To, true
	if w.query.After != "" {
		bound, inclusive = w.query.After, false
	}
	seek := w.key(bound)
	if bound == "" {
		// No text holds the byte FF: this is behind the partition.
		seek = append(seek, 0xff)
	}
	k, v = w.cursor.Seek(seek)
	if k == nil {
		return w.cursor.Last()
	}
	if inclusive && bytes.Equal(k, seek) {
		return k, v
	}
	return w.cursor.Prev()
}

func (w walk) next() (sort, stored []byte) {
	if w.query.Descending {
		return w.inside(w.cursor.Prev())
	}
	return w.inside(w.cursor.Next())
}

// inside gives the sort key and the item, or nothing once the range is left.
func (w walk) inside(k, v []byte) (sort, stored []byte) {
	if !bytes.HasPrefix(k, w.prefix) {
		return nil, nil
	}
	sort = k[len(w.prefix):]
	if w.query.Descending && string(sort) < w.query.From ||
		!w.query.Descending && w.query.To != "" && string(sort) > w.query.To {
		return nil, nil
	}
	return sort, v
}
