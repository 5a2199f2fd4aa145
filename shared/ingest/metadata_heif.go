package ingest

import (
	"bytes"
	"encoding/binary"
)

// heifBlocks finds the parts among the items of a HEIC file, as ISO 14496-12
// describes them: "iinf" says what items there are, "iloc" where their bytes lie.
func heifBlocks(data []byte) blocks {
	var b blocks
	meta := box(data, "meta")
	if len(meta) < 4 {
		return b
	}
	meta = meta[4:] // version and flags
	places := heifPlaces{data: data, within: box(meta, "idat"), budget: maxBlock}
	places.read(box(meta, "iloc"))
	for _, item := range heifItems(box(meta, "iinf")) {
		switch {
		case item.kind == "Exif" && b.exif == nil:
			if body := places.bytes(item.id); len(body) > 4 { // first how far the TIFF header is
				skip := int(binary.BigEndian.Uint32(body))
				b.exif = body[min(4+skip, len(body)):]
			}
		case item.kind == "mime" && item.content == "application/rdf+xml":
			if body := places.bytes(item.id); body != nil {
				b.addXMP(body)
			}
		}
	}
	return b
}

// eachBox calls each box in data with its type and its body.
func eachBox(data []byte, each func(kind string, body []byte) (more bool)) {
	for len(data) >= 8 {
		size, head := uint64(binary.BigEndian.Uint32(data)), 8
		kind := string(data[4:8])
		if size == 1 && len(data) >= 16 {
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if size == 0 || size > uint64(len(data)) {
			size = uint64(len(data))
		}
		if size < uint64(head) || !each(kind, data[head:size]) {
			return
		}
		data = data[size:]
	}
}

// box gives the body of the first box of a type; nil where there is none.
func box(data []byte, want string) (found []byte) {
	eachBox(data, func(kind string, body []byte) bool {
		if kind == want {
			found = body
		}
		return found == nil
	})
	return found
}

// heifItem is what an item is.
type heifItem struct {
	id      uint32
	kind    string
	content string // the media type, of a "mime"
}

func heifItems(iinf []byte) []heifItem {
	r := bigEndian{iinf}
	if version := r.uint(4) >> 24; version == 0 {
		r.uint(2)
	} else {
		r.uint(4)
	}
	var items []heifItem
	eachBox(r.rest, func(kind string, body []byte) bool {
		e := bigEndian{body}
		version := e.uint(4) >> 24
		if kind != "infe" || version < 2 {
			return true
		}
		id := e.uint(2)
		if version > 2 {
			id = id<<16 | e.uint(2)
		}
		e.uint(2) // protection
		item := heifItem{id: uint32(id), kind: string(e.take(4))}
		if fields := bytes.SplitN(e.rest, []byte{0}, 3); len(fields) > 1 { // name, media type
			item.content = string(fields[1])
		}
		items = append(items, item)
		return len(items) < maxItems
	})
	return items
}

// maxItems bounds the items of a file: a picture in tiles has some hundred.
const maxItems = 10_000

// heifPlaces are where the items of a file lie.
type heifPlaces struct {
	data, within []byte // the file, and its box of small data
	extents      map[uint32][][]byte
	budget       int // bytes that may still be put together
}

// read reads an "iloc".
func (p *heifPlaces) read(iloc []byte) {
	p.extents = map[uint32][][]byte{}
	r := bigEndian{iloc}
	version, sizes := r.uint(4)>>24, r.uint(2)
	offsetSize, lengthSize, baseSize, indexSize := sizes>>12, sizes>>8&15, sizes>>4&15, sizes&15
	wide := uint64(2)
	if version == 2 {
		wide = 4
	}
	total := 0
	for range min(r.uint(wide), maxItems) {
		id, method := r.uint(wide), uint64(0)
		if version >= 1 {
			method = r.uint(2) & 15
		} else {
			indexSize = 0
		}
		r.uint(2) // another file
		base := r.uint(baseSize)
		for range r.uint(2) {
			r.uint(indexSize)
			offset, length := base+r.uint(offsetSize), r.uint(lengthSize)
			if total++; total > maxItems {
				return
			}
			from := p.data
			if method == 1 {
				from = p.within
			}
			if offset <= uint64(len(from)) && method <= 1 {
				from = from[offset:]
				p.extents[uint32(id)] = append(p.extents[uint32(id)], from[:min(length, uint64(len(from)))])
			}
		}
	}
}

// bytes gives an item's bytes: a view of the file where they are in one piece.
func (p *heifPlaces) bytes(id uint32) []byte {
	extents := p.extents[id]
	if len(extents) == 1 {
		return extents[0]
	}
	var out []byte
	for _, e := range extents {
		if p.budget -= len(e); p.budget < 0 {
			return out
		}
		out = append(out, e...)
	}
	return out
}

// bigEndian reads numbers; those beyond the end are 0.
type bigEndian struct{ rest []byte }

func (r *bigEndian) take(n uint64) []byte {
	n = min(n, uint64(len(r.rest)))
	out := r.rest[:n]
	r.rest = r.rest[n:]
	return out
}

func (r *bigEndian) uint(size uint64) (n uint64) {
	b := r.take(size)
	if uint64(len(b)) < size {
		return 0
	}
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	return n
}
