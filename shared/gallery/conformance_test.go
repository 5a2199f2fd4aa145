package gallery_test

import (
	"path/filepath"
	"testing"

	"shoebox/shared/gallery"
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

func TestGalleryOverBolt(t *testing.T) { gallerytest.Run(t, open) }

func TestSearchesOf20000PhotosAnswerAsTheOracleDoes(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the same over 1,000 photos is in TestGalleryOverBolt")
	}
	photos := gallerytest.Album(20, 20_000)
	b := gallerytest.NewBench(t, open(t))
	b.Fill(t, photos)
	for _, q := range gallerytest.Queries(21, photos, 150) {
		q.Limit = gallery.MaxLimit
		b.Check(t, q)
	}
}
