package ingest_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"shoebox/shared/blob"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

// seeing sees the same in every picture.
type seeing []string

func (s seeing) Labels(context.Context, []byte) ([]gallery.Label, error) {
	var all []gallery.Label
	for _, name := range s {
		all = append(all, gallery.Label{Name: name, Confidence: 90})
	}
	return all, nil
}

// working is a fuse that never blows.
func working() *fuse { return &fuse{passes: -1} }

// walks are the ways a picture takes into a gallery, each with what it says of itself.
func walks(tb testing.TB) map[string]func(context.Context, room) error {
	tb.Helper()
	data := oriented(picture(tb, 60, 40), 6)
	return map[string]func(context.Context, room) error{
		"one picture": func(ctx context.Context, r room) error {
			made, err := r.Picture(ctx, ingest.Picture{Data: data, Says: ingest.Record{Title: "Barn", Tags: []string{"red"}}})
			if err != nil {
				return err
			}
			return r.Label(ctx, made.Photo.ID)
		},
		"an import": func(ctx context.Context, r room) error {
			items := given(ingest.Item{Files: commented{data, 0}, Name: "barn.jpg", Says: ingest.Record{Title: "Barn", Tags: []string{"red"}}})
			report, err := r.Items(ctx, items, 1, nil)
			if err == nil && len(report.Skipped) > 0 {
				return fmt.Errorf("skipped: %v", report.Skipped)
			}
			return err
		},
		"made anew": func(ctx context.Context, r room) error {
			made, err := r.Picture(ctx, ingest.Picture{Data: data, Says: ingest.Record{Title: "Barn", Tags: []string{"red"}}})
			if err != nil {
				return err
			}
			return r.Redevelop(ctx, made.Photo)
		},
	}
}

func TestDeathAfterAnyRequestLeavesNothingThatARepeatDoesNotMend(t *testing.T) {
	t.Parallel()
	failures := map[string]failure{
		"fails": {}, "fails when it was done": {made: true},
		"dies": {dies: true}, "dies when it was done": {made: true, dies: true},
	}
	for name, walk := range walks(t) {
		for how, kind := range failures {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				step := 1
				if raced {
					step = 7
				}
				for n := 0; ; n += step {
					if !dieAfter(t, n, kind, walk) {
						t.Logf("after each of %d requests", n)
						if n < 8 {
							t.Errorf("got %d requests, want those of a whole road", n)
						}
						return
					}
				}
			})
		}
	}
}

// dieAfter has the request after n others go wrong, and then does all again. It
// reports whether there was such a request.
func dieAfter(t *testing.T, n int, kind failure, walk func(context.Context, room) error) bool {
	t.Helper()
	s := openSite(t)
	ctx, die := context.WithCancel(t.Context())
	defer die()
	f := &fuse{passes: n, kind: kind, die: die}
	_ = walk(ctx, s.process(f)) // it may have mended what went wrong
	if !f.blown {
		return false
	}
	after := s.process(working())
	for _, p := range after.photos(t) {
		after.whole(t, n, p)
	}
	for range 2 {
		if err := walk(t.Context(), s.process(working())); err != nil {
			t.Fatalf("after %d: again: %v", n, err)
		}
	}
	photos := after.photos(t)
	if len(photos) != 1 || len(after.keys(t)) != 4 {
		t.Fatalf("after %d: got %d photos and the objects %v, want one photo and its four", n, len(photos), after.keys(t))
	}
	after.whole(t, n, photos[0])
	if got, want := photos[0].Title+" "+fmt.Sprint(photos[0].Tags), "Barn [red]"; got != want {
		t.Errorf("after %d: got %s, want %s", n, got, want)
	}
	return true
}

// whole checks that nothing of a photo is missing.
func (r room) whole(t *testing.T, n int, p gallery.Photo) {
	t.Helper()
	got := r.keys(t)
	for _, key := range []string{p.Objects.Original, p.Objects.Small, p.Objects.Medium, p.Objects.Large} {
		if !slices.Contains(got, key) {
			t.Errorf("after %d: got a photo without %q", n, key)
			continue
		}
		if _, err := r.bucket.ReadAll(context.WithoutCancel(t.Context()), key, blob.MaxSize); err != nil {
			t.Errorf("after %d: %v", n, err)
		}
	}
	if p.Width != 40 || p.Height != 60 || p.Blurhash == "" || p.SHA256 == "" {
		t.Errorf("after %d: got half a photo: %+v", n, p)
	}
}

func TestEightAtOnceAndOneThatDiesMakeOnePhoto(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	data := picture(t, 60, 40)
	var all sync.WaitGroup
	ids := make([]gallery.PhotoID, 8)
	for n := range ids {
		all.Go(func() {
			f := working()
			if n == 3 {
				ctx, die := context.WithCancel(t.Context())
				defer die()
				dying := s.process(&fuse{passes: 6, kind: failure{dies: true}, die: die})
				_, _ = dying.Picture(ctx, ingest.Picture{Data: data}) // it dies
			}
			made, err := s.process(f).Picture(t.Context(), ingest.Picture{Data: data})
			if err != nil {
				t.Error(err)
			}
			ids[n] = made.Photo.ID
		})
	}
	all.Wait()
	if got := slices.Compact(slices.Clone(ids)); len(got) != 1 {
		t.Errorf("got the photos %v, want one", got)
	}
	r := s.process(working())
	if len(r.photos(t)) != 1 || len(r.keys(t)) != 4 {
		t.Errorf("got %d photos and the objects %v", len(r.photos(t)), r.keys(t))
	}
}
