package ingest

import "image"

// orientation is how a camera was held, as EXIF numbers it: how the picture must
// be turned to stand upright.
type orientation int

const (
	upright         orientation = 1
	mirrored        orientation = 2 // left and right
	upsideDown      orientation = 3
	flipped         orientation = 4 // top and bottom
	transposed      orientation = 5 // mirrored, then turned left
	turnRight       orientation = 6 // to be turned a quarter to the right
	transversed     orientation = 7 // mirrored, then turned right
	turnLeft        orientation = 8 // to be turned a quarter to the left
	lastOrientation             = turnLeft
)

// sideways reports whether width and height change places.
func (o orientation) sideways() bool { return o >= transposed && o <= lastOrientation }

// apply gives the picture upright.
func (o orientation) apply(m *image.RGBA) *image.RGBA {
	if o <= upright || o > lastOrientation {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if o.sideways() {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			u, v := o.place(x, y, w, h)
			copy(out.Pix[out.PixOffset(u, v):][:4], m.Pix[m.PixOffset(x, y):][:4])
		}
	}
	return out
}

// place is where a pixel of a w×h picture comes to lie.
func (o orientation) place(x, y, w, h int) (int, int) {
	switch o {
	case mirrored:
		return w - 1 - x, y
	case upsideDown:
		return w - 1 - x, h - 1 - y
	case flipped:
		return x, h - 1 - y
	case transposed:
		return y, x
	case turnRight:
		return h - 1 - y, x
	case transversed:
		return h - 1 - y, w - 1 - x
	case turnLeft:
		return y, w - 1 - x
	case upright:
	}
	return x, y
}
