package places

import (
	_ "embed"
	"math"
	"sync"

	"shoebox/shared/gallery"
)

//go:embed places.bin
var embedded string

// Places are the places of the world. Its methods may be called concurrently.
type Places struct {
	load func() (atlas, error)
	// By size:
	reach           [256]float64 // kilometres
	weight, lightly [256]float64
}

// Open gives the places of the world. It reads nothing yet.
func Open() *Places { return open(embedded) }

func open(data string) *Places {
	p := &Places{load: sync.OnceValues(func() (atlas, error) { return read(data) })}
	for size := range p.reach {
		p.reach[size], p.weight[size], p.lightly[size] = reach(uint8(size)), weight(uint8(size)), lightly(uint8(size))
	}
	return p
}

// valid reports whether coordinates are some that a camera can have been at.
func valid(lat, lon float64) bool {
	return math.Abs(lat) <= 90 && math.Abs(lon) <= 180 // neither is true of NaN
}

// place gives what a photo at coordinates says of a place.
func (a *atlas) place(i int, lat, lon float64) gallery.Place {
	region := a.regionOf(i)
	return gallery.Place{
		City: a.name(i), Region: a.region[region], Country: a.country[a.countryOf[region]],
		Lat: lat, Lon: lon,
	}
}
