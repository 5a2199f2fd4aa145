package ingest

import (
	"bytes"
	"encoding/binary"
	"image"
)

// plain reports whether a JPEG that was decoded to m is just what a rendition is: one
// scan of brightness and two colours or none, of no more bytes than such a picture has,
// and nothing that says anything else. What isn't listed here isn't let through, since
// metadata may stand between any two parts of a file (ITU-T T.81, B.1.1.3).
func plain(m image.Image, data []byte) bool {
	switch m.(type) {
	case *image.YCbCr, *image.Gray:
	default:
		return false
	}
	const tables = 4 << 10 // bytes, and beside them half a one for a pixel, which is very fine
	size := m.Bounds().Size()
	if len(data) > tables+size.X*size.Y/2 || !bytes.HasPrefix(data, []byte("\xff\xd8")) {
		return false
	}
	const app0, sof0, dht, sos, dqt, dri = 0xe0, 0xc0, 0xc4, 0xda, 0xdb, 0xdd
	for rest := data[2:]; len(rest) >= 4 && rest[0] == 0xff; {
		marker, end := rest[1], 2+int(binary.BigEndian.Uint16(rest[2:]))
		if end < 4 || end > len(rest) {
			return false
		}
		segment := rest[4:end]
		rest = rest[end:]
		switch marker {
		case sof0, dht, dqt, dri:
		case app0:
			const bare = 14 // bytes of JFIF's segment without a thumbnail
			if len(segment) != bare || !bytes.HasPrefix(segment, []byte("JFIF\x00")) {
				return false
			}
		case sos:
			return lastScan(rest)
		default:
			return false
		}
	}
	return false
}

// lastScan reports whether the picture's end follows a scan's data, and nothing that.
func lastScan(data []byte) bool {
	data, ended := bytes.CutSuffix(data, []byte("\xff\xd9"))
	for ended {
		at := bytes.IndexByte(data, 0xff)
		if at < 0 {
			return true
		}
		const rst0, rst7 = 0xd0, 0xd7
		if at+1 == len(data) || data[at+1] != 0 && (data[at+1] < rst0 || data[at+1] > rst7) {
			return false
		}
		data = data[at+2:]
	}
	return false
}
