package ingest

import (
	"bytes"
	"image"
	"image/jpeg"
	"slices"

	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// quality of the renditions' JPEG. A large one is some 200 KB; Alexa takes 2 MB
// (P4).
const quality = 82

// developed is what is made of the pixels of a picture.
type developed struct {
	width, height int // upright
	renditions    map[photolink.Rendition][]byte
	blurhash      string
	likeness      gallery.Likeness
}

// render makes all that is shown of a picture, upright and without metadata. data is
// the JPEG it came from, if it was one: where that is just what a rendition should be,
// it is used as it is. profile says what its colours are; nil is sRGB's.
func render(m image.Image, turn orientation, profile, data []byte) (developed, error) {
	d := developed{width: m.Bounds().Dx(), height: m.Bounds().Dy(), renditions: map[photolink.Rendition][]byte{}}
	asItIs := turn == upright && plain(m, data)
	sizes := photolink.Renditions()
	p := pixelsFor(m, boxed(m.Bounds().Size(), turn, sizes[len(sizes)-1]))
	if turn.sideways() {
		d.width, d.height = d.height, d.width
	}
	// From large to small, each made of the one before: the work is with the pixels
	// that are read.
	for _, size := range slices.Backward(sizes) {
		box := boxed(image.Pt(p.size()), turn, size)
		if asItIs && image.Pt(d.width, d.height) == box {
			d.renditions[size] = data
			continue
		}
		p = turn.apply(p.scaled(box.X, box.Y))
		turn, asItIs = upright, false
		var b bytes.Buffer
		if err := jpeg.Encode(&b, p.image(), &jpeg.Options{Quality: quality}); err != nil {
			return developed{}, err
		}
		if p.grey() {
			profile = nil
		}
		d.renditions[size] = tagged(b.Bytes(), profile)
	}
	d.blurhash, d.likeness = blurred(p), likeness(p)
	return d, nil
}

// boxed is the size of a picture, as it lies before it is turned, that fits a
// rendition's box when it is upright; never larger than it is.
func boxed(size image.Point, turn orientation, r photolink.Rendition) image.Point {
	width, height := r.Box()
	if turn.sideways() {
		width, height = height, width
	}
	w, h := fit(size.X, size.Y, width, height)
	return image.Pt(w, h)
}

// fit gives the size of a w×h picture made to fit a box.
func fit(w, h, width, height int) (int, int) {
	if w <= width && h <= height {
		return w, h
	}
	if w*height > h*width { // its width is what is too much
		return width, max(1, (h*width+w/2)/w)
	}
	return max(1, (w*height+h/2)/h), height
}
