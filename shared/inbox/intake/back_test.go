package intake_test

import (
	"strings"
	"testing"
	"time"

	"shoebox/shared/blob/blobtest"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
)

// trashed is a gallery whose only photo went to the trash some time ago.
func trashed(tb testing.TB) (*bench, gallery.PhotoID) {
	tb.Helper()
	b := open(tb)
	id := b.receive(b.announce(eve, blobtest.Picture(tb, 10)).Key()).Photo
	*b.now = b.now.Add(time.Hour)
	b.trash(id)
	*b.now = b.now.Add(time.Hour)
	return b, id
}

func (b *bench) trash(id gallery.PhotoID) {
	b.t.Helper()
	if _, err := b.gallery.Trash(b.t.Context(), id); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) state(id gallery.PhotoID) gallery.State {
	b.t.Helper()
	p, err := b.gallery.Standing(b.t.Context(), id, "")
	if err != nil {
		b.t.Fatal(err)
	}
	return p.State
}

func TestWhatComesAgainIsBackFromTheTrash(t *testing.T) {
	for name, bring := range map[string]func(b *bench) (key string){
		"announced": func(b *bench) string { return b.announce(eve, blobtest.Picture(t, 10)).Key() },
		"dropped": func(b *bench) string {
			b.drop("inbox/home/again.jpg", blobtest.Picture(t, 10))
			return "inbox/home/again.jpg"
		},
	} {
		b, id := trashed(t)
		got := b.receive(bring(b))
		if got.State != inbox.Ready || !got.There || !got.Back || got.Photo != id {
			t.Errorf("%s: got %+v, want it ready, and back", name, got)
		}
		if !got.Found() {
			if kept := b.find(got); !kept.Back {
				t.Errorf("%s: got %+v kept, want it back", name, kept)
			}
		}
		b.once(name)
	}
}

// A try that fails, or dies, comes again: what somebody puts into the trash meanwhile
// stays there.
func TestWhatWentToTheTrashWhileItsFileWasTriedStaysThere(t *testing.T) {
	t.Run("its own photo", func(t *testing.T) {
		b, u, id := diedOnceAdded(t, inbox.Says{Title: "By the lake"})
		b.trash(id)
		*b.now = b.now.Add(time.Minute)
		for range 2 {
			b.receive(u.Key())
			if got := b.state(id); got != gallery.Trashed {
				t.Errorf("got it %s, want it in the trash", got)
			}
		}
		if got := b.find(u); got.State != inbox.Ready || got.Back {
			t.Errorf("got %+v, want it ready, and not back", got)
		}
	})
	t.Run("one that was back before", func(t *testing.T) {
		for nth := 1; ; nth++ {
			b, id := trashed(t)
			u := b.announce(eve, blobtest.Picture(t, 10))
			b.dieAtWrite(u.Key(), nth)
			if b.state(id) == gallery.Trashed {
				continue
			}
			b.trash(id)
			*b.now = b.now.Add(time.Minute)
			b.receive(u.Key())
			if got := b.state(id); got != gallery.Trashed {
				t.Errorf("got it %s, want it in the trash", got)
			}
			return
		}
	})
	t.Run("one of a file that is over", func(t *testing.T) {
		b := open(t)
		u := b.announce(eve, blobtest.Picture(t, 10))
		id := b.receive(u.Key()).Photo
		b.trash(id)
		*b.now = b.now.Add(time.Minute)
		b.receive(u.Key())
		if got := b.state(id); got != gallery.Trashed {
			t.Errorf("got it %s, want it in the trash", got)
		}
	})
}

func TestWhatFindsNoRoomStaysInTheTrash(t *testing.T) {
	b, id := trashed(t)
	if err := b.galleries.SetQuota(t.Context(), home, 10); err != nil {
		t.Fatal(err)
	}
	b.drop("inbox/home/again.jpg", blobtest.Picture(t, 10))
	got := b.receive("inbox/home/again.jpg")
	if got.State != inbox.Refused || !strings.Contains(got.Sentence(), "no room") || b.state(id) != gallery.Trashed {
		t.Errorf("got %+v, %q, want it refused for want of room", got, got.Sentence())
	}
	if kept := b.keys("refused/"); len(kept) != 1 {
		t.Errorf("got %v, want the file kept aside", kept)
	}
}
