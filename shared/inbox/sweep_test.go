package inbox_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// lay puts files, and gives what then lies in the bucket after a sweep so much later.
func (d *desk) lay(keys ...string) (left func(after time.Duration) []string) {
	d.t.Helper()
	for _, key := range keys {
		if err := d.Blobs.Put(d.t.Context(), key, bytes.NewReader([]byte("x")), blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("x"))}); err != nil {
			d.t.Fatal(err)
		}
	}
	put := time.Now() // which is what a folder says
	return func(after time.Duration) (left []string) {
		d.t.Helper()
		*d.now = put.Add(after)
		if err := d.Sweep(d.t.Context()); err != nil {
			d.t.Fatal(err)
		}
		page, err := d.Blobs.List(d.t.Context(), "", "", blob.MaxPage)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, o := range page.Objects {
			left = append(left, o.Key)
		}
		return left
	}
}

func TestASweepRemovesFilesOfWhichNothingBecameInTheirTime(t *testing.T) {
	const (
		day       = 24 * time.Hour
		announced = "incoming/home/01J2SH0EB0X000000000000000"
		aside     = "refused/home/letter.jpg"
		found     = "inbox/home/lake.jpg"  // nobody but its owner removes what was dropped
		photo     = "home/P1/original.jpg" // of a photo
		shown     = "home/P1/small.jpg"    // made of it
	)
	d := open(t)
	left := d.lay(announced, aside, found, photo, shown)
	always := []string{shown, photo, found}
	for _, tt := range []struct {
		after time.Duration
		want  []string
	}{
		{2 * time.Hour, append(always, announced, aside)},
		{15*day - time.Hour, append(always, announced, aside)}, // a day longer than dead letters
		{15*day + time.Hour, append(always, aside)},
		{30*day - time.Hour, append(always, aside)},
		{30*day + time.Hour, always},
	} {
		want := slices.Sorted(slices.Values(tt.want))
		if diff := cmp.Diff(left(tt.after), want); diff != "" {
			t.Errorf("after %v: got - want +:\n%s", tt.after, diff)
		}
	}
}

// stubborn is a bucket that does not let some files be removed.
type stubborn struct {
	blob.Driver
	about string // what their keys have in them
}

// Delete implements blob.Driver.
func (s *stubborn) Delete(ctx context.Context, key string) error {
	if s.about != "" && strings.Contains(key, s.about) {
		return fault.New("stubborn", fault.Denied, "not by this role")
	}
	return s.Driver.Delete(ctx, key)
}

func TestASweepGoesOnAfterAFileThatCantBeRemoved(t *testing.T) {
	d := open(t)
	bucket := &stubborn{Driver: d.faulty.Driver, about: "kept"}
	d.faulty.Driver = bucket
	left := d.lay("incoming/home/kept", "incoming/home/other", "refused/home/a kept one.jpg", "refused/home/letter.jpg")
	*d.now = d.now.Add(60 * 24 * time.Hour)
	if err := d.Sweep(t.Context()); !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want to hear that something can't be removed", err)
	}
	page, err := d.Blobs.List(t.Context(), "", "", blob.MaxPage)
	if err != nil || len(page.Objects) != 2 {
		t.Errorf("got %v (%v) left, want the two that can't be removed", page.Objects, err)
	}
	bucket.about = ""
	if left := left(60 * 24 * time.Hour); len(left) > 0 {
		t.Errorf("got %v left, want none once they can be", left)
	}
}

func TestASweepPassesOverWhatHasNoKey(t *testing.T) {
	d := open(t)
	left := d.lay("refused/home/letter.jpg")
	byHand := "refused/home/" + strings.Repeat("l", 210) + ".jpg"
	if err := d.faulty.Put(t.Context(), byHand, bytes.NewReader([]byte("x")), blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("x"))}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(left(60*24*time.Hour), []string{byHand}); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	if err := d.Clear(t.Context(), home, ""); err != nil {
		t.Errorf("got %v, want the gallery to go all the same", err)
	}
}
