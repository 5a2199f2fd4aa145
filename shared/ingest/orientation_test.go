package ingest_test

import (
	"fmt"
	"image"
	"testing"

	"shoebox/shared/ingest"
)

// The same photo was saved in all eight ways a camera may be held, and without saying
// how.
func TestRealPhotosStandUprightHoweverTheCameraWasHeld(t *testing.T) {
	unraced(t)
	t.Parallel()
	const imaging = "github.com/disintegration/imaging"
	var upright image.Image
	for o := range 9 {
		r := open(t)
		made, err := r.Picture(t.Context(), ingest.Picture{Data: module(t, imaging, fmt.Sprintf("testdata/orientation_%d.jpg", o))})
		if err != nil {
			t.Fatal(err)
		}
		m, _ := r.shown(t, made.Photo.Objects.Large)
		if o == 0 {
			upright = m
			continue
		}
		if got, want := image.Pt(made.Photo.Width, made.Photo.Height), upright.Bounds().Size(); got != want {
			t.Errorf("orientation %d: got a photo of %v, want %v", o, got, want)
			continue
		}
		if off := meanDifference(upright, m); off > 4 {
			t.Errorf("orientation %d: got a picture %.1f of 255 away from the upright one", o, off)
		}
	}
}

// meanDifference is how far pixels are apart, of 255.
func meanDifference(a, b image.Image) float64 {
	if a.Bounds().Size() != b.Bounds().Size() {
		return 255
	}
	var sum, n float64
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			for _, d := range []int{int(ar) - int(br), int(ag) - int(bg), int(ab) - int(bb)} {
				sum += float64(max(d, -d)) / 257
				n++
			}
		}
	}
	return sum / n
}
