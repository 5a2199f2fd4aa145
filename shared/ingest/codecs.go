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

	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"
)

// codecOf gives the codec of a format.
func codecOf(f format) codec {
	switch f {
	case formatJPEG:
		return standard(jpeg.DecodeConfig, jpeg.Decode, jpegCost)
	case formatPNG:
		return standard(png.DecodeConfig, png.Decode, pngCost)
	case formatGIF: // the first picture of an animation
		return standard(gif.DecodeConfig, gif.Decode, func([]byte, image.Config) int64 { return 2 })
	case formatWebP:
		return standard(webp.DecodeConfig, webp.Decode, webpCost)
	case formatTIFF:
		c := standard(tiff.DecodeConfig, tiff.Decode, tiffCost)
		readHeader := c.header
		c.header = func(ctx context.Context, data []byte) (header, error) {
			if rawTIFF(data) {
				return header{}, errRaw
			}
			return readHeader(ctx, data)
		}
		return c
	case formatHEIC:
		return codec{heicHeader, heicDecode}
	}
	panic("ingest: unknown format")
}

// standard is a codec made of functions that read a stream. cost is how many bytes of
// memory a pixel takes, at most.
func standard(
	config func(io.Reader) (image.Config, error),
	decode func(io.Reader) (image.Image, error),
	cost func(data []byte, c image.Config) int64,
) codec {
	return codec{
		header: func(_ context.Context, data []byte) (header, error) {
			c, err := config(bytes.NewReader(data))
			if err != nil {
				return header{}, err
			}
			return header{c.Width, c.Height, int64(c.Width) * int64(c.Height) * cost(data, c)}, nil
		},
		decode: func(_ context.Context, data []byte, _ int64) (image.Image, func(), error) {
			m, err := decode(bytes.NewReader(data))
			return m, nil, err
		},
	}
}

// deep reports whether pixels of a colour model have 16 bits a channel.
func deep(m color.Model) bool {
	return m == color.RGBA64Model || m == color.NRGBA64Model || m == color.Gray16Model
}

// pngCost counts the pixels and, of an interlaced picture, its passes beside them.
func pngCost(data []byte, c image.Config) int64 {
	cost := int64(4)
	if deep(c.ColorModel) {
		cost = 8
	}
	const interlaced = 28 // where the header says so (PNG, 11.2.1)
	if len(data) > interlaced && data[interlaced] != 0 {
		cost *= 2
	}
	return cost
}

// webpCost counts planes; without loss, or with transparency, pixels of four bytes
// before and behind a transformation.
func webpCost(data []byte, c image.Config) int64 {
	if c.ColorModel == color.YCbCrModel && !bytes.Contains(data[:min(len(data), 64)], []byte("VP8L")) {
		return 2
	}
	return 10
}

// tiffCost counts the pixels and, beside them, a strip that is as large as the picture,
// as it grows.
func tiffCost(_ []byte, c image.Config) int64 {
	switch {
	case deep(c.ColorModel):
		return 24
	case c.ColorModel == color.GrayModel:
		return 4
	}
	return 12
}
