package heif_test

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"shoebox/shared/ingest/heif"
	"shoebox/shared/ingest/heif/heiftest"
)

// long gives a picture that takes its time: it decodes one 400 times.
func long(tb testing.TB) []byte {
	tb.Helper()
	return heiftest.Overlays(tb, read(tb, "twelve-bits.heic"), 1, 400)
}

// begin has a picture decoded, and gives what comes of it when it does. A process has been
// taken for it by the time it returns.
func begin(ctx context.Context, tb testing.TB, d *heif.Decoders, data []byte) <-chan error {
	tb.Helper()
	if _, _, err := d.Size(ctx, data); err != nil { // a process has started
		tb.Fatal(err)
	}
	done, idle := make(chan error, 1), heif.Idle(d)
	go func() {
		m, err := d.Decode(ctx, data, enough)
		if err == nil {
			m.Close()
		}
		done <- err
	}()
	for tries := 0; heif.Idle(d) == idle; tries++ {
		if tries == 3000 {
			tb.Fatal("no process was taken")
		}
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(200 * time.Millisecond) // by when it has the file, on most machines
	return done
}

func TestOthersGoOnWhileAPictureIsDecoded(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := begin(ctx, t, children, long(t))
	for range 3 {
		runtime.GC() // stops all goroutines, and would wait for a decoder among them
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want it canceled before it was done", err)
	}
}

func TestAPictureIsGivenUpWhenItsTimeIsOver(t *testing.T) {
	data := long(t)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	if _, err := children.Decode(ctx, data, enough); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want its time over", err)
	}
	if _, _, err := children.Size(ctx, data); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v of one that has no time left, want its time over", err)
	}
	if _, _, err := children.Size(t.Context(), data); err != nil {
		t.Errorf("got %v, want the next picture read", err)
	}
	hurried := heif.Open()
	heif.Hurry(hurried, 500*time.Millisecond)
	if _, err := hurried.Decode(t.Context(), data, enough); !errors.Is(err, heif.ErrTime) {
		t.Errorf("got %v where it has half a second, want it to take too long", err)
	}
}
