package heif

import "shoebox/shared/ingest/bmff"

// What a picture may consist of. One of 48 megapixels in tiles of 512×512 has 192 of
// them, and its transparency and depth as many again at most.
const (
	maxParts  = 1024        // pictures that are decoded for it
	maxPixels = 128_000_000 // of these in all
	maxNamed  = 1 << 16     // references and properties in a file
)

// structure is how the items of a file make pictures (ISO/IEC 23008-12, 6.2 to 6.6), as
// far as it says what decoding takes. A file with several of a box, of which a decoder
// heeds one, is taken to mean all of them.
type structure struct {
	primary []uint32
	made    map[uint32][]uint32 // of a derived item, those it is made of, by "dimg"
	beside  map[uint32][]uint32 // of an item, its transparency, depth and the like, by "auxl"
	area    map[uint32]int64    // in pixels
	named   int
}

// check refuses a picture that takes too much work, by its references alone, or that
// consists of more pixels. An item that is derived from derived items multiplies: 6 levels
// of 16 overlays each, in 30 KB, have one tile decoded 16 million times.
func check(data []byte, pixels int64) error {
	s := structure{made: map[uint32][]uint32{}, beside: map[uint32][]uint32{}, area: map[uint32]int64{}}
	bmff.Each(data, func(kind string, body []byte) bool {
		if kind == "meta" && len(body) >= 4 {
			s.read(body[4:])
		}
		return true
	})
	w := work{structure: s, parts: maxParts, pixels: pixels}
	for _, id := range s.primary {
		w.decode(id, false)
	}
	if w.refused || s.named > maxNamed {
		return ErrComplex
	}
	return nil
}

// work is what decoding has left to do. It goes the way that libheif goes.
type work struct {
	structure
	parts   int
	pixels  int64
	refused bool
}

// decode counts an item, which may be a part of another.
func (w *work) decode(id uint32, part bool) {
	made := w.made[id]
	w.parts--
	w.pixels -= w.area[id]
	w.refused = w.refused || w.parts < 0 || w.pixels < 0 || part && len(made) > 0
	if w.refused {
		return
	}
	for _, of := range made {
		w.decode(of, true)
	}
	for _, of := range w.beside[id] {
		w.decode(of, false)
	}
}

// read reads the boxes of a "meta".
func (s *structure) read(meta []byte) {
	bmff.Each(meta, func(kind string, body []byte) bool {
		switch kind {
		case "pitm":
			r, width := versioned(body)
			s.primary = append(s.primary, uint32(r.Uint(width)))
		case "iref":
			r, width := versioned(body)
			s.references(r.Rest, width)
		case "iprp":
			s.properties(body)
		}
		return s.named <= maxNamed
	})
}

// versioned begins to read a box whose items have numbers of 2 bytes, or of 4 from its
// version 1 on.
func versioned(body []byte) (r bmff.Reader, width uint64) {
	r = bmff.Reader{Rest: body}
	if r.Uint(4)>>24 > 0 {
		return r, 4
	}
	return r, 2
}

// references reads what an "iref" holds: from which item, and to which.
func (s *structure) references(iref []byte, width uint64) {
	bmff.Each(iref, func(kind string, body []byte) bool {
		r := bmff.Reader{Rest: body}
		from := uint32(r.Uint(width))
		for range r.Uint(2) {
			to := uint32(r.Uint(width))
			switch kind {
			case "dimg":
				s.made[from] = append(s.made[from], to)
			case "auxl":
				s.beside[to] = append(s.beside[to], from)
			}
			if s.named++; s.named > maxNamed {
				return false
			}
		}
		return true
	})
}

// properties reads how large items are, out of an "iprp": "ipco" lists properties, and
// "ipma" gives each item some of them by their number, from 1.
func (s *structure) properties(iprp []byte) {
	var areas []int64
	bmff.Each(bmff.First(iprp, "ipco"), func(kind string, body []byte) bool {
		area := int64(0)
		if r := (bmff.Reader{Rest: body}); kind == "ispe" {
			r.Uint(4)                                     // version and flags
			area = int64(min(r.Uint(4)*r.Uint(4), 1<<40)) // what is added up does not overflow
		}
		areas = append(areas, area)
		s.named++
		return s.named <= maxNamed
	})
	bmff.Each(iprp, func(kind string, body []byte) bool {
		if kind == "ipma" {
			s.associate(body, areas)
		}
		return s.named <= maxNamed
	})
}

// associate reads an "ipma".
func (s *structure) associate(ipma []byte, areas []int64) {
	const large = 1 // the flag that numbers of properties have 15 bits instead of 7
	number, mask := uint64(1), uint64(0x7f)
	if flags := (bmff.Reader{Rest: ipma}); flags.Uint(4)&large != 0 {
		number, mask = 2, 0x7fff
	}
	r, width := versioned(ipma)
	for range r.Uint(4) {
		id := uint32(r.Uint(width))
		for range r.Uint(1) {
			if n := r.Uint(number) & mask; n > 0 && n <= uint64(len(areas)) {
				s.area[id] = max(s.area[id], areas[n-1])
			}
			s.named++
		}
		if s.named++; s.named > maxNamed {
			return
		}
	}
}
