package heif

import "image"

// header is what the decoder says before it decodes.
type header struct {
	Width, Height uint32
	Colours, Kind uint32 // as libheif numbers colour spaces and chroma formats
	Premultiplied bool
}

// check refuses a header of no picture. libheif takes none of a longer side.
func (h header) check() error {
	if longest := uint32(1 << 15); h.Width == 0 || h.Height == 0 || h.Width > longest || h.Height > longest {
		return ErrDamaged
	}
	return nil
}

// How libheif numbers what a picture consists of (heif.h).
const (
	coloursYCbCr = 0
	coloursRGB   = 1
	coloursGrey  = 2

	chroma420 = 1
	chroma422 = 2
	chroma444 = 3
)

// layout is how libheif lays out a decoded picture.
type layout struct {
	stride, cStride int
	y, c            int // bytes of a plane
	ratio           image.YCbCrSubsampleRatio
}

func (l layout) size() int { return l.y + 2*l.c }

// aligned is the length of a row of pixels: at least 64 of them, an even number, on
// a border of 16 bytes.
func aligned(width, bytes int) int {
	return (max(width+width%2, 64)*bytes + 15) &^ 15
}

func (h header) layout() (layout, error) {
	width, height := int(h.Width), int(h.Height)
	switch h.Colours {
	case coloursGrey:
		stride := aligned(width, 1)
		return layout{stride: stride, y: stride * height}, nil
	case coloursRGB:
		stride := aligned(width, 4)
		return layout{stride: stride, y: stride * height}, nil
	case coloursYCbCr:
		cw, ch := width, height
		l := layout{stride: aligned(width, 1), ratio: image.YCbCrSubsampleRatio444}
		switch h.Kind {
		case chroma420:
			cw, ch, l.ratio = (cw+1)/2, (ch+1)/2, image.YCbCrSubsampleRatio420
		case chroma422:
			cw, l.ratio = (cw+1)/2, image.YCbCrSubsampleRatio422
		case chroma444:
		default:
			return layout{}, ErrDamaged
		}
		l.cStride = aligned(cw, 1)
		l.y, l.c = l.stride*height, l.cStride*ch
		return l, nil
	}
	return layout{}, ErrDamaged
}

func (h header) image(l layout, pix []byte) image.Image {
	size := image.Rect(0, 0, int(h.Width), int(h.Height))
	switch {
	case h.Colours == coloursGrey:
		return &image.Gray{Pix: pix, Stride: l.stride, Rect: size}
	case h.Colours == coloursRGB && h.Premultiplied:
		return &image.RGBA{Pix: pix, Stride: l.stride, Rect: size}
	case h.Colours == coloursRGB:
		return &image.NRGBA{Pix: pix, Stride: l.stride, Rect: size}
	}
	return &image.YCbCr{
		Y: pix[:l.y:l.y], Cb: pix[l.y : l.y+l.c : l.y+l.c], Cr: pix[l.y+l.c:],
		YStride: l.stride, CStride: l.cStride, SubsampleRatio: l.ratio, Rect: size,
	}
}
