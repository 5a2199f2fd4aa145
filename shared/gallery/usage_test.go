package gallery_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// filling is a gallery with room for ten photos of 100 bytes.
type filling struct {
	*gallery.Gallery
	all   *gallery.Galleries
	store tabletest.Store
	now   time.Time
}

func newFilling(t *testing.T) *filling {
	t.Helper()
	f := &filling{now: gallerytest.Now()}
	f.store = tabletest.OpenStore(t, func() time.Time { return f.now })
	f.reopen()
	if err := f.all.Found(t.Context(), "family", gallery.Shared, "Family", gallery.Member{User: "anna"}); err != nil {
		t.Fatal(err)
	}
	if err := f.all.SetQuota(t.Context(), "family", 1000); err != nil {
		t.Fatal(err)
	}
	return f
}

// reopen is another process.
func (f *filling) reopen() {
	f.all = gallery.New(f.store.Table, gallery.Keys{gallerytest.Key()}, func() time.Time { return f.now })
	f.Gallery = f.all.As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
}

// big is a photo of 100 bytes with a file of its own.
func big(n int) gallery.Photo {
	p := photo(fmt.Sprint("photo ", n))
	p.ID, p.SHA256, p.Bytes = gallery.PhotoID(fmt.Sprint("photo", n)), fmt.Sprintf("%064x", n), 100
	return p
}

// fill adds photos from to to (not included) and wants them to fit.
func (f *filling) fill(t *testing.T, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		if _, err := f.Add(t.Context(), big(n)); err != nil {
			t.Fatal(err)
		}
	}
}

func (f *filling) wantUsage(t *testing.T, want gallery.Usage) {
	t.Helper()
	f.reopen()
	got, err := f.Usage(t.Context())
	if diff := cmp.Diff(got, want); err != nil || diff != "" {
		t.Errorf("%v (-got +want):\n%s", err, diff)
	}
}

func TestAFullGalleryTakesNoMorePhotos(t *testing.T) {
	f := newFilling(t)
	ctx := t.Context()
	f.fill(t, 0, 10)
	if _, err := f.Add(ctx, big(10)); !fault.Is(err, fault.TooLarge) || !strings.Contains(err.Error(), "no room left") {
		t.Errorf("got %v, want no room for an eleventh", err)
	}
	if _, err := f.Add(ctx, big(3)); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want it said that the photo is there already", err)
	}
	if _, err := f.Add(ctx, photo("without a file")); err != nil {
		t.Errorf("got %v, want what takes no room to be added", err)
	}
	f.wantUsage(t, gallery.Usage{Photos: 11, Bytes: 1000, Quota: 1000})

	if _, err := f.Trash(ctx, "photo0"); err != nil {
		t.Fatal(err)
	}
	f.wantUsage(t, gallery.Usage{Photos: 10, Trashed: 1, Bytes: 1000, Quota: 1000})
	if _, err := f.Add(ctx, big(10)); !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v, want what is in the trash to take room", err)
	}
	if _, err := f.Delete(ctx, "photo0"); err != nil {
		t.Fatal(err)
	}
	f.fill(t, 10, 11)
	f.wantUsage(t, gallery.Usage{Photos: 11, Bytes: 1000, Quota: 1000})
}

func TestManyPhotosAreAddedAsFarAsTheyFit(t *testing.T) {
	f := newFilling(t)
	f.fill(t, 0, 4)
	var photos []gallery.Photo
	for n := range 14 {
		photos = append(photos, big(n))
	}
	results, err := f.AddAll(t.Context(), photos)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, err := range results {
		said := "added"
		if err != nil {
			said = fault.Of(err).String()
		}
		got = append(got, said)
	}
	want := strings.Fields(strings.Repeat("conflict ", 4) + strings.Repeat("added ", 6))
	want = append(want, "too large", "too large", "too large", "too large")
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	f.wantUsage(t, gallery.Usage{Photos: 10, Bytes: 1000, Quota: 1000})
}

func TestNothingComesBackIntoAGalleryOverItsQuota(t *testing.T) {
	f := newFilling(t)
	ctx := t.Context()
	f.fill(t, 0, 10)
	if _, err := f.Trash(ctx, "photo0"); err != nil {
		t.Fatal(err)
	}
	if err := f.all.SetQuota(ctx, "family", 999); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Restore(ctx, "photo0"); !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v, want no room", err)
	}
	if p, err := f.Photo(ctx, "photo0"); err != nil || p.State != gallery.Trashed {
		t.Errorf("the photo is %s (%v), want it in the trash", p.State, err)
	}
	if _, err := f.Restore(ctx, "photo1"); err != nil {
		t.Errorf("got %v, want what is not in the trash to stay", err)
	}
	if err := f.all.SetQuota(ctx, "family", 1000); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Restore(ctx, "photo0"); err != nil {
		t.Errorf("got %v, want a full gallery to take back what it holds", err)
	}
}

func TestAQuotaIsSetForAGallery(t *testing.T) {
	f := newFilling(t)
	ctx := t.Context()
	for name, tt := range map[string]struct {
		id    gallery.ID
		bytes int64
		want  fault.Kind
	}{
		"less than nothing":   {"family", -1, fault.Invalid},
		"of no gallery":       {"nobodys", 1, fault.NotFound},
		"of no gallery, back": {"nobodys", 0, fault.NotFound},
		"of no name":          {"a#b", 1, fault.NotFound},
	} {
		if err := f.all.SetQuota(ctx, tt.id, tt.bytes); !fault.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
	f.fill(t, 0, 10)
	if err := f.all.SetQuota(ctx, "family", 0); err != nil {
		t.Fatal(err)
	}
	f.fill(t, 10, 11)
	f.wantUsage(t, gallery.Usage{Photos: 11, Bytes: 1100, Quota: gallery.DefaultQuota})
}

func TestAddsAtOnceFillAGalleryAndNoMore(t *testing.T) {
	f := newFilling(t)
	var group errgroup.Group
	for n := range 25 {
		group.Go(func() error {
			_, err := f.Add(t.Context(), big(n))
			if fault.Is(err, fault.TooLarge) {
				return nil
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	f.wantUsage(t, gallery.Usage{Photos: 10, Bytes: 1000, Quota: 1000})
}

func TestRoomIsGivenBackByWhatFailed(t *testing.T) {
	f := newFilling(t)
	for range 3 {
		f.store.Faulty.FailWrites(tabletest.Fault{Times: -1})
		var photos []gallery.Photo
		for n := range 10 {
			photos = append(photos, big(n))
		}
		if _, err := f.AddAll(t.Context(), photos); err == nil {
			t.Fatal("nothing failed")
		}
		if _, err := f.Add(t.Context(), big(0)); err == nil {
			t.Fatal("nothing failed")
		}
		f.store.Faulty.FailWrites()
	}
	f.store.Faulty.FailReads(tabletest.Fault{Times: -1})
	if _, err := f.Add(t.Context(), big(0)); fault.Is(err, fault.TooLarge) || err == nil {
		t.Errorf("got %v, want a broken table not to be taken for a full gallery", err)
	}
	f.store.Faulty.FailReads()
	f.fill(t, 0, 10)
	f.wantUsage(t, gallery.Usage{Photos: 10, Bytes: 1000, Quota: 1000})
}

func TestOthersFillAGalleryToo(t *testing.T) {
	f := newFilling(t)
	f.fill(t, 0, 1)
	mine := f.Gallery
	f.reopen()
	f.fill(t, 1, 10)
	f.now = f.now.Add(2 * time.Minute)
	if _, err := mine.Add(t.Context(), big(10)); !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v, want what others have added to be known after a minute", err)
	}
}

func TestBytesThatWereSetAsideAreCounted(t *testing.T) {
	f := newFilling(t)
	f.fill(t, 0, 3)
	f.store.Faulty.FailWrites(tabletest.Fault{Nth: 3, Kind: fault.Conflict})
	f.fill(t, 3, 4)
	f.store.Faulty.FailWrites()
	f.fill(t, 4, 5)
	f.wantUsage(t, gallery.Usage{Photos: 5, Bytes: 500, Quota: 1000})
	if n, err := f.Repair(context.WithoutCancel(t.Context())); err != nil || n == 0 {
		t.Errorf("Repair finishes %d changes (%v): nothing was set aside", n, err)
	}
	f.wantUsage(t, gallery.Usage{Photos: 5, Bytes: 500, Quota: 1000})
}

func TestAGalleryFromBeforeThereWereNumbersGoesOn(t *testing.T) {
	f := newFilling(t)
	ctx := t.Context()
	f.fill(t, 0, 3)
	// What was written before photos had Bytes.
	for _, key := range []table.Key{
		{Partition: "X#family#*", Sort: "~"}, {Partition: "P#family#photo0", Sort: "M"},
		{Partition: "P#family#photo1", Sort: "M"}, {Partition: "P#family#photo2", Sort: "M"},
	} {
		if err := f.store.Write(ctx, table.Update(key, table.Change{Remove: []string{"bytes"}}, table.Present())); err != nil {
			t.Fatal(err)
		}
	}
	f.wantUsage(t, gallery.Usage{Photos: 3, Quota: 1000})
	f.fill(t, 3, 4)
	if _, err := f.Trash(ctx, "photo0"); err != nil {
		t.Fatal(err)
	}
	f.wantUsage(t, gallery.Usage{Photos: 3, Trashed: 1, Bytes: 100, Quota: 1000})
	if _, err := f.Restore(ctx, "photo0"); err != nil {
		t.Fatal(err)
	}
	f.wantUsage(t, gallery.Usage{Photos: 4, Bytes: 100, Quota: 1000})
}
