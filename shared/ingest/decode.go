package ingest

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/tiff"

	"shoebox/shared/fault"
)

const errDamaged = reason("it is damaged or cut short")

// header is what is known of a picture before it is decoded.
type header struct {
	width, height int   // as the pixels lie in the file
	memory        int64 // the most bytes that decoding takes
}

// codec reads one format.
type codec struct {
	header func(ctx context.Context, data []byte) (header, error)
	// decode gives the pixels, and release, which may be nil, to be called when they are
	// no longer read. It takes no more than so much memory, and ends soon after ctx.
	decode func(ctx context.Context, data []byte, memory int64) (m image.Image, release func(), err error)
}

// decoded hands the pixels of a picture to use, when there is memory for them. What
// it would need is known from its header: a bomb is not lit to see how big it is.
func (in *Ingester) decoded(ctx context.Context, f format, data []byte, use func(image.Image) error) error {
	c := in.codecOf(f)
	h, err := guarded(func() (header, error) { return c.header(ctx, data) })
	switch {
	case err != nil:
		return unread(ctx, f, err)
	case h.width <= 0 || h.height <= 0:
		return errDamaged
	case h.memory > in.Memory.most || h.memory < 0:
		return oversized(h)
	}
	err = in.decodedWithin(ctx, f, h, data, use)
	if errors.Is(err, errMemory) && h.memory < in.Memory.most { // an uncommon kind: the last try has all there is
		h.memory = in.Memory.most
		err = in.decodedWithin(ctx, f, h, data, use)
	}
	if errors.Is(err, errMemory) {
		return oversized(h)
	}
	return err
}

func oversized(h header) error {
	return reason(fmt.Sprintf("it is too large, with %d×%d pixels", h.width, h.height))
}

// errMemory is a decoder's that wants more than was expected of its header.
var errMemory = errors.New("ingest: the decoder wants more memory")

// decodedWithin decodes in the memory that the header says, once it is free.
func (in *Ingester) decodedWithin(ctx context.Context, f format, h header, data []byte, use func(image.Image) error) error {
	release, err := in.Memory.Take(ctx, h.memory)
	if err != nil {
		return err
	}
	defer release()
	type pixels struct {
		image   image.Image
		release func()
	}
	working, done := context.WithTimeout(ctx, in.patience)
	defer done()
	p, err := guarded(func() (p pixels, err error) {
		p.image, p.release, err = in.codecOf(f).decode(working, data, h.memory)
		return p, err
	})
	if p.release != nil {
		defer p.release()
	}
	switch {
	case err != nil && ctx.Err() == nil && working.Err() != nil:
		return reason("reading it takes too long")
	case err != nil:
		return unread(ctx, f, err)
	}
	if size := p.image.Bounds().Size(); size.X <= 0 || size.Y <= 0 || size.X > h.width || size.Y > h.height {
		return errDamaged
	}
	return use(p.image)
}

// unread says why a decoder gave up.
func unread(ctx context.Context, f format, err error) error {
	if ended := ctx.Err(); ended != nil {
		return fault.Wrap("ingest.decoded", ended)
	}
	if _, known := errors.AsType[reason](err); known || errors.Is(err, errMemory) || fault.Is(err, fault.Unavailable) {
		return err
	}
	_, ofJPEG := errors.AsType[jpeg.UnsupportedError](err)
	_, ofPNG := errors.AsType[png.UnsupportedError](err)
	_, ofTIFF := errors.AsType[tiff.UnsupportedError](err)
	if ofJPEG || ofPNG || ofTIFF {
		return reason("it is an uncommon kind of " + f.name() + " that is not read: save it as a common JPEG")
	}
	return errDamaged
}

// guarded runs a decoder on a stranger's bytes, and takes a panic for an error.
func guarded[T any](decode func() (T, error)) (out T, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("the decoder gave up")
		}
	}()
	return decode()
}
