package account_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// stored gives all that the table's file holds, expired or not: each item's key and
// what it says, as it lies there.
func (tw town) stored() []string {
	tw.t.Helper()
	raw, err := os.ReadFile(tw.file) // a copy, since the file is in use
	if err != nil {
		tw.t.Fatal(err)
	}
	copied := filepath.Join(tw.t.TempDir(), "copy.db")
	if err := os.WriteFile(copied, raw, 0o600); err != nil {
		tw.t.Fatal(err)
	}
	db, err := bbolt.Open(copied, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		tw.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // nothing was written
	var all []string
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			if strings.HasPrefix(string(name), "expiry") {
				return nil // an order of what is in the other
			}
			return b.ForEach(func(k, v []byte) error {
				all = append(all, string(k)+" "+string(v))
				return nil
			})
		})
	})
	if err != nil {
		tw.t.Fatal(err)
	}
	slices.Sort(all)
	return all
}
