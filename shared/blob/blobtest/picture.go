package blobtest

import (
	"bytes"
	"image"
	"image/color"
	jpg "image/jpeg"
	"testing"
)

// Picture is a small JPEG that is another one for each shade.
func Picture(tb testing.TB, shade uint8) []byte {
	tb.Helper()
	m := image.NewGray(image.Rect(0, 0, 32, 24))
	for i := range m.Pix {
		m.Pix[i] = shade
	}
	m.Set(1, 1, color.Gray{Y: 255 - shade})
	var b bytes.Buffer
	if err := jpg.Encode(&b, m, nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}
