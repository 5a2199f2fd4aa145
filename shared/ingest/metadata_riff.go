package ingest

import "encoding/binary"

// webpBlocks finds the parts in the chunks of a WebP. The flags in its header are
// not asked: some programs forget to set them.
func webpBlocks(data []byte) blocks {
	var b blocks
	for at := 12; at+8 <= len(data); {
		kind, size := string(data[at:at+4]), int(binary.LittleEndian.Uint32(data[at+4:]))
		body := data[at+8:]
		if size > len(body) {
			size = len(body)
		}
		at += 8 + size + size%2
		switch kind {
		case "EXIF":
			if b.exif == nil {
				b.exif = body[:size]
			}
		case "XMP ", "XMP\x00":
			b.addXMP(body[:size])
		}
	}
	return b
}
