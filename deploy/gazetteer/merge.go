package main

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shoebox/shared/ingest/places"
)

// fold gives a name's letters and digits without accents and capitals.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(name))
}

// unknown is how many inhabitants a place is taken to have, of which that is not
// known: the villages among them are seats of something.
const unknown = 500

// spots makes spots of places: no ruins, none twice, quarters under their city's
// name. Of the young ones it takes those of a city's municipality, as its quarters,
// and those that have no neighbour; the others would tell little more than twice the
// space of what they are beside.
func spots(old, young []city, regions map[string]string) []places.Spot {
	near := neighbourhood{}
	var kept []city
	slices.SortStableFunc(old, func(a, b city) int { return cmp.Compare(b.inhabitants, a.inhabitants) })
	for _, c := range old {
		if c.gone() || near.twin(c) || slices.Contains(mistaken, c.country+"."+c.name) {
			continue
		}
		near.add(c)
		kept = append(kept, c)
	}
	for _, c := range young {
		if near.twin(c) {
			continue
		}
		c.sort = quarterToday
		if _, ok := near.whole(c); !ok {
			if !near.lonely(c) {
				continue
			}
			c.sort = ""
		}
		near.add(c)
		kept = append(kept, c)
	}
	made := make([]places.Spot, 0, len(kept))
	for _, c := range kept {
		of := c
		if whole, ok := near.whole(c); ok {
			of = whole
			if c.country != whole.country && !c.enclave() {
				of.country, of.region = c.country, c.region
			}
		}
		made = append(made, places.Spot{
			Lat: c.lat, Lon: c.lon, City: cityName(of), Region: regionName(of, regions), Country: countryName(of.country),
			Inhabitants: max(unknown, c.inhabitants),
		})
	}
	return made
}

// mistaken are villages and barrios of which the data of 2019 says that a city's
// people live there.
var mistaken = []string{"HU.Parádsasvár", "PH.Budta", "PH.Malingao", "PH.Mansilingan"}

// gone reports whether nobody lives there: historical, destroyed, abandoned.
func (c city) gone() bool {
	return slices.Contains([]string{"PPLH", "PPLCH", "PPLW", "PPLQ"}, c.sort)
}

// quarterToday is the sort of a young place that may be a quarter.
const quarterToday = "PPLX today"

// quarter reports whether it may be a part of a city.
func (c city) quarter() bool {
	return c.sort == "PPLX" || c.sort == "PPLA5" || c.sort == quarterToday || c.enclave()
}

// enclave reports whether it is a state within a city, which people name: the Vatican.
func (c city) enclave() bool { return c.country == "VA" }

// neighbourhood finds places by the tenth of a degree they are in.
type neighbourhood map[[2]int][]city

func (n neighbourhood) add(c city) {
	at := tenth(c.lat, c.lon)
	n[at] = append(n[at], c)
}

// twin reports whether a place is there already, larger: of the same name within
// five kilometres.
func (n neighbourhood) twin(c city) bool {
	for _, other := range n.around(c, 1) {
		if other.country == c.country && fold(other.name) == fold(c.name) && kilometres(c, other) < 5 {
			return true
		}
	}
	return false
}

// whole gives the city that a quarter is of: of its municipality, if there is one,
// and of those that may reach so far, the nearest by distance over the root of its
// inhabitants. The data's figures for some quarters are their city's and more.
func (n neighbourhood) whole(c city) (city, bool) {
	if !c.quarter() {
		return city{}, false
	}
	best, least := city{}, math.Inf(1)
	for _, other := range n.around(c, 4) {
		root := math.Sqrt(float64(other.inhabitants))
		far := kilometres(c, other)
		if other.quarter() || other.inhabitants < 5_000 || far > 3+0.015*root {
			continue
		}
		far = (far + 1) / root
		switch {
		case c.sort == quarterToday && (other.country != c.country || other.region != c.region || other.municipality != c.municipality || other.inhabitants < 50_000):
			continue // it may be a village
		case c.enclave():
		case other.country != c.country || other.region != c.region:
			far *= 4
		case other.municipality != c.municipality:
			far *= 2
		}
		if far < least {
			best, least = other, far
		}
	}
	return best, !math.IsInf(least, 1)
}

// lonely reports whether no place is within four kilometres.
func (n neighbourhood) lonely(c city) bool {
	return !slices.ContainsFunc(n.around(c, 1), func(other city) bool { return kilometres(c, other) < 4 })
}

// around gives the places within some tenths of a degree.
func (n neighbourhood) around(c city, tenths int) []city {
	at := tenth(c.lat, c.lon)
	var found []city
	for row := -tenths; row <= tenths; row++ {
		for column := -2 * tenths; column <= 2*tenths; column++ {
			found = append(found, n[[2]int{at[0] + row, at[1] + column}]...)
		}
	}
	return found
}

func kilometres(a, b city) float64 {
	x := (a.lon - b.lon) * math.Cos((a.lat+b.lat)/2*math.Pi/180)
	return math.Hypot(x, a.lat-b.lat) * 111.195
}
