package retention_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/gallery"
	"shoebox/shared/retention"
)

// slow is a bucket that takes a second for whatever it removes.
type slow struct {
	retention.Bucket
}

// Delete implements retention.Bucket.
func (s slow) Delete(ctx context.Context, key string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Second):
		return s.Bucket.Delete(ctx, key)
	}
}

func TestASweepStopsInTimeWhateverItIsAt(t *testing.T) {
	const (
		photos = 40
		margin = 10 * time.Second // that it keeps for its end
	)
	tests := []struct {
		name   string
		before func(*testing.T, *place) // of a gallery whose photos are all in the trash
	}{
		{"while it empties the trash", func(*testing.T, *place) {}},
		{"while it removes what was left over", func(t *testing.T, p *place) {
			t.Helper()
			g := p.gallery("ours")
			err := g.Each(t.Context(), func(ph gallery.Photo) error {
				_, err := g.Delete(t.Context(), ph.ID)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			p.later(2 * 24 * time.Hour)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPlace(t)
				p.trash(t, "ours", p.fill(t, "ours", photos)...)
				p.later(month + 24*time.Hour)
				tt.before(t, p)
				ctx, cancel := context.WithTimeout(t.Context(), margin+3500*time.Millisecond)
				defer cancel()
				began := time.Now()
				got, err := retention.Sweep(ctx, retention.Config{Galleries: p.galleries(), Blobs: slow{p.blobs}, Now: p.clock, Log: p.logger})
				if took := time.Since(began); !got.Unfinished || err != nil || took != 3500*time.Millisecond {
					t.Errorf("swept %+v (%v) in %v, want it unfinished as soon as no more than %v is left", got, err, took, margin)
				}
				page, err := p.blobs.List(t.Context(), "ours/", "", blob.MaxPage)
				if left := len(page.Objects); err != nil || left == 0 || left == 2*photos {
					t.Errorf("got %d objects left of %d (%v), want some", left, 2*photos, err)
				}
				p.finish(t, "a sweep that had no more time")
			})
		})
	}
}
