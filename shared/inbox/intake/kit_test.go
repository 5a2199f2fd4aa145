package intake_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/inbox/intake"
	"shoebox/shared/ingest"
	"shoebox/shared/table/tabletest"
)

const (
	home                          = gallery.ID("home")
	anna, eve, ben gallery.UserID = "ANNA", "EVE", "BEN" // owner, editor, viewer
)

// memory is how many bytes the pictures take at most that are decoded at once.
const memory = 64 << 20

// bench is an intake with all it stands on: a table and a folder of its own.
type bench struct {
	*intake.Intake
	inbox     *inbox.Inbox
	galleries *gallery.Galleries
	gallery   *gallery.Gallery // as its owner
	store     tabletest.Store
	bucket    *blob.Store
	fragile   *fragile
	labels    *seer
	memory    *ingest.Memory // all of what there is
	log       *bytes.Buffer
	now       *time.Time
	t         testing.TB
}

func open(tb testing.TB) *bench {
	tb.Helper()
	now := time.Now().Truncate(time.Second).UTC()
	b := &bench{now: &now, log: &bytes.Buffer{}, labels: &seer{}, memory: ingest.NewMemory(memory), t: tb}
	clock := func() time.Time { return *b.now } // which is set while nothing else runs
	b.store = tabletest.OpenStore(tb, clock)
	files, err := filestore.Open(filestore.Config{Dir: tb.TempDir(), Now: clock})
	if err != nil {
		tb.Fatal(err)
	}
	b.fragile = &fragile{Driver: files}
	b.bucket = blob.New(b.fragile)
	b.galleries = gallery.New(b.store.Table, gallery.Keys{make([]byte, 32)}, clock)
	b.gallery = b.galleries.As(gallery.Membership{Gallery: home, Role: gallery.Owner})
	if err := b.galleries.Found(tb.Context(), home, gallery.Shared, "Home", gallery.Member{User: anna}); err != nil {
		tb.Fatal(err)
	}
	b.join(eve, gallery.Editor)
	b.join(ben, gallery.Viewer)
	b.inbox = inbox.New(inbox.Config{Table: b.store.Table, Blobs: b.bucket, Galleries: b.galleries, Now: clock})
	b.again()
	return b
}

// again is another process of the same: nothing is left in memory.
func (b *bench) again() {
	b.Intake = intake.New(intake.Config{
		Inbox: b.inbox, Galleries: b.galleries, Blobs: b.bucket, Now: b.inbox.Now, Log: slog.New(slog.NewJSONHandler(b.log, nil)),
		Labels: b.labels, Memory: b.memory, AtOnce: 8,
	})
}

func (b *bench) join(user gallery.UserID, role gallery.Role) {
	b.t.Helper()
	code, _, err := b.gallery.Invite(b.t.Context(), role, time.Hour)
	if err == nil {
		_, err = b.galleries.Accept(b.t.Context(), code, gallery.Member{User: user})
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// announce announces a picture of somebody's, and puts it.
func (b *bench) announce(user gallery.UserID, data []byte) inbox.Upload {
	b.t.Helper()
	sum := sha256.Sum256(data)
	u, err := b.inbox.Announce(b.t.Context(), b.gallery, inbox.Announcement{
		User: user, Name: "by_the_lake.jpg", Type: "image/jpeg", Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]),
		Modified: b.now.Add(-time.Hour), Zone: "Europe/Lisbon",
	})
	if err != nil {
		b.t.Fatal(err)
	}
	if err := b.inbox.Put(b.t.Context(), u, data); err != nil {
		b.t.Fatal(err)
	}
	return u
}

// drop puts a file as whoever may write to the bucket does.
func (b *bench) drop(key string, data []byte) {
	b.t.Helper()
	if err := b.bucket.Put(b.t.Context(), key, bytes.NewReader(data), blob.PutOptions{Content: blob.Describe("image/jpeg", data)}); err != nil {
		b.t.Fatal(err)
	}
}

// receive receives a key, which must go well.
func (b *bench) receive(key string) inbox.Upload {
	b.t.Helper()
	u, err := b.Receive(b.t.Context(), key)
	if err != nil {
		b.t.Fatal(err)
	}
	return u
}

// photos are those of the gallery.
func (b *bench) photos() []gallery.Photo {
	b.t.Helper()
	page, err := b.gallery.Find(b.t.Context(), gallery.Query{})
	if err != nil {
		b.t.Fatal(err)
	}
	var ids []gallery.PhotoID
	for _, h := range page.Hits {
		ids = append(ids, h.ID)
	}
	photos, err := b.gallery.Photos(b.t.Context(), ids)
	if err != nil {
		b.t.Fatal(err)
	}
	return photos
}

// keys are those of all objects below a prefix.
func (b *bench) keys(prefix string) []string {
	b.t.Helper()
	page, err := b.bucket.List(b.t.Context(), prefix, "", blob.MaxPage)
	if err != nil {
		b.t.Fatal(err)
	}
	var keys []string
	for _, o := range page.Objects {
		keys = append(keys, o.Key)
	}
	return keys
}

// find gives an upload as who announced it finds it.
func (b *bench) find(u inbox.Upload) inbox.Upload {
	b.t.Helper()
	found, err := b.inbox.Find(b.t.Context(), home, u.User, u.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	return found
}

// seer sees a cat in every picture, unless it fails.
type seer struct {
	mu    sync.Mutex
	asked int
	fails []error
}

// Labels implements ingest.Labeler.
func (s *seer) Labels(context.Context, []byte) ([]gallery.Label, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if len(s.fails) > 0 {
		err := s.fails[0]
		s.fails = s.fails[1:]
		return nil, err
	}
	return []gallery.Label{{Name: "Cat", Confidence: 99}}, nil
}

// fragile is a driver whose nth request fails.
type fragile struct {
	blob.Driver
	mu        sync.Mutex
	nth, seen int    // nth is 0 where none does
	done      bool   // it is made all the same, and only its answer is lost
	then      func() // called as it fails
	kind      fault.Kind
}

func (f *fragile) plan(nth int, done bool, then func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.nth, f.seen, f.done, f.then = nth, 0, done, then
}

func (f *fragile) calls() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen
}

func (f *fragile) do(request func() error) error {
	f.mu.Lock()
	f.seen++
	now, then := f.seen == f.nth, f.then
	f.mu.Unlock()
	if !now {
		return request()
	}
	if f.done {
		_ = request() // its answer is what is lost
	}
	if then != nil {
		then()
	}
	// Of a kind that is not tried again below, in a bucket's words.
	return fault.As("fragile", f.kind, errors.New("planned for inbox/home/wedding.jpg"))
}

func (f *fragile) Put(ctx context.Context, key string, body io.ReadSeeker, o blob.PutOptions) error {
	return f.do(func() error { return f.Driver.Put(ctx, key, body, o) })
}

func (f *fragile) Get(ctx context.Context, key string, part blob.Range) (o blob.Object, err error) {
	err = f.do(func() (err error) {
		o, err = f.Driver.Get(ctx, key, part)
		return err
	})
	if err != nil && o.Body != nil {
		_ = o.Body.Close() // its answer is lost
		o = blob.Object{}
	}
	return o, err
}

func (f *fragile) Head(ctx context.Context, key string) (a blob.Attributes, err error) {
	err = f.do(func() (err error) {
		a, err = f.Driver.Head(ctx, key)
		return err
	})
	return a, err
}

func (f *fragile) Delete(ctx context.Context, key string) error {
	return f.do(func() error { return f.Driver.Delete(ctx, key) })
}

// left gives what the table holds of uploads that are under way.
func (b *bench) left() (records []tabletest.Kept) {
	b.t.Helper()
	for _, item := range b.store.Sweep(b.t) {
		if item.Key.Partition == "B#home" && (strings.HasPrefix(item.Key.Sort, "W#") || strings.HasPrefix(item.Key.Sort, "F#")) {
			records = append(records, item)
		}
	}
	return records
}
