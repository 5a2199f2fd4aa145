package bolttable_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

func openAt(t *testing.T, path string) *bolttable.Driver {
	t.Helper()
	d, err := bolttable.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func numbered(i int) table.Item {
	return table.Item{Key: table.Key{Partition: "p", Sort: fmt.Sprintf("%04d", i)}, Attributes: table.Attributes{"i": int64(i)}}
}

func TestFile(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	clock := func() time.Time { return now }

	t.Run("what was written is there after closing and opening", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "table.db")
		first := table.New(openAt(t, path), clock)
		var writers sync.WaitGroup
		for i := range 40 {
			writers.Go(func() {
				if err := first.Write(t.Context(), table.Put(numbered(i))); err != nil {
					t.Error(err)
				}
			})
		}
		writers.Wait()
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		second := table.New(openAt(t, path), clock)
		page, err := second.Query(t.Context(), table.Query{Partition: "p"})
		if err != nil || len(page.Items) != 40 {
			t.Errorf("got %d items, %v, want 40", len(page.Items), err)
		}
		if err := second.Close(); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("a closed store is unavailable", func(t *testing.T) {
		d := openAt(t, filepath.Join(t.TempDir(), "table.db"))
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		key := numbered(1).Key
		if _, err := d.Get(t.Context(), []table.Key{key}, false); !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want it to be unavailable", err)
		}
		_, err := d.Write(t.Context(), []table.Write{table.Delete(key)}, table.WriteOptions{})
		if !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want it to be unavailable", err)
		}
	})
	t.Run("what expired two days ago leaves the file with later writes", func(t *testing.T) {
		d := openAt(t, filepath.Join(t.TempDir(), "table.db"))
		defer func() { _ = d.Close() }()
		at := now
		tab := table.New(d, func() time.Time { return at })
		for i := range 20 {
			item := numbered(i)
			item.Expires = now.Add(time.Hour)
			if err := tab.Write(t.Context(), table.Put(item)); err != nil {
				t.Fatal(err)
			}
		}
		// One gets a later expiry, one loses it: their old ones must be forgotten.
		late := numbered(0)
		late.Expires = now.Add(1000 * time.Hour)
		if err := tab.Write(t.Context(), table.Put(late)); err != nil {
			t.Fatal(err)
		}
		if err := tab.Write(t.Context(), table.Put(numbered(1))); err != nil {
			t.Fatal(err)
		}
		wantStored(t, d, 20, 19)
		at = now.Add(50 * time.Hour)
		for range 3 {
			if err := tab.Write(t.Context(), table.Put(numbered(1))); err != nil {
				t.Fatal(err)
			}
		}
		wantStored(t, d, 2, 1)
	})
}

func wantStored(t *testing.T, d *bolttable.Driver, items, expiring int) {
	t.Helper()
	gotItems, gotExpiring, err := d.Stored()
	if err != nil || gotItems != items || gotExpiring != expiring {
		t.Errorf("got %d items, %d expiring, %v, want %d and %d", gotItems, gotExpiring, err, items, expiring)
	}
}
