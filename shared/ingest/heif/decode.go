package heif

import (
	"context"
	"errors"
	"image"
	"math"
)

// Why a picture was not decoded.
var (
	ErrDamaged = errors.New("heif: the picture is damaged, or of a kind that is not read")
	ErrMemory  = errors.New("heif: the picture takes more memory than it may")
	ErrComplex = errors.New("heif: the picture is put together from too many others")
)

// headerMemory is what reading a header may take beside the file, in bytes.
const headerMemory = 64 << 20

// Size tells how large a picture is when it stands upright, in pixels, from its header
// alone. Errors are those of [Decode].
func Size(ctx context.Context, data []byte) (width, height int, err error) {
	if err := check(data, math.MaxInt64); err != nil {
		return 0, 0, err
	}
	h, err := within(ctx, func() (header, error) {
		s, err := start(ctx, data, int64(len(data))+headerMemory)
		if err != nil {
			return header{}, err
		}
		defer s.close()
		return s.header()
	}, func(header) {})
	return h.width, h.height, err
}

// within works until ctx ends. The program can't be stopped from outside without being
// checked at every turn, which makes it six times slower: what takes too long is left
// to itself, and when it ends after all, dropped.
func within[T any](ctx context.Context, work func() (T, error), drop func(T)) (T, error) {
	type result struct {
		out T
		err error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if recover() != nil {
				done <- result{err: ErrDamaged}
			}
		}()
		out, err := work()
		done <- result{out, err}
	}()
	select {
	case r := <-done:
		return r.out, r.err
	case <-ctx.Done():
		go func() {
			if late := <-done; late.err == nil {
				drop(late.out)
			}
		}()
		var none T
		return none, ctx.Err()
	}
}

// Picture is a decoded one. Its pixels are gone once it is closed.
type Picture struct {
	image.Image
	s *sandbox
}

// Close gives back the memory.
func (p Picture) Close() { p.s.close() }

// Decode decodes a picture, in at most so much memory, in bytes, as it and its
// decoder take together. Who gets one must close it.
//
// Errors: ErrMemory for one that needs more, ErrComplex before anything is decoded,
// ErrDamaged, and what ctx says when it ended.
func Decode(ctx context.Context, data []byte, memory int64) (Picture, error) {
	if err := check(data, maxPixels); err != nil {
		return Picture{}, err
	}
	return within(ctx, func() (Picture, error) {
		s, err := start(ctx, data, memory)
		if err != nil {
			return Picture{}, err
		}
		m, err := s.decode()
		if err != nil {
			s.close()
			return Picture{}, err
		}
		return Picture{m, s}, nil
	}, Picture.Close)
}

// header is what the decoder says before it decodes.
type header struct {
	width, height int
	colours, kind uint32 // as libheif numbers colour spaces and chroma formats
	premultiplied bool
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

// header reads the header.
func (s *sandbox) header() (header, error) {
	if err := s.run(true, 0); err != nil {
		return header{}, err
	}
	var words [5]uint32
	for i := range words {
		words[i], _ = s.memory().ReadUint32Le(s.words + uint32(4*i))
	}
	h := header{int(words[0]), int(words[1]), words[2], words[3], words[4] == 1}
	// libheif takes no picture of a longer side.
	if longest := 1 << 15; h.width <= 0 || h.height <= 0 || h.width > longest || h.height > longest {
		return header{}, ErrDamaged
	}
	return h, nil
}

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
	switch h.colours {
	case coloursGrey:
		stride := aligned(h.width, 1)
		return layout{stride: stride, y: stride * h.height}, nil
	case coloursRGB:
		stride := aligned(h.width, 4)
		return layout{stride: stride, y: stride * h.height}, nil
	case coloursYCbCr:
		cw, ch := h.width, h.height
		l := layout{stride: aligned(h.width, 1), ratio: image.YCbCrSubsampleRatio444}
		switch h.kind {
		case chroma420:
			cw, ch, l.ratio = (cw+1)/2, (ch+1)/2, image.YCbCrSubsampleRatio420
		case chroma422:
			cw, l.ratio = (cw+1)/2, image.YCbCrSubsampleRatio422
		case chroma444:
		default:
			return layout{}, ErrDamaged
		}
		l.cStride = aligned(cw, 1)
		l.y, l.c = l.stride*h.height, l.cStride*ch
		return l, nil
	}
	return layout{}, ErrDamaged
}

// decode decodes the picture; its pixels lie in the sandbox.
func (s *sandbox) decode() (image.Image, error) {
	h, err := s.header()
	if err != nil {
		return nil, err
	}
	l, err := h.layout()
	if err != nil {
		return nil, err
	}
	at, err := s.reserve(l.size())
	if err != nil {
		return nil, err
	}
	if err := s.run(false, at); err != nil {
		return nil, err
	}
	pix, ok := s.memory().Read(at, uint32(l.size()))
	if !ok {
		return nil, ErrDamaged
	}
	return h.image(l, pix), nil
}

func (h header) image(l layout, pix []byte) image.Image {
	size := image.Rect(0, 0, h.width, h.height)
	switch {
	case h.colours == coloursGrey:
		return &image.Gray{Pix: pix, Stride: l.stride, Rect: size}
	case h.colours == coloursRGB && h.premultiplied:
		return &image.RGBA{Pix: pix, Stride: l.stride, Rect: size}
	case h.colours == coloursRGB:
		return &image.NRGBA{Pix: pix, Stride: l.stride, Rect: size}
	}
	return &image.YCbCr{
		Y: pix[:l.y:l.y], Cb: pix[l.y : l.y+l.c : l.y+l.c], Cr: pix[l.y+l.c:],
		YStride: l.stride, CStride: l.cStride, SubsampleRatio: l.ratio, Rect: size,
	}
}
