package tabletest

import (
	"path/filepath"
	"testing"
	"time"

	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

// Store is a table of a test's own, with the parts beneath.
type Store struct {
	*table.Table
	Meter  *table.Meter // counts what the table asks
	Faulty *Faulty      // lies beneath the meter: nothing goes wrong until a test says so
	file   string
}

// Open gives a metered table over a file in the test's folder, with the clock of
// the system. It closes with the test.
func Open(tb testing.TB) *table.Table {
	tb.Helper()
	return OpenStore(tb, time.Now).Table
}

// OpenStore gives a table like Open's, with its parts and a clock of the test's.
func OpenStore(tb testing.TB, now func() time.Time) Store {
	tb.Helper()
	file := filepath.Join(tb.TempDir(), "table.db")
	driver, err := bolttable.Open(file)
	if err != nil {
		tb.Fatalf("opening a table: %v", err)
	}
	faulty := NewFaulty(driver)
	meter := table.NewMeter(faulty, nil)
	store := Store{Table: table.New(meter, now), Meter: meter, Faulty: faulty, file: file}
	tb.Cleanup(func() {
		if err := store.Close(); err != nil {
			tb.Errorf("closing a table: %v", err)
		}
	})
	return store
}
