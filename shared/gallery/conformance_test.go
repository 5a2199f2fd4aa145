package gallery_test

import (
	"path/filepath"
	"testing"

	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

func open(tb testing.TB) table.Driver {
	tb.Helper()
	driver, err := bolttable.Open(filepath.Join(tb.TempDir(), "gallery.db"))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := driver.Close(); err != nil {
			tb.Error(err)
		}
	})
	return driver
}

func TestGalleryOverBolt(t *testing.T) {
	t.Parallel()
	gallerytest.Run(t, open, 1000)
}
