package ingest_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/bbrks/go-blurhash"

	"shoebox/shared/ingest"
)

// A rendition is held to what a slow scaler makes of the same picture: the spline over
// all its pixels. Both are encoded, which costs about as much.
func TestRenditionsLookAsASlowScalerMakesThem(t *testing.T) {
	unraced(t)
	t.Parallel()
	tests := []struct {
		name string
		w, h int
	}{
		{"a telephone's photo", 4000, 3000},
		{"a camera's photo", 3000, 2000},
		{"one that is little larger", 1300, 867},
		{"odd sizes", 2017, 1511},
	}
	const alike = 39 // decibels: nobody sees a difference
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := open(t)
			data := encoded(resized(samplePhoto(t, "photos/fig.jpg"), tt.w, tt.h), 95)
			made, err := r.Picture(t.Context(), ingest.Picture{Data: data})
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range []string{made.Photo.Objects.Small, made.Photo.Objects.Medium, made.Photo.Objects.Large} {
				m, _ := r.shown(t, key)
				size := m.Bounds().Size()
				slow := decodedJPEG(encoded(resized(decodedJPEG(data), size.X, size.Y), 82))
				got := psnr(slow, m)
				t.Logf("%v: %.1f dB", size, got)
				if got < alike {
					t.Errorf("%v: got %.1f dB from the slow one, want %d", size, got, alike)
				}
			}
		})
	}
}

// psnr is the peak signal-to-noise ratio of two pictures' brightness, in decibels.
func psnr(a, b image.Image) float64 {
	var sum float64
	size := a.Bounds().Size()
	for y := range size.Y {
		for x := range size.X {
			d := float64(color.GrayModel.Convert(a.At(x, y)).(color.Gray).Y) - float64(color.GrayModel.Convert(b.At(x, y)).(color.Gray).Y)
			sum += d * d
		}
	}
	return 10 * math.Log10(255*255*float64(size.X*size.Y)/sum)
}

func TestWhiteStaysWhiteAndColoursKeepTheirPlace(t *testing.T) {
	unraced(t)
	t.Parallel()
	for _, size := range []image.Point{{1999, 1333}, {1201, 801}, {3, 2}, {1, 1}, {5000, 3}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			white := image.NewRGBA(image.Rectangle{Max: size})
			for i := range white.Pix {
				white.Pix[i] = 0xff
			}
			r := open(t)
			made, err := r.Picture(t.Context(), ingest.Picture{Data: encoded(white, 90)})
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range []string{made.Photo.Objects.Small, made.Photo.Objects.Large} {
				m, _ := r.shown(t, key)
				if off := meanDifference(m, uniform(m.Bounds(), color.White)); off > 0.5 {
					t.Errorf("%s: got %.2f off white", key, off)
				}
			}
		})
	}
}

func uniform(size image.Rectangle, c color.Color) image.Image {
	m := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			m.Set(x, y, c)
		}
	}
	return m
}

func TestRenditionsSayNothingOfWhereAndByWhom(t *testing.T) {
	t.Parallel()
	secret := []byte("37 deg somewhere")
	segment := func(marker byte, body []byte) []byte {
		length := len(body) + 2
		return append([]byte{0xff, marker, byte(length >> 8), byte(length)}, body...)
	}
	plain := encoded(corners(300, 200), 90) // small enough to be shown as it is
	files := map[string][]byte{
		"EXIF":           bytes.Join([][]byte{plain[:2], segment(0xe1, append([]byte("Exif\x00\x00"), secret...)), plain[2:]}, nil),
		"a comment":      bytes.Join([][]byte{plain[:2], segment(0xfe, secret), plain[2:]}, nil),
		"behind its end": append(bytes.Clone(plain), secret...),
		"a film behind its end": append(append(bytes.Clone(plain), "\x00\x00\x00\x18ftypmp42"...),
			append(secret, 0xff, 0xd9)...),
	}
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			r := open(t)
			made, err := r.Picture(t.Context(), ingest.Picture{Data: data})
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range []string{made.Photo.Objects.Small, made.Photo.Objects.Medium, made.Photo.Objects.Large} {
				_, shown := r.shown(t, key)
				if bytes.Contains(shown, secret) || bytes.Contains(shown, []byte("Exif")) {
					t.Errorf("%s tells what only the original should", key)
				}
			}
		})
	}
}

func TestABlurhashIsThePictureFromAfar(t *testing.T) {
	t.Parallel()
	r := open(t)
	made, err := r.Picture(t.Context(), ingest.Picture{Data: encoded(corners(600, 400), 90)})
	if err != nil {
		t.Fatal(err)
	}
	m, err := blurhash.Decode(made.Photo.Blurhash, 60, 40, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := cornersOf(m), [4]string{"red", "green", "blue", "white"}; got != want {
		t.Errorf("got the corners %v, want %v", got, want)
	}
	x, y, err := blurhash.Components(made.Photo.Blurhash)
	if err != nil || x != 4 || y != 3 {
		t.Errorf("got %d×%d waves, %v, want 4×3", x, y, err)
	}
}
