package ingest_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob"
	"shoebox/shared/gallery"
)

func TestPicturesStandUprightInEveryRendition(t *testing.T) {
	t.Parallel()
	upright := [4]string{"red", "green", "blue", "white"}
	// The order of the corners once a viewer has turned the picture as EXIF says.
	tests := map[uint16][4]string{
		0: upright, 1: upright, 9: upright,
		2: {"green", "red", "white", "blue"},
		3: {"blue", "white", "red", "green"},
		4: {"white", "blue", "green", "red"},
		5: {"red", "white", "blue", "green"},
		6: {"white", "red", "green", "blue"},
		7: {"blue", "green", "red", "white"},
		8: {"green", "blue", "white", "red"},
	}
	for orientation, want := range tests {
		t.Run(string('0'+rune(orientation)), func(t *testing.T) {
			r := open(t)
			p := r.one(t, oriented(picture(t, 400, 200), orientation))
			w, h := 400, 200
			if orientation >= 5 && orientation <= 8 {
				w, h = h, w
			}
			if p.Width != w || p.Height != h {
				t.Errorf("got a photo of %d×%d, want %d×%d", p.Width, p.Height, w, h)
			}
			for _, key := range []string{p.Objects.Small, p.Objects.Medium, p.Objects.Large} {
				m, _ := r.shown(t, key)
				if got := cornersOf(m); got != want {
					t.Errorf("%s: got corners %v, want %v", key, got, want)
				}
			}
		})
	}
}

func TestRenditionsFitTheirBoxes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		w, h  int
		sizes [3]image.Point // small, medium, large
	}{
		{"a landscape", 1400, 700, [3]image.Point{{320, 160}, {720, 360}, {1200, 600}}},
		{"a portrait", 500, 1000, [3]image.Point{{160, 320}, {240, 480}, {400, 800}}},
		{"a square", 900, 900, [3]image.Point{{320, 320}, {480, 480}, {800, 800}}},
		{"a panorama", 2000, 50, [3]image.Point{{320, 8}, {720, 18}, {1200, 30}}},
		{"one that is small stays so", 300, 200, [3]image.Point{{300, 200}, {300, 200}, {300, 200}}},
		{"a hair", 3000, 1, [3]image.Point{{320, 1}, {720, 1}, {1200, 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			p := r.one(t, oriented(picture(t, tt.w, tt.h), 1))
			var got [3]image.Point
			for i, key := range []string{p.Objects.Small, p.Objects.Medium, p.Objects.Large} {
				m, data := r.shown(t, key)
				got[i] = m.Bounds().Size()
				if bytes.Contains(data, []byte("Exif")) {
					t.Errorf("%s holds EXIF", key)
				}
			}
			if diff := cmp.Diff(got, tt.sizes); diff != "" {
				t.Errorf("sizes (-got +want):\n%s", diff)
			}
		})
	}
}

func TestAPictureThatIsARenditionIsUsedAsItIs(t *testing.T) {
	r := open(t)
	data := picture(t, 1000, 600)
	p := r.one(t, data)
	if _, large := r.shown(t, p.Objects.Large); !bytes.Equal(large, data) {
		t.Error("the large rendition was encoded again")
	}
	if m, _ := r.shown(t, p.Objects.Medium); m.Bounds().Size() != (image.Point{720, 432}) {
		t.Errorf("got a medium rendition of %v, want 720×432", m.Bounds().Size())
	}
}

func TestWhatIsSeeThroughIsWhite(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 20, 20))); err != nil {
		t.Fatal(err)
	}
	r := open(t)
	p := r.one(t, b.Bytes())
	m, _ := r.shown(t, p.Objects.Small)
	if got := nameOf(m.At(10, 10)); got != "white" {
		t.Errorf("got %s, want white", got)
	}
}

// one ingests one file.
func (r room) one(t *testing.T, data []byte) gallery.Photo {
	t.Helper()
	files := fstest.MapFS{"a": {Data: data, ModTime: clock()}}
	report, err := r.Records(t.Context(), strings.NewReader(`{"file":"a"}`), files, nil)
	if err != nil || report.Added != 1 {
		t.Fatalf("got %+v, %v", report, err)
	}
	return r.photos(t)[0]
}

func (r room) shown(t *testing.T, key string) (image.Image, []byte) {
	t.Helper()
	data, err := r.bucket.ReadAll(context.WithoutCancel(t.Context()), key, blob.MaxSize)
	if err != nil {
		t.Fatal(err)
	}
	m, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m, data
}

func cornersOf(m image.Image) [4]string {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	return [4]string{nameOf(m.At(w/4, h/4)), nameOf(m.At(w*3/4, h/4)), nameOf(m.At(w*3/4, h*3/4)), nameOf(m.At(w/4, h*3/4))}
}

func nameOf(c color.Color) string {
	r, g, b, _ := c.RGBA()
	switch high := func(v uint32) bool { return v > 0x8000 }; {
	case high(r) && high(g) && high(b):
		return "white"
	case high(r):
		return "red"
	case high(g):
		return "green"
	case high(b):
		return "blue"
	}
	return "black"
}
