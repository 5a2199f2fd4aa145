package gallery_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// bin is a gallery with a photo in its trash, and a clock of the test's.
type bin struct {
	*gallery.Gallery
	store tabletest.Store
	now   time.Time
}

func newBin(t *testing.T) *bin {
	t.Helper()
	b := &bin{now: gallerytest.Now()}
	b.store = tabletest.OpenStore(t, func() time.Time { return b.now })
	b.Gallery = gallery.New(b.store.Table, gallery.Keys{gallerytest.Key()}, func() time.Time { return b.now }).As(gallery.Membership{Gallery: "family", Role: gallery.Editor})
	p := looking("one", face)
	p.Objects = gallery.Objects{Original: "family/one/original.jpg"}
	add(t, b.Gallery, p)
	if _, err := b.Trash(t.Context(), "one"); err != nil {
		t.Fatal(err)
	}
	return b
}

// noted reports whether the photo's objects are noted.
func (b *bin) noted(t *testing.T) bool {
	t.Helper()
	_, err := b.store.GetConsistent(t.Context(), table.Key{Partition: "N#family", Sort: "one"})
	if err != nil && !fault.Is(err, fault.NotFound) {
		t.Fatal(err)
	}
	return err == nil
}

// leftovers has the objects that are left removed, and gives them.
func (b *bin) leftovers(t *testing.T) (removed []gallery.Objects) {
	t.Helper()
	_, err := b.Leftovers(t.Context(), func(_ context.Context, o gallery.Objects) error {
		removed = append(removed, o)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return removed
}

func TestADeletionThatFailsLeavesThePhotoOrANote(t *testing.T) {
	for _, when := range []tabletest.When{tabletest.Before, tabletest.After} {
		for nth := 1; ; nth++ {
			b := newBin(t)
			b.store.Faulty.FailWrites(tabletest.Fault{Nth: nth, When: when, Times: -1})
			_, failed := b.Delete(t.Context(), "one")
			b.store.Faulty.FailWrites()
			_, err := b.Photo(t.Context(), "one")
			there := err == nil
			if err != nil && !fault.Is(err, fault.NotFound) {
				t.Fatal(err)
			}
			if there == b.noted(t) {
				t.Errorf("write %d (%v) failed: the photo is there: %v, its objects are noted: %v", nth, when, there, b.noted(t))
			}
			if failed == nil {
				if nth < 3 {
					t.Errorf("a deletion takes %d writes: that proves nothing", nth-1)
				}
				break
			}
		}
	}
}

func TestNotedObjectsAreRemovedOnce(t *testing.T) {
	b := newBin(t)
	p, err := b.Delete(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	if got := b.leftovers(t); len(got) > 0 {
		t.Errorf("%v were removed by another while whoever deletes is at it", got)
	}
	b.now = b.now.Add(3 * time.Minute)
	failing := errors.New("the bucket is away")
	if n, err := b.Leftovers(t.Context(), func(context.Context, gallery.Objects) error { return failing }); n != 0 || !errors.Is(err, failing) {
		t.Errorf("got %d (%v), want what the bucket says", n, err)
	}
	b.now = b.now.Add(3 * time.Minute)
	if diff := cmp.Diff(b.leftovers(t), []gallery.Objects{p.Objects}); diff != "" {
		t.Errorf("removed: got -, want +:\n%s", diff)
	}
	if b.noted(t) || len(b.leftovers(t)) > 0 {
		t.Error("they are still noted")
	}
	for range 2 {
		if err := b.Removed(t.Context(), "one"); err != nil {
			t.Errorf("what is gone can't be said to be gone: %v", err)
		}
	}
}

func TestWhatCameBackIsNotRemoved(t *testing.T) {
	b := newBin(t)
	gone, err := b.Delete(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	add(t, b.Gallery, gallery.Photo{ID: "one", Taken: b.now, Objects: gone.Objects}) // by who asked nobody
	b.now = b.now.Add(time.Hour)
	if got := b.leftovers(t); len(got) > 0 || b.noted(t) {
		t.Errorf("%v were removed, and belong to a photo that is there", got)
	}
}

func TestNobodyWritesWhatIsBeingDisowned(t *testing.T) {
	b := newBin(t)
	ctx := t.Context()
	if err := b.Disown(ctx, "one", func(context.Context) error { t.Error("called"); return nil }); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a Conflict: the photo is there", err)
	}
	coming := gallery.Photo{ID: "two", Taken: b.now}
	err := b.Disown(ctx, "two", func(ctx context.Context) error {
		if err := b.Takes(ctx, coming); !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want nobody to write meanwhile", err)
		}
		return b.Disown(ctx, "two", func(context.Context) error { return fmt.Errorf("two at once") })
	})
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want the second to hear of the first", err)
	}
	b.now = b.now.Add(3 * time.Minute)
	if err := b.Takes(ctx, coming); err != nil {
		t.Errorf("got %v, want it taken once nobody is at it", err)
	}
}

func TestWhatIsRefusedLeavesTheNote(t *testing.T) {
	b := newBin(t)
	gone, err := b.Delete(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	b.now = b.now.Add(time.Hour)
	again := gallery.Photo{ID: "one", Taken: b.now, Bytes: 1 << 60, Objects: gone.Objects}
	if err := b.Takes(t.Context(), again); !fault.Is(err, fault.TooLarge) {
		t.Fatalf("got %v, want no room for it", err)
	}
	if diff := cmp.Diff(b.leftovers(t), []gallery.Objects{gone.Objects}); diff != "" {
		t.Errorf("removed: got -, want +:\n%s", diff)
	}
}

// TestAnAppointmentOutlivesWhoFailsAtIt has a sweep meet a note at which another is,
// and end well while that one fails: the gallery stays on the calendar.
func TestAnAppointmentOutlivesWhoFailsAtIt(t *testing.T) {
	b := newBin(t)
	if _, err := b.Delete(t.Context(), "one"); err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return b.now }
	sweep := func(remove func(context.Context, gallery.Objects) error) error { // in a process of its own
		all := gallery.New(b.store.Table, gallery.Keys{gallerytest.Key()}, clock)
		return all.Due(t.Context(), func(ctx context.Context, g *gallery.Gallery) error {
			_, err := g.Leftovers(ctx, remove)
			return err
		})
	}
	away := errors.New("the bucket is away")
	b.now = b.now.AddDate(0, 0, 2)
	err := sweep(func(context.Context, gallery.Objects) error {
		if err := sweep(func(context.Context, gallery.Objects) error { t.Error("two remove the same"); return nil }); err != nil {
			t.Errorf("got %v, want what another is at left to it", err)
		}
		return away
	})
	if !errors.Is(err, away) || !b.noted(t) {
		t.Fatalf("got %v, and a note: %v, want both", err, b.noted(t))
	}
	b.now = b.now.AddDate(0, 0, 2)
	removed := 0
	if err := sweep(func(context.Context, gallery.Objects) error { removed++; return nil }); err != nil || removed != 1 || b.noted(t) {
		t.Errorf("got %v, %d removed, and a note: %v, want the next sweep to remove them", err, removed, b.noted(t))
	}
}

func TestATrashThatOthersAreAtIsNotSaidToBeEmpty(t *testing.T) {
	b := newBin(t)
	b.now = b.now.Add(gallery.TrashLife + time.Hour)
	b.store.Faulty.FailWrites(tabletest.Fault{Nth: 2, Times: -1, Kind: fault.Conflict}) // the first puts it on the calendar
	none := func(context.Context, gallery.Objects) error { t.Error("removed"); return nil }
	if n, err := b.EmptyTrash(t.Context(), none); n != 0 || !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %d (%v), want it Unavailable: the photo's time is over, and it is there", n, err)
	}
	b.store.Faulty.FailWrites()
	if n, err := b.EmptyTrash(t.Context(), func(context.Context, gallery.Objects) error { return nil }); n != 1 || err != nil {
		t.Errorf("got %d (%v), want it to go next time", n, err)
	}
}

// A full trash is read in few requests, whatever of it is due.
func TestEmptyingReadsALongTrashAtOnce(t *testing.T) {
	b := newBin(t)
	b.now = b.now.Add(20 * 24 * time.Hour)
	photos := gallerytest.Album(17, 250)
	results, err := b.AddAll(t.Context(), photos)
	if err := errors.Join(append(results, err)...); err != nil {
		t.Fatal(err)
	}
	for _, p := range photos {
		if _, err := b.Trash(t.Context(), p.ID); err != nil {
			t.Fatal(err)
		}
	}
	b.now = b.now.Add(11 * 24 * time.Hour) // "one" has been there for 31 days
	ctx, cost := table.Track(t.Context())
	n, err := b.EmptyTrash(ctx, func(context.Context, gallery.Objects) error { return nil })
	if n != 1 || err != nil {
		t.Fatalf("got %d photos (%v), want the one that is due", n, err)
	}
	if got := cost.Usage(); got.Requests > 12 || got.ReadUnits > 10 {
		t.Errorf("it took %+v, want a few requests", got)
	}
}
