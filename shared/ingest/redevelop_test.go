package ingest_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

func TestWhatIsShownOfAPhotoIsMadeAnew(t *testing.T) {
	r := open(t)
	p := r.brought(t, oriented(encoded(samplePhoto(t, "photos/fig.jpg"), 90), 6))
	_, before := r.shown(t, p.Objects.Medium)
	for _, key := range []string{p.Objects.Small, p.Objects.Medium} {
		if err := r.bucket.Delete(t.Context(), key); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Redevelop(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if _, after := r.shown(t, p.Objects.Medium); !bytes.Equal(before, after) {
		t.Error("got another rendition of the same original")
	}
	got, err := r.gallery.Photo(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, p); diff != "" {
		t.Errorf("the photo (-got +want):\n%s", diff)
	}
	r.shown(t, p.Objects.Small)
}

func TestAPhotoOfAnOlderPipelineIsCompleted(t *testing.T) {
	r := open(t)
	data := encoded(samplePhoto(t, "photos/fig.jpg"), 90)
	made := open(t).brought(t, data)
	old := made
	old.Blurhash, old.Likeness, old.Width, old.Height = "", 0, 0, 0
	old.Objects = gallery.Objects{Original: made.Objects.Original}
	if err := r.bucket.Put(t.Context(), old.Objects.Original, bytes.NewReader(data), blob.PutOptions{Content: blob.Describe("image/jpeg", data)}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.gallery.Add(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	t.Run("when it comes again", func(t *testing.T) {
		again, err := r.Picture(t.Context(), ingest.Picture{Data: data})
		if err != nil || !again.There {
			t.Fatalf("got %+v, %v, want the photo that is there", again, err)
		}
		if p := again.Photo; p.Blurhash != made.Blurhash || p.Likeness != made.Likeness || p.Width != made.Width || p.Objects != made.Objects {
			t.Errorf("got %+v, want its looks", p)
		}
	})
	t.Run("by who looks after the gallery", func(t *testing.T) {
		if err := r.Redevelop(t.Context(), old); err != nil {
			t.Fatal(err)
		}
		if p, err := r.gallery.Photo(t.Context(), old.ID); err != nil || p.Objects != made.Objects {
			t.Errorf("got %+v, %v, want its renditions", p.Objects, err)
		}
	})
}

func TestWhatCanNotBeMadeAnewSaysWhy(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*testing.T, room, *gallery.Photo)
		kind  fault.Kind
	}{
		{"a photo without a file", func(_ *testing.T, _ room, p *gallery.Photo) { p.Objects.Original = "" }, fault.NotFound},
		{"one whose file is gone", func(t *testing.T, r room, p *gallery.Photo) {
			t.Helper()
			if err := r.bucket.Delete(t.Context(), p.Objects.Original); err != nil {
				t.Fatal(err)
			}
		}, fault.NotFound},
		{"one whose file is another", func(t *testing.T, r room, p *gallery.Photo) {
			t.Helper()
			data := picture(t, 9, 9)
			if err := r.bucket.Put(t.Context(), p.Objects.Original, bytes.NewReader(data), blob.PutOptions{Content: blob.Describe("image/jpeg", data)}); err != nil {
				t.Fatal(err)
			}
		}, fault.Invalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			p := r.brought(t, picture(t, 40, 30))
			tt.spoil(t, r, &p)
			if err := r.Redevelop(t.Context(), p); !fault.Is(err, tt.kind) {
				t.Errorf("got %v, want it %v", err, tt.kind)
			}
		})
	}
	t.Run("for a viewer", func(t *testing.T) {
		r := open(t)
		p := r.brought(t, picture(t, 40, 30))
		viewer := r.galleries.As(gallery.Membership{Gallery: home, Role: gallery.Viewer})
		in := ingest.New(ingest.Config{Gallery: viewer, Bucket: r.bucket, Now: clock, Labels: seeing{"Barn"}})
		if err := in.Redevelop(t.Context(), p); !fault.Is(err, fault.Denied) {
			t.Errorf("got %v, want it denied", err)
		}
		if err := in.Label(t.Context(), p.ID); !fault.Is(err, fault.Denied) {
			t.Errorf("got %v, want it denied", err)
		}
	})
}
