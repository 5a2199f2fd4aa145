package ingest

import (
	"bytes"
	"encoding/binary"
)

const errRaw = reason("raw pictures are not read: export it as JPEG")

// rawTIFF reports whether a TIFF is a camera's raw file, whose first picture is only
// a preview: Canon's and Adobe's say so, and others keep the picture itself in a
// directory below (TIFF 6.0, section 2; DNG 1.7, "DNGVersion").
func rawTIFF(data []byte) bool {
	const newSubfileType, subIFDs, dngVersion = 254, 330, 50706
	if len(data) < 16 {
		return false
	}
	if bytes.HasPrefix(data[8:], []byte("CR\x02")) {
		return true
	}
	var order binary.ByteOrder = binary.LittleEndian
	if data[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(data[4:]))
	if at+2 > int64(len(data)) {
		return false
	}
	preview, below := false, false
	const entry = 12
	rest := data[at+2:]
	for range order.Uint16(data[at:]) {
		if len(rest) < entry {
			return false
		}
		switch order.Uint16(rest) {
		case dngVersion:
			return true
		case subIFDs:
			below = true
		case newSubfileType:
			preview = order.Uint32(rest[8:])&1 != 0
		}
		rest = rest[entry:]
	}
	return preview && below
}
