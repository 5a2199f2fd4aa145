package ingest

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"time"

	"golang.org/x/text/encoding/unicode"
)

// facts gives what the tags say of a photo.
func (tags exifTags) facts() facts {
	f := facts{
		turn:        upright,
		times:       tags.times(),
		title:       bySomebody(tags[tagXPTitle].wide()),
		description: bySomebody(tags[tagDescription].text(), tags[tagUserComment].comment(), tags[tagXPComment].wide(), tags[tagXPSubject].wide()),
		camera:      camera(tags[tagMake].text(), tags[tagModel].text()),
		rating:      tags.rating(),
	}
	if turn := tags[tagOrientation].uints(); len(turn) > 0 && turn[0] >= uint64(upright) && turn[0] <= uint64(lastOrientation) {
		f.turn = orientation(turn[0])
	}
	for k := range strings.SplitSeq(tags[tagXPKeywords].wide(), ";") {
		f.keywords = append(f.keywords, k)
	}
	if lat, lon, ok := position(tags.degrees(tagLatitude, tagLatitudeRef), tags.degrees(tagLongitude, tagLongitudeRef)); ok {
		f.lat, f.lon = lat, lon
	}
	return f
}

// text reads a text; "" is none.
func (v exifValue) text() string {
	if v.kind.size() != 1 || v.kind == exifSByte {
		return ""
	}
	return decodedText(v.data)
}

// wide reads a text as Windows writes it, in UTF-16.
func (v exifValue) wide() string {
	if v.kind != exifByte && v.kind != exifUndefined {
		return v.text()
	}
	return utf16Text(v.data, unicode.LittleEndian)
}

// utf16Text reads UTF-16 in an order, unless its own mark says another, to its first
// zero.
func utf16Text(b []byte, order unicode.Endianness) string {
	b = b[:min(len(b), cleaned)/2*2]
	text, _ := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(b)
	text, _, _ = bytes.Cut(text, []byte{0})
	return strings.TrimSpace(string(text))
}

// comment reads a text behind the name of its character set. Japanese ones in JIS
// are not read.
func (v exifValue) comment() string {
	const head = 8
	if v.kind == exifASCII || v.kind == exifUTF8 || len(v.data) < head {
		return v.text()
	}
	rest := v.data[head:]
	switch string(bytes.TrimRight(v.data[:head], "\x00 ")) {
	case "ASCII", "":
		return decodedText(rest)
	case "UNICODE":
		order := unicode.LittleEndian // as most write it, whatever order the rest is in
		if len(rest) >= 2 && rest[0] == 0 && v.order == binary.BigEndian {
			order = unicode.BigEndian
		}
		return utf16Text(rest, order)
	}
	return ""
}

func (tags exifTags) rating() int {
	if stars := tags[tagStars].uints(); len(stars) == 1 {
		return starsOf(float64(stars[0]))
	}
	if percent := tags[tagStarsPercent].uints(); len(percent) == 1 {
		return starsOfPercent(float64(percent[0]))
	}
	return 0
}

// degrees gives a coordinate, from degrees, minutes and seconds of which the last
// may be missing; NaN where there is none.
func (tags exifTags) degrees(tag, ref exifTag) float64 {
	v := tags[tag]
	parts := v.numbers()
	if v.kind == exifASCII { // some phones write it in words
		parts = inWords(v.text())
	}
	if len(parts) == 0 || len(parts) > 3 {
		return math.NaN()
	}
	sum, unit := parts[0], 60.0
	for _, part := range parts[1:] {
		if !math.IsNaN(part) {
			sum += part / unit
		}
		unit *= 60
	}
	return directed(sum, tags[ref].text())
}

// inWords reads degrees, minutes and seconds with commas between them, which some
// programs also write before the decimals: "52,00000,50,00000,34,01180".
func inWords(s string) []float64 {
	words := strings.Split(s, ",")
	if len(words) == 6 {
		words = []string{words[0] + "." + words[1], words[2] + "." + words[3], words[4] + "." + words[5]}
	}
	var out []float64
	for _, w := range words {
		out = append(out, quotient(strings.TrimSpace(w)))
	}
	return out
}

// times gives when it was taken, by trust, in the zone that is written beside the
// time, else in the one that the satellites' time tells.
func (tags exifTags) times() []clock {
	var out []clock
	fix, fixed := tags.fix()
	changed := tags[tagChanged].text()
	for _, t := range []struct{ time, offset exifTag }{{tagTaken, tagOffsetTaken}, {tagDigitized, tagOffsetDigitize}} {
		text := tags[t.time].text()
		c, ok := readClock(text)
		if !ok {
			continue
		}
		if zone := zoneOf(tags[t.offset].text()); zone != nil {
			c.zone = zone
		}
		if c.zone == nil && text == changed { // it is the same time, and has its zone
			c.zone = zoneOf(tags[tagOffsetChanged].text())
		}
		if c.zone == nil && fixed {
			c.zone = zoneBetween(c.wall, fix)
		}
		if c.zone == nil {
			c.zone = zoneOf(tags[tagOffsetChanged].text())
		}
		out = append(out, c)
	}
	return out
}

// lastTimes are worth more than none: when the satellites were asked, and when the
// file was written.
func (tags exifTags) lastTimes() []clock {
	var out []clock
	if fix, ok := tags.fix(); ok {
		out = append(out, clock{wall: fix, zone: time.UTC})
	}
	if c, ok := readClock(tags[tagChanged].text()); ok {
		if zone := zoneOf(tags[tagOffsetChanged].text()); zone != nil {
			c.zone = zone
		}
		out = append(out, c)
	}
	return out
}

// fix is when satellites were asked, in UTC.
func (tags exifTags) fix() (time.Time, bool) {
	day, ok := readClock(tags[tagGPSDate].text())
	parts := tags[tagGPSTime].numbers()
	if !ok || len(parts) != 3 {
		return time.Time{}, false
	}
	of := 0.0
	for i, most := range []float64{24, 60, 61} {
		if !(parts[i] >= 0 && parts[i] < most) {
			return time.Time{}, false
		}
		of = of*60 + parts[i]
	}
	return day.wall.Truncate(24 * time.Hour).Add(time.Duration(of) * time.Second), true
}
