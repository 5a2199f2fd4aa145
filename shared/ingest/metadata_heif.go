package ingest

import (
	"bytes"
	"encoding/binary"

	"shoebox/shared/ingest/bmff"
)

// heifBlocks finds the parts among the items of a HEIC file, as ISO 14496-12
// describes them: "iinf" says what items there are, "iloc" where their bytes lie.
func heifBlocks(data []byte) blocks {
	var b blocks
	meta := bmff.First(data, "meta")
	if len(meta) < 4 {
		return b
	}
	meta = meta[4:] // version and flags
	places := heifPlaces{data: data, within: bmff.First(meta, "idat"), budget: maxBlock}
	places.read(bmff.First(meta, "iloc"))
	for _, item := range heifItems(bmff.First(meta, "iinf")) {
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

// heifItem is what an item is.
type heifItem struct {
	id      uint32
	kind    string
	content string // the media type, of a "mime"
}

func heifItems(iinf []byte) []heifItem {
	r := bmff.Reader{Rest: iinf}
	if version := r.Uint(4) >> 24; version == 0 {
		r.Uint(2)
	} else {
		r.Uint(4)
	}
	var items []heifItem
	bmff.Each(r.Rest, func(kind string, body []byte) bool {
		e := bmff.Reader{Rest: body}
		version := e.Uint(4) >> 24
		if kind != "infe" || version < 2 {
			return true
		}
		id := e.Uint(2)
		if version > 2 {
			id = id<<16 | e.Uint(2)
		}
		e.Uint(2) // protection
		item := heifItem{id: uint32(id), kind: string(e.Take(4))}
		if fields := bytes.SplitN(e.Rest, []byte{0}, 3); len(fields) > 1 { // name, media type
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
	r := bmff.Reader{Rest: iloc}
	version, sizes := r.Uint(4)>>24, r.Uint(2)
	offsetSize, lengthSize, baseSize, indexSize := sizes>>12, sizes>>8&15, sizes>>4&15, sizes&15
	wide := uint64(2)
	if version == 2 {
		wide = 4
	}
	total := 0
	for range min(r.Uint(wide), maxItems) {
		id, method := r.Uint(wide), uint64(0)
		if version >= 1 {
			method = r.Uint(2) & 15
		} else {
			indexSize = 0
		}
		r.Uint(2) // another file
		base := r.Uint(baseSize)
		for range r.Uint(2) {
			r.Uint(indexSize)
			offset, length := base+r.Uint(offsetSize), r.Uint(lengthSize)
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
