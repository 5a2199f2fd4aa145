package bolttable_test

import (
	"os"
	"path/filepath"
	"testing"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
	"shoebox/shared/table/tabletest"
)

func open(tb testing.TB) table.Driver {
	tb.Helper()
	d, err := bolttable.Open(filepath.Join(tb.TempDir(), "folder", "table.db"))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := d.Close(); err != nil {
			tb.Error(err)
		}
	})
	return d
}

func TestConformance(t *testing.T) { tabletest.Run(t, open) }

func BenchmarkDriver(b *testing.B) { tabletest.Bench(b, open) }

func TestOpen(t *testing.T) {
	t.Run("a file is held by one at a time", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "table.db")
		first, err := bolttable.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := bolttable.Open(path); !fault.Is(err, fault.Conflict) {
			t.Errorf("got %v, want a conflict", err)
		}
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		second, err := bolttable.Open(path)
		if err != nil {
			t.Fatalf("got %v, want the file to be free again", err)
		}
		if err := second.Close(); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("a file of something else is invalid", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "table.db")
		if err := os.WriteFile(path, make([]byte, 1<<16), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := bolttable.Open(path); !fault.Is(err, fault.Invalid) {
			t.Errorf("got %v, want it to be invalid", err)
		}
	})
	t.Run("a folder that cannot be made is said to be so", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := bolttable.Open(filepath.Join(file, "table.db")); !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want it to be unavailable", err)
		}
	})
}
