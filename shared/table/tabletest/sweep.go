package tabletest

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// Sweep gives all that the table's file holds, expired or not, in the order of its
// keys: each item's key and what it says, as they lie there. Nobody may be writing.
func (s Store) Sweep(tb testing.TB) []string {
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
	var all []string
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("items")).ForEach(func(k, v []byte) error {
			all = append(all, string(k)+" "+string(v))
			return nil
		})
	})
	if err != nil {
		tb.Fatalf("reading a copy of the table's file: %v", err)
	}
	slices.Sort(all)
	return all
}
