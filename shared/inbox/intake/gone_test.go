package intake_test

import (
	"testing"

	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
)

// failed receives a file once, which fails.
func (b *bench) failed(key string) {
	b.t.Helper()
	b.fragile.kind = fault.Internal
	b.fragile.plan(2, false, nil)
	if u, err := b.Receive(b.t.Context(), key); err == nil || u.State != inbox.Received {
		b.t.Fatalf("got %+v, %v, want it to fail", u, err)
	}
	b.fragile.plan(0, false, nil)
}

func TestAFileThatFailedAndWasTakenAwayIsForgotten(t *testing.T) {
	b := open(t)
	const key = "inbox/home/lake.jpg"
	b.drop(key, blobtest.Picture(t, 10))
	b.failed(key)
	if err := b.bucket.Delete(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		b.receive(key)
	}
	all, err := b.inbox.List(t.Context(), gallery.Membership{Gallery: home, Role: gallery.Owner}, anna)
	if err != nil || len(all) != 0 || len(b.left()) != 0 {
		t.Errorf("got %+v, %v, want nothing said of what is not there", all, err)
	}
	b.drop(key, blobtest.Picture(t, 60)) // its name can be used again
	if got := b.receive(key); got.State != inbox.Ready {
		t.Errorf("got %+v, want a photo", got)
	}
}

func TestAnUploadThatFailedAndWhoseFileIsGoneIsOver(t *testing.T) {
	b := open(t)
	u := b.announce(eve, blobtest.Picture(t, 10))
	b.failed(u.Key())
	if err := b.bucket.Delete(t.Context(), u.Key()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		b.receive(u.Key())
		const want = "The photo wasn't added, because its file is not there any more. Please choose it again."
		if got := b.find(u); got.State != inbox.Refused || got.Sentence() != want {
			t.Errorf("got %+v, %q, want it over: %q", got, got.Sentence(), want)
		}
	}
	if again := b.announce(eve, blobtest.Picture(t, 10)); again.ID == u.ID {
		t.Error("got the upload that is over, want another")
	}
}

func TestAnUploadWhoseFileHasNotComeIsStillWaitedFor(t *testing.T) {
	b := open(t)
	u := b.announce(eve, blobtest.Picture(t, 10))
	if err := b.bucket.Delete(t.Context(), u.Key()); err != nil {
		t.Fatal(err)
	}
	b.receive(u.Key())
	if got := b.find(u); got.State != inbox.Waiting {
		t.Errorf("got %+v, want it waited for", got)
	}
}
