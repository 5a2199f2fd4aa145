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

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/api"
	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
)

func TestAnUploadGoesOnAfterAFailureUntilItExpires(t *testing.T) {
	p := openPier(t)
	p.close() // nobody makes photos
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
	// Nobody takes it for a day, and it stays; what never came is forgotten by then.
	never := anna.announce(shot(t, 200))
	for _, tt := range []struct {
		later time.Duration
		state string
	}{{25 * time.Hour, "received"}, {13 * 24 * time.Hour, ""}} {
		*p.now = p.now.Add(tt.later)
		anna.token = p.token(p.claims("Anna"), ours())
		anna.do(http.MethodGet, "/api/uploads/"+never.ID, nil).problem(http.StatusNotFound, api.NotFound)
		r := anna.do(http.MethodGet, "/api/uploads/"+u.ID, nil)
		if tt.state == "" {
			r.problem(http.StatusNotFound, api.NotFound)
			anna.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).problem(http.StatusNotFound, api.NotFound)
			continue
		}
		var got api.Uploading
		if r.into(http.StatusOK, &got); got.State != tt.state {
			t.Errorf("got %+v after %v, want it %s", got, tt.later, tt.state)
		}
	}
	for _, tt := range []struct {
		later time.Duration // than the file was put, which is by this machine's clock
		left  int
	}{{14 * 24 * time.Hour, 1}, {16 * 24 * time.Hour, 0}} {
		*p.now = time.Now().Add(tt.later)
		if err := p.Inbox.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if keys := p.keys(); len(keys) != tt.left {
			t.Errorf("got the objects %v after %v, want %d", keys, tt.later, tt.left)
		}
	}
}

func TestAnUploadThatIsGivenUpIsForgotten(t *testing.T) {
	p := openPier(t)
	p.close()
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
			if len(list.Photos) != 1 || len(p.settled(4)) != 4 {
				t.Errorf("got %d photos and the objects %v, want one with its four", len(list.Photos), p.keys())
			}
		})
	}
}

// Wherever the bucket or the table fails, asking again gives the one photo, and what was
// said of it is on it.
func TestAPhotoIsAnsweredWhateverFailsMidway(t *testing.T) {
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
			anna.over(u.ID)
			p.settled(4)
			count := plan(p, nth)
			body := map[string]string{"upload": u.ID, "title": "By the lake"}
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
			if keys := p.keys(); len(list.Photos) != 1 || list.Photos[0].Title != "By the lake" || len(keys) != 4 {
				t.Errorf("request %d %s: got %+v and the objects %v, want one photo with its four", nth, what, list.Photos, keys)
			}
		}
	}
}

// breakBucket has the nth request of the bucket fail from now on.
func (p *pier) breakBucket(nth int, done bool) (seen func() int) {
	broken := &failing{Driver: p.faulty, nth: nth, done: done}
	p.Blobs = blob.New(broken)
	p.again()
	return func() int {
		broken.mu.Lock()
		defer broken.mu.Unlock()
		return broken.seen
	}
}

func TestAPhotoThatFindsNoRoomIsRefused(t *testing.T) {
	p := openPier(t)
	p.close()
	anna := p.person("Anna")
	first, second := shot(t, 10), shot(t, 200)
	u := anna.announce(first)
	put(t, u, first)
	if err := p.Galleries.SetQuota(t.Context(), anna.user.Gallery, 10); err != nil {
		t.Fatal(err)
	}
	p.reopen()
	before := anna.do(http.MethodPost, "/api/uploads", announced(second)).problem(http.StatusRequestEntityTooLarge, api.TooLarge)
	after := anna.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).problem(http.StatusUnprocessableEntity, api.Invalid)
	for _, got := range []api.Problem{before, after} {
		if !strings.Contains(got.Detail, "no room left") {
			t.Errorf("got %q, want it to say that there is no room", got.Detail)
		}
	}
	if keys := p.settled(0); len(keys) != 0 {
		t.Errorf("got the objects %v, want nothing left", keys)
	}
	// Room was made: the file may come again.
	if err := p.Galleries.SetQuota(t.Context(), anna.user.Gallery, 0); err != nil {
		t.Fatal(err)
	}
	anna.upload(first)
}

func TestAPhotoThatTakesLongIsAnsweredByItsUpload(t *testing.T) {
	p := openPier(t)
	p.close()
	anna := p.person("Anna")
	data := shot(t, 10)
	u := anna.announce(data)
	put(t, u, data)
	said := map[string]any{"upload": u.ID, "title": "By the lake"}
	ctx, hurry := context.WithCancel(t.Context())
	defer hurry()
	p.store.Faulty.FailReads(tabletest.Fault{Nth: 7, Do: hurry, Spare: true}) // when it waits
	var later api.Uploading
	anna.within(ctx).do(http.MethodPost, "/api/photos", said, "Idempotency-Key", "key-of-annas").into(http.StatusAccepted, &later)
	if later.ID != u.ID || later.State != "received" || later.Photo != nil || later.Put != nil {
		t.Errorf("got %+v, want the upload, which has come", later)
	}
	var list api.Uploads
	anna.do(http.MethodGet, "/api/uploads", nil).into(http.StatusOK, &list)
	if len(list.Uploads) != 1 || list.Uploads[0].State != "received" {
		t.Errorf("got %+v, want the upload, which has come", list)
	}
	p.reopen()
	var photo api.Photo
	anna.do(http.MethodPost, "/api/photos", said, "Idempotency-Key", "key-of-annas").into(http.StatusCreated, &photo)
	if photo.Title != "By the lake" {
		t.Errorf("got %+v, want what was said, and no answer of before", photo)
	}
}

func TestOnesUploadsAreListedWithWhatBecameOfThem(t *testing.T) {
	p := openPier(t)
	anna, ben := p.person("Anna"), p.person("Ben")
	good, bad := shot(t, 10), []byte("no picture at all")
	announced := []api.Uploading{anna.announce(good), anna.announce(bad), anna.announce(shot(t, 20))}
	put(t, announced[0], good)
	put(t, announced[1], bad)
	anna.over(announced[0].ID)
	anna.over(announced[1].ID)
	var list api.Uploads
	anna.do(http.MethodGet, "/api/uploads", nil).into(http.StatusOK, &list)
	states := map[string]string{}
	for _, u := range list.Uploads {
		states[u.ID] = u.State
		if u.Name != "by_the_lake.jpg" || u.Begun.IsZero() || (u.State == "ready") != (u.Photo != nil) || u.Put != nil {
			t.Errorf("got %+v, want all of it", u)
		}
		if u.State == "refused" && u.Reason != "The photo wasn't added, because it is not a picture. Please choose another file." {
			t.Errorf("got %q", u.Reason)
		}
	}
	want := map[string]string{announced[0].ID: "ready", announced[1].ID: "refused", announced[2].ID: "waiting"}
	if diff := cmp.Diff(states, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	ben.do(http.MethodGet, "/api/uploads", nil).into(http.StatusOK, &list)
	if len(list.Uploads) != 0 {
		t.Errorf("got %+v, want nobody else's", list)
	}
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
