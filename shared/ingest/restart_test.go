package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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

// seeing sees the same in every picture.
type seeing []string

func (s seeing) Labels(context.Context, []byte) ([]gallery.Label, error) {
	var all []gallery.Label
	for _, name := range s {
		all = append(all, gallery.Label{Name: name, Confidence: 90})
	}
	return all, nil
}

// working is a fuse that never blows.
func working() *fuse { return &fuse{passes: -1} }

// walks are the ways a picture takes into a gallery, each with what it says of itself.
func walks(tb testing.TB) map[string]func(context.Context, room) error {
	tb.Helper()
	data := oriented(picture(tb, 60, 40), 6)
	return map[string]func(context.Context, room) error{
		"one picture": func(ctx context.Context, r room) error {
			made, err := r.Picture(ctx, ingest.Picture{Data: data, Says: ingest.Record{Title: "Barn", Tags: []string{"red"}}})
			if err != nil {
				return err
			}
			return r.Label(ctx, made.Photo.ID)
		},
		"an import": func(ctx context.Context, r room) error {
			items := slices.Values([]ingest.Item{{Files: commented{data, 0}, Name: "barn.jpg", Says: ingest.Record{Title: "Barn", Tags: []string{"red"}}}})
			report, err := r.Items(ctx, items, 1, nil)
			if err == nil && len(report.Skipped) > 0 {
				return fmt.Errorf("skipped: %v", report.Skipped)
			}
			return err
		},
		"made anew": func(ctx context.Context, r room) error {
			made, err := r.Picture(ctx, ingest.Picture{Data: data, Says: ingest.Record{Title: "Barn", Tags: []string{"red"}}})
			if err != nil {
				return err
			}
			return r.Redevelop(ctx, made.Photo)
		},
	}
}

func TestDeathAfterAnyRequestLeavesNothingThatARepeatDoesNotMend(t *testing.T) {
	t.Parallel()
	failures := map[string]failure{
		"fails": {}, "fails when it was done": {made: true},
		"dies": {dies: true}, "dies when it was done": {made: true, dies: true},
	}
	for name, walk := range walks(t) {
		for how, kind := range failures {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				step := 1
				if raced {
					step = 7
				}
				for n := 0; ; n += step {
					if !dieAfter(t, n, kind, walk) {
						t.Logf("after each of %d requests", n)
						if n < 8 {
							t.Errorf("got %d requests, want those of a whole road", n)
						}
						return
					}
				}
			})
		}
	}
}

// dieAfter has the request after n others go wrong, and then does all again. It
// reports whether there was such a request.
func dieAfter(t *testing.T, n int, kind failure, walk func(context.Context, room) error) bool {
	t.Helper()
	s := openSite(t)
	ctx, die := context.WithCancel(t.Context())
	defer die()
	f := &fuse{passes: n, kind: kind, die: die}
	_ = walk(ctx, s.process(f)) // it may have mended what went wrong
	if !f.blown {
		return false
	}
	after := s.process(working())
	for _, p := range after.photos(t) {
		after.whole(t, n, p)
	}
	for range 2 {
		if err := walk(t.Context(), s.process(working())); err != nil {
			t.Fatalf("after %d: again: %v", n, err)
		}
	}
	photos := after.photos(t)
	if len(photos) != 1 || len(after.keys(t)) != 4 {
		t.Fatalf("after %d: got %d photos and the objects %v, want one photo and its four", n, len(photos), after.keys(t))
	}
	after.whole(t, n, photos[0])
	if got, want := photos[0].Title+" "+fmt.Sprint(photos[0].Tags), "Barn [red]"; got != want {
		t.Errorf("after %d: got %s, want %s", n, got, want)
	}
	return true
}

// whole checks that nothing of a photo is missing.
func (r room) whole(t *testing.T, n int, p gallery.Photo) {
	t.Helper()
	got := r.keys(t)
	for _, key := range []string{p.Objects.Original, p.Objects.Small, p.Objects.Medium, p.Objects.Large} {
		if !slices.Contains(got, key) {
			t.Errorf("after %d: got a photo without %q", n, key)
			continue
		}
		if _, err := r.bucket.ReadAll(context.WithoutCancel(t.Context()), key, blob.MaxSize); err != nil {
			t.Errorf("after %d: %v", n, err)
		}
	}
	if p.Width != 40 || p.Height != 60 || p.Blurhash == "" || p.SHA256 == "" {
		t.Errorf("after %d: got half a photo: %+v", n, p)
	}
}

func TestEightAtOnceAndOneThatDiesMakeOnePhoto(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	data := picture(t, 60, 40)
	var all sync.WaitGroup
	ids := make([]gallery.PhotoID, 8)
	for n := range ids {
		all.Go(func() {
			f := working()
			if n == 3 {
				ctx, die := context.WithCancel(t.Context())
				defer die()
				dying := s.process(&fuse{passes: 6, kind: failure{dies: true}, die: die})
				_, _ = dying.Picture(ctx, ingest.Picture{Data: data}) // it dies
			}
			made, err := s.process(f).Picture(t.Context(), ingest.Picture{Data: data})
			if err != nil {
				t.Error(err)
			}
			ids[n] = made.Photo.ID
		})
	}
	all.Wait()
	if got := slices.Compact(slices.Clone(ids)); len(got) != 1 {
		t.Errorf("got the photos %v, want one", got)
	}
	r := s.process(working())
	if len(r.photos(t)) != 1 || len(r.keys(t)) != 4 {
		t.Errorf("got %d photos and the objects %v", len(r.photos(t)), r.keys(t))
	}
}

func TestAPhotoThatIsThereIsCompletedUnlessItWasEdited(t *testing.T) {
	t.Parallel()
	data := picture(t, 60, 40)
	bring := func(t *testing.T, r room, says ingest.Record) ingest.Report {
		t.Helper()
		report, err := r.Items(t.Context(), slices.Values([]ingest.Item{{Files: commented{data, 0}, Name: "IMG_0001.jpg", Says: says}}), 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	sidecar := ingest.Record{
		Title: "The barn", Description: "By the lake", Tags: []string{"barn"}, People: []string{"Anna"}, Rating: 4,
		Place: gallery.Place{City: "Bern", Country: "Switzerland", Lat: 46.95, Lon: 7.45}, Taken: "2019-05-06T07:08:09+02:00",
	}
	type told struct {
		Title, Description, Taken string
		Tags, People              []string
		Rating                    int
		City                      string
	}
	tell := func(p gallery.Photo) told {
		return told{p.Title, p.Description, p.Taken.Format(time.RFC3339), p.Tags, p.People, p.Rating, p.Place.City}
	}
	t.Run("nobody edited it", func(t *testing.T) {
		r := open(t)
		if got := bring(t, r, ingest.Record{}); got.Added != 1 {
			t.Fatalf("got %+v", got)
		}
		if got, want := bring(t, r, sidecar), (ingest.Report{Refined: 1}); !cmp.Equal(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		want := told{"The barn", "By the lake", "2019-05-06T07:08:09+02:00", []string{"barn"}, []string{"Anna"}, 4, "Bern"}
		if diff := cmp.Diff(tell(r.photos(t)[0]), want); diff != "" {
			t.Errorf("photo (-got +want):\n%s", diff)
		}
		if got, want := bring(t, r, sidecar), (ingest.Report{There: 1}); !cmp.Equal(got, want) {
			t.Errorf("got %+v the third time, want %+v", got, want)
		}
		if got := bring(t, r, ingest.Record{}); got.There != 1 || r.photos(t)[0].Title != "The barn" {
			t.Errorf("got %+v and %q, want what was said to stay", got, r.photos(t)[0].Title)
		}
	})
	t.Run("somebody edited it", func(t *testing.T) {
		r := open(t)
		bring(t, r, ingest.Record{})
		title, tags, taken := "My own", []string{"mine"}, time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
		if _, err := r.gallery.Edit(t.Context(), r.photos(t)[0].ID, gallery.Edit{Title: &title, Tags: &tags, Taken: &taken, Place: &gallery.Place{City: "Basel"}}); err != nil {
			t.Fatal(err)
		}
		bring(t, r, sidecar)
		want := told{"My own", "By the lake", "2001-02-03T04:05:06Z", []string{"mine"}, []string{"Anna"}, 4, "Basel"}
		if diff := cmp.Diff(tell(r.photos(t)[0]), want); diff != "" {
			t.Errorf("photo (-got +want):\n%s", diff)
		}
	})
	t.Run("it went to the trash", func(t *testing.T) {
		r := open(t)
		bring(t, r, ingest.Record{})
		id := r.photos(t)[0].ID
		if _, err := r.gallery.Trash(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		if got := bring(t, r, sidecar); got.There != 1 {
			t.Errorf("got %+v, want it there", got)
		}
		if p, err := r.gallery.Photo(t.Context(), id); err != nil || p.State != gallery.Trashed || p.Title != "" {
			t.Errorf("got %+v, %v, want it left in the trash", p, err)
		}
	})
	t.Run("with what somebody else says who sends it", func(t *testing.T) {
		r := open(t)
		bring(t, r, sidecar)
		made, err := r.Picture(t.Context(), ingest.Picture{Data: withComment(data, 0), Name: "funny_name.jpg", Says: ingest.Record{Title: "Another"}})
		if err != nil || !made.There || made.Photo.Title != "The barn" {
			t.Errorf("got %+v, %v, want the photo as it is", made, err)
		}
	})
}
