package intake_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/inbox"
)

// What one file is decoded in, another waits for, whoever sent it to which gallery.
func TestAFileWaitsForTheMemoryThatOthersHave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // in which no time passes but for the waiting
		b := open(t)
		u := b.announce(eve, blobtest.Picture(t, 10))
		b.drop("inbox/home/lake.jpg", blobtest.Picture(t, 60))
		release, err := b.memory.Take(t.Context(), memory)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{u.Key(), "inbox/home/lake.jpg"} {
			short, cancel := context.WithTimeout(t.Context(), 4*time.Second) // of which the last three are to give it back
			got, err := b.Receive(short, key)
			cancel()
			if !fault.Is(err, fault.Timeout) || got.State != inbox.Received {
				t.Errorf("%s: got %+v, %v, want it to wait", key, got, err)
			}
		}
		release()
		for _, key := range []string{u.Key(), "inbox/home/lake.jpg"} {
			if got := b.receive(key); got.State != inbox.Ready {
				t.Errorf("%s: got %+v, want a photo", key, got)
			}
		}
	})
}
