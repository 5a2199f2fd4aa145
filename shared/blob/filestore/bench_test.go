package filestore_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
)

// BenchmarkList goes through a folder of many files, by pages and in one go.
func BenchmarkList(b *testing.B) {
	const files = 20_000
	dir := b.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "inbox"), 0o700); err != nil {
		b.Fatal(err)
	}
	for i := range files {
		if err := os.WriteFile(filepath.Join(dir, "inbox", fmt.Sprintf("IMG_%05d.jpg", i)), nil, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	s := blob.New(folder(b, filestore.Config{Dir: dir, Now: time.Now}))
	b.Run("pages", func(b *testing.B) {
		for b.Loop() {
			n := 0
			for from, more := blob.Cursor(""), true; more; more = from != "" {
				page, err := s.List(b.Context(), "inbox/", from, blob.MaxPage)
				if err != nil {
					b.Fatal(err)
				}
				n, from = n+len(page.Objects), page.Next
			}
			if n != files {
				b.Fatalf("got %d files", n)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			n := 0
			for _, err := range s.All(b.Context(), "inbox/") {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			if n != files {
				b.Fatalf("got %d files", n)
			}
		}
	})
}
