package gallerytest

import (
	"context"
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// apart tries to reach the photos of one gallery from another in every way.
func apart(t *testing.T, b *Bench) {
	t.Helper()
	photos := Album(8, 60)
	b.Fill(t, photos)
	ctx := t.Context()
	theirs := b.as("01JGALLERY0000000000000002", gallery.Owner)
	if _, err := theirs.Add(ctx, Album(9, 1)[0]); err != nil {
		t.Fatal(err)
	}
	id := photos[0].ID
	title := "mine now"
	for name, try := range map[string]func() error{
		"Photo":   func() error { _, err := theirs.Photo(ctx, id); return err },
		"Edit":    func() error { _, err := theirs.Edit(ctx, id, gallery.Edit{Title: &title}); return err },
		"Refine":  func() error { _, err := theirs.Refine(ctx, id, gallery.Findings{Title: title}); return err },
		"Trash":   func() error { _, err := theirs.Trash(ctx, id); return err },
		"Restore": func() error { _, err := theirs.Restore(ctx, id); return err },
		"Delete":  func() error { _, err := theirs.Delete(ctx, id); return err },
		"a photo id made of another gallery's key": func() error {
			_, err := theirs.Photo(ctx, gallery.PhotoID("01JGALLERY0000000000000001#"+string(id)))
			return err
		},
	} {
		if err := try(); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s of another gallery's photo: %v, want not found", name, err)
		}
	}
	if got, err := theirs.Photos(ctx, []gallery.PhotoID{id}); err != nil || len(got) > 0 {
		t.Errorf("Photos gives %d of another gallery's photos (%v)", len(got), err)
	}
	for _, q := range []gallery.Query{{Limit: 5}, {Limit: 5, Order: gallery.Random}} {
		page, err := b.Find(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		q.Cursor = page.Next
		if _, err := theirs.Find(ctx, q); !fault.Is(err, fault.Stale) {
			t.Errorf("another gallery's cursor: %v, want stale", err)
		}
	}
	apartBeside(t, b, theirs, photos)
	all, err := theirs.Find(ctx, gallery.Query{Limit: 100})
	if err != nil || len(all.Hits) != 1 || all.Total != 1 {
		t.Errorf("the other gallery has %d photos and says %d (%v), want 1", len(all.Hits), all.Total, err)
	}
	b.Check(t, gallery.Query{})
}

// apartBeside tries to reach what stands beside the photos of a gallery: who looks alike,
// what is to be removed, and what was charged.
func apartBeside(t *testing.T, b *Bench, theirs *gallery.Gallery, photos []gallery.Photo) {
	t.Helper()
	ctx := t.Context()
	var seen []gallery.PhotoID
	for _, p := range photos[:10] {
		alike, err := theirs.Similar(ctx, p.Likeness, 100)
		if err != nil || len(alike) > 0 {
			t.Errorf("another gallery has %d photos that look alike (%v)", len(alike), err)
		}
	}
	if err := theirs.Each(ctx, func(p gallery.Photo) error { seen = append(seen, p.ID); return nil }); err != nil || len(seen) != 1 {
		t.Errorf("Each gives %d photos of another gallery (%v), want its own", len(seen), err)
	}
	gone := photos[len(photos)-1]
	_, trashed := b.Trash(ctx, gone.ID)
	_, deleted := b.Delete(ctx, gone.ID)
	paid, charged := b.Charge(ctx, "labels", 1)
	for _, err := range []error{trashed, deleted, theirs.Removed(ctx, gone.ID), charged} {
		if err != nil {
			t.Fatal(err)
		}
	}
	b.Oracle.Remove(gone.ID)
	late := b.later(time.Hour)
	for id, want := range map[gallery.ID]int{"01JGALLERY0000000000000002": 0, b.ID: 1} {
		g := late.As(gallery.Membership{Gallery: id, Role: gallery.Owner})
		n, err := g.Leftovers(ctx, func(context.Context, gallery.Objects) error { return nil })
		if err != nil || n != want {
			t.Errorf("in %s there was left of %d photos (%v), want %d", id, n, err, want)
		}
	}
	if err := theirs.Refund(ctx, paid); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want another gallery's receipt refused", err)
	}
	if _, err := b.Charge(ctx, "labels", 1); !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v, want what this gallery pays for not to be given back to another", err)
	}
	if _, err := theirs.Charge(ctx, "labels", 1); err != nil {
		t.Errorf("another gallery pays for this one: %v", err)
	}
}
