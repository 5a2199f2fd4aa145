package ingest

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"slices"

	"golang.org/x/image/draw"

	"shoebox/shared/photolink"
)

// quality of the renditions' JPEG. A large one is some 200 KB; Alexa takes 2 MB
// (P4).
const quality = 82

// renditions makes all renditions of a picture, upright and without metadata. data
// is the JPEG it came from, if it was one: where that is just what a rendition
// should be, it is used as it is.
func renditions(m image.Image, turn orientation, data []byte) (map[photolink.Rendition][]byte, error) {
	sizes := photolink.Renditions()
	asItIs := turn == upright && bare(data)
	out := map[photolink.Rendition][]byte{}
	// From large to small, each made of the one before: the scaler's work is
	// with the pixels it reads.
	for _, size := range slices.Backward(sizes) {
		width, height := size.Box()
		if asItIs && m.Bounds().Dx() <= width && m.Bounds().Dy() <= height {
			out[size] = data
			continue
		}
		m = fitted(m, width, height, turn)
		turn, asItIs = upright, false
		var b bytes.Buffer
		if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
			return nil, err
		}
		out[size] = b.Bytes()
	}
	return out, nil
}

// fitted gives the picture turned upright, on white where it is see-through, and
// made smaller where it does not fit the box; never larger.
func fitted(m image.Image, width, height int, turn orientation) image.Image {
	if turn.sideways() {
		width, height = height, width
	}
	w, h := fit(m.Bounds().Dx(), m.Bounds().Dy(), width, height)
	if done, ok := m.(*image.RGBA); ok && turn == upright && w == m.Bounds().Dx() && done.Opaque() {
		return m
	}
	return turn.apply(scaled(m, w, h))
}

// scaled gives the picture in another size, never larger.
func scaled(m image.Image, w, h int) *image.RGBA {
	size := m.Bounds().Size()
	switch {
	case size.X >= 4*w && size.Y >= 4*h:
		// Half by half: the mean of four pixels is what it reads, and it is
		// several times faster than a kernel as wide as the reduction.
		return scaled(drawn(draw.ApproxBiLinear, m, size.X/2, size.Y/2), w, h)
	case size.X < 2*w && size.Y < 2*h:
		return drawn(draw.ApproxBiLinear, m, w, h) // it passes over no pixel yet
	}
	return drawn(draw.CatmullRom, m, w, h)
}

// drawn gives the picture in a size, on white where it is see-through.
func drawn(how draw.Scaler, m image.Image, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	over := draw.Src
	if see, ok := m.(interface{ Opaque() bool }); ok && !see.Opaque() {
		draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
		over = draw.Over
	}
	how.Scale(out, out.Bounds(), m, m.Bounds(), over, nil)
	return out
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

// bare reports whether data is a JPEG without metadata: of the application
// segments only JFIF's and Adobe's, which say how to read it, and no comments.
func bare(data []byte) bool {
	const sos = 0xda
	if !bytes.HasPrefix(data, []byte("\xff\xd8")) {
		return false
	}
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker := data[at+1]
		switch {
		case marker == sos:
			return true
		case marker == 0xe0, marker == 0xee: // JFIF, Adobe
		case marker >= 0xe1 && marker <= 0xef, marker == 0xfe, marker == 0xff:
			return false
		}
		at += 2 + int(binary.BigEndian.Uint16(data[at+2:]))
	}
	return false
}
