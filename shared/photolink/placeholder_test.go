package photolink_test

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

var update = flag.Bool("update", false, "draw the placeholders anew")

var placeholders = map[string][]string{
	"denied":      {"This is not a link to a photo", "Ask Shoebox for it again"},
	"expired":     {"This link has expired", "Ask Shoebox for the photo again"},
	"gone":        {"This photo is not here any more", "It may be in the trash"},
	"pictureless": {"No picture of this one yet", "Shoebox only knows about it"},
	"unavailable": {"The photo can't be shown just now", "Try again in a minute"},
}

func TestPlaceholdersAreDrawn(t *testing.T) {
	for name, lines := range placeholders {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("placeholders", name+".jpg")
			want := drawing(t, lines)
			if *update {
				if err := os.WriteFile(file, want, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			got, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !alike(t, got, want) {
				t.Errorf("%s shows something else: draw it with -update", file)
			}
		})
	}
}

// alike reports whether two JPEGs show the same, give or take what an encoder of
// another version changes.
func alike(t *testing.T, a, b []byte) bool {
	t.Helper()
	x, y := decoded(t, a), decoded(t, b)
	if x.Bounds() != y.Bounds() {
		return false
	}
	for v := 0; v < x.Bounds().Dy(); v += 3 {
		for u := 0; u < x.Bounds().Dx(); u += 3 {
			p, _ := color.GrayModel.Convert(x.At(u, v)).(color.Gray)
			q, _ := color.GrayModel.Convert(y.At(u, v)).(color.Gray)
			if max(p.Y, q.Y)-min(p.Y, q.Y) > 24 {
				return false
			}
		}
	}
	return true
}

func decoded(t *testing.T, b []byte) image.Image {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// drawing is an empty picture frame over two lines of text.
func drawing(t *testing.T, lines []string) []byte {
	t.Helper()
	paper, ink := color.RGBA{0xf3, 0xef, 0xe7, 0xff}, color.RGBA{0x4a, 0x46, 0x40, 0xff}
	m := image.NewRGBA(image.Rect(0, 0, 720, 480))
	draw.Draw(m, m.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	frame := image.Rect(270, 90, 450, 225)
	draw.Draw(m, frame, image.NewUniform(ink), image.Point{}, draw.Src)
	draw.Draw(m, frame.Inset(6), image.NewUniform(paper), image.Point{}, draw.Src)
	for x := range 140 { // two hills
		top := 205 - max(0, 60-abs(x-45)*3/2, 85-abs(x-95)*3/2)
		draw.Draw(m, image.Rect(290+x, top, 291+x, 209), image.NewUniform(ink), image.Point{}, draw.Src)
	}
	write(t, m, lines[0], 36, 310, ink)
	write(t, m, lines[1], 26, 365, ink)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// write centres a line of text.
func write(t *testing.T, m draw.Image, text string, size float64, y int, ink color.Color) {
	t.Helper()
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		t.Fatal(err)
	}
	d := font.Drawer{Dst: m, Src: image.NewUniform(ink), Face: face}
	d.Dot = fixed.Point26_6{X: (fixed.I(m.Bounds().Dx()) - d.MeasureString(text)) / 2, Y: fixed.I(y)}
	d.DrawString(text)
}

func abs(n int) int { return max(n, -n) }
