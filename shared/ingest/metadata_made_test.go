package ingest_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"testing"
)

// entry is a tag as a camera writes it, in little endian.
type entry struct {
	tag, kind uint16
	count     uint32
	data      []byte
}

func ascii(tag uint16, s string) entry { return entry{tag, 2, uint32(len(s) + 1), []byte(s + "\x00")} }
func raw(tag uint16, s string) entry   { return entry{tag, 7, uint32(len(s)), []byte(s)} }
func octets(tag uint16, s string) entry {
	return entry{tag, 1, uint32(len(s)), []byte(s)}
}
func short(tag, n uint16) entry {
	return entry{tag, 3, 1, binary.LittleEndian.AppendUint16(nil, n)}
}

// quotients are pairs of numbers.
func quotients(tag uint16, numbers ...uint32) entry {
	e := entry{tag: tag, kind: 5, count: uint32(len(numbers) / 2)}
	for _, n := range numbers {
		e.data = binary.LittleEndian.AppendUint32(e.data, n)
	}
	return e
}

// directories are those of an EXIF structure.
type directories struct{ first, exif, gps []entry }

// tiff writes the structure.
func (d directories) tiff() []byte {
	const start = 8
	sizes := func(entries []entry) int { return 2 + 12*len(entries) + 4 }
	first := slices.Clone(d.first)
	exifAt := start + sizes(first) + 24
	gpsAt := exifAt + sizes(d.exif)
	pointer := func(tag uint16, at int) entry {
		return entry{tag, 4, 1, binary.LittleEndian.AppendUint32(nil, uint32(at))}
	}
	first = append(first, pointer(0x8769, exifAt), pointer(0x8825, gpsAt))
	out := []byte("II*\x00\x08\x00\x00\x00")
	values, valuesAt := []byte(nil), gpsAt+sizes(d.gps)
	for _, entries := range [][]entry{first, d.exif, d.gps} {
		out = binary.LittleEndian.AppendUint16(out, uint16(len(entries)))
		for _, e := range entries {
			out = binary.LittleEndian.AppendUint16(out, e.tag)
			out = binary.LittleEndian.AppendUint16(out, e.kind)
			out = binary.LittleEndian.AppendUint32(out, e.count)
			if len(e.data) <= 4 {
				out = append(out, append(e.data, 0, 0, 0, 0)[:4]...)
				continue
			}
			out = binary.LittleEndian.AppendUint32(out, uint32(valuesAt+len(values)))
			values = append(values, e.data...)
		}
		out = append(out, 0, 0, 0, 0)
	}
	return append(out, values...)
}

// parts are what a picture says of itself.
type parts struct{ exif, xmp, iptc []byte }

// jpeg puts segments before a JPEG's picture.
func (p parts) jpeg(tb testing.TB) []byte {
	tb.Helper()
	var segments []byte
	add := func(marker byte, head string, body []byte) {
		if body != nil {
			segments = append(segments, 0xff, marker)
			segments = binary.BigEndian.AppendUint16(segments, uint16(2+len(head)+len(body)))
			segments = append(append(segments, head...), body...)
		}
	}
	add(0xe1, "Exif\x00\x00", p.exif)
	add(0xe1, "http://ns.adobe.com/xap/1.0/\x00", p.xmp)
	if p.iptc != nil {
		add(0xed, "Photoshop 3.0\x00", resource(p.iptc))
	}
	return slices.Insert(picture(tb, 20, 10), 2, segments...)
}

// resource is an image resource of Photoshop's behind another one.
func resource(iptc []byte) []byte {
	out := []byte("8BIM\x04\x25\x03abc\x00\x00\x00\x03xyz\x00" + "8BIM\x04\x04\x00\x00")
	out = binary.BigEndian.AppendUint32(out, uint32(len(iptc)))
	return append(out, iptc...)
}

// png puts chunks after a PNG's header.
func (p parts) png() []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	add := func(kind string, body []byte) {
		out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
		out = append(append(out, kind...), body...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[len(out)-len(body)-4:]))
	}
	add("IHDR", []byte("\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"))
	add("IDAT", deflated(0, 0))
	if p.exif != nil {
		add("eXIf", p.exif)
	}
	if p.xmp != nil {
		add("iTXt", append([]byte("XML:com.adobe.xmp\x00\x01\x00en\x00XMP\x00"), deflated(p.xmp...)...))
	}
	add("IEND", nil)
	return out
}

func deflated(data ...byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	_, _ = z.Write(data) // to memory
	_ = z.Close()
	return out.Bytes()
}

// webp puts chunks around nothing.
func (p parts) webp() []byte {
	body := []byte("WEBP")
	add := func(kind string, data []byte) {
		if data != nil {
			body = append(body, kind...)
			body = binary.LittleEndian.AppendUint32(body, uint32(len(data)))
			body = append(append(body, data...), make([]byte, len(data)%2)...)
		}
	}
	add("VP8L", []byte{0x2f, 0, 0, 0, 0})
	add("EXIF", p.exif)
	add("XMP ", p.xmp)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// heic puts items into a HEIC: EXIF in two extents, XMP in the box of small data.
func (p parts) heic() []byte {
	u16, u32 := binary.BigEndian.AppendUint16, binary.BigEndian.AppendUint32
	box := func(kind string, body ...[]byte) []byte {
		all := bytes.Join(body, nil)
		return append(append(u32(nil, uint32(8+len(all))), kind...), all...)
	}
	file := append(box("ftyp", []byte("heic\x00\x00\x00\x00mif1heic")), box("mdat", append([]byte("\x00\x00\x00\x06Exif\x00\x00"), p.exif...))...)
	exifAt, exifSize := uint32(len(file)-len(p.exif)-10), uint32(len(p.exif)+10)
	infe := func(id uint16, kind, rest string) []byte {
		return box("infe", []byte{2, 0, 0, 0}, u16(nil, id), []byte{0, 0}, []byte(kind), []byte(rest))
	}
	items := box("iinf", []byte{0, 0, 0, 0, 0, 2}, infe(7, "Exif", "\x00"), infe(8, "mime", "\x00application/rdf+xml\x00"))
	places := []byte{1, 0, 0, 0, 0x44, 0, 0, 2}
	places = append(places, 0, 7, 0, 0, 0, 0, 0, 2)
	places = u32(u32(u32(u32(places, exifAt), 20), exifAt+20), exifSize-20)
	places = append(places, 0, 8, 0, 1, 0, 0, 0, 1)
	places = u32(u32(places, 0), uint32(len(p.xmp)))
	return append(file, box("meta", []byte{0, 0, 0, 0}, box("hdlr", make([]byte, 24)), items, box("iloc", places), box("idat", p.xmp))...)
}

// dataset is one of IPTC's.
func dataset(record, number byte, value string) []byte {
	out := []byte{0x1c, record, number}
	return append(binary.BigEndian.AppendUint16(out, uint16(len(value))), value...)
}
