package places

import (
	"math"

	"shoebox/shared/gallery"
)

// How a place is chosen. The figures are tuned on the spots of the tests.
const (
	// maxReach is the farthest from its centre that any city is said to be.
	maxReach = 60.0 // kilometres
	// around is the farthest that something is said to be "at" the nearest place.
	around = 50.0 // kilometres
	// wilderness is the farthest that a country is guessed at.
	wilderness = 150.0 // kilometres
	// centre is added to distances: who is that near a village's centre is in it
	// no more than who is at the centre itself.
	centre = 1.0 // kilometres
	// abroad and elsewhere are what a place seems farther by, whose country, or
	// region, is not that of the nearest place.
	abroad, elsewhere = 4.0, 1.6
)

// reach is how far from its centre a place of a size may go: as area grows with
// inhabitants, with their root.
func reach(size uint8) float64 {
	return min(maxReach, 2+0.015*math.Sqrt(inhabitantsOf(size)))
}

// weight is what a distance is divided by: a place of four times the inhabitants is
// as near at twice the distance.
func weight(size uint8) float64 { return math.Sqrt(inhabitantsOf(size)) }

// lightly is what a distance is divided by where no place reaches.
func lightly(size uint8) float64 { return math.Pow(inhabitantsOf(size), 0.15) }

// Nearest gives the place that people would say coordinates are in: the city rather
// than its quarter, the town rather than its neighbour. Coordinates are degrees,
// WGS 84, and the answer has them, too.
//
// Of the places that may reach so far by their size, it is the one that is
// nearest by distance over the root of the inhabitants; else the nearest of any
// within 50 km; else country and region alone, if all places within 150 km are of
// the same. It is false where there is none, and for coordinates that nothing has:
// not numbers, off the globe, or both 0, which means unknown.
func (p *Places) Nearest(lat, lon float64) (gallery.Place, bool) {
	a, err := p.load()
	if err != nil || !valid(lat, lon) || lat == 0 && lon == 0 {
		return gallery.Place{}, false
	}
	if i, ok := p.covering(&a, lat, lon); ok {
		return a.place(i, lat, lon), true
	}
	if i, ok := p.nearest(&a, lat, lon); ok {
		return a.place(i, lat, lon), true
	}
	return a.wild(lat, lon)
}

// candidate is a place and how far it is.
type candidate struct {
	i  int
	km float64
}

// covering gives the best of the places that may reach a point.
func (p *Places) covering(a *atlas, lat, lon float64) (int, bool) {
	var room [64]candidate
	reaching, nearest := room[:0], candidate{km: math.Inf(1)}
	for i, km := range a.near(lat, lon, maxReach) {
		if km < nearest.km {
			nearest = candidate{i, km}
		}
		if km <= p.reach[a.sizes[i]] {
			reaching = append(reaching, candidate{i, km})
		}
	}
	return a.best(reaching, nearest, &p.weight, elsewhere)
}

// nearest gives the nearest place. Size says little here: a town of a hundred times
// the inhabitants is as near at twice the distance.
func (p *Places) nearest(a *atlas, lat, lon float64) (int, bool) {
	var room [64]candidate
	all, nearest := room[:0], candidate{km: math.Inf(1)}
	for i, km := range a.near(lat, lon, around) {
		if km < nearest.km {
			nearest = candidate{i, km}
		}
		all = append(all, candidate{i, km})
	}
	return a.best(all, nearest, &p.lightly, 1) // a village far off tells nothing of where a region ends
}

// best gives the candidate that is nearest by its weight, and by what a place seems
// farther by, whose country or region is not that of the nearest of all.
func (a *atlas) best(all []candidate, nearest candidate, weight *[256]float64, elsewhere float64) (int, bool) {
	best, least := -1, math.Inf(1)
	for _, c := range all {
		far := (c.km + centre) / weight[a.sizes[c.i]]
		switch here, there := a.regionOf(c.i), a.regionOf(nearest.i); {
		case a.countryOf[here] != a.countryOf[there]:
			far *= abroad
		case here != there:
			far *= elsewhere
		}
		if far < least {
			best, least = c.i, far
		}
	}
	return best, best >= 0
}

// wild gives the country of a point far from all places, and its region, as far as
// all that are nearest agree.
func (a *atlas) wild(lat, lon float64) (gallery.Place, bool) {
	regions := map[int]bool{}
	countries := map[byte]bool{}
	for i := range a.near(lat, lon, wilderness) {
		region := a.regionOf(i)
		regions[region], countries[a.countryOf[region]] = true, true
	}
	if len(countries) != 1 {
		return gallery.Place{}, false
	}
	place := gallery.Place{Lat: lat, Lon: lon}
	for country := range countries {
		place.Country = a.country[country]
	}
	for region := range regions {
		if len(regions) == 1 {
			place.Region = a.region[region]
		}
	}
	return place, true
}
