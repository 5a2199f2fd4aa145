package ingest_test

import (
	"encoding/binary"
	"slices"
)

// profiledWebP is black without loss, in no more bits than its header and codes of no
// bits; a profile stands before it.
func profiledWebP(width, height uint32) []byte {
	var b bits
	b.head(width, height)
	b.put(0, 1) // no transformation
	b.put(0, 1) // no cache of colours
	b.put(0, 1) // the same codes everywhere
	for range 5 {
		b.single()
	}
	extended := binary.LittleEndian.AppendUint32([]byte{1 << 5, 0, 0, 0}, width-1)[:7]
	extended = binary.LittleEndian.AppendUint32(extended, height-1)[:10]
	return riff(riffChunk("VP8X", extended), riffChunk("ICCP", make([]byte, 64)), riffChunk("VP8L", b.data))
}

// codedWebP has as many groups of codes as are read, each as large as ten bytes of a
// file can say, for 16 pixels each.
func codedWebP() []byte {
	const side, groups = 204, 2600
	var b bits
	b.head(side, side)
	b.put(0, 1)  // no transformation
	b.put(1, 1)  // a cache of colours,
	b.put(11, 4) // as large as can be
	b.put(1, 1)  // codes for tiles,
	b.put(0, 3)  // of 4×4 pixels
	b.put(0, 1)  // which tile has which is an image, with no cache of its own
	b.even(8)
	b.even(8)
	for range 3 {
		b.single()
	}
	for tile := range uint32(side / 4 * side / 4) {
		b.code(tile%groups&0xff, 8)
		b.code(tile%groups>>8, 8)
	}
	for range groups {
		for _, length := range []uint32{11, 8, 8, 8, 5} {
			b.even(length)
		}
	}
	return riff(riffChunk("VP8L", b.data))
}

func riffChunk(kind string, body []byte) []byte {
	c := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body)))
	c = append(c, body...)
	return append(c, make([]byte, len(body)%2)...)
}

func riff(chunks ...[]byte) []byte {
	return riffChunk("RIFF", append([]byte("WEBP"), slices.Concat(chunks...)...))
}

// bits are written as WebP reads them, the lowest of a byte first (WebP Lossless
// Bitstream Specification, 2).
type bits struct {
	data []byte
	n    int
}

func (b *bits) put(v uint32, n int) {
	for i := range n {
		if b.n%8 == 0 {
			b.data = append(b.data, 0)
		}
		b.data[b.n/8] |= byte(v>>i&1) << (b.n % 8)
		b.n++
	}
}

// code writes a prefix code, whose highest bit is first.
func (b *bits) code(v uint32, n int) {
	for i := range n {
		b.put(v>>(n-1-i), 1)
	}
}

func (b *bits) head(width, height uint32) {
	b.put(0x2f, 8)
	b.put(width-1, 14)
	b.put(height-1, 14)
	b.put(0, 4) // no transparency, version 0
}

// single writes a code of one symbol, 0, which takes no bits.
func (b *bits) single() {
	b.put(0b0001, 4)
}

// even writes a code in which as many symbols as can have the same length: of the code
// of lengths that length is the only symbol, and takes no bits.
func (b *bits) even(length uint32) {
	b.put(0, 1)
	b.put(15, 4) // all 19 of these
	for _, l := range []uint32{17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15} {
		if l == length {
			b.put(1, 3)
		} else {
			b.put(0, 3)
		}
	}
	b.put(1, 1)
	b.put(6, 3) // how many are told in 14 bits
	b.put(1<<length-2, 14)
}
