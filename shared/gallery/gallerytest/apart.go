package gallerytest

import (
	"testing"

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
	all, err := theirs.Find(ctx, gallery.Query{Limit: 100})
	if err != nil || len(all.Hits) != 1 || all.Total != 1 {
		t.Errorf("the other gallery has %d photos and says %d (%v), want 1", len(all.Hits), all.Total, err)
	}
	b.Check(t, gallery.Query{})
}
