package ingest

import (
	"image"
	"image/color"
	"image/draw"
)

// pixels are a picture as a JPEG keeps it: its brightness, and its two colours, which
// may be coarser. Without colours it is grey.
type pixels struct {
	y, cb, cr plane
}

// size is the picture's, in pixels.
func (p pixels) size() (w, h int) { return p.y.w, p.y.h }

func (p pixels) grey() bool { return p.cb.w == 0 }

// scaled gives the picture in another size, never larger, and its colours at half the
// resolution, which is all that a rendition's JPEG keeps of them.
func (p pixels) scaled(w, h int) pixels {
	exactW, exactH := float64(w), float64(h)
	out := pixels{y: p.y.scaled(w, h, exactW, exactH)}
	if !p.grey() {
		out.cb = p.cb.scaled((w+1)/2, (h+1)/2, exactW/2, exactH/2)
		out.cr = p.cr.scaled((w+1)/2, (h+1)/2, exactW/2, exactH/2)
	}
	return out
}

// image gives scaled pixels as what encoders read.
func (p pixels) image() image.Image {
	size := image.Rect(0, 0, p.y.w, p.y.h)
	if p.grey() {
		return &image.Gray{Pix: p.y.pix, Stride: p.y.stride, Rect: size}
	}
	return &image.YCbCr{
		Y: p.y.pix, Cb: p.cb.pix, Cr: p.cr.pix, YStride: p.y.stride, CStride: p.cb.stride,
		SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: size,
	}
}

// pixelsFor gives the pixels of a picture that is to be made of a size or smaller. Those of a
// photo are taken as they are; others are made smaller on the way, a few rows at a
// time, on white where they are see-through.
func pixelsFor(m image.Image, size image.Point) pixels {
	switch m := m.(type) {
	case *image.YCbCr:
		return fromYCbCr(m)
	case *image.Gray:
		b := m.Rect
		return pixels{y: cut(m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, b.Dx(), b.Dy())}
	}
	return fromRows(m, whole(m.Bounds().Dx(), size.X), whole(m.Bounds().Dy(), size.Y))
}

func cut(pix []byte, stride, w, h int) plane {
	return plane{pix: pix, stride: stride, w: w, h: h, exactW: float64(w), exactH: float64(h)}
}

// fromYCbCr takes the planes of a photo as they are.
func fromYCbCr(m *image.YCbCr) pixels {
	b := m.Rect
	first, last := m.COffset(b.Min.X, b.Min.Y), m.COffset(b.Max.X-1, b.Max.Y-1)
	cw, ch := (last-first)%m.CStride+1, (last-first)/m.CStride+1
	colour := func(pix []byte) plane {
		p := cut(pix[first:], m.CStride, cw, ch)
		p.exactW, p.exactH = coarse(m.SubsampleRatio, b.Dx(), b.Dy())
		return p
	}
	return pixels{y: cut(m.Y[m.YOffset(b.Min.X, b.Min.Y):], m.YStride, b.Dx(), b.Dy()), cb: colour(m.Cb), cr: colour(m.Cr)}
}

// coarse is the size of a w×h picture in pixels of its colours.
func coarse(ratio image.YCbCrSubsampleRatio, w, h int) (float64, float64) {
	x, y := 1.0, 1.0
	switch ratio {
	case image.YCbCrSubsampleRatio444:
	case image.YCbCrSubsampleRatio422:
		x = 2
	case image.YCbCrSubsampleRatio420:
		x, y = 2, 2
	case image.YCbCrSubsampleRatio440:
		y = 2
	case image.YCbCrSubsampleRatio411:
		x = 4
	case image.YCbCrSubsampleRatio410:
		x, y = 4, 2
	}
	return float64(w) / x, float64(h) / y
}

// fromRows makes the pixels of any picture, each kx×ky of it one.
func fromRows(m image.Image, kx, ky int) pixels {
	b := m.Bounds()
	w, h := (b.Dx()+kx-1)/kx, (b.Dy()+ky-1)/ky
	out := pixels{newPlane(w, h), newPlane(w, h), newPlane(w, h)}
	for _, p := range []*plane{&out.y, &out.cb, &out.cr} {
		p.exactW, p.exactH = float64(b.Dx())/float64(kx), float64(b.Dy())/float64(ky)
	}
	rows := image.NewRGBA(image.Rect(0, 0, b.Dx(), ky))
	for y := range h {
		high := min(ky, b.Dy()-y*ky)
		part := rows.SubImage(image.Rect(0, 0, b.Dx(), high)).(*image.RGBA)
		draw.Draw(part, part.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(part, part.Rect, m, b.Min.Add(image.Pt(0, y*ky)), draw.Over)
		for x := range w {
			r, g, bl := mean(part, x*kx, min((x+1)*kx, b.Dx()))
			at := y*w + x
			out.y.pix[at], out.cb.pix[at], out.cr.pix[at] = color.RGBToYCbCr(r, g, bl)
		}
	}
	return out
}

// mean is the mean colour of some columns.
func mean(m *image.RGBA, from, to int) (r, g, b uint8) {
	var sum [3]uint32
	high := m.Rect.Dy()
	for y := range high {
		row := m.Pix[y*m.Stride:]
		for x := from; x < to; x++ {
			p := row[4*x:][:3]
			sum[0] += uint32(p[0])
			sum[1] += uint32(p[1])
			sum[2] += uint32(p[2])
		}
	}
	n := uint32((to - from) * high)
	return uint8((sum[0] + n/2) / n), uint8((sum[1] + n/2) / n), uint8((sum[2] + n/2) / n)
}
