package ingest

import (
	"encoding/binary"
	"image"
	"image/color"
)

// webpMemory counts planes; without loss, or with transparency, which is a picture
// without loss beside the other, pixels of four bytes before and behind a
// transformation, and the prefix codes.
func webpMemory(data []byte, c image.Config) int64 {
	if lossyWebP(data) && c.ColorModel == color.YCbCrModel {
		return 2 * area(c)
	}
	return 10*area(c) + webpCodes(int64(len(data)), c)
}

// lossyWebP reports whether the picture's chunk, the first that is one, is of the kind
// with loss. What is in its header may be for show.
func lossyWebP(data []byte) bool {
	for at := 12; at+8 <= len(data); {
		switch string(data[at : at+4]) {
		case "VP8 ":
			return true
		case "VP8L":
			return false
		}
		size := int(binary.LittleEndian.Uint32(data[at+4:]))
		at += 8 + size + size%2
	}
	return false
}

// webpCodes is the most memory that the prefix codes of a picture without loss take.
// A group of five takes a few bytes of a file, and each tile of 4×4 pixels may have its
// own, up to as many as the decoder reads.
func webpCodes(size int64, c image.Config) int64 {
	const most, least, group = 2600, 25, 57_000 // groups; bytes in a file, and in memory
	tiles := (int64(c.Width) + 3) / 4 * ((int64(c.Height) + 3) / 4)
	return group * min(most, tiles, 1+size/least)
}
