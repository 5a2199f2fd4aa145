package ingest

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

// apply gives scaled pixels upright.
func (o orientation) apply(p pixels) pixels {
	if o <= upright || o > lastOrientation {
		return p
	}
	p.y = o.turned(p.y)
	if !p.grey() {
		p.cb, p.cr = o.turned(p.cb), o.turned(p.cr)
	}
	return p
}

// turned gives a plane upright.
func (o orientation) turned(p plane) plane {
	w, h := p.w, p.h
	out := newPlane(w, h)
	out.exactW, out.exactH = p.exactW, p.exactH
	if o.sideways() {
		out = newPlane(h, w)
		out.exactW, out.exactH = p.exactH, p.exactW
	}
	for y := range h {
		// Along a row of the picture the place moves by the same step.
		u, v := o.place(0, y, w, h)
		at, step := v*out.stride+u, 0
		if w > 1 {
			u, v = o.place(1, y, w, h)
			step = v*out.stride + u - at
		}
		for _, pixel := range p.row(y) {
			out.pix[at] = pixel
			at += step
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
