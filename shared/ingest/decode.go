package ingest

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"

	"shoebox/shared/fault"
)

// codec reads one format.
type codec struct {
	config func(data []byte) (image.Config, error)
	decode func(data []byte) (image.Image, error)
}

func codecOf(f format) codec {
	switch f {
	case formatJPEG:
		return codec{
			func(b []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(b)) },
			func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) },
		}
	case formatPNG:
		return codec{
			func(b []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(b)) },
			func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) },
		}
	case formatGIF: // the first picture of an animation
		return codec{
			func(b []byte) (image.Config, error) { return gif.DecodeConfig(bytes.NewReader(b)) },
			func(b []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(b)) },
		}
	case formatWebP:
		return codec{
			func(b []byte) (image.Config, error) { return webp.DecodeConfig(bytes.NewReader(b)) },
			func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) },
		}
	}
	panic("ingest: unknown format")
}

var errDamaged = reason("it is damaged or cut short")

// decoded hands the pixels of a picture to use, when there is memory for them. What
// it would need is known from its header: a bomb is not lit to see how big it is.
func (in *Ingester) decoded(ctx context.Context, f format, data []byte, use func(image.Image) error) error {
	c := codecOf(f)
	config, err := guarded(func() (image.Config, error) { return c.config(data) })
	if err != nil || config.Width <= 0 || config.Height <= 0 {
		return errDamaged
	}
	need := int64(config.Width) * int64(config.Height) * pixelCost(f, config.ColorModel, data)
	if need > MaxMemory {
		return reason(fmt.Sprintf("it is too large, with %d×%d pixels", config.Width, config.Height))
	}
	if err := in.memory.Acquire(ctx, need); err != nil {
		return fault.Wrap("ingest.decoded", err)
	}
	defer in.memory.Release(need)
	m, err := guarded(func() (image.Image, error) { return c.decode(data) })
	if err != nil {
		return errDamaged
	}
	return use(m)
}

// pixelCost is how many bytes of memory a decoder takes for a pixel.
func pixelCost(f format, model color.Model, data []byte) int64 {
	switch {
	case f == formatJPEG && progressive(data):
		return 15 // all coefficients, as int32, beside the planes
	case f == formatJPEG && model == color.CMYKModel:
		return 8
	case f == formatJPEG:
		return 3
	case model == color.RGBA64Model, model == color.NRGBA64Model:
		return 8
	}
	return 4
}

// progressive reports whether a JPEG's frame is of the kind whose decoder keeps all
// of it at once.
func progressive(data []byte) bool {
	const sof2, sos = 0xc2, 0xda
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker := data[at+1]
		switch marker {
		case 0xff: // padding
			at++
			continue
		case sof2:
			return true
		case sos:
			return false
		}
		at += 2 + int(binary.BigEndian.Uint16(data[at+2:]))
	}
	return false
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
