package heif

import (
	"bytes"
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
	ErrTime    = errors.New("heif: the picture takes more time than it may")
	ErrProcess = errors.New("heif: the process that decodes did not start, or ended")
)

// headerMemory is what reading a header may take beside the file, in bytes.
const headerMemory = 64 << 20

// Size tells how large a picture is when it stands upright, in pixels, from its header
// alone. Errors are those of [Decoders.Decode].
func (d *Decoders) Size(ctx context.Context, data []byte) (width, height int, err error) {
	if err := check(data, math.MaxInt64); err != nil {
		return 0, 0, err
	}
	work := d.ask
	if d == nil {
		work = here
	}
	h, _, err := work(ctx, question{HeaderOnly: true, Memory: int64(len(data)) + headerMemory}, data)
	return int(h.Width), int(h.Height), err
}

// Picture is a decoded one. Its pixels are gone once it is closed.
type Picture struct {
	image.Image
	pixels pixels
}

// Close gives back the memory.
func (p Picture) Close() { p.pixels.release() }

// pixels are a picture's planes, one after the other, until they are released.
type pixels struct {
	planes  []byte
	release func()
}

// Decode decodes a picture, in at most so much memory, in bytes, as it and its
// decoder take together. Who gets one must close it.
//
// Errors: ErrMemory for one that needs more, ErrComplex before anything is decoded,
// ErrTime, ErrDamaged, and what ctx says when it ended. ErrProcess says nothing of the
// picture: it may succeed later.
func (d *Decoders) Decode(ctx context.Context, data []byte, memory int64) (Picture, error) {
	if err := check(data, maxPixels); err != nil {
		return Picture{}, err
	}
	work := d.ask
	if d == nil {
		work = here
	}
	h, p, err := work(ctx, question{Memory: memory}, data)
	if err != nil {
		return Picture{}, err
	}
	l, err := h.layout()
	if err != nil {
		p.release()
		return Picture{}, err
	}
	return Picture{h.image(l, p.planes), p}, nil
}

// here decodes in this process, which nothing interrupts.
func here(ctx context.Context, q question, data []byte) (header, pixels, error) {
	if err := ctx.Err(); err != nil {
		return header{}, pixels{}, err
	}
	s, err := start(ctx, bytes.NewReader(data), len(data), q.Memory)
	if err != nil {
		return header{}, pixels{}, err
	}
	h, planes, err := s.work(q)
	if err != nil || q.HeaderOnly {
		s.close()
		return h, pixels{}, err
	}
	return h, pixels{planes, s.close}, nil
}
