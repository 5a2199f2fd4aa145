package gallerytest

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// later gives the galleries of a process that lives so much later.
func (b *Bench) later(d time.Duration) *gallery.Galleries {
	return gallery.New(b.Table, gallery.Keys{Key()}, func() time.Time { return Now().Add(d) })
}

// all gives the ids of all photos, as Each gives them.
func (b *Bench) all(tb testing.TB) []gallery.PhotoID {
	tb.Helper()
	var ids []gallery.PhotoID
	if err := b.Each(tb.Context(), func(p gallery.Photo) error {
		ids = append(ids, p.ID)
		return nil
	}); err != nil {
		tb.Fatal(err)
	}
	return ids
}

// everyPhoto has every photo come once, in order, wherever it is.
func everyPhoto(t *testing.T, b *Bench) {
	t.Helper()
	photos := Album(61, 250)
	b.Fill(t, photos)
	var want []gallery.PhotoID
	for n, p := range photos {
		want = append(want, p.ID)
		if n%7 == 0 {
			if _, err := b.Trash(t.Context(), p.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(b.all(t), want); diff != "" {
		t.Errorf("got -, want +:\n%s", diff)
	}
	stop := fault.New("test", fault.Canceled, "enough")
	if err := b.Each(t.Context(), func(gallery.Photo) error { return stop }); !fault.Is(err, fault.Canceled) {
		t.Errorf("got %v, want what each said", err)
	}
}

// emptied has several processes empty the trash while others restore photos.
func emptied(t *testing.T, b *Bench) {
	t.Helper()
	photos := Album(62, 45)
	for n := range photos {
		photos[n].Objects.Original = "original of " + string(photos[n].ID)
	}
	b.Fill(t, photos)
	for _, p := range photos[:40] {
		if _, err := b.Trash(t.Context(), p.ID); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	removed := map[string]bool{}
	remove := func(_ context.Context, o gallery.Objects) error {
		mu.Lock()
		defer mu.Unlock()
		removed[o.Original] = true
		return nil
	}
	early := b.later(gallery.TrashLife - time.Minute)
	if err := early.Due(t.Context(), func(context.Context, *gallery.Gallery) error {
		t.Error("the gallery is due before its time")
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	over := b.later(gallery.TrashLife + 48*time.Hour)
	var both sync.WaitGroup
	restored := map[gallery.PhotoID]bool{}
	for range 2 {
		both.Go(func() {
			if err := over.Due(t.Context(), func(ctx context.Context, g *gallery.Gallery) error {
				_, err := g.EmptyTrash(ctx, remove)
				return err
			}); err != nil {
				t.Error(err)
			}
		})
	}
	both.Go(func() {
		for n := 39; n > 0; n -= 4 {
			switch _, err := b.Restore(t.Context(), photos[n].ID); {
			case err == nil:
				restored[photos[n].ID] = true
			case !fault.Is(err, fault.NotFound):
				t.Error(err)
			}
		}
	})
	both.Wait()
	b.Reopen()
	for n, p := range photos {
		now, err := b.Photo(t.Context(), p.ID)
		switch {
		case fault.Is(err, fault.NotFound):
			b.Oracle.Remove(p.ID)
		case err != nil:
			t.Fatal(err)
		default:
			b.Oracle.Put(now)
		}
		stays := restored[p.ID] || n >= 40
		if stays != (err == nil) || stays == removed[p.Objects.Original] {
			t.Errorf("%s was to stay: %v, is there: %v, has lost its original: %v", p.ID, stays, err == nil, removed[p.Objects.Original])
		}
	}
	b.Check(t, gallery.Query{})
	b.Check(t, gallery.Query{Trash: true})
	b.CheckUsage(t)
}

// charges has several processes count to a cap, month after month, and give some back.
func charges(t *testing.T, b *Bench) {
	t.Helper()
	const most, processes = 7, 4
	var before []gallery.Receipt // of the month before
	for _, month := range []time.Duration{0, 45 * 24 * time.Hour} {
		charged := charge(t, b, month, most, processes)
		if len(charged) != most {
			t.Fatalf("%d were charged, want %d", len(charged), most)
		}
		var all sync.WaitGroup
		for _, r := range append(charged[:processes:processes], before...) {
			g := b.later(month).As(gallery.Membership{Gallery: b.ID, Role: gallery.Editor})
			all.Go(func() {
				if err := g.Refund(t.Context(), r); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		before = charge(t, b, month, most, processes)
		if len(before) != processes {
			t.Errorf("%d were charged after %d were given back", len(before), processes)
		}
	}
}

// charge has several processes charge three each, and gives the receipts of those for
// which there was room.
func charge(t *testing.T, b *Bench, month time.Duration, most, processes int) []gallery.Receipt {
	t.Helper()
	var all sync.WaitGroup
	receipts := make(chan gallery.Receipt, 3*processes)
	for range processes {
		g := b.later(month).As(gallery.Membership{Gallery: b.ID, Role: gallery.Editor})
		all.Go(func() {
			for range 3 {
				switch r, err := g.Charge(t.Context(), "labels", most); {
				case err == nil:
					receipts <- r
				case !fault.Is(err, fault.TooLarge):
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	close(receipts)
	var charged []gallery.Receipt
	for r := range receipts {
		charged = append(charged, r)
	}
	return charged
}
