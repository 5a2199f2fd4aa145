package ingest

import (
	"bytes"
	"encoding/binary"
)

// headXMP is what stands before a packet; some programs spoil what is before that.
const headXMP = "ns.adobe.com/xap/1.0/\x00"

// jpegBlocks finds the parts in the segments before a JPEG's picture.
func jpegBlocks(data []byte) blocks {
	const sos, app1, app13 = 0xda, 0xe1, 0xed
	var b blocks
	var resources []byte
	var extended extension
	for at := 2; at+4 <= len(data); {
		if data[at] != 0xff || data[at+1] == 0xff { // padding, or what some editors leave between segments
			at++
			continue
		}
		marker := data[at+1]
		if marker == sos {
			break
		}
		if marker == 0 || marker == 1 || marker >= 0xd0 && marker <= 0xd8 { // without a length
			at += 2
			continue
		}
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		segment := data[min(at+4, len(data)):max(min(at+2+size, len(data)), min(at+4, len(data)))]
		at += 2 + max(size, 2)
		switch marker {
		case app1:
			if part, ok := bytes.CutPrefix(segment, []byte("Exif\x00")); ok && b.exif == nil && len(part) > 0 {
				b.exif = part[1:]
			} else if _, part, ok := bytes.Cut(segment, []byte(headXMP)); ok {
				b.addXMP(part)
			} else if part, ok := bytes.CutPrefix(segment, []byte("http://ns.adobe.com/xmp/extension/\x00")); ok {
				extended.add(part)
			}
		case app13:
			if part, ok := bytes.CutPrefix(segment, []byte("Photoshop 3.0\x00")); ok && len(resources)+len(part) <= maxBlock {
				resources = append(resources, part...)
			}
		}
	}
	b.iptc = photoshopIPTC(resources)
	if len(extended.data) > 0 {
		b.addXMP(extended.data)
	}
	return b
}

// extension puts together a packet that was too long for one segment (XMP
// specification part 3, 1.1.3.1). The parts of the first such packet count.
type extension struct {
	id   string
	data []byte
}

func (e *extension) add(part []byte) {
	const idSize, head = 32, 40
	if len(part) < head {
		return
	}
	id, total, offset := string(part[:idSize]), int(binary.BigEndian.Uint32(part[idSize:])), int(binary.BigEndian.Uint32(part[idSize+4:]))
	part = part[head:]
	if e.id == "" {
		e.id = id
	}
	if id != e.id || total > maxBlock || offset+len(part) > total {
		return
	}
	if grown := offset + len(part) - len(e.data); grown > 0 {
		e.data = append(e.data, make([]byte, grown)...)
	}
	copy(e.data[offset:], part)
}

// photoshopIPTC finds the IPTC datasets among Photoshop's image resources.
func photoshopIPTC(resources []byte) []byte {
	const iptc = 0x0404
	for len(resources) >= 12 {
		if string(resources[:4]) != "8BIM" {
			resources = resources[1:] // some writers forget to pad
			continue
		}
		id := binary.BigEndian.Uint16(resources[4:])
		name := 1 + int(resources[6])
		at := 6 + name + name%2
		if at+4 > len(resources) {
			return nil
		}
		size := int(binary.BigEndian.Uint32(resources[at:]))
		body := resources[at+4:]
		if size > len(body) {
			size = len(body)
		}
		if id == iptc {
			return body[:size]
		}
		resources = body[size:]
	}
	return nil
}
