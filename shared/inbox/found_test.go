package inbox_test

import (
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
)

// find begins the work on a file that somebody dropped.
func (d *desk) find(key string) *inbox.Lease {
	d.t.Helper()
	place, err := inbox.ParseKey(key)
	if err != nil {
		d.t.Fatal(err)
	}
	l, err := d.Take(d.t.Context(), place)
	if err != nil {
		d.t.Fatal(err)
	}
	return l
}

func TestAFileThatWasDroppedStaysWhenAGalleryIsCleared(t *testing.T) {
	const key = "inbox/home/lake.jpg"
	d := open(t)
	d.lay(key)
	d.find(key)
	if err := d.Clear(t.Context(), home, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Blobs.Head(t.Context(), key); err != nil {
		t.Errorf("got %v, want the file where somebody put it", err)
	}
	if got := d.states(gallery.Owner, "ANNA"); len(got) != 0 {
		t.Errorf("got %v, want no record of it", got)
	}
}

func TestWhoLostTheLeaseForgetsNothing(t *testing.T) {
	const key = "inbox/home/lake.jpg"
	d := open(t)
	late := d.find(key)
	*d.now = d.now.Add(inbox.LeaseLength + time.Second)
	other := d.find(key)
	if err := late.Drop(t.Context()); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a Conflict for who was too slow", err)
	}
	if err := other.Ready(t.Context(), d.gallery, inbox.Made{Photo: "P1"}); err != nil {
		t.Errorf("got %v, want who has the lease to go on", err)
	}
}
