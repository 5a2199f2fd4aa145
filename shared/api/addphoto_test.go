package api_test

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shoebox/shared/api"
	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
)

func TestAnUploadGoesOnAfterAFailureUntilItExpires(t *testing.T) {
	p := openPier(t)
	anna := p.person("Anna")
	data := shot(t, 10)
	u := anna.announce(data)
	// The page was closed, and announces the file again.
	if again := anna.announce(data); again.ID != u.ID {
		t.Errorf("got %s, want the upload that waits", again.ID)
	}
	*p.now = p.now.Add(2 * time.Hour)
	if status := put(t, u, data); status != http.StatusForbidden {
		t.Errorf("got %d, want the way to put it to be over", status)
	}
	anna.token = p.token(p.claims("Anna"), ours())
	var fresh api.Uploading
	anna.do(http.MethodGet, "/api/uploads/"+u.ID, nil).into(http.StatusOK, &fresh)
	if status := put(t, fresh, data); status != http.StatusOK {
		t.Errorf("got %d, want the file put", status)
	}
	*p.now = p.now.Add(23 * time.Hour)
	anna.token = p.token(p.claims("Anna"), ours())
	anna.do(http.MethodGet, "/api/uploads/"+u.ID, nil).problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).problem(http.StatusNotFound, api.NotFound)
	for _, tt := range []struct {
		later time.Duration // than the file was put, which is by this machine's clock
		left  int
	}{{time.Hour, 1}, {72 * time.Hour, 0}} {
		*p.now = time.Now().Add(tt.later)
		if err := p.api.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if keys := p.keys(); len(keys) != tt.left {
			t.Errorf("got the objects %v after %v, want %d", keys, tt.later, tt.left)
		}
	}
}

func TestAnUploadThatIsGivenUpIsForgotten(t *testing.T) {
	p := openPier(t)
	anna := p.person("Anna")
	data := shot(t, 10)
	u := anna.announce(data)
	put(t, u, data)
	for range 2 {
		anna.do(http.MethodDelete, "/api/uploads/"+u.ID, nil).into(http.StatusNoContent, nil)
	}
	anna.do(http.MethodGet, "/api/uploads/"+u.ID, nil).problem(http.StatusNotFound, api.NotFound)
	if len(p.keys()) != 0 {
		t.Errorf("got the objects %v, want nothing left", p.keys())
	}
}

func TestAnUploadAddedByManyAtOnceIsOnePhoto(t *testing.T) {
	for kind, open := range piers() {
		t.Run(kind, func(t *testing.T) {
			p := open(t)
			anna := p.person("Anna")
			data := shot(t, 10)
			u := anna.announce(data)
			put(t, u, data)
			ids := make([]gallery.PhotoID, 6)
			var all sync.WaitGroup
			for n := range ids {
				all.Go(func() {
					r := anna.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID})
					if r.StatusCode != http.StatusCreated && r.StatusCode != http.StatusOK {
						t.Errorf("got %d %s, want a photo", r.StatusCode, r.body)
						return
					}
					var photo api.Photo
					r.into(r.StatusCode, &photo)
					ids[n] = photo.ID
				})
			}
			all.Wait()
			if len(slices.Compact(ids)) != 1 {
				t.Errorf("got %v, want one photo", ids)
			}
			var list api.Photos
			anna.do(http.MethodGet, "/api/photos", nil).into(http.StatusOK, &list)
			if len(list.Photos) != 1 || len(p.keys()) != 4 {
				t.Errorf("got %d photos and the objects %v, want one with its four", len(list.Photos), p.keys())
			}
		})
	}
}

// Wherever the bucket or the table fails, asking again gives the one photo.
func TestAPhotoIsAddedWhateverFailsMidway(t *testing.T) {
	// plans break the nth request, and tell how many there were since.
	plans := map[string]func(p *pier, nth int) (seen func() int){
		"of the bucket is not made":     func(p *pier, nth int) func() int { return p.breakBucket(nth, false) },
		"of the bucket is not heard of": func(p *pier, nth int) func() int { return p.breakBucket(nth, true) },
		"of the table reads": func(p *pier, nth int) func() int {
			p.store.Faulty.FailReads(tabletest.Fault{Nth: nth})
			return p.store.Faulty.Reads
		},
		"of the table writes": func(p *pier, nth int) func() int {
			p.store.Faulty.FailWrites(tabletest.Fault{Nth: nth})
			return p.store.Faulty.Writes
		},
		"of the table is not heard of": func(p *pier, nth int) func() int {
			p.store.Faulty.FailWrites(tabletest.Fault{Nth: nth, When: tabletest.After})
			return p.store.Faulty.Writes
		},
	}
	for what, plan := range plans {
		for nth, more := 1, true; more; nth++ {
			p := openPier(t)
			anna := p.person("Anna")
			data := shot(t, 10)
			u := anna.announce(data)
			put(t, u, data)
			count := plan(p, nth)
			body := map[string]string{"upload": u.ID}
			r := anna.do(http.MethodPost, "/api/photos", body)
			more = count() >= nth
			if r.StatusCode >= http.StatusInternalServerError {
				r = anna.do(http.MethodPost, "/api/photos", body)
			}
			if r.StatusCode != http.StatusCreated && r.StatusCode != http.StatusOK {
				t.Fatalf("request %d %s: got %d %s, want a photo after all", nth, what, r.StatusCode, r.body)
			}
			p.store.Faulty.FailReads()
			p.store.Faulty.FailWrites()
			var list api.Photos
			anna.do(http.MethodGet, "/api/photos", nil).into(http.StatusOK, &list)
			if keys := p.keys(); len(list.Photos) != 1 || len(keys) != 4 {
				t.Errorf("request %d %s: got %d photos and the objects %v, want one with its four", nth, what, len(list.Photos), keys)
			}
		}
	}
}

// breakBucket has the nth request of the bucket fail from now on.
func (p *pier) breakBucket(nth int, done bool) (seen func() int) {
	broken := &failing{Driver: p.faulty, nth: nth, done: done}
	p.over(broken)
	return func() int {
		broken.mu.Lock()
		defer broken.mu.Unlock()
		return broken.seen
	}
}

func TestAPhotoThatFindsNoRoomIsRefused(t *testing.T) {
	p := openPier(t)
	anna := p.person("Anna")
	first, second := shot(t, 10), shot(t, 200)
	u := anna.announce(first)
	put(t, u, first)
	if err := p.Galleries.SetQuota(t.Context(), anna.user.Gallery, 10); err != nil {
		t.Fatal(err)
	}
	before := anna.do(http.MethodPost, "/api/uploads", announced(second)).problem(http.StatusRequestEntityTooLarge, api.TooLarge)
	after := anna.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).problem(http.StatusRequestEntityTooLarge, api.TooLarge)
	for _, got := range []api.Problem{before, after} {
		if !strings.Contains(got.Detail, "no room left") {
			t.Errorf("got %q, want it to say that there is no room", got.Detail)
		}
	}
	// Room was made: the file is still there.
	if err := p.Galleries.SetQuota(t.Context(), anna.user.Gallery, 0); err != nil {
		t.Fatal(err)
	}
	anna.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).into(http.StatusCreated, nil)
}

func TestWhatIsOnItsWayCountsForTheQuota(t *testing.T) {
	p := openPier(t)
	anna := p.person("Anna")
	data := shot(t, 10)
	if err := p.Galleries.SetQuota(t.Context(), anna.user.Gallery, int64(len(data))*3/2); err != nil {
		t.Fatal(err)
	}
	anna.announce(data)
	anna.do(http.MethodPost, "/api/uploads", announced(shot(t, 200))).problem(http.StatusRequestEntityTooLarge, api.TooLarge)
}

func TestAdditionsThatCantBeAreRefused(t *testing.T) {
	anna := openPier(t).person("Anna")
	for name, body := range map[string]string{
		"no upload":               `{}`,
		"an upload of a number":   `{"upload":7}`,
		"a title without end":     `{"upload":"x","title":"` + strings.Repeat("a", 301) + `"}`,
		"tags that are no list":   `{"upload":"x","tags":"sea"}`,
		"more tags than are kept": `{"upload":"x","tags":["` + strings.Repeat(`a","`, 50) + `b"]}`,
		"an owner":                `{"upload":"x","username":"eve"}`,
		"a picture elsewhere":     `{"upload":"x","uploadedFileURL":"https://evil.example/x.jpg"}`,
	} {
		t.Run(name, func(t *testing.T) {
			anna.do(http.MethodPost, "/api/photos", body).problem(http.StatusUnprocessableEntity, api.Invalid)
		})
	}
	anna.do(http.MethodPost, "/api/photos", `{"upload":"`).problem(http.StatusBadRequest, api.Malformed)
	anna.do(http.MethodPost, "/api/photos", `{"upload":"01J2SH0EB0X000000000000000"}`).problem(http.StatusNotFound, api.NotFound)
}

// failing is a driver whose nth request fails.
type failing struct {
	blob.Driver
	mu        sync.Mutex
	nth, seen int
	done      bool // it was done all the same
}

func (f *failing) do(request func() error) error {
	f.mu.Lock()
	f.seen++
	now := f.seen == f.nth
	f.mu.Unlock()
	if !now {
		return request()
	}
	if f.done {
		_ = request() // its answer is what is lost
	}
	return fault.New("failing", fault.Internal, "planned") // what is not tried again below
}

func (f *failing) Put(ctx context.Context, key string, body io.ReadSeeker, o blob.PutOptions) error {
	return f.do(func() error { return f.Driver.Put(ctx, key, body, o) })
}

func (f *failing) Head(ctx context.Context, key string) (a blob.Attributes, err error) {
	err = f.do(func() (err error) {
		a, err = f.Driver.Head(ctx, key)
		return err
	})
	return a, err
}

func (f *failing) Delete(ctx context.Context, key string) error {
	return f.do(func() error { return f.Driver.Delete(ctx, key) })
}
