package places_test

import (
	"math"
	"testing"
	"unicode/utf8"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest/places"
)

// Coordinates are what a file says.
func FuzzNearest(f *testing.F) {
	for _, c := range [][2]float64{
		{38.6916, -9.2160}, {0, 0}, {90, 180}, {-90, -180}, {900, 0}, {64.99, 180}, {-16.8, -179.99}, {math.NaN(), math.Inf(1)},
		{math.SmallestNonzeroFloat64, 0}, {math.Nextafter(90, 0), math.Nextafter(180, 0)}, {math.Copysign(0, -1), 179.9999999}, {89.9999999, 0},
	} {
		f.Add(c[0], c[1])
	}
	p := places.Open()
	f.Fuzz(func(t *testing.T, lat, lon float64) {
		got, ok := p.Nearest(lat, lon)
		switch {
		case !ok && got != gallery.Place{}:
			t.Errorf("%g, %g: got %+v, want nothing", lat, lon, got)
		case ok && (got.Lat != lat || got.Lon != lon || got.Country == "" || !utf8.ValidString(got.City+got.Region+got.Country)):
			t.Errorf("%g, %g: got %+v, want a country, names that can be read and the same coordinates", lat, lon, got)
		case ok && !(math.Abs(lat) <= 90 && math.Abs(lon) <= 180):
			t.Errorf("%g, %g: got %+v, where there can be none", lat, lon, got)
		}
	})
}
