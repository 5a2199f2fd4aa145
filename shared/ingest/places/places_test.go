package places_test

import (
	"compress/gzip"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest/places"
)

// world makes places of a few spots.
func world(tb testing.TB, spots ...places.Spot) *places.Places {
	tb.Helper()
	data, err := places.Encode(spots)
	if err != nil {
		tb.Fatal(err)
	}
	p, err := places.Read(data)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func TestNearest(t *testing.T) {
	city := places.Spot{Lat: 50, Lon: 10, City: "City", Region: "Here", Country: "Land", Inhabitants: 1_000_000}
	quarter := places.Spot{Lat: 50.02, Lon: 10.1, City: "City", Region: "Here", Country: "Land", Inhabitants: 40_000}
	village := places.Spot{Lat: 50.05, Lon: 10.13, City: "Village", Region: "Here", Country: "Land", Inhabitants: 9_000}
	suburb := places.Spot{Lat: 50, Lon: 10.16, City: "Suburb", Region: "There", Country: "Land", Inhabitants: 90_000}
	abroad := places.Spot{Lat: 50.03, Lon: 9.9, City: "Foreign", Region: "Yon", Country: "Other", Inhabitants: 30_000}
	hut := places.Spot{Lat: 70, Lon: 10, City: "Hut", Region: "North", Country: "Land", Inhabitants: 1_000}
	all := []places.Spot{city, quarter, village, suburb, abroad, hut}
	at := func(city, region, country string, lat, lon float64) gallery.Place {
		return gallery.Place{City: city, Region: region, Country: country, Lat: lat, Lon: lon}
	}
	tests := []struct {
		name     string
		lat, lon float64
		want     gallery.Place
	}{
		{"the centre of a city", 50, 10, at("City", "Here", "Land", 50, 10)},
		{"a quarter has its city's name", 50.02, 10.1, at("City", "Here", "Land", 50.02, 10.1)},
		{"in a village beside a city", 50.051, 10.131, at("Village", "Here", "Land", 50.051, 10.131)},
		{"beside a village, toward the city", 50.035, 10.07, at("City", "Here", "Land", 50.035, 10.07)},
		{"in a suburb of another region", 50, 10.17, at("Suburb", "There", "Land", 50, 10.17)},
		{"across a border", 50.035, 9.89, at("Foreign", "Yon", "Other", 50.035, 9.89)},
		{"a walk from a hut", 70.2, 10.3, at("Hut", "North", "Land", 70.2, 10.3)},
		{"the wilderness of one country", 71, 10, at("", "North", "Land", 71, 10)},
		{"the wilderness between two", 51, 9.9, gallery.Place{}},
		{"the open sea", 30, -40, gallery.Place{}},
		{"what is unknown", 0, 0, gallery.Place{}},
		{"not a number", math.NaN(), 10, gallery.Place{}},
		{"not a number, eastward", 50, math.NaN(), gallery.Place{}},
		{"infinitely far north", math.Inf(1), 10, gallery.Place{}},
		{"north of the pole", 900, 10, gallery.Place{}},
		{"south of the pole", -90.01, 10, gallery.Place{}},
		{"once more around the globe", 50, 370, gallery.Place{}},
		{"the north pole", 90, 10, gallery.Place{}},
		{"the south pole, on the antimeridian", -90, 180, gallery.Place{}},
	}
	p := world(t, all...)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := p.Nearest(tt.lat, tt.lon)
			if diff := cmp.Diff(got, tt.want); diff != "" || ok != (tt.want != gallery.Place{}) {
				t.Errorf("%t (-got +want):\n%s", ok, diff)
			}
		})
	}
}

func TestPlacesAreFoundAcrossTheAntimeridianAndAtThePoles(t *testing.T) {
	p := world(t,
		places.Spot{Lat: 65, Lon: 179.95, City: "East", Country: "Russia", Inhabitants: 1_000},
		places.Spot{Lat: -17, Lon: -180, City: "West", Country: "Fiji", Inhabitants: 1_000},
		places.Spot{Lat: -18, Lon: 180, City: "Edge", Country: "Fiji", Inhabitants: 1_000},
		places.Spot{Lat: 89.9, Lon: 0, City: "Camp", Country: "Nobody's", Inhabitants: 1_000},
		places.Spot{Lat: -90, Lon: 0, City: "Pole", Country: "Antarctica", Inhabitants: 1_000},
	)
	tests := []struct {
		lat, lon float64
		want     string
	}{
		{65, -179.95, "East"}, {65, 180, "East"}, {65, -180, "East"},
		{-17.1, 179.9, "West"}, {-17, 180, "West"}, {-18, -179.9, "Edge"},
		{90, 77, "Camp"}, {89.99, -135, "Camp"}, {89.9, 0.5, "Camp"},
		{-90, 120, "Pole"}, {-89.9, -33, "Pole"},
	}
	for _, tt := range tests {
		if got, ok := p.Nearest(tt.lat, tt.lon); got.City != tt.want || !ok {
			t.Errorf("%g, %g: got %+v, %t, want %s", tt.lat, tt.lon, got, ok, tt.want)
		}
	}
}

func TestWhatIsNoPlaceIsRefused(t *testing.T) {
	good := places.Spot{Lat: 50, Lon: 10, City: "City", Country: "Land"}
	tests := map[string]func(*places.Spot){
		"off the globe":          func(s *places.Spot) { s.Lat = 91 },
		"not a number":           func(s *places.Spot) { s.Lon = math.NaN() },
		"without a name":         func(s *places.Spot) { s.City = "" },
		"without a country":      func(s *places.Spot) { s.Country = "" },
		"of a name without end":  func(s *places.Spot) { s.Region = string(make([]byte, 256)) },
		"of a name that is none": func(s *places.Spot) { s.City = "\xff" },
	}
	for name, spoil := range tests {
		bad := good
		spoil(&bad)
		if _, err := places.Encode([]places.Spot{good, bad}); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}

func TestWhatIsEmbeddedIsWhole(t *testing.T) {
	data, err := os.ReadFile("places.bin")
	if err != nil {
		t.Fatal(err)
	}
	p, err := places.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	spots := p.Spots()
	again, err := places.Encode(spots)
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(data) {
		t.Errorf("%d spots give other %d bytes than the %d that they were read of", len(spots), len(again), len(data))
	}
	if len(spots) < 150_000 {
		t.Errorf("got %d spots, want the world's", len(spots))
	}
	for _, n := range []int{0, 7, 8, 20, 24, 1000, len(data) - 1} {
		if _, err := places.Read(data[:n]); err == nil {
			t.Errorf("what is cut after %d bytes is read", n)
		}
	}
	if _, err := places.Read(append(data, 0)); err == nil {
		t.Error("a byte too many is read")
	}
}

// A Lambda's zip holds it.
func TestWhatIsEmbeddedPacksWell(t *testing.T) {
	data, err := os.ReadFile("places.bin")
	if err != nil {
		t.Fatal(err)
	}
	var packed counter
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d packed", len(data), packed)
	if packed > 1_600_000 {
		t.Errorf("got %d bytes, want at most 1,600,000", packed)
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

var _ io.Writer = (*counter)(nil)

func TestALookUpNeedsNoMemory(t *testing.T) {
	p := places.Open()
	p.Nearest(48.8584, 2.2945) // reads what is embedded
	r := rand.New(rand.NewPCG(1, 2))
	allocations := testing.AllocsPerRun(1000, func() {
		f := famous[r.IntN(len(famous))]
		if f.city != "-" { // far from everything, it counts countries
			p.Nearest(f.lat, f.lon)
		}
	})
	if allocations > 1 {
		t.Errorf("got %g allocations a look-up, want at most one", allocations)
	}
}
