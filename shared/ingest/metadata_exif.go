package ingest

import (
	"encoding/binary"
	"math"
)

// exifTags are the tags of a picture's first directory and of the two it leads to,
// for the camera's settings and for the satellites'. Nothing else is read, neither
// thumbnails nor makers' notes, and no directory twice: directories that lead to
// each other lead nowhere.
type exifTags map[exifTag]exifValue

// exifTag is a tag's number, above those of its directory.
type exifTag uint32

const (
	firstDir exifTag = iota << 16
	exifDir
	gpsDir
)

// The tags that are read. Numbers and types are those of Exif 3.0 (CIPA DC-008) and
// TIFF 6.0; those of Windows and of Adobe are as ExifTool has them.
const (
	tagDescription    = firstDir | 0x010e
	tagMake           = firstDir | 0x010f
	tagModel          = firstDir | 0x0110
	tagOrientation    = firstDir | 0x0112
	tagChanged        = firstDir | 0x0132
	tagXMP            = firstDir | 0x02bc
	tagStars          = firstDir | 0x4746
	tagStarsPercent   = firstDir | 0x4749
	tagIPTC           = firstDir | 0x83bb
	tagPhotoshop      = firstDir | 0x8649
	tagExifDir        = firstDir | 0x8769
	tagGPSDir         = firstDir | 0x8825
	tagXPTitle        = firstDir | 0x9c9b
	tagXPComment      = firstDir | 0x9c9c
	tagXPKeywords     = firstDir | 0x9c9e
	tagXPSubject      = firstDir | 0x9c9f
	tagTaken          = exifDir | 0x9003
	tagDigitized      = exifDir | 0x9004
	tagOffsetChanged  = exifDir | 0x9010
	tagOffsetTaken    = exifDir | 0x9011
	tagOffsetDigitize = exifDir | 0x9012
	tagUserComment    = exifDir | 0x9286
	tagLatitudeRef    = gpsDir | 0x0001
	tagLatitude       = gpsDir | 0x0002
	tagLongitudeRef   = gpsDir | 0x0003
	tagLongitude      = gpsDir | 0x0004
	tagGPSTime        = gpsDir | 0x0007
	tagGPSDate        = gpsDir | 0x001d
)

// readEXIF reads a TIFF structure. A tag that can't be is left out, whatever stands
// after it is read.
func readEXIF(data []byte) exifTags {
	tags := exifTags{}
	if len(data) < 8 {
		return tags
	}
	var order binary.ByteOrder
	switch string(data[:2]) {
	case "II":
		order = binary.LittleEndian
	case "MM":
		order = binary.BigEndian
	default:
		return tags
	}
	tags.read(data, order, firstDir, order.Uint32(data[4:]))
	for _, d := range []struct{ pointer, dir exifTag }{{tagExifDir, exifDir}, {tagGPSDir, gpsDir}} {
		if at := tags[d.pointer].uints(); len(at) == 1 {
			tags.read(data, order, d.dir, uint32(at[0]))
		}
	}
	return tags
}

// read reads a directory. Of a tag that stands there twice the last that can be
// read counts, as in ExifTool.
func (tags exifTags) read(data []byte, order binary.ByteOrder, dir exifTag, at uint32) {
	const entrySize = 12
	if uint64(at)+2 > uint64(len(data)) {
		return
	}
	entries := data[at+2:]
	for range min(int(order.Uint16(data[at:])), len(entries)/entrySize) {
		entry := entries[:entrySize]
		entries = entries[entrySize:]
		tag := dir | exifTag(order.Uint16(entry))
		v := exifValue{kind: exifKind(order.Uint16(entry[2:])), order: order}
		size := v.kind.size() * uint64(order.Uint32(entry[4:]))
		v.data = entry[8:]
		if size > 4 {
			offset := uint64(order.Uint32(entry[8:]))
			v.data = data[min(offset, uint64(len(data))):]
		}
		if size > 0 && size <= uint64(len(v.data)) {
			v.data = v.data[:size]
			tags[tag] = v
		}
	}
}

// exifValue is a tag's value, as it stands in the file.
type exifValue struct {
	kind  exifKind
	order binary.ByteOrder
	data  []byte
}

// exifKind is the type of a value's parts.
type exifKind uint16

const (
	exifByte      exifKind = 1
	exifASCII     exifKind = 2
	exifShort     exifKind = 3
	exifLong      exifKind = 4
	exifRational  exifKind = 5
	exifSByte     exifKind = 6
	exifUndefined exifKind = 7
	exifSShort    exifKind = 8
	exifSLong     exifKind = 9
	exifSRational exifKind = 10
	exifFloat     exifKind = 11
	exifDouble    exifKind = 12
	exifDirectory exifKind = 13
	exifUTF8      exifKind = 129
)

// size is that of one part, in bytes; 0 of a type there is not.
func (k exifKind) size() uint64 {
	switch k {
	case exifByte, exifASCII, exifSByte, exifUndefined, exifUTF8:
		return 1
	case exifShort, exifSShort:
		return 2
	case exifLong, exifSLong, exifFloat, exifDirectory:
		return 4
	case exifRational, exifSRational, exifDouble:
		return 8
	}
	return 0
}

// maxNumbers is how many of a value's numbers are read: no tag that is read here has
// as many.
const maxNumbers = 8

// uints gives whole numbers that are not negative.
func (v exifValue) uints() []uint64 {
	var out []uint64
	for _, n := range v.numbers() {
		if !(n >= 0 && n <= math.MaxUint32) || n != math.Trunc(n) {
			return nil
		}
		out = append(out, uint64(n))
	}
	return out
}

// numbers gives the numbers of a value, NaN for what is none: 0/0, say.
func (v exifValue) numbers() []float64 {
	size := int(v.kind.size())
	if size == 0 || v.kind == exifASCII || v.kind == exifUTF8 {
		return nil
	}
	var out []float64
	for b := v.data; len(b) >= size && len(out) < maxNumbers; b = b[size:] {
		out = append(out, v.number(b))
	}
	return out
}

func (v exifValue) number(b []byte) float64 {
	switch v.kind {
	case exifByte, exifUndefined:
		return float64(b[0])
	case exifSByte:
		return float64(int8(b[0]))
	case exifShort:
		return float64(v.order.Uint16(b))
	case exifSShort:
		return float64(int16(v.order.Uint16(b)))
	case exifLong, exifDirectory:
		return float64(v.order.Uint32(b))
	case exifSLong:
		return float64(int32(v.order.Uint32(b)))
	case exifRational:
		return ratio(float64(v.order.Uint32(b)), float64(v.order.Uint32(b[4:])))
	case exifSRational:
		return ratio(float64(int32(v.order.Uint32(b))), float64(int32(v.order.Uint32(b[4:]))))
	case exifFloat:
		return float64(math.Float32frombits(v.order.Uint32(b)))
	case exifDouble:
		return math.Float64frombits(v.order.Uint64(b))
	case exifASCII, exifUTF8:
	}
	return math.NaN()
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}

// tiffBlocks finds the parts of a TIFF, which is an EXIF structure of its own.
func tiffBlocks(data []byte) blocks {
	tags := readEXIF(data)
	b := blocks{exif: data, iptc: tags[tagIPTC].data}
	if packet := tags[tagXMP].data; packet != nil {
		b.xmp = [][]byte{packet}
	}
	if b.iptc == nil {
		b.iptc = photoshopIPTC(tags[tagPhotoshop].data)
	}
	return b
}
