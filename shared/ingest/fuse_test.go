package ingest_test

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

// fuse lets so many requests to table and bucket pass. The next one goes wrong, and
// where the process died with it, all after it do.
type fuse struct {
	mu     sync.Mutex
	passes int  // requests that still pass
	blown  bool // the one that went wrong is over
	kind   failure
	die    context.CancelFunc // ends the process
}

// failure is how a request goes wrong.
type failure struct {
	made bool // it was made, and only its answer is lost
	dies bool // the process with it
}

func (f *fuse) do(request func() error) error {
	f.mu.Lock()
	now := f.passes == 0 && !f.blown
	if now {
		f.blown = true
	} else if !f.blown {
		f.passes--
	}
	gone := f.blown && f.kind.dies && !now
	f.mu.Unlock()
	if !now && !gone {
		return request()
	}
	if now && f.kind.made {
		_ = request() // its answer is what is lost
	}
	if f.kind.dies {
		f.die()
		return fault.Wrap("ingest_test.fuse", context.Canceled)
	}
	return fault.New("ingest_test.fuse", fault.Internal, "planned")
}

type fusedTable struct {
	table.Driver
	fuse *fuse
}

func (f fusedTable) Get(ctx context.Context, keys []table.Key, consistent bool) (got table.Got, err error) {
	err = f.fuse.do(func() (err error) { got, err = f.Driver.Get(ctx, keys, consistent); return err })
	return got, err
}

func (f fusedTable) Query(ctx context.Context, q table.Query) (got table.Range, err error) {
	err = f.fuse.do(func() (err error) { got, err = f.Driver.Query(ctx, q); return err })
	return got, err
}

func (f fusedTable) Write(ctx context.Context, writes []table.Write, o table.WriteOptions) (wrote table.Wrote, err error) {
	err = f.fuse.do(func() (err error) { wrote, err = f.Driver.Write(ctx, writes, o); return err })
	return wrote, err
}

func (f fusedTable) Batch(ctx context.Context, writes []table.Write) (wrote table.Wrote, err error) {
	err = f.fuse.do(func() (err error) { wrote, err = f.Driver.Batch(ctx, writes); return err })
	return wrote, err
}

type fusedBucket struct {
	blob.Driver
	fuse *fuse
}

func (f fusedBucket) Put(ctx context.Context, key string, body io.ReadSeeker, o blob.PutOptions) error {
	return f.fuse.do(func() error { return f.Driver.Put(ctx, key, body, o) })
}

func (f fusedBucket) Get(ctx context.Context, key string, part blob.Range) (o blob.Object, err error) {
	err = f.fuse.do(func() (err error) { o, err = f.Driver.Get(ctx, key, part); return err })
	if err != nil && o.Body != nil {
		_ = o.Body.Close() // what is in it is lost
	}
	return o, err
}

func (f fusedBucket) Delete(ctx context.Context, key string) error {
	return f.fuse.do(func() error { return f.Driver.Delete(ctx, key) })
}

// site is a place where processes die: its table and its bucket stay.
type site struct {
	table  table.Driver
	bucket blob.Driver
}

func openSite(tb testing.TB) site {
	tb.Helper()
	dir := tb.TempDir()
	items, err := bolttable.Open(filepath.Join(dir, "shoebox.db"))
	if err != nil {
		tb.Fatal(err)
	}
	objects, err := filestore.Open(filestore.Config{Dir: filepath.Join(dir, "objects"), Now: time.Now})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := errors.Join(items.Close(), objects.Close()); err != nil {
			tb.Error(err)
		}
	})
	return site{items, objects}
}

// process starts a process over the site, which knows nothing of those before it.
func (s site) process(f *fuse) room {
	bucket := blob.New(fusedBucket{s.bucket, f})
	galleries := gallery.New(table.New(fusedTable{s.table, f}, clock), gallery.Keys{make([]byte, 32)}, clock)
	g := galleries.As(gallery.Membership{Gallery: home, Role: gallery.Owner})
	in := ingest.New(ingest.Config{Gallery: g, Bucket: bucket, Now: clock, Labels: seeing{"Barn"}})
	return room{in, galleries, g, bucket}
}
