package gallery_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

func TestDestroyingLeavesNothingOfAGallery(t *testing.T) {
	destroys(t, overFile(t))
}

// destroys takes a gallery through its end.
func destroys(t *testing.T, h *house) {
	t.Helper()
	one := h.furnish(t, 60)
	h.half(t, one)
	objects, before := h.objects(t, one, 60), h.sweep(t)
	if n := len(of(before, h.id)); n < 1000 || len(objects) != 81 {
		t.Fatalf("%d items are of the gallery, %d photos: not what is to be tested", n, len(objects))
	}
	one = h.reopen()
	if err := one.Destroy(t.Context(), h.take(t, one)); err != nil {
		t.Fatal(err)
	}
	h.wantGone(t, before, objects)
	for what, n := range h.given {
		if n != 1 {
			t.Errorf("%s was given %d times", what, n)
		}
	}
	if mine, err := h.all.Of(t.Context(), "carl"); err != nil || len(mine) != 1 {
		t.Errorf("Carl has %d galleries (%v), want the other one", len(mine), err)
	}
	if _, err := h.all.Membership(t.Context(), h.id, "anna"); !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want Anna to be no member", err)
	}
	p, err := h.all.Create(t.Context(), gallery.Personal, "Again", gallery.Member{User: "anna"})
	if err != nil || p.ID == h.id || p.Role != gallery.Owner {
		t.Errorf("got %+v (%v), want Anna to begin anew", p, err)
	}
}

func TestDestroyingGoesOnWhereItDied(t *testing.T) {
	t.Parallel()
	died := errors.New("died")
	for nth := 1; ; nth += 1 + nth/4 {
		h := overFile(t)
		one := h.furnish(t, 12)
		h.half(t, one)
		objects, before := h.objects(t, one, 12), h.sweep(t)
		take := h.take(t, one)
		calls := 0
		var mu sync.Mutex
		dying := func(o gallery.Objects) error {
			mu.Lock()
			defer mu.Unlock()
			if calls++; calls == nth {
				return died
			}
			return take(o)
		}
		h.faulty.FailWrites(tabletest.Fault{Nth: nth, Times: -1, When: tabletest.When(nth % 2)})
		err := h.reopen().Destroy(t.Context(), dying)
		h.faulty.FailWrites()
		if err == nil {
			if nth < 30 {
				t.Errorf("it took %d writes: too few to die at", nth)
			}
			h.wantGone(t, before, objects)
			return
		}
		// Reads fail, too, when it is begun again.
		h.faulty.FailReads(tabletest.Fault{Nth: 2 * nth, Times: -1})
		again := h.reopen().Destroy(t.Context(), take)
		h.faulty.FailReads()
		if m, err := h.all.Membership(t.Context(), h.id, "anna"); again != nil && (err != nil || m.Role != gallery.Owner) {
			if len(of(h.sweep(t), h.id)) > 0 {
				t.Errorf("dying at write %d, nobody is left to begin again: %v", nth, err)
			}
		}
		one = h.reopen()
		if err := one.Destroy(t.Context(), h.take(t, one)); err != nil {
			t.Fatalf("after dying at write %d: %v", nth, err)
		}
		h.wantGone(t, before, objects)
	}
}

func TestAGalleryThatIsDestroyedTakesNoChanges(t *testing.T) {
	h := overFile(t)
	one := h.furnish(t, 10)
	ctx := t.Context()
	enough := errors.New("enough")
	if err := one.Destroy(ctx, func(gallery.Objects) error { return enough }); !errors.Is(err, enough) {
		t.Fatalf("got %v, want what taking the objects said", err)
	}
	id := gallerytest.Album(51, 10)[5].ID
	title := "Another"
	for name, change := range map[string]func(*gallery.Gallery) error{
		"Add":     func(g *gallery.Gallery) error { _, err := g.Add(ctx, photo("late")); return err },
		"AddAll":  func(g *gallery.Gallery) error { _, err := g.AddAll(ctx, []gallery.Photo{photo("late")}); return err },
		"Edit":    func(g *gallery.Gallery) error { _, err := g.Edit(ctx, id, gallery.Edit{Title: &title}); return err },
		"Trash":   func(g *gallery.Gallery) error { _, err := g.Trash(ctx, id); return err },
		"Restore": func(g *gallery.Gallery) error { _, err := g.Restore(ctx, id); return err },
		"Delete":  func(g *gallery.Gallery) error { _, err := g.Delete(ctx, id); return err },
		"Repair":  func(g *gallery.Gallery) error { _, err := g.Repair(ctx); return err },
		"Share":   func(g *gallery.Gallery) error { _, _, err := g.Share(ctx, gallery.Share{Photo: id}, 1); return err },
		"Invite":  func(g *gallery.Gallery) error { _, _, err := g.Invite(ctx, gallery.Owner, time.Hour); return err },
	} {
		if err := change(h.reopen()); !fault.Is(err, fault.Denied) {
			t.Errorf("%s: got %v, want it denied", name, err)
		}
	}
	if shares, err := one.Shares(ctx); err != nil || len(shares) > 0 {
		t.Errorf("%d links are left (%v)", len(shares), err)
	}
}

func TestChangesWhileAGalleryIsDestroyedEndWithIt(t *testing.T) {
	for seed := range uint64(5) {
		h := overFile(t)
		one := h.furnish(t, 15)
		before := h.sweep(t)
		var group errgroup.Group
		for n, p := range gallerytest.Album(60+seed, 12) {
			g := h.all.As(gallery.Membership{Gallery: h.id, Role: gallery.Editor})
			group.Go(func() error {
				_, err := g.Add(t.Context(), p)
				if err == nil && n%3 == 0 {
					_, err = g.Trash(t.Context(), p.ID)
				}
				if fault.Is(err, fault.Denied) || fault.Is(err, fault.NotFound) || fault.Is(err, fault.Conflict) {
					return nil
				}
				return err
			})
		}
		group.Go(func() error { return one.Destroy(t.Context(), func(gallery.Objects) error { return nil }) })
		if err := group.Wait(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d items came late", len(of(h.sweep(t), h.id)))
		if err := h.reopen().Destroy(t.Context(), func(gallery.Objects) error { return nil }); err != nil {
			t.Fatal(err)
		}
		h.given = map[string]int{}
		h.wantGone(t, before, nil)
	}
}

func TestDestroyingTwiceAtOnceDestroysOnce(t *testing.T) {
	h := overFile(t)
	one := h.furnish(t, 25)
	objects, before := h.objects(t, one, 25), h.sweep(t)
	var group errgroup.Group
	for range 3 {
		g := gallery.New(h.table, gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: h.id, Role: gallery.Owner})
		group.Go(func() error {
			return g.Destroy(t.Context(), func(o gallery.Objects) error {
				h.mu.Lock()
				defer h.mu.Unlock()
				h.given[o.Original]++
				return nil
			})
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	h.wantGone(t, before, objects)
}

func TestDestroyingCostsAUnitAnItem(t *testing.T) {
	h := overFile(t)
	one := h.furnish(t, 200)
	items := len(of(h.sweep(t), h.id))
	ctx, spent := table.Track(t.Context())
	if err := one.Destroy(ctx, func(gallery.Objects) error { return nil }); err != nil {
		t.Fatal(err)
	}
	u := spent.Usage()
	t.Logf("200 photos, %d items: %d requests, %.1f RCU and %.1f WCU a photo", items, u.Requests, u.ReadUnits/200, u.WriteUnits/200)
	if most := 1.1 * float64(items); u.WriteUnits > most {
		t.Errorf("it took %.0f WCU for %d items, want %.0f at most", u.WriteUnits, items, most)
	}
}
