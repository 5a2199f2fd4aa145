package ingest_test

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/ingest/export"
	"shoebox/shared/ingest/heif"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

const home = gallery.ID("01J00000000000000000000000")

// decoders are those of HEIC pictures.
var decoders *heif.Decoders

func TestMain(m *testing.M) {
	decoders = heif.Open()
	os.Exit(m.Run())
}

// zone is where the ingester's clock is.
var zone = time.FixedZone("home", 2*60*60)

func clock() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, zone) }

// room is an ingester with what it writes to.
type room struct {
	*ingest.Ingester
	galleries *gallery.Galleries
	gallery   *gallery.Gallery
	bucket    *blob.Store
}

// open gives an empty room. Its table may be wrapped.
func open(tb testing.TB, wrap ...func(table.Driver) table.Driver) room {
	tb.Helper()
	b, err := bolttable.Open(filepath.Join(tb.TempDir(), "shoebox.db"))
	if err != nil {
		tb.Fatal(err)
	}
	driver := table.Driver(b)
	for _, w := range wrap {
		driver = w(driver)
	}
	items := table.New(driver, clock)
	bucket := blobtest.Open(tb)
	tb.Cleanup(func() {
		if err := items.Close(); err != nil {
			tb.Error(err)
		}
	})
	galleries := gallery.New(items, gallery.Keys{make([]byte, 32)}, clock)
	g := galleries.As(gallery.Membership{Gallery: home, Role: gallery.Owner})
	return room{ingest.New(ingest.Config{Gallery: g, Bucket: bucket, Now: clock, HEIC: decoders}), galleries, g, bucket}
}

// files brings in what lies at some paths.
func (r room) files(tb testing.TB, paths []string, progress func(ingest.Progress)) (ingest.Report, error) {
	tb.Helper()
	e := export.Open(tb.Context(), paths, nil)
	defer e.Close()
	return r.Items(tb.Context(), e.Items, e.Count(tb.Context()), progress)
}

// given are some items, as a walk finds them.
func given(items ...ingest.Item) func(context.Context) iter.Seq[ingest.Item] {
	return func(context.Context) iter.Seq[ingest.Item] { return slices.Values(items) }
}

// photos gives all live photos, newest first.
func (r room) photos(tb testing.TB) []gallery.Photo {
	tb.Helper()
	page, err := r.gallery.Find(tb.Context(), gallery.Query{Limit: gallery.MaxLimit})
	if err != nil {
		tb.Fatal(err)
	}
	var ids []gallery.PhotoID
	for _, h := range page.Hits {
		ids = append(ids, h.ID)
	}
	photos, err := r.gallery.Photos(tb.Context(), ids)
	if err != nil {
		tb.Fatal(err)
	}
	return photos
}

// keys gives the keys of all objects.
func (r room) keys(tb testing.TB) []string {
	tb.Helper()
	page, err := r.bucket.List(context.WithoutCancel(tb.Context()), "", "", blob.MaxPage)
	if err != nil || page.Next != "" {
		tb.Fatal(err, "or more objects than a test makes")
	}
	var keys []string
	for _, o := range page.Objects {
		keys = append(keys, o.Key)
	}
	return keys
}
