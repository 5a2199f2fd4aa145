package heiftest

import (
	"encoding/binary"
	"slices"
	"testing"

	"shoebox/shared/ingest/bmff"
)

// Overlays gives a picture made of so many levels of overlays, each of so many parts. The
// parts of the lowest are all the one picture of the file that is given, and all are as
// large as that.
func Overlays(tb testing.TB, picture []byte, levels, parts int) []byte {
	tb.Helper()
	meta, pixels := bmff.First(picture, "meta"), bmff.First(picture, "mdat")
	properties := bmff.First(bmff.First(meta[min(4, len(meta)):], "iprp"), "ipco")
	size := bmff.First(properties, "ispe")
	if len(size) < 12 {
		tb.Fatal("heiftest: the file is no picture alone")
	}
	var infe, dimg, ipma [][]byte
	for id := 1; id <= levels*parts+1; id++ { // the last is the picture
		kind := "hvc1"
		if below := ((id-1)/parts - 1) * parts; below >= 0 {
			kind = "iovl"
			of := [][]byte{u16(id), u16(parts)}
			for part := range parts {
				of = append(of, u16(below+part+1))
			}
			dimg = append(dimg, box("dimg", of...))
		}
		infe = append(infe, box("infe", []byte{2, 0, 0, 0}, u16(id), u16(0), []byte(kind), []byte{0}))
		ipma = append(ipma, u16(id), []byte{3, 0x81, 2, 3}) // how it is coded, its size, its bits
	}
	canvas := slices.Concat(make([]byte, 2+8), size[6:8], size[10:12], make([]byte, 4*parts)) // black; its parts lie at 0, 0
	version := make([]byte, 4)
	file := func(from int) []byte {
		return slices.Concat(
			box("ftyp", []byte("heic\x00\x00\x00\x00mif1heic")),
			box("meta", version,
				box("hdlr", version, version, []byte("pict"), make([]byte, 13)),
				box("pitm", version, u16(levels*parts+1)),
				box("iinf", version, u16(len(infe)), slices.Concat(infe...)),
				box("iref", version, slices.Concat(dimg...)),
				box("iprp", box("ipco", properties), box("ipma", version, u32(len(infe)), slices.Concat(ipma...))),
				box("idat", canvas),
				box("iloc", []byte{1, 0, 0, 0, 0x44, 0}, u16(len(infe)), places(len(infe), parts, from, len(pixels), len(canvas))),
			),
			box("mdat", pixels))
	}
	return file(len(file(0)) - len(pixels))
}

// places say where the items lie: the first few in the file, the others in its box of
// small data.
func places(items, few, from, pixels, canvas int) (iloc []byte) {
	for id := 1; id <= items; id++ {
		method, offset, length := 1, 0, canvas
		if id <= few {
			method, offset, length = 0, from, pixels
		}
		iloc = slices.Concat(iloc, u16(id), u16(method), u16(0), u16(1), u32(offset), u32(length))
	}
	return iloc
}

func box(kind string, body ...[]byte) []byte {
	all := slices.Concat(body...)
	return slices.Concat(u32(8+len(all)), []byte(kind), all)
}

func u16(n int) []byte { return binary.BigEndian.AppendUint16(nil, uint16(n)) }

func u32(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }
