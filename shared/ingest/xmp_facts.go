package ingest

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// facts gives what a packet says of a photo.
func (p packet) facts() facts {
	f := facts{
		title:       bySomebody(p.text(nsDC+"title"), p.text(nsPhotoshop+"Headline")),
		description: bySomebody(p.text(nsDC+"description"), p.text(nsTIFF+"ImageDescription"), p.text(nsEXIF+"UserComment")),
		camera:      camera(p.text(nsTIFF+"Make"), p.text(nsTIFF+"Model")),
		times:       p.times(),
		rating:      p.rating(),
	}
	p.name(&f)
	f.city, f.region, f.country = p.locality()
	if lat, lon, ok := p.position(); ok {
		f.lat, f.lon = lat, lon
	}
	return f
}

// locality is the place in words: where the camera stood, else what is shown.
func (p packet) locality() (city, region, country string) {
	city, region, country = p.text(nsPhotoshop+"City"), p.text(nsPhotoshop+"State"), p.text(nsPhotoshop+"Country")
	for _, list := range []string{nsIPTCExt + "LocationCreated", nsIPTCExt + "LocationShown"} {
		if city+region+country != "" {
			break
		}
		for _, l := range p.structures(list) {
			city, region, country = l.text(nsIPTCExt+"City"), l.text(nsIPTCExt+"ProvinceState"), l.text(nsIPTCExt+"CountryName")
			if city+region+country != "" {
				break
			}
		}
	}
	return city, region, country
}

// structures gives the structures of a list, or the one of a property.
func (p packet) structures(name string) []packet {
	v := p[name]
	var out []packet
	for _, item := range v.items {
		out = append(out, item.fields)
	}
	if len(v.items) == 0 && len(v.fields) > 0 {
		out = append(out, v.fields)
	}
	return out
}

// position gives the coordinates: the photo's own, else those of the place it was
// taken in or shows.
func (p packet) position() (lat, lon float64, ok bool) {
	places := []packet{p}
	places = append(places, p.structures(nsIPTCExt+"LocationCreated")...)
	places = append(places, p.structures(nsIPTCExt+"LocationShown")...)
	for _, at := range places {
		lat = angle(at.text(nsEXIF+"GPSLatitude"), at.text(nsEXIF+"GPSLatitudeRef"))
		lon = angle(at.text(nsEXIF+"GPSLongitude"), at.text(nsEXIF+"GPSLongitudeRef"))
		if lat, lon, ok = position(lat, lon); ok {
			return lat, lon, true
		}
	}
	return 0, 0, false
}

// angle reads a coordinate as XMP writes it, "52,22.5N" or "52,22,30N", and as some
// programs do: "52.375" with the direction elsewhere, "52/1 22/1 3000/100". NaN is
// none.
func angle(s, direction string) float64 {
	s = strings.TrimSpace(s)
	if s == "" {
		return math.NaN()
	}
	if last := strings.ToUpper(s[len(s)-1:]); strings.Contains("NSEW", last) {
		s, direction = s[:len(s)-1], last
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
	if len(parts) == 0 || len(parts) > 3 {
		return math.NaN()
	}
	sum, unit := 0.0, 1.0
	for _, part := range parts {
		sum, unit = sum+quotient(part)/unit, unit*60
	}
	return directed(sum, direction)
}

// quotient reads a number, or two with a stroke between them.
func quotient(s string) float64 {
	over, under, stroke := strings.Cut(s, "/")
	a, err := strconv.ParseFloat(over, 64)
	if err != nil {
		return math.NaN()
	}
	if !stroke {
		return a
	}
	b, err := strconv.ParseFloat(under, 64)
	if err != nil {
		return math.NaN()
	}
	return ratio(a, b)
}

// times gives when it was taken, by trust.
func (p packet) times() []clock {
	offset := p.text(nsEXIF+"OffsetTimeOriginal", nsEXIFEX+"OffsetTimeOriginal", nsEXIF+"OffsetTime", nsEXIFEX+"OffsetTime")
	var out []clock
	for _, name := range []string{nsEXIF + "DateTimeOriginal", nsPhotoshop + "DateCreated", nsXMP + "CreateDate", nsEXIF + "DateTimeDigitized"} {
		c, ok := readClock(p.text(name))
		if !ok {
			continue
		}
		if c.zone == nil {
			c.zone = zoneOf(offset)
		}
		if fix, ok := readClock(p.text(nsEXIF + "GPSTimeStamp")); ok && c.zone == nil {
			c.zone = zoneBetween(c.wall, fix.instant(time.UTC))
		}
		out = append(out, c)
	}
	return out
}

// rating gives the stars. Who rejected a photo, -1, gave it none.
func (p packet) rating() int {
	if stars, err := strconv.ParseFloat(p.text(nsXMP+"Rating"), 64); err == nil {
		return starsOf(stars)
	}
	if percent, err := strconv.ParseFloat(p.text(nsMicrosoft+"Rating", nsMicrosoft2+"Rating"), 64); err == nil {
		return starsOfPercent(percent)
	}
	return 0
}
