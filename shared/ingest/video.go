package ingest

import (
	"bytes"
	"encoding/binary"
)

const errVideo = reason("it is a video, and Shoebox keeps photos")

// video reports whether a file is one of the kinds of film that people have, but for ISO
// media files, which [branded] tells from pictures.
func video(data []byte) bool {
	for _, magic := range []string{
		"\x1aE\xdf\xa3",    // Matroska, WebM
		"FLV\x01",          // Flash
		"\x00\x00\x01\xba", // a program of MPEG (ISO/IEC 13818-1, 2.5.3.4)
		"\x00\x00\x01\xb3", // one stream of MPEG (ISO/IEC 13818-2, 6.2.2.1)
		"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c", // Windows Media (ASF, 3.1)
	} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	if bytes.HasPrefix(data, []byte("RIFF")) && len(data) >= 12 && string(data[8:12]) == "AVI " {
		return true
	}
	return transport(data, 0, 188) || transport(data, 4, 192) || quickTime(data)
}

// transport reports whether packets of so many bytes each have MPEG's mark for their
// beginning, and it at some byte (ISO/IEC 13818-1, 2.4.3.2). Cameras write the time
// before each.
func transport(data []byte, at, size int) bool {
	const mark, packets = 'G', 3
	for n := range packets {
		if i := at + n*size; i >= len(data) || data[i] != mark {
			return false
		}
	}
	return true
}

// quickTime reports whether a file begins with a box that QuickTime's older films begin
// with (QuickTime File Format, "Atoms"). Some are words, and texts have no box's size.
func quickTime(data []byte) bool {
	if len(data) < 12 {
		return false
	}
	switch kind := string(data[4:8]); kind {
	case "moov", "mdat", "pnot":
		return true
	default:
		size := binary.BigEndian.Uint32(data)
		return (kind == "wide" || kind == "skip" || kind == "free") && size >= 8 && int64(size) <= int64(len(data))
	}
}
