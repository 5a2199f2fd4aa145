package ingest

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"math"

	"golang.org/x/image/tiff"
)

const errRaw = reason("raw pictures are not read: export it as JPEG")

func tiffHeader(_ context.Context, data []byte) (header, error) {
	if rawTIFF(data) {
		return header{}, errRaw
	}
	c, err := tiff.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return header{}, err
	}
	return header{c.Width, c.Height, tiffMemory(data, c)}, nil
}

func tiffDecode(ctx context.Context, data []byte, _ int64) (image.Image, func(), error) {
	c, err := tiff.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	if b, ok := tiffLayoutOf(data, c); !ok || !b.fit(ctx) {
		return nil, nil, errDamaged
	}
	m, err := tiff.Decode(newFeed(ctx, data))
	return m, nil, err
}

// tiffMemory counts the pixels, a block beside them as it grows, to twice what it had,
// and what is known of each block.
func tiffMemory(data []byte, c image.Config) int64 {
	b, ok := tiffLayoutOf(data, c)
	if !ok {
		return math.MaxInt64
	}
	var pixel int64
	switch palette, _ := c.ColorModel.(color.Palette); {
	case c.ColorModel == color.GrayModel, palette != nil:
		pixel = 1
	case c.ColorModel == color.Gray16Model:
		pixel = 2
	case deep(c.ColorModel):
		pixel = 8
	default:
		pixel = 4
	}
	const known = 16
	return pixel*area(c) + 3*b.most(int64(len(data))) + known*b.count
}

// rawTIFF reports whether a TIFF is a camera's raw file, whose first picture is only
// a preview: Canon's and Adobe's say so, and others keep the picture itself in a
// directory below (TIFF 6.0, section 2; DNG 1.7, "DNGVersion").
func rawTIFF(data []byte) bool {
	const newSubfileType, subIFDs, dngVersion = 254, 330, 50706
	if len(data) >= 16 && bytes.HasPrefix(data[8:], []byte("CR\x02")) {
		return true
	}
	d := tiffDirectoryOf(data)
	if d.entry(dngVersion) != nil {
		return true
	}
	preview := d.numbers(newSubfileType).at(0)&1 != 0
	return preview && d.entry(subIFDs) != nil
}
