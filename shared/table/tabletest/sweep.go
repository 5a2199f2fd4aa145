package tabletest

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"shoebox/shared/table"
)

// A Kept is an item as it lies in the table's file.
type Kept struct {
	Key  table.Key
	Says string // its attributes, encoded: any two bytes may stand in here by chance
}

// String gives all of it, to look for long words in.
func (k Kept) String() string { return k.Key.Partition + " " + k.Key.Sort + " " + k.Says }

// Sweep gives all that the table's file holds, expired or not, in the order in which it
// lies there. Nobody may be writing.
func (s Store) Sweep(tb testing.TB) []Kept {
	tb.Helper()
	raw, err := os.ReadFile(s.file) // a copy, since the file is in use
	if err != nil {
		tb.Fatalf("reading the table's file: %v", err)
	}
	copied := filepath.Join(tb.TempDir(), "copy.db")
	if err := os.WriteFile(copied, raw, 0o600); err != nil {
		tb.Fatalf("copying the table's file: %v", err)
	}
	db, err := bbolt.Open(copied, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		tb.Fatalf("opening a copy of the table's file: %v", err)
	}
	defer db.Close() //nolint:errcheck // nothing was written
	var all []Kept
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("items")).ForEach(func(k, v []byte) error {
			partition := 2 + int(binary.BigEndian.Uint16(k))
			all = append(all, Kept{Key: table.Key{Partition: string(k[2:partition]), Sort: string(k[partition:])}, Says: string(v)})
			return nil
		})
	})
	if err != nil {
		tb.Fatalf("reading a copy of the table's file: %v", err)
	}
	return all
}
