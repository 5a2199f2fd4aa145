package intake_test

import (
	"context"
	"testing"
	"time"

	"shoebox/shared/blob/blobtest"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/table/tabletest"
)

func TestAFileThatLayInAQueueForDaysBecomesAPhoto(t *testing.T) {
	for _, late := range []time.Duration{25 * time.Hour, 13 * 24 * time.Hour} {
		b := open(t)
		u := b.announce(eve, blobtest.Picture(t, 10))
		*b.now = b.now.Add(late)
		if got := b.receive(u.Key()); got.State != inbox.Ready || got.User != eve {
			t.Errorf("after %v: got %+v, want a photo", late, got)
		}
		b.once(late.String())
	}
}

// An earlier try added the photo with what was said, and died; then somebody corrected it.
func TestAnotherTryLeavesWhatSomebodyCorrected(t *testing.T) {
	says := inbox.Says{Title: "By the lake", Tags: []string{"swan"}}
	b, u, id := diedOnceAdded(t, says)
	title := "At the lake"
	if _, err := b.gallery.Edit(t.Context(), id, gallery.Edit{Title: &title}); err != nil {
		t.Fatal(err)
	}
	// What is said after the first try, of what nobody corrected, comes onto the photo.
	says.Description = "With Ben."
	if _, err := b.inbox.Say(t.Context(), b.gallery, u, says); err != nil {
		t.Fatal(err)
	}
	b.receive(u.Key())
	b.once("corrected meanwhile")
	if got := b.photos()[0]; got.Title != title || got.Description != "With Ben." || len(got.Tags) != 1 {
		t.Errorf("got %+v, want the title that somebody corrected, and what was said beside", got)
	}
	if got := b.find(u); got.State != inbox.Ready || got.There {
		t.Errorf("got %+v, want it ready, and its own", got)
	}
}

// diedOnceAdded is an upload whose worker died as soon as its photo was there.
func diedOnceAdded(tb testing.TB, says inbox.Says) (*bench, inbox.Upload, gallery.PhotoID) {
	tb.Helper()
	for nth := 1; ; nth++ {
		b := open(tb)
		u := b.announce(eve, blobtest.Picture(tb, 10))
		if _, err := b.inbox.Say(tb.Context(), b.gallery, u, says); err != nil {
			tb.Fatal(err)
		}
		b.dieAtWrite(u.Key(), nth)
		if id, err := b.gallery.WithFile(tb.Context(), u.SHA256); err == nil {
			return b, u, id
		}
	}
}

// dieAtWrite receives a file by a process that dies after its nth write of the table.
func (b *bench) dieAtWrite(key string, nth int) {
	b.t.Helper()
	ctx, stop := context.WithCancel(b.t.Context())
	defer stop()
	b.store.Faulty.FailWrites(tabletest.Fault{Nth: nth, When: tabletest.After, Do: stop}, tabletest.Fault{Nth: nth + 1, Times: -1})
	if _, err := b.Receive(ctx, key); err == nil {
		b.t.Fatalf("got no error, want it dead by its %dth write", nth)
	}
	b.heal()
	b.again()
	*b.now = b.now.Add(inbox.LeaseLength + time.Second)
}
