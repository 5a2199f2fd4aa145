package places_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest/places"
)

// brute looks at every spot, as doc says that places are chosen.
type brute []places.Spot

// far gives the distance over flat ground, the shorter way around the globe.
func far(s places.Spot, lat, lon float64) float64 {
	east := math.Mod(s.Lon-lon+540, 360) - 180
	return math.Hypot((s.Lat-lat)*111.195, east*111.195*math.Cos(lat*math.Pi/180))
}

func (b brute) nearest(lat, lon float64) (gallery.Place, bool) {
	var reaching, handy, wild brute
	nearest, least := places.Spot{}, math.Inf(1)
	for _, s := range b {
		if math.Abs(s.Lat-lat) > 2 {
			continue
		}
		km := far(s, lat, lon)
		if km < least {
			nearest, least = s, km
		}
		if size := places.Size(s.Inhabitants); km <= places.Reach(size) && km <= places.MaxReach {
			reaching = append(reaching, s)
		}
		if km <= places.Around {
			handy = append(handy, s)
		}
		if km <= places.Wilderness {
			wild = append(wild, s)
		}
	}
	switch {
	case len(reaching) > 0:
		return reaching.best(lat, lon, nearest, places.Weight, places.Elsewhere), true
	case len(handy) > 0:
		return handy.best(lat, lon, nearest, places.Lightly, 1), true
	case len(wild) == 0:
		return gallery.Place{}, false
	}
	place := gallery.Place{Region: wild[0].Region, Country: wild[0].Country, Lat: lat, Lon: lon}
	for _, s := range wild {
		if s.Country != place.Country {
			return gallery.Place{}, false
		}
		if s.Region != place.Region {
			place.Region = ""
		}
	}
	return place, true
}

func (b brute) best(lat, lon float64, nearest places.Spot, weight func(uint8) float64, elsewhere float64) gallery.Place {
	best, least := places.Spot{}, math.Inf(1)
	for _, s := range b {
		d := (far(s, lat, lon) + places.Centre) / weight(places.Size(s.Inhabitants))
		switch {
		case s.Country != nearest.Country:
			d *= places.Abroad
		case s.Region != nearest.Region:
			d *= elsewhere
		}
		if d < least {
			best, least = s, d
		}
	}
	return gallery.Place{City: best.City, Region: best.Region, Country: best.Country, Lat: lat, Lon: lon}
}

// scattered gives spots all over a globe, on its edges too.
func scattered(r *rand.Rand, n int) []places.Spot {
	spots := make([]places.Spot, n)
	for i := range spots {
		lat, lon := 180*r.Float64()-90, 360*r.Float64()-180
		switch r.IntN(5) {
		case 0:
			lon = 180 - 0.3*r.Float64()
		case 1:
			lon = -180 + 0.3*r.Float64()
		case 2:
			lat = math.Floor(lat)
		}
		country := r.IntN(5)
		spots[i] = places.Spot{
			Lat: lat, Lon: lon, City: fmt.Sprintf("City %d", i), Region: fmt.Sprintf("Region %d.%d", country, r.IntN(3)), Country: fmt.Sprintf("Land %d", country),
			Inhabitants: int(math.Exp2(8 + 16*r.Float64())),
		}
	}
	return spots
}

func TestNearestIsWhatLookingAtEveryPlaceGives(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	spots := scattered(r, 800)
	globe := world(t, spots...)
	earth := places.Open()
	tests := []struct {
		name   string
		places *places.Places
		points int
		point  func() (lat, lon float64)
	}{
		{"about the places of a globe", globe, 6_000, func() (float64, float64) {
			s := spots[r.IntN(len(spots))]
			east := s.Lon + r.NormFloat64()/max(0.01, math.Cos(s.Lat*math.Pi/180))/2
			return max(-90, min(90, s.Lat+r.NormFloat64()/2)), math.Mod(east+540, 360) - 180
		}},
		{"anywhere on it", globe, 3_000, func() (float64, float64) { return 180*r.Float64() - 90, 360*r.Float64() - 180 }},
		{"about its antimeridian and poles", globe, 1_000, func() (float64, float64) {
			return 180*r.Float64() - 90, math.Copysign(180-r.Float64(), r.Float64()-0.5)
		}},
		{"anywhere on Earth", earth, 100, func() (float64, float64) { return 180*r.Float64() - 90, 360*r.Float64() - 180 }},
		{"where people live", earth, 100, func() (float64, float64) {
			f := famous[r.IntN(len(famous))]
			return f.lat + r.NormFloat64()/5, f.lon + r.NormFloat64()/5
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			every := brute(tt.places.Spots())
			named := 0
			for range tt.points {
				lat, lon := tt.point()
				got, ok := tt.places.Nearest(lat, lon)
				want, there := every.nearest(lat, lon)
				if got != want || ok != there {
					t.Fatalf("%g, %g: got %+v, %t, want %+v, %t", lat, lon, got, ok, want, there)
				}
				if got.City != "" {
					named++
				}
			}
			if named == 0 {
				t.Errorf("none of %d points is anywhere", tt.points)
			}
		})
	}
}

// Flat ground is taken for the globe only where that is right.
func TestDistancesAreThoseOfTheGlobe(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 10_000 {
		lat, lon := 160*r.Float64()-80, 360*r.Float64()-180
		s := places.Spot{Lat: lat + r.Float64() - 0.5, Lon: lon + (r.Float64()-0.5)/math.Cos(lat*math.Pi/180)}
		got, want := far(s, lat, lon), haversine(s, lat, lon)
		if want < places.MaxReach && math.Abs(got-want) > 0.03*want+0.01 {
			t.Fatalf("%g, %g to %g, %g: got %g km, want %g", lat, lon, s.Lat, s.Lon, got, want)
		}
	}
}

// haversine gives the distance on a sphere of the Earth's mean radius.
func haversine(s places.Spot, lat, lon float64) float64 {
	rad := math.Pi / 180
	y, x := math.Sin((s.Lat-lat)*rad/2), math.Sin((s.Lon-lon)*rad/2)
	return 2 * 6371.0088 * math.Asin(math.Sqrt(y*y+math.Cos(lat*rad)*math.Cos(s.Lat*rad)*x*x))
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		places.Open().Nearest(48.8584, 2.2945)
	}
}

// The baseline is looking at every place.
func BenchmarkNearest(b *testing.B) {
	p := places.Open()
	p.Nearest(48.8584, 2.2945)
	b.Run("by cells", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			f := famous[i%len(famous)]
			p.Nearest(f.lat, f.lon)
		}
	})
	every := brute(p.Spots())
	b.Run("every place", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			f := famous[i%len(famous)]
			every.nearest(f.lat, f.lon)
		}
	})
}
