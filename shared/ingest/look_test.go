package ingest_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io/fs"
	"slices"
	"testing"

	scale "golang.org/x/image/draw"

	"shoebox/deploy/sample"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

// copies are what becomes of a photo that people pass on.
func copies() map[string]func(image.Image) image.Image {
	return map[string]func(image.Image) image.Image{
		"half as large": func(m image.Image) image.Image { return resized(m, m.Bounds().Dx()/2, m.Bounds().Dy()/2) },
		"as wide as a chat shows it": func(m image.Image) image.Image {
			return resized(m, 360, 360*m.Bounds().Dy()/m.Bounds().Dx())
		},
		"encoded at quality 40": func(m image.Image) image.Image { return decodedJPEG(encoded(m, 40)) },
		"a little brighter":     func(m image.Image) image.Image { return brighter(m, 18) },
		"one percent of each side cut off": func(m image.Image) image.Image {
			return cropped(m, 0.01)
		},
	}
}

func TestCopiesLookAlikeAndPhotosDiffer(t *testing.T) {
	unraced(t)
	t.Parallel()
	looks := map[string]gallery.Likeness{}
	for name, m := range sampleAlbum(t) {
		looks[name] = likenessOf(t, m)
	}
	for what, change := range copies() {
		var distances []int
		for name, m := range sampleAlbum(t) {
			if name[len("photos/")] > 'f' {
				continue // a third of them stand for all: under the race detector pictures take long
			}
			distances = append(distances, looks[name].Distance(likenessOf(t, change(m))))
		}
		slices.Sort(distances)
		t.Logf("%s: bits that differ %v", what, distances)
		if alike := slices.IndexFunc(distances, func(d int) bool { return d > gallery.MaxDistance }); alike >= 0 && alike < len(distances)*9/10 {
			t.Errorf("%s: got %v, want nine of ten within %d", what, distances, gallery.MaxDistance)
		}
	}
	var others []int
	for a, l := range looks {
		for b, m := range looks {
			if a < b {
				others = append(others, l.Distance(m))
			}
		}
	}
	slices.Sort(others)
	t.Logf("different photos: %v ... %v", others[:5], others[len(others)/2])
	if others[0] <= gallery.MaxDistance+4 {
		t.Errorf("got different photos %d bits apart, want them far from alike", others[0])
	}
}

// sampleAlbum are the photos of the sample album, by name.
func sampleAlbum(t *testing.T) map[string]image.Image {
	t.Helper()
	all := map[string]image.Image{}
	names, err := fs.Glob(sample.Files(), "photos/*.jpg")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		all[name] = samplePhoto(t, name)
	}
	return all
}

// likenessOf brings a picture in and gives what the gallery knows of its looks.
func likenessOf(t *testing.T, m image.Image) gallery.Likeness {
	t.Helper()
	r := open(t)
	made, err := r.Picture(t.Context(), ingest.Picture{Data: encoded(m, 90)})
	if err != nil {
		t.Fatal(err)
	}
	return made.Photo.Likeness
}

func encoded(m image.Image, quality int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		panic(err) // in memory, of a picture that is one
	}
	return b.Bytes()
}

func decodedJPEG(data []byte) image.Image {
	m, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		panic(err) // we encoded it
	}
	return m
}

func resized(m image.Image, w, h int) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	scale.CatmullRom.Scale(out, out.Rect, m, m.Bounds(), draw.Src, nil)
	return out
}

func cropped(m image.Image, part float64) image.Image {
	b := m.Bounds()
	dx, dy := int(float64(b.Dx())*part), int(float64(b.Dy())*part)
	out := image.NewRGBA(image.Rect(0, 0, b.Dx()-2*dx, b.Dy()-2*dy))
	draw.Draw(out, out.Rect, m, b.Min.Add(image.Pt(dx, dy)), draw.Src)
	return out
}

func brighter(m image.Image, by int) image.Image {
	out := image.NewRGBA(m.Bounds())
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			c := color.RGBAModel.Convert(m.At(x, y)).(color.RGBA)
			up := func(v uint8) uint8 { return uint8(min(int(v)+by, 255)) }
			out.SetRGBA(x, y, color.RGBA{up(c.R), up(c.G), up(c.B), 255})
		}
	}
	return out
}

func TestAPictureOfNothingLooksLikeNoOther(t *testing.T) {
	for name, c := range map[string]color.Color{"white": color.White, "black": color.Black, "grey": color.Gray{0x80}} {
		t.Run(name, func(t *testing.T) {
			m := image.NewGray(image.Rect(0, 0, 640, 480))
			draw.Draw(m, m.Rect, image.NewUniform(c), image.Point{}, draw.Src)
			var b bytes.Buffer
			if err := png.Encode(&b, m); err != nil {
				t.Fatal(err)
			}
			made, err := open(t).Picture(t.Context(), ingest.Picture{Data: b.Bytes()})
			if err != nil {
				t.Fatal(err)
			}
			if made.Photo.Likeness != 0 || made.Photo.Blurhash == "" {
				t.Errorf("got likeness %x and blurhash %q, want no likeness and what it looks like from afar", made.Photo.Likeness, made.Photo.Blurhash)
			}
		})
	}
}

func TestWhatLooksLikeAPhotoIsNamed(t *testing.T) {
	r := open(t)
	m := samplePhoto(t, "photos/fig.jpg")
	first, err := r.Picture(t.Context(), ingest.Picture{Data: encoded(m, 90)})
	if err != nil || len(first.Similar) > 0 {
		t.Fatalf("got %+v, %v, want a photo unlike any other", first.Similar, err)
	}
	second, err := r.Picture(t.Context(), ingest.Picture{Data: encoded(resized(m, 400, 400*m.Bounds().Dy()/m.Bounds().Dx()), 70)})
	if err != nil || second.There {
		t.Fatalf("got %v, %v, want a photo of its own", second.There, err)
	}
	if len(second.Similar) != 1 || second.Similar[0].Photo != first.Photo.ID {
		t.Errorf("got %+v, want it to look like %s", second.Similar, first.Photo.ID)
	}
}
