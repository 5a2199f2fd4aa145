package gallery_test

import (
	"path/filepath"
	"testing"

	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

func open(t testing.TB) table.Driver {
	t.Helper()
	driver, err := bolttable.Open(filepath.Join(t.TempDir(), "gallery.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := driver.Close(); err != nil {
			t.Error(err)
		}
	})
	return driver
}

func TestGalleryOverBolt(t *testing.T) {
	t.Parallel()
	gallerytest.Run(t, open)
}
