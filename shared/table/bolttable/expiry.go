package bolttable

import (
	"bytes"
	"encoding/binary"
	"time"

	"go.etcd.io/bbolt"
)

const (
	// grace is how long expired items stay in the file.
	grace = 48 * time.Hour
	// sweepAtOnce bounds the deletions that go along with one write.
	sweepAtOnce = 8
)

// expiryOf reads the expiry alone; zero for an item without, or none.
func expiryOf(stored []byte) time.Time {
	_, n := binary.Uvarint(stored)
	if n <= 0 {
		return time.Time{}
	}
	if expires, _ := binary.Uvarint(stored[n:]); expires != 0 {
		return time.Unix(int64(expires), 0)
	}
	return time.Time{}
}

// sweep deletes a few items that expired long ago.
func (d *Driver) sweep(tx *bbolt.Tx, now time.Time) error {
	end := uint64(max(0, now.Add(-grace).Unix()))
	var old [][]byte
	cursor := tx.Bucket(d.expiry).Cursor()
	for k, _ := cursor.First(); k != nil && len(old) < sweepAtOnce; k, _ = cursor.Next() {
		if binary.BigEndian.Uint64(k) > end {
			break
		}
		old = append(old, bytes.Clone(k))
	}
	for _, k := range old {
		if err := tx.Bucket(d.expiry).Delete(k); err != nil {
			return err
		}
		if err := tx.Bucket(d.items).Delete(k[8:]); err != nil {
			return err
		}
	}
	return nil
}
