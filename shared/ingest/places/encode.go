package places

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"shoebox/shared/fault"
)

// Spot is a point that has the name of a place: its centre, or that of a quarter of
// it.
type Spot struct {
	Lat, Lon float64 // degrees, WGS 84
	City     string
	Region   string // may be empty
	Country  string
	// Inhabitants is how many people live around it; less than one is one.
	Inhabitants int
}

// maxText is the longest name in bytes.
const maxText = 255

// Encode writes spots as [Open] finds them embedded. The same spots in any order give the
// same bytes.
func Encode(spots []Spot) ([]byte, error) {
	spots = slices.Clone(spots)
	for i, s := range spots {
		if err := s.check(); err != nil {
			return nil, err
		}
		spots[i].Lat, spots[i].Lon = math.Round(s.Lat*steps)/steps, math.Round(s.Lon*steps)/steps
	}
	slices.SortFunc(spots, func(a, b Spot) int {
		return cmp.Or(
			cmp.Compare(cellOf(a.Lat, a.Lon), cellOf(b.Lat, b.Lon)),
			cmp.Compare(a.Lat, b.Lat), cmp.Compare(a.Lon, b.Lon),
			cmp.Compare(a.City, b.City), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Country, b.Country),
			cmp.Compare(a.Inhabitants, b.Inhabitants))
	})
	regions, countries := divisions(spots)
	if len(regions) > math.MaxUint16 || len(countries) > math.MaxUint8 {
		return nil, fault.New("places.Encode", fault.TooLarge, fmt.Sprintf("%d regions of %d countries are too many", len(regions), len(countries)))
	}
	bytes := 0
	for _, s := range spots {
		bytes += len(s.City)
	}
	w := &writer{data: []byte(magic)}
	for _, n := range []int{len(spots), len(regions), len(countries), bytes} {
		w.number32(n)
	}
	w.spots(spots, regions)
	for _, r := range regions {
		at, _ := slices.BinarySearch(countries, r.country)
		w.number8(at)
	}
	for _, r := range regions {
		w.text(r.name)
	}
	for _, c := range countries {
		w.text(c)
	}
	return w.data, nil
}

func (s Spot) check() error {
	const op = "places.Encode"
	switch {
	case !valid(s.Lat, s.Lon):
		return fault.New(op, fault.Invalid, fmt.Sprintf("%s lies at %g, %g", s.City, s.Lat, s.Lon))
	case s.City == "" || s.Country == "":
		return fault.New(op, fault.Invalid, fmt.Sprintf("what lies at %g, %g has no name, or no country", s.Lat, s.Lon))
	}
	for _, name := range []string{s.City, s.Region, s.Country} {
		if len(name) > maxText || !utf8.ValidString(name) {
			return fault.New(op, fault.Invalid, fmt.Sprintf("the name at %g, %g is over 255 bytes, or no text", s.Lat, s.Lon))
		}
	}
	return nil
}

// division is a region of a country.
type division struct{ country, name string }

func compare(a, b division) int {
	return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(a.name, b.name))
}

// divisions gives the regions and countries of spots, sorted.
func divisions(spots []Spot) (regions []division, countries []string) {
	for _, s := range spots {
		regions = append(regions, division{s.Country, s.Region})
		countries = append(countries, s.Country)
	}
	slices.SortFunc(regions, compare)
	slices.Sort(countries)
	return slices.Compact(regions), slices.Compact(countries)
}

// spots writes the columns.
func (w *writer) spots(spots []Spot, regions []division) {
	next := 0
	for cell := range cells {
		w.number32(next)
		for next < len(spots) && cellOf(spots[next].Lat, spots[next].Lon) == cell {
			next++
		}
	}
	w.number32(next)
	for _, s := range spots {
		w.number16(within(s.Lat, 90, rows))
	}
	for _, s := range spots {
		w.number16(within(s.Lon, 180, columns))
	}
	for _, s := range spots {
		w.number8(int(sizeOf(s.Inhabitants)))
	}
	for _, s := range spots {
		at, _ := slices.BinarySearchFunc(regions, division{s.Country, s.Region}, compare)
		w.number16(at)
	}
	for _, s := range spots {
		w.number8(len(s.City))
	}
	for i, at := 0, 0; i < len(spots); i++ {
		if i%block == 0 {
			w.number32(at)
		}
		at += len(spots[i].City)
	}
	for _, s := range spots {
		w.data = append(w.data, s.City...)
	}
}

// within gives how many steps of its cell a coordinate is from the cell's edge. The
// far edge of the world is one of the last cell.
func within(degrees float64, half, count int) int {
	cell := min(math.Floor(degrees)+float64(half), float64(count-1))
	return int(math.Round((degrees + float64(half) - cell) * steps))
}
