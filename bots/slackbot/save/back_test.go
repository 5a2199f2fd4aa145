package save_test

import (
	"testing"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

func TestWhatIsSavedAgainIsBackFromTheTrash(t *testing.T) {
	r := open(t)
	// The same picture was posted twice.
	r.files.data["F000000001"], r.files.data["F000000002"] = blobtest.Picture(t, 10), blobtest.Picture(t, 10)
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); err != nil {
		t.Fatal(err)
	}
	id := r.photos(t)[0].ID
	for _, file := range []string{"F000000001", "F000000002"} {
		p, err := r.gallery.Trash(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		// A job that is done again asks for what was wanted before.
		before := wanted("UEDITOR", file)
		before.At = p.TrashedAt.Add(-time.Second)
		if _, err := r.save(t.Context(), before); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s, asked for before: got %v, want it there already", file, err)
		}
		if p, err := r.gallery.Photo(t.Context(), id); err != nil || p.State != gallery.Trashed {
			t.Errorf("%s, asked for before: got %+v, %v, want it in the trash", file, p, err)
		}
		now := wanted("UEDITOR", file)
		now.At = p.TrashedAt
		saved, err := r.save(t.Context(), now)
		if err != nil || saved != (slackbot.Saved{Back: true}) {
			t.Errorf("%s: got %+v, %v, want it back", file, saved, err)
		}
		if photos := r.photos(t); len(photos) != 1 || photos[0].ID != id {
			t.Errorf("%s: got %+v, want the photo of before", file, photos)
		}
	}
}
