package places

import (
	"encoding/binary"
	"fmt"
	"math"

	"shoebox/shared/fault"
)

// What is embedded is columns, so that it is searched in place and a zip packs it
// well. Numbers are little-endian. Places are sorted by their cell, a square degree,
// and within it by latitude.
//
//	magic
//	places, regions, countries, bytes of names   uint32 each
//	first place of each cell, and the end         uint32, cells + 1
//	latitude, longitude within the cell           uint16 each, in steps of a 1000th of a degree
//	size                                          uint8: see sizeOf
//	region                                        uint16
//	length of the name                            uint8
//	where the name of every 64th place begins     uint32
//	names                                         UTF-8
//	country of each region                        uint8
//	regions, countries                            each: uint8 and a name
const (
	magic = "places1\n"

	rows, columns = 180, 360
	cells         = rows * columns
	steps         = 1000 // of a degree
	block         = 64   // places
	header        = len(magic) + 4*4
)

// cellOf gives the square degree of coordinates, counted eastward from 180° west and
// then northward from the south pole. What lies on the far edge is in the last.
func cellOf(lat, lon float64) int {
	row := min(int(math.Floor(lat))+90, rows-1)
	column := min(int(math.Floor(lon))+180, columns-1)
	return row*columns + column
}

// sizeOf gives a number of inhabitants as an eighth of a power of two, which is
// right to nine percent.
func sizeOf(inhabitants int) uint8 {
	return uint8(min(255, math.Round(8*math.Log2(float64(max(1, inhabitants))))))
}

func inhabitantsOf(size uint8) float64 { return math.Exp2(float64(size) / 8) }

// atlas reads what Encode writes. Its strings are parts of the data.
type atlas struct {
	n                       int
	cells                   string
	lats, lons              string
	sizes, regions, lengths string
	blocks, names           string
	countryOf               string
	region, country         []string
}

// read finds the columns of data, and the names of regions and countries, which
// are some thousands.
func read(data string) (atlas, error) {
	const op = "places.read"
	c := cutter{data: data}
	if c.take(len(magic)) != magic {
		return atlas{}, fault.New(op, fault.Invalid, "this is no gazetteer")
	}
	n, regions, countries, bytes := c.number(), c.number(), c.number(), c.number()
	a := atlas{
		n: n, cells: c.take(4 * (cells + 1)),
		lats: c.take(2 * n), lons: c.take(2 * n), sizes: c.take(n), regions: c.take(2 * n), lengths: c.take(n),
		blocks: c.take(4 * ((n + block - 1) / block)), names: c.take(bytes), countryOf: c.take(regions),
		region: make([]string, 0, min(regions, len(data))), country: make([]string, 0, min(countries, len(data))),
	}
	for range regions {
		a.region = append(a.region, c.text())
	}
	for range countries {
		a.country = append(a.country, c.text())
	}
	if c.short || c.data != "" {
		return atlas{}, fault.New(op, fault.Invalid, fmt.Sprintf("a gazetteer of %d places is not %d bytes long", n, len(data)))
	}
	return a, nil
}

// cutter cuts pieces off data.
type cutter struct {
	data  string
	short bool // it was not long enough once
}

func (c *cutter) take(n int) string {
	if n < 0 || n > len(c.data) {
		c.short = true
		return ""
	}
	piece := c.data[:n]
	c.data = c.data[n:]
	return piece
}

func (c *cutter) number() int {
	piece := c.take(4)
	if len(piece) < 4 {
		return 0
	}
	return int(number32(piece, 0))
}

func (c *cutter) text() string {
	length := c.take(1)
	if length == "" {
		return ""
	}
	return c.take(int(length[0]))
}

func number16(s string, i int) uint16 { return uint16(s[2*i]) | uint16(s[2*i+1])<<8 }

func number32(s string, i int) uint32 {
	return uint32(number16(s, 2*i)) | uint32(number16(s, 2*i+1))<<16
}

// span gives the places of a cell, [from, to).
func (a *atlas) span(cell int) (from, to int) {
	return int(number32(a.cells, cell)), int(number32(a.cells, cell+1))
}

// name gives the name of a place.
func (a *atlas) name(i int) string {
	at := int(number32(a.blocks, i/block))
	for j := i / block * block; j < i; j++ {
		at += int(a.lengths[j])
	}
	return a.names[at : at+int(a.lengths[i])]
}

func (a *atlas) regionOf(i int) int { return int(number16(a.regions, i)) }

// writer is what Encode writes to.
type writer struct{ data []byte }

func (w *writer) number16(n int) { w.data = binary.LittleEndian.AppendUint16(w.data, uint16(n)) }
func (w *writer) number32(n int) { w.data = binary.LittleEndian.AppendUint32(w.data, uint32(n)) }
func (w *writer) number8(n int)  { w.data = append(w.data, uint8(n)) }
func (w *writer) text(s string)  { w.number8(len(s)); w.data = append(w.data, s...) }
