package ingest

import (
	"bytes"
	"compress/zlib"
	"context"
	"image"
	"io"

	"golang.org/x/image/tiff/lzw"
)

// tiffLayout is how the pixels of a TIFF lie: in blocks, strips or tiles (TIFF 6.0,
// sections 3 and 15), each compressed by itself.
type tiffLayout struct {
	data           []byte
	offsets, sizes tiffNumbers
	compression    int64
	area           int64 // pixels of a block
	bytes          int64 // of a block's pixels
	count          int64
}

// mostPixels is more than any memory holds, and few enough to be reckoned with.
const mostPixels = 1 << 40

// spare is how much longer than its pixels a block may be, in bytes, as some writers
// leave it.
const spare = 4 << 10

// tiffLayoutOf reads how the blocks lie; false where they have no pixels, or more than
// can be. A file that the decoder reads has no tag twice.
func tiffLayoutOf(data []byte, c image.Config) (tiffLayout, bool) {
	const (
		bitsPerSample, compression = 258, 259
		stripOffsets, stripSizes   = 273, 279
		rowsPerStrip               = 278
		tileWidth, tileLength      = 322, 323
		tileOffsets, tileSizes     = 324, 325
	)
	d := tiffDirectoryOf(data)
	w, h := int64(c.Width), int64(c.Height)
	b := tiffLayout{data: data, compression: d.numbers(compression).at(0)}
	across, down := w, h
	if tile := d.numbers(tileWidth).at(0); tile != 0 {
		across, down = tile, d.numbers(tileLength).at(0)
		b.offsets, b.sizes = d.numbers(tileOffsets), d.numbers(tileSizes)
	} else {
		if rows := d.numbers(rowsPerStrip).at(0); rows != 0 {
			down = min(h, rows)
		}
		b.offsets, b.sizes = d.numbers(stripOffsets), d.numbers(stripSizes)
	}
	if w <= 0 || h <= 0 || across <= 0 || down <= 0 || w > mostPixels/h || across > mostPixels/down {
		return tiffLayout{}, false
	}
	bits := int64(1)
	if depths := d.numbers(bitsPerSample); depths.len() > 0 {
		const mostSamples = 4 // that the decoder reads
		bits = depths.at(0) * min(depths.len(), mostSamples)
	}
	b.area, b.bytes = across*down, (across*bits+7)/8*down
	b.count = (w + across - 1) / across * ((h + down - 1) / down)
	return b, true
}

// most is how long a block becomes in memory, of a file that is as long, in bytes.
func (b tiffLayout) most(file int64) int64 {
	if b.plain() {
		const deepest = 8 // bytes of a pixel, which the decoder reads of any
		return min(deepest*b.area, file)
	}
	return b.bytes + spare
}

func (b tiffLayout) plain() bool { return b.compression == 0 || b.compression == 1 }

// fit reports whether no block is longer, once it is inflated, than its pixels are: the
// decoder would take whatever it gives.
func (b tiffLayout) fit(ctx context.Context) bool {
	if b.plain() {
		return true
	}
	if b.offsets.len() < b.count || b.sizes.len() < b.count {
		return false
	}
	for i := range b.count {
		if ctx.Err() != nil {
			return false
		}
		at := min(b.offsets.at(i), int64(len(b.data)))
		block := b.data[at:min(at+b.sizes.at(i), int64(len(b.data)))]
		if b.inflated(block, b.bytes+spare+1) > b.bytes+spare {
			return false
		}
	}
	return true
}

// inflated is how long a block is once it is inflated, as far as it can be, counted up
// to a limit.
func (b tiffLayout) inflated(block []byte, limit int64) int64 {
	const lzwCompressed, deflated, deflatedOnce, packed = 5, 8, 32946, 32773
	var r io.ReadCloser
	switch b.compression {
	case lzwCompressed:
		r = lzw.NewReader(bytes.NewReader(block), lzw.MSB, 8)
	case deflated, deflatedOnce:
		var err error
		if r, err = zlib.NewReader(bytes.NewReader(block)); err != nil {
			return 0 // the decoder says the same
		}
	case packed:
		return unpacked(block)
	default: // a facsimile's lines are as long as they may be
		return 0
	}
	defer r.Close()
	n, _ := io.Copy(io.Discard, io.LimitReader(r, limit)) // what is damaged is the decoder's to say
	return n
}

// unpacked is how long a block becomes whose repetitions are packed (TIFF 6.0,
// section 9).
func unpacked(block []byte) int64 {
	var n int64
	for at := 0; at < len(block); {
		switch code := int(int8(block[at])); {
		case code >= 0:
			n, at = n+int64(code)+1, at+code+2
		case code == -128:
			at++
		default:
			n, at = n+int64(1-code), at+2
		}
	}
	return n
}
