package inbox_test

import (
	"strings"
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
)

// found finds an upload of ANNA's.
func (d *desk) found(u inbox.Upload) inbox.Upload {
	d.t.Helper()
	got, err := d.Find(d.t.Context(), home, "ANNA", u.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return got
}

func TestAnUploadWhoseWorkerDiedIsReceivedAndMayBeGivenUp(t *testing.T) {
	d := open(t)
	u := d.announce("ANNA", 1)
	d.put(u, 1)
	for n := range inbox.Tries {
		d.take(u) // and nobody hears of them again
		if got := d.found(u); got.State != inbox.Processing || got.Sentence() != "" {
			t.Errorf("try %d: got %+v, want somebody at it", n+1, got)
		}
		*d.now = d.now.Add(inbox.LeaseLength + time.Second)
		got := d.found(u)
		want := "tried again by itself"
		if n+1 == inbox.Tries {
			want = "again and again"
		}
		if got.State != inbox.Received || !strings.Contains(got.Sentence(), want) {
			t.Errorf("try %d: got %+v, %q, want it to wait for another", n+1, got, got.Sentence())
		}
		if again := d.announce("ANNA", 1); again.ID != u.ID || again.State != inbox.Received {
			t.Errorf("try %d: got %+v for who announces it again, want it", n+1, again)
		}
	}
	if got := d.states(gallery.Editor, "ANNA"); len(got) != 1 || got[0] != "received "+u.ID {
		t.Errorf("got %v listed, want it received", got)
	}
	if err := d.Forget(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Find(t.Context(), home, "ANNA", u.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want it given up", err)
	}
	if _, err := d.Blobs.Head(t.Context(), u.Key()); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want its file gone", err)
	}
}

func TestAnUploadThatIsReadyIsNotGivenUpAfterItsWorkerDied(t *testing.T) {
	d := open(t)
	u := d.announce("ANNA", 1)
	d.put(u, 1)
	if err := d.take(u).Ready(t.Context(), d.gallery, inbox.Made{Photo: "P1"}); err != nil {
		t.Fatal(err)
	}
	*d.now = d.now.Add(inbox.LeaseLength + time.Second)
	if err := d.Forget(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	if got := d.found(u); got.State != inbox.Ready {
		t.Errorf("got %+v, want it ready", got)
	}
}

func TestAnUploadSaysThatItFailedUnlessItComesAgainAtOnce(t *testing.T) {
	d := open(t)
	u := d.announce("ANNA", 1)
	d.put(u, 1)
	for n, why := range []struct {
		kind fault.Kind
		want string
	}{
		{fault.Canceled, ""},
		{fault.Timeout, "Something failed on our side. The photo will be tried again by itself."},
		{fault.Throttled, "Something failed on our side. The photo will be tried again by itself."},
	} {
		if err := d.take(u).Again(t.Context(), fault.New("x", why.kind, "planned")); err != nil {
			t.Fatal(err)
		}
		if got := d.found(u); got.State != inbox.Received || got.Sentence() != why.want {
			t.Errorf("try %d, %v: got %+v, %q, want %q", n+1, why.kind, got, got.Sentence(), why.want)
		}
	}
}

func TestAnUploadThatIsStoppedAgainAndAgainSaysSo(t *testing.T) {
	d := open(t)
	u := d.announce("ANNA", 1)
	d.put(u, 1)
	for n := range inbox.Tries {
		if err := d.take(u).Again(t.Context(), fault.New("x", fault.Canceled, "stopped")); err != nil {
			t.Fatal(err)
		}
		if got := d.found(u); got.State != inbox.Received || (got.Sentence() != "") != (n+1 == inbox.Tries) {
			t.Errorf("try %d: got %+v, %q, want a word after the last", n+1, got, got.Sentence())
		}
	}
}

func TestAFileThatNobodyTookInTimeIsTakenLater(t *testing.T) {
	d := open(t)
	came, never := d.announce("ANNA", 1), d.announce("ANNA", 2)
	d.put(came, 1)
	*d.now = d.now.Add(23 * time.Hour)
	if got := d.states(gallery.Editor, "ANNA"); len(got) != 2 {
		t.Errorf("got %v, want both", got)
	}
	if got := d.found(never); !got.Expires.Equal(got.Begun.Add(24 * time.Hour)) {
		t.Errorf("got %v, want it waited for a day", got.Expires)
	}
	*d.now = d.now.Add(2 * time.Hour)
	for _, later := range []time.Duration{0, 12 * 24 * time.Hour} {
		*d.now = d.now.Add(later)
		if got := d.states(gallery.Editor, "ANNA"); len(got) != 1 || got[0] != "received "+came.ID {
			t.Errorf("got %v, want the one that came", got)
		}
		if got := d.found(came); got.State != inbox.Received {
			t.Errorf("got %+v, want it received", got)
		}
		if _, err := d.Find(t.Context(), home, "ANNA", never.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v, want the other forgotten", err)
		}
		if again := d.announce("ANNA", 1); again.ID != came.ID {
			t.Errorf("got %+v for who announces it again, want it", again)
		}
	}
	if again := d.announce("ANNA", 2); again.ID == never.ID {
		t.Error("got the upload that was forgotten, want another")
	}
	if l := d.take(came); l.User != "ANNA" || l.Attempts != 1 {
		t.Errorf("got %+v, want it to go on", l.Upload)
	}
}

func TestWhatIsForgottenTakesNobodysRoom(t *testing.T) {
	d := open(t)
	for n := range inbox.MaxWaiting {
		d.announce("ANNA", n)
	}
	*d.now = d.now.Add(25 * time.Hour)
	for n := range inbox.MaxWaiting {
		d.announce("ANNA", 1000+n)
	}
	if _, err := d.Announce(t.Context(), d.gallery, announcement("ANNA", 2000)); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want no more", err)
	}
	if got := d.states(gallery.Editor, "ANNA"); len(got) != inbox.MaxWaiting {
		t.Errorf("got %d, want those that are waited for", len(got))
	}
}
