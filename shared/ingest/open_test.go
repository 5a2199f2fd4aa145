package ingest_test

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/memblob"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

const home = gallery.ID("01J00000000000000000000000")

// zone is where the ingester's clock is.
var zone = time.FixedZone("home", 2*60*60)

func clock() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, zone) }

// room is an ingester with what it writes to.
type room struct {
	*ingest.Ingester
	galleries *gallery.Galleries
	gallery   *gallery.Gallery
	bucket    *blob.Bucket
}

// open gives an empty room. Its table may be wrapped.
func open(t testing.TB, wrap ...func(table.Driver) table.Driver) room {
	t.Helper()
	b, err := bolttable.Open(filepath.Join(t.TempDir(), "shoebox.db"))
	if err != nil {
		t.Fatal(err)
	}
	driver := table.Driver(b)
	for _, w := range wrap {
		driver = w(driver)
	}
	tb := table.New(driver, clock)
	bucket := memblob.OpenBucket(nil)
	t.Cleanup(func() {
		if err := bucket.Close(); err != nil {
			t.Error(err)
		}
		if err := tb.Close(); err != nil {
			t.Error(err)
		}
	})
	galleries := gallery.New(tb, gallery.Keys{make([]byte, 32)}, clock)
	g := galleries.As(gallery.Membership{Gallery: home, Role: gallery.Owner})
	return room{ingest.New(g, bucket, clock), galleries, g, bucket}
}

// photos gives all live photos, newest first.
func (r room) photos(t testing.TB) []gallery.Photo {
	t.Helper()
	page, err := r.gallery.Find(t.Context(), gallery.Query{Limit: gallery.MaxLimit})
	if err != nil {
		t.Fatal(err)
	}
	var ids []gallery.PhotoID
	for _, h := range page.Hits {
		ids = append(ids, h.ID)
	}
	photos, err := r.gallery.Photos(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	return photos
}

// keys gives the keys of all objects.
func (r room) keys(t testing.TB) []string {
	t.Helper()
	var keys []string
	for list := r.bucket.List(nil); ; {
		o, err := list.Next(context.WithoutCancel(t.Context()))
		if err == io.EOF {
			slices.Sort(keys)
			return keys
		}
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, o.Key)
	}
}
