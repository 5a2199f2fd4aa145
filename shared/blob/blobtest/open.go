package blobtest

import (
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
)

// Open gives a store over a folder of the test's own. It closes with the test.
func Open(tb testing.TB) *blob.Store {
	tb.Helper()
	store, _ := OpenFaulty(tb)
	return store
}

// OpenFaulty gives a store like Open's, in which nothing goes wrong until the test
// says so.
func OpenFaulty(tb testing.TB) (*blob.Store, *Faulty) {
	tb.Helper()
	driver, err := filestore.Open(filestore.Config{Dir: tb.TempDir(), Now: time.Now})
	if err != nil {
		tb.Fatalf("opening a store: %v", err)
	}
	faulty := NewFaulty(driver)
	store := blob.New(faulty)
	tb.Cleanup(func() {
		if err := store.Close(); err != nil {
			tb.Errorf("closing a store: %v", err)
		}
	})
	return store, faulty
}
