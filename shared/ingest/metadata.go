package ingest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// metadata is what a picture says of itself, as far as it says it, and no more of it
// than a photo may hold.
type metadata struct {
	turn        orientation
	taken       time.Time
	title       string
	description string
	keywords    []string
	people      []string
	camera      string
	place       gallery.Place
	rating      int // stars, 1 to 5; 0 is none
}

// facts are what one part of a picture says, or a sidecar.
type facts struct {
	turn                  orientation
	times                 []clock // when it was taken, most trusted first
	title, description    string
	keywords, people      []string
	hidden                []string // keywords that say nothing by themselves
	camera                string
	lat, lon              float64 // 0, 0 is not known
	city, region, country string
	rating                int
}

// read gives what a picture says of itself. What can't be read it doesn't say: a
// photo without a date is worth more than none. now is the present, where times
// without a zone are taken to be.
//
// Where EXIF, XMP and IPTC differ, the camera is believed about time and place, and
// people, who write XMP and then IPTC, about the rest. Keywords and people are those
// of all together.
func read(f format, data []byte, now time.Time) metadata {
	m, err := guarded(func() (metadata, error) { return reading(f, data, now), nil })
	if err != nil {
		return metadata{turn: upright}
	}
	return m
}

func reading(f format, data []byte, now time.Time) metadata {
	b := blocksOf(f, data)
	camera := readEXIF(b.exif)
	byEXIF, byXMP, byIPTC := camera.facts(), b.packet().facts(), readIPTC(b.iptc).facts()
	all := facts{
		turn:        byEXIF.turn,
		times:       slices.Concat(byEXIF.times, byXMP.times, byIPTC.times, camera.lastTimes()),
		title:       cmp.Or(byXMP.title, byIPTC.title, byEXIF.title),
		description: cmp.Or(byXMP.description, byIPTC.description, byEXIF.description),
		keywords:    slices.Concat(byXMP.keywords, byIPTC.keywords, byEXIF.keywords),
		people:      byXMP.people,
		hidden:      byXMP.hidden,
		camera:      cmp.Or(byEXIF.camera, byXMP.camera),
		lat:         byEXIF.lat,
		lon:         byEXIF.lon,
		rating:      cmp.Or(byXMP.rating, byEXIF.rating),
	}
	if all.lat == 0 && all.lon == 0 {
		all.lat, all.lon = byXMP.lat, byXMP.lon
	}
	named := byXMP
	if named.city+named.region+named.country == "" {
		named = byIPTC
	}
	all.city, all.region, all.country = named.city, named.region, named.country
	all.fit()
	return metadata{
		turn: all.turn, taken: taken(all.times, now), title: all.title, description: all.description,
		keywords: all.keywords, people: all.people, camera: all.camera, place: all.place(), rating: all.rating,
	}
}

func (f facts) place() gallery.Place {
	return gallery.Place{City: f.city, Region: f.region, Country: f.country, Lat: f.lat, Lon: f.lon}
}

// camera is maker and model, the maker once.
func camera(maker, model string) string {
	maker, model = strings.TrimSpace(maker), strings.TrimSpace(model)
	first, _, _ := strings.Cut(maker, " ")
	if model == "" || strings.HasPrefix(strings.ToLower(model), strings.ToLower(first)) {
		return cmp.Or(model, maker)
	}
	return strings.TrimSpace(first + " " + model)
}

// position reports whether coordinates can be: 0, 0 is what a camera without a fix
// writes.
func position(lat, lon float64) (float64, float64, bool) {
	if !(math.Abs(lat) <= 90) || !(math.Abs(lon) <= 180) || lat == 0 && lon == 0 {
		return 0, 0, false
	}
	return lat, lon, true
}

// directed is an angle towards a direction, which is any word beginning with one of
// N, S, E and W.
func directed(angle float64, direction string) float64 {
	if d := strings.ToUpper(strings.TrimSpace(direction)); angle > 0 && (strings.HasPrefix(d, "S") || strings.HasPrefix(d, "W")) {
		return -angle
	}
	return angle
}

// starsOf gives the stars of a rating; what is no rating gives none.
func starsOf(rating float64) int {
	if stars := math.Round(rating); stars >= 1 && stars <= 5 {
		return int(stars)
	}
	return 0
}

// starsOfPercent gives the stars of a rating in percent, as Windows writes it: 1, 25,
// 50, 75 and 99.
func starsOfPercent(percent float64) int {
	if percent >= 1 && percent <= 100 {
		return min(int(percent/25+0.5)+1, 5)
	}
	return 0
}
