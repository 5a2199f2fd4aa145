package ingest

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// codecOf gives the codec of a format.
func (in *Ingester) codecOf(f format) codec {
	switch f {
	case formatJPEG:
		return standard(jpeg.DecodeConfig, jpeg.Decode, jpegMemory)
	case formatPNG:
		return standard(png.DecodeConfig, png.Decode, pngMemory)
	case formatGIF: // the first picture of an animation
		return standard(gif.DecodeConfig, gif.Decode, func(_ []byte, c image.Config) int64 { return 2 * area(c) })
	case formatWebP:
		return standard(webp.DecodeConfig, webp.Decode, webpMemory)
	case formatTIFF:
		return codec{tiffHeader, tiffDecode}
	case formatHEIC:
		c := heicCodec{in.HEIC}
		return codec{c.header, c.decode}
	}
	panic("ingest: unknown format")
}

// standard is a codec made of functions that read a stream. memory is how many bytes
// decoding takes, at most.
func standard(
	config func(io.Reader) (image.Config, error),
	decode func(io.Reader) (image.Image, error),
	memory func(data []byte, c image.Config) int64,
) codec {
	return codec{
		header: func(_ context.Context, data []byte) (header, error) {
			c, err := config(bytes.NewReader(data))
			if err != nil {
				return header{}, err
			}
			return header{c.Width, c.Height, memory(data, c)}, nil
		},
		decode: func(ctx context.Context, data []byte, _ int64) (image.Image, func(), error) {
			m, err := decode(newFeed(ctx, data))
			return m, nil, err
		},
	}
}

// area is how many pixels there are.
func area(c image.Config) int64 { return int64(c.Width) * int64(c.Height) }

// deep reports whether pixels of a colour model have 16 bits a channel.
func deep(m color.Model) bool {
	return m == color.RGBA64Model || m == color.NRGBA64Model || m == color.Gray16Model
}

// pngMemory counts the pixels and, of an interlaced picture, its passes beside them.
func pngMemory(data []byte, c image.Config) int64 {
	cost := int64(4)
	if deep(c.ColorModel) {
		cost = 8
	}
	const interlaced = 28 // where the header says so (PNG, 11.2.1)
	if len(data) > interlaced && data[interlaced] != 0 {
		cost *= 2
	}
	return cost * area(c)
}
