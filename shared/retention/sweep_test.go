package retention_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/retention"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
	"shoebox/shared/telemetry"
)

// place is where photos are kept, with a clock of the test's.
type place struct {
	table  tabletest.Store
	blobs  *blob.Store
	broken *blobtest.Faulty
	log    bytes.Buffer
	logger *slog.Logger // to log

	mu  sync.Mutex
	now time.Time
}

func newPlace(t *testing.T) *place {
	t.Helper()
	p := &place{now: gallerytest.Now()}
	p.table = tabletest.OpenStore(t, p.clock)
	p.logger = telemetry.NewLogger(&p.log, slog.LevelInfo)
	p.blobs, p.broken = blobtest.OpenFaulty(t)
	return p
}

func (p *place) clock() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

func (p *place) later(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = p.now.Add(d)
}

// galleries is another process.
func (p *place) galleries() *gallery.Galleries {
	return gallery.New(p.table.Table, gallery.Keys{gallerytest.Key()}, p.clock)
}

func (p *place) gallery(id gallery.ID) *gallery.Gallery {
	return p.galleries().As(gallery.Membership{Gallery: id, Role: gallery.Editor})
}

// fill adds photos with their objects.
func (p *place) fill(t *testing.T, id gallery.ID, n int) []gallery.PhotoID {
	t.Helper()
	g := p.gallery(id)
	photos := gallerytest.Album(71, n)
	var ids []gallery.PhotoID
	for n := range photos {
		folder := string(id) + "/" + string(photos[n].ID)
		photos[n].Objects = gallery.Objects{Original: folder + "/original.jpg", Small: folder + "/small.jpg"}
		for _, key := range []string{photos[n].Objects.Original, photos[n].Objects.Small} {
			p.put(t, key)
		}
		ids = append(ids, photos[n].ID)
	}
	results, err := g.AddAll(t.Context(), photos)
	if err := errors.Join(append(results, err)...); err != nil {
		t.Fatal(err)
	}
	return ids
}

func (p *place) put(t *testing.T, key string) {
	t.Helper()
	o := blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("jpeg"))}
	if err := p.blobs.Put(t.Context(), key, strings.NewReader("jpeg"), o); err != nil {
		t.Fatal(err)
	}
}

func (p *place) trash(t *testing.T, id gallery.ID, photos ...gallery.PhotoID) {
	t.Helper()
	g := p.gallery(id)
	for _, photo := range photos {
		if _, err := g.Trash(t.Context(), photo); err != nil {
			t.Fatal(err)
		}
	}
}

func (p *place) sweep(ctx context.Context) (retention.Report, error) {
	return retention.Sweep(ctx, retention.Config{Galleries: p.galleries(), Blobs: p.blobs, Now: p.clock, Log: p.logger})
}

func (p *place) mustSweep(t *testing.T) retention.Report {
	t.Helper()
	r, err := p.sweep(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// wantLeft holds a gallery to having exactly these photos, live and trashed, with all
// their objects, and nothing of any other, anywhere.
func (p *place) wantLeft(t *testing.T, id gallery.ID, want ...gallery.PhotoID) {
	t.Helper()
	slices.Sort(want)
	var left []gallery.PhotoID
	var keys, wantKeys []string
	err := p.gallery(id).Each(t.Context(), func(ph gallery.Photo) error {
		left = append(left, ph.ID)
		wantKeys = append(wantKeys, ph.Objects.Original, ph.Objects.Small)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	page, err := p.blobs.List(t.Context(), string(id)+"/", "", blob.MaxPage)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range page.Objects {
		keys = append(keys, o.Key)
	}
	slices.Sort(wantKeys)
	if diff := cmp.Diff(left, want, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("photos left: got -, want +:\n%s", diff)
	}
	if diff := cmp.Diff(keys, wantKeys, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("objects left: got -, want +:\n%s", diff)
	}
	for _, item := range p.table.Sweep(t) {
		if item.Key.Partition == "N#"+string(id) {
			t.Errorf("a note is left: %q", item)
		}
	}
}

// dues is how many days of any gallery are on the calendar.
func (p *place) dues(t *testing.T) int {
	t.Helper()
	n := 0
	for _, item := range p.table.Sweep(t) {
		if strings.HasPrefix(item.Key.Partition, "D#") {
			n++
		}
	}
	return n
}

const month = gallery.TrashLife + 24*time.Hour

func TestWhatWasInTheTrashForAMonthGoesWithItsObjects(t *testing.T) {
	p := newPlace(t)
	ours, theirs := p.fill(t, "ours", 60), p.fill(t, "theirs", 5)
	p.trash(t, "ours", ours[:50]...)
	p.trash(t, "theirs", theirs[0])
	p.later(gallery.TrashLife - time.Hour)
	if got := p.mustSweep(t); got != (retention.Report{}) {
		t.Errorf("before its time there was swept %+v", got)
	}
	p.trash(t, "ours", ours[50])
	if _, err := p.gallery("ours").Restore(t.Context(), ours[0]); err != nil {
		t.Fatal(err)
	}
	p.later(25 * time.Hour)
	if got, want := p.mustSweep(t), (retention.Report{Galleries: 2, Photos: 50}); got != want {
		t.Errorf("swept %+v, want %+v", got, want)
	}
	p.wantLeft(t, "ours", append([]gallery.PhotoID{ours[0]}, ours[50:]...)...)
	p.wantLeft(t, "theirs", theirs[1:]...)
	if !strings.Contains(p.log.String(), `"PhotosSwept":50`) && !strings.Contains(p.log.String(), "PhotosSwept=50") {
		t.Errorf("the log does not say what was swept: %s", p.log.String())
	}
	p.later(2 * month)
	p.mustSweep(t)
	p.wantLeft(t, "ours", append([]gallery.PhotoID{ours[0]}, ours[51:]...)...)
	p.later(month)
	p.mustSweep(t)
	if n := p.dues(t); n != 0 {
		t.Errorf("%d days are still on the calendar, and nothing is due", n)
	}
}

func TestPhotosThatGoBackAndForthStartAnew(t *testing.T) {
	p := newPlace(t)
	ids := p.fill(t, "ours", 1)
	p.trash(t, "ours", ids[0])
	p.later(20 * 24 * time.Hour)
	if _, err := p.gallery("ours").Restore(t.Context(), ids[0]); err != nil {
		t.Fatal(err)
	}
	p.trash(t, "ours", ids[0])
	p.later(20 * 24 * time.Hour)
	p.mustSweep(t)
	p.wantLeft(t, "ours", ids[0])
	p.later(20 * 24 * time.Hour)
	p.mustSweep(t)
	p.wantLeft(t, "ours")
}

func TestPhotosWhoseLineInTheTrashTellsNoTimeGoToo(t *testing.T) {
	p := newPlace(t)
	ids := p.fill(t, "ours", 3)
	p.trash(t, "ours", ids[:2]...)
	p.later(month)
	p.trash(t, "ours", ids[2])
	page, err := p.table.Query(t.Context(), table.Query{Partition: "X#ours#trash", To: ":"})
	if err != nil || len(page.Items) != 3 {
		t.Fatalf("%d lines in the trash (%v), want three", len(page.Items), err)
	}
	for _, line := range page.Items { // as they were before lines told it
		if err := p.table.Write(t.Context(), table.Update(line.Key, table.Change{Remove: []string{"trashed"}}, table.Has("trashed"))); err != nil {
			t.Fatal(err)
		}
	}
	p.later(24 * time.Hour)
	p.mustSweep(t)
	p.wantLeft(t, "ours", ids[2])
}

func TestObjectsThatABucketKeptGoAtTheNextSweep(t *testing.T) {
	p := newPlace(t)
	ids := p.fill(t, "ours", 3)
	p.trash(t, "ours", ids[0])
	if _, err := p.gallery("ours").Delete(t.Context(), ids[0]); err != nil {
		t.Fatal(err) // and the bucket is not even asked
	}
	if got := p.mustSweep(t); got.Leftovers != 0 {
		t.Errorf("swept %+v: whoever deletes a photo has time to remove its objects", got)
	}
	p.later(2 * 24 * time.Hour)
	if got, want := p.mustSweep(t), (retention.Report{Galleries: 1, Leftovers: 1}); got != want {
		t.Errorf("swept %+v, want %+v", got, want)
	}
	p.wantLeft(t, "ours", ids[1:]...)
}

func TestAFileThatComesBackIsNotSwept(t *testing.T) {
	p := newPlace(t)
	ids := p.fill(t, "ours", 2)
	p.trash(t, "ours", ids[0])
	g := p.gallery("ours")
	gone, err := g.Delete(t.Context(), ids[0])
	if err != nil {
		t.Fatal(err)
	}
	again := gallery.Photo{ID: gone.ID, Taken: gone.Taken, SHA256: gone.SHA256, Bytes: gone.Bytes, Objects: gone.Objects}
	if err := g.Takes(t.Context(), again); !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %v, want nothing written while objects of the same names are being removed", err)
	}
	p.later(5 * time.Minute)
	if err := g.Takes(t.Context(), again); err != nil {
		t.Errorf("got %v, want it taken once nobody removes anything", err)
	}
	if _, err := g.Add(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	p.later(3 * 24 * time.Hour)
	p.mustSweep(t)
	p.wantLeft(t, "ours", ids...)
}

// TestASweepThatDiesIsGoneOnWith fails each write and each request to the bucket in
// turn, done and not done. Another sweep ends it.
func TestASweepThatDiesIsGoneOnWith(t *testing.T) {
	for _, when := range []tabletest.When{tabletest.Before, tabletest.After} {
		for nth := 1; ; nth++ {
			p := newPlace(t)
			ids := p.fill(t, "ours", 4)
			p.trash(t, "ours", ids[:3]...)
			p.later(month + 24*time.Hour)
			p.table.Faulty.FailWrites(tabletest.Fault{Nth: nth, When: when, Times: -1})
			_, err := p.sweep(t.Context())
			p.table.Faulty.FailWrites()
			if err == nil {
				if nth < 4 {
					t.Fatalf("a sweep takes %d writes: that proves nothing", nth-1)
				}
				break
			}
			p.finish(t, fmt.Sprintf("write %d, %v", nth, when), ids[3])
		}
	}
	for _, done := range []bool{false, true} {
		for calls := range 6 {
			p := newPlace(t)
			ids := p.fill(t, "ours", 4)
			p.trash(t, "ours", ids[:3]...)
			p.later(month + 24*time.Hour)
			p.broken.Fail(blobtest.Fault{Kind: fault.Internal, Times: calls + 1, Done: done})
			if _, err := p.sweep(t.Context()); err == nil {
				t.Errorf("the bucket failed, and nobody says so")
			}
			p.broken.Fail()
			p.finish(t, fmt.Sprintf("%d requests to the bucket", calls+1), ids[3])
		}
	}
}

// finish sweeps on the next days, and wants all done.
func (p *place) finish(t *testing.T, what string, left ...gallery.PhotoID) {
	t.Helper()
	for range 3 {
		p.later(24 * time.Hour)
		if _, err := p.sweep(t.Context()); err != nil {
			t.Fatalf("after %s: %v", what, err)
		}
	}
	p.wantLeft(t, "ours", left...)
	if n := p.dues(t); n != 0 {
		t.Errorf("after %s: %d days are still on the calendar", what, n)
	}
	if t.Failed() {
		t.Fatalf("after %s", what)
	}
}

func TestWhoRestoresAndWhoSweepsNeverMeetHalfway(t *testing.T) {
	p := newPlace(t)
	ids := p.fill(t, "ours", 60)
	p.trash(t, "ours", ids...)
	p.later(month + 24*time.Hour)
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			if _, err := p.sweep(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	var restored []gallery.PhotoID
	all.Go(func() {
		g := p.gallery("ours")
		for n := len(ids) - 1; n >= 0; n -= 2 {
			_, err := g.Restore(t.Context(), ids[n])
			switch {
			case err == nil:
				restored = append(restored, ids[n])
			case !fault.Is(err, fault.NotFound):
				t.Error(err)
			}
		}
	})
	all.Wait()
	p.later(5 * time.Minute)
	p.wantLeft(t, "ours", restored...)
	t.Logf("%d of %d were restored in time", len(restored), len(ids)/2)
}

func TestAGalleryThatIsBeingDestroyedIsLetBe(t *testing.T) {
	p := newPlace(t)
	p.trash(t, "ours", p.fill(t, "ours", 2)...)
	owner := p.galleries().As(gallery.Membership{Gallery: "ours", Role: gallery.Owner})
	if err := owner.Destroy(t.Context(), func(gallery.Objects) error { return errors.New("the bucket is away") }); err == nil {
		t.Fatal("it was destroyed: that proves nothing")
	}
	p.later(month + 24*time.Hour)
	if got := p.mustSweep(t); got != (retention.Report{}) {
		t.Errorf("swept %+v, want nothing", got)
	}
	if n := p.dues(t); n != 0 {
		t.Errorf("%d days are still on the calendar", n)
	}
}

func TestASweepStopsInTime(t *testing.T) {
	p := newPlace(t)
	ids := p.fill(t, "ours", 30)
	p.trash(t, "ours", ids[:25]...)
	p.later(month + 24*time.Hour)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second) // all of which it keeps for its end
	defer cancel()
	if got, err := p.sweep(ctx); !got.Unfinished || err != nil || ctx.Err() != nil {
		t.Errorf("swept %+v (%v) with time left (%v), want it unfinished before its time is over", got, err, ctx.Err() == nil)
	}
	p.mustSweep(t)
	p.wantLeft(t, "ours", ids[25:]...)
}

func TestOneThatFailsDoesNotKeepTheOthers(t *testing.T) {
	p := newPlace(t)
	for n := range 20 {
		id := gallery.ID(fmt.Sprintf("gallery%d", n))
		p.trash(t, id, p.fill(t, id, 1)...)
	}
	p.later(month + 24*time.Hour)
	p.broken.Fail(blobtest.Fault{Kind: fault.Internal, Times: 1})
	if got, err := p.sweep(t.Context()); err == nil || got.Photos != 20 || got.Galleries != 19 {
		t.Errorf("swept %+v (%v), want an error at the end of all", got, err)
	}
	if n := p.dues(t); n < 1 || n > 21 {
		t.Errorf("%d days are on the calendar, want that of the one that failed, and of what each deleted", n)
	}
	p.finish(t, "one gallery")
}
