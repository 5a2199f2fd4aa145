package ingest_test

import (
	"bytes"
	"context"
	"image/jpeg"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

// paid sees what seeing sees, counts how often it is asked, and may fail.
type paid struct {
	seeing
	asked int
	seen  []byte
	fails error
}

func (p *paid) Labels(ctx context.Context, jpeg []byte) ([]gallery.Label, error) {
	p.asked++
	p.seen = jpeg
	if p.fails != nil {
		return nil, p.fails
	}
	return p.seeing.Labels(ctx, jpeg)
}

// labelled is a room whose pictures somebody looks at.
func (r room) labelled(l ingest.Labeler, limit int) room {
	r.Ingester = ingest.New(ingest.Config{Gallery: r.gallery, Bucket: r.bucket, Now: clock, Labels: l, LabelsCap: limit})
	return r
}

// brought gives the photo of a picture.
func (r room) brought(t *testing.T, data []byte) gallery.Photo {
	t.Helper()
	made, err := r.Picture(t.Context(), ingest.Picture{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return made.Photo
}

func TestAPhotoIsFoundByWhatItShows(t *testing.T) {
	eyes := &paid{seeing: seeing{"Barn", "Meadow"}}
	r := open(t).labelled(eyes, 0)
	p := r.brought(t, picture(t, 1600, 900))
	if len(p.Labels) > 0 || eyes.asked > 0 {
		t.Fatalf("got %v, want the photo before anybody looked at it", p.Labels)
	}
	for range 2 {
		if err := r.Label(t.Context(), p.ID); err != nil {
			t.Fatal(err)
		}
	}
	if eyes.asked != 1 {
		t.Errorf("got it looked at %d times, want it paid for once", eyes.asked)
	}
	shown, err := jpeg.DecodeConfig(bytes.NewReader(eyes.seen))
	if err != nil || shown.Width != 1200 || shown.Height != 675 {
		t.Errorf("got %+v, %v looked at, want the large rendition", shown, err)
	}
	page, err := r.gallery.Find(t.Context(), gallery.Query{All: []gallery.Term{gallery.NewTerm(gallery.LabelTerm, "meadow")}, Limit: 5})
	if err != nil || len(page.Hits) != 1 || page.Hits[0].ID != p.ID {
		t.Errorf("got %+v, %v, want the photo of a meadow", page.Hits, err)
	}
}

func TestNobodyLooksAtWhatNeedNotBePaidFor(t *testing.T) {
	tests := []struct {
		name    string
		prepare func(*testing.T, room) gallery.PhotoID
	}{
		{"a photo that has labels", func(t *testing.T, r room) gallery.PhotoID {
			t.Helper()
			made, err := r.Picture(t.Context(), ingest.Picture{Data: picture(t, 40, 30), Says: ingest.Record{Labels: []gallery.Label{{Name: "Fig", Confidence: 100}}}})
			if err != nil {
				t.Fatal(err)
			}
			return made.Photo.ID
		}},
		{"one in the trash", func(t *testing.T, r room) gallery.PhotoID {
			t.Helper()
			p := r.brought(t, picture(t, 40, 30))
			if _, err := r.gallery.Trash(t.Context(), p.ID); err != nil {
				t.Fatal(err)
			}
			return p.ID
		}},
		{"one that is gone", func(*testing.T, room) gallery.PhotoID { return "gone" }},
		{"one beyond the cap", func(t *testing.T, r room) gallery.PhotoID {
			t.Helper()
			for n := range 2 {
				if _, err := r.gallery.Charge(t.Context(), "labels", 2); err != nil {
					t.Fatal(n, err)
				}
			}
			return r.brought(t, picture(t, 40, 30)).ID
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			eyes := &paid{seeing: seeing{"Barn"}}
			r := open(t).labelled(eyes, 2)
			if err := r.Label(t.Context(), tt.prepare(t, r)); err != nil || eyes.asked != 0 {
				t.Errorf("got %v and %d looks, want nothing done", err, eyes.asked)
			}
		})
	}
}

// TestWhatNobodySaysIsNotPaidFor has a labeler fail five times with a cap of one photo a
// month, which is then had by the sixth try.
func TestWhatNobodySaysIsNotPaidFor(t *testing.T) {
	tests := []struct {
		name string
		kind fault.Kind
	}{
		{"asked too often", fault.Throttled},
		{"not allowed", fault.Denied},
		{"away", fault.Unavailable},
		{"refused as nothing else ever was", fault.Internal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			eyes := &paid{fails: fault.New("eyes", tt.kind, "as planned")}
			r := open(t).labelled(eyes, 1)
			p := r.brought(t, picture(t, 40, 30))
			for n := range 5 {
				if err := r.Label(t.Context(), p.ID); !fault.Is(err, tt.kind) {
					t.Errorf("try %d: got %v, want %v", n, err, tt.kind)
				}
			}
			eyes.fails, eyes.seeing = nil, seeing{"Barn"}
			if err := r.Label(t.Context(), p.ID); err != nil {
				t.Fatal(err)
			}
			p, err := r.gallery.Photo(t.Context(), p.ID)
			if err != nil || len(p.Labels) == 0 {
				t.Errorf("got labels %v (%v) after five failures, want them", p.Labels, err)
			}
			other := r.brought(t, picture(t, 30, 40))
			asked := eyes.asked
			if err := r.Label(t.Context(), other.ID); err != nil || eyes.asked != asked {
				t.Errorf("got %v and %d looks at another, want the month's one to be used", err, eyes.asked-asked)
			}
		})
	}
}

func TestWhatCouldNotBeLookedAtIsSaid(t *testing.T) {
	eyes := &paid{fails: fault.New("eyes", fault.Throttled, "too fast")}
	r := open(t).labelled(eyes, 0)
	p := r.brought(t, picture(t, 40, 30))
	if err := r.Label(t.Context(), p.ID); !fault.Is(err, fault.Throttled) {
		t.Errorf("got %v, want it throttled", err)
	}
	eyes.fails, eyes.seeing = nil, seeing{"Barn"}
	if err := r.Label(t.Context(), p.ID); err != nil {
		t.Error(err)
	}
	p, err := r.gallery.Photo(t.Context(), p.ID)
	if diff := cmp.Diff(p.Labels, []gallery.Label{{Name: "Barn", Confidence: 90}}); err != nil || diff != "" {
		t.Errorf("%v, labels (-got +want):\n%s", err, diff)
	}
}
