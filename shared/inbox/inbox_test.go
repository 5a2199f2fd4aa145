package inbox_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/table/tabletest"
)

const home gallery.ID = "home"

// desk is an inbox with all it stands on.
type desk struct {
	*inbox.Inbox
	store   tabletest.Store
	faulty  *blobtest.Faulty
	gallery *gallery.Gallery
	now     *time.Time
	t       testing.TB
}

func open(tb testing.TB) *desk {
	tb.Helper()
	now := time.Now().Truncate(time.Second).UTC()
	d := &desk{now: &now, t: tb}
	clock := func() time.Time { return *d.now }
	d.store = tabletest.OpenStore(tb, clock)
	files, err := filestore.Open(filestore.Config{Dir: tb.TempDir(), Now: clock})
	if err != nil {
		tb.Fatal(err)
	}
	d.faulty = blobtest.NewFaulty(files)
	galleries := gallery.New(d.store.Table, gallery.Keys{make([]byte, 32)}, clock)
	d.gallery = galleries.As(gallery.Membership{Gallery: home, Role: gallery.Editor})
	d.Inbox = inbox.New(inbox.Config{Table: d.store.Table, Blobs: blob.New(d.faulty), Galleries: galleries, Now: clock})
	return d
}

// announcement is one of a file, another one for each n.
func announcement(user gallery.UserID, n int) inbox.Announcement {
	sum := sha256.Sum256(fmt.Append(nil, n))
	return inbox.Announcement{User: user, Name: "lake.jpg", Type: "image/jpeg", Size: int64(len(fmt.Sprint(n))), SHA256: hex.EncodeToString(sum[:])}
}

func (d *desk) announce(user gallery.UserID, n int) inbox.Upload {
	d.t.Helper()
	u, err := d.Announce(d.t.Context(), d.gallery, announcement(user, n))
	if err != nil {
		d.t.Fatal(err)
	}
	return u
}

func (d *desk) put(u inbox.Upload, n int) {
	d.t.Helper()
	if err := d.Put(d.t.Context(), u, fmt.Append(nil, n)); err != nil {
		d.t.Fatal(err)
	}
}

// take begins the work on an upload.
func (d *desk) take(u inbox.Upload) *inbox.Lease {
	d.t.Helper()
	place, err := inbox.ParseKey(u.Key())
	if err != nil {
		d.t.Fatal(err)
	}
	l, err := d.Take(d.t.Context(), place)
	if err != nil {
		d.t.Fatal(err)
	}
	return l
}

// states are those of a person's uploads, by id.
func (d *desk) states(role gallery.Role, user gallery.UserID) (states []string) {
	d.t.Helper()
	all, err := d.List(d.t.Context(), gallery.Membership{Gallery: home, Role: role}, user)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, u := range all {
		states = append(states, string(u.State)+" "+u.ID)
	}
	return states
}

func TestAnUploadGoesFromStateToState(t *testing.T) {
	d := open(t)
	u := d.announce("ANNA", 1)
	want := func(states ...string) {
		t.Helper()
		for i := range states {
			states[i] += " " + u.ID
		}
		if diff := cmp.Diff(d.states(gallery.Editor, "ANNA"), states); diff != "" {
			t.Errorf("listed, got - want +:\n%s", diff)
		}
		found, err := d.Find(t.Context(), home, "ANNA", u.ID)
		if err != nil || string(found.State)+" "+u.ID != states[0] {
			t.Errorf("found, got %+v, %v, want %v", found, err, states)
		}
	}
	want("waiting")
	d.put(u, 1)
	d.put(u, 1) // it is there
	want("received")
	l := d.take(u)
	want("processing")
	if err := l.Again(t.Context(), fault.New("x", fault.Unavailable, "down")); err != nil {
		t.Fatal(err)
	}
	want("received")
	l = d.take(u)
	if err := l.Ready(t.Context(), d.gallery, inbox.Made{Photo: "P1", Similar: "P0"}); err != nil {
		t.Fatal(err)
	}
	want("ready")
	if err := l.Done(t.Context()); err != nil {
		t.Fatal(err)
	}
	want("ready")
	over, err := d.Wait(t.Context(), u, time.Minute)
	if err != nil || over.Photo != "P1" || over.Similar != "P0" || over.Attempts != 2 || over.Sentence() != "" {
		t.Errorf("got %+v, %v, want all of it", over, err)
	}
	*d.now = d.now.Add(25 * time.Hour)
	if _, err := d.Find(t.Context(), home, "ANNA", u.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want it forgotten", err)
	}
}

func TestWhatWasReceivedIsKeptAsLongAsDeadLetters(t *testing.T) {
	d := open(t)
	u := d.announce("ANNA", 1)
	d.put(u, 1)
	if err := d.take(u).Again(t.Context(), fault.New("x", fault.Unavailable, "down")); err != nil {
		t.Fatal(err)
	}
	*d.now = d.now.Add(13 * 24 * time.Hour)
	if err := d.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if l := d.take(u); l.Attempts != 2 || l.User != "ANNA" {
		t.Errorf("got %+v, want it to go on", l.Upload)
	}
}

func TestUploadsAreTheirPersons(t *testing.T) {
	d := open(t)
	u := d.announce("ANNA", 1)
	for name, find := range map[string]struct {
		g    gallery.ID
		user gallery.UserID
		id   string
	}{
		"another's": {home, "BEN", u.ID}, "of another gallery": {"other", "ANNA", u.ID}, "nobody's": {home, "", u.ID}, "of no id": {home, "ANNA", "x"},
		"of a strange gallery": {"home#x", "ANNA", u.ID}, "of a lower id": {home, "ANNA", strings.ToLower(u.ID)},
	} {
		if _, err := d.Find(t.Context(), find.g, find.user, find.id); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: got %v, want none", name, err)
		}
	}
	if got := d.states(gallery.Owner, "BEN"); len(got) != 0 {
		t.Errorf("got %v, want nobody else's", got)
	}
	if _, err := d.List(t.Context(), gallery.Membership{}, "BEN"); !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want it denied to who is no member", err)
	}
}

func TestWhatWasFoundIsShownToOwners(t *testing.T) {
	d := open(t)
	for i, path := range []string{"lake.jpg", "2019/letter.jpg"} {
		place, err := inbox.ParseKey("inbox/home/" + path)
		if err != nil {
			t.Fatal(err)
		}
		l, err := d.Take(t.Context(), place)
		if err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			if err := l.Refuse(t.Context(), fault.Invalid, "it is not a picture"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := d.states(gallery.Owner, "ANNA"); len(got) != 2 {
		t.Errorf("got %v, want both", got)
	}
	if got := d.states(gallery.Editor, "ANNA"); len(got) != 0 {
		t.Errorf("got %v for an editor, want none", got)
	}
}

func TestSoManyMayBeUnderWayAtOnce(t *testing.T) {
	d := open(t)
	first := d.announce("ANNA", 0)
	for n := 1; n < inbox.MaxWaiting; n++ {
		d.announce("ANNA", n)
	}
	if _, err := d.Announce(t.Context(), d.gallery, announcement("ANNA", 1000)); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want no more", err)
	}
	if again := d.announce("ANNA", 0); again.ID != first.ID {
		t.Errorf("got %s, want the one of before, %s", again.ID, first.ID)
	}
	// One that is a photo, and waits for its labels, is in nobody's way.
	d.put(first, 0)
	if err := d.take(first).Ready(t.Context(), d.gallery, inbox.Made{Photo: "P1"}); err != nil {
		t.Fatal(err)
	}
	d.announce("ANNA", 1000)
	viewer := d.Galleries.As(gallery.Membership{Gallery: home, Role: gallery.Viewer})
	if _, err := d.Announce(t.Context(), viewer, announcement("ANNA", 1001)); !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want it denied to who may only look", err)
	}
}

func TestWaitingEndsWithTheTimeOrWhenThereIsNothingToWaitFor(t *testing.T) {
	d := open(t)
	u := d.announce("ANNA", 1)
	if got, err := d.Wait(t.Context(), u, time.Hour); err != nil || got.State != inbox.Waiting {
		t.Errorf("got %+v, %v, want it not to be waited for: nothing was put", got, err)
	}
	d.put(u, 1)
	synctest.Test(t, func(t *testing.T) { // in which no time passes but for the pauses
		if got, err := d.Wait(t.Context(), u, 150*time.Millisecond); err != nil || got.State != inbox.Received {
			t.Errorf("got %+v, %v, want it as it is", got, err)
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got, err := d.Wait(ctx, u, time.Hour); err != nil || got.ID != u.ID {
		t.Errorf("got %+v, %v, want it as it was", got, err)
	}
	d.store.Faulty.FailReads(tabletest.Fault{})
	if _, err := d.Wait(t.Context(), u, time.Hour); !fault.Is(err, fault.Internal) {
		t.Errorf("got %v, want to hear that the table failed", err)
	}
}
