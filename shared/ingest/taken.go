package ingest

import (
	"strings"
	"time"
)

// clock is what a clock showed: a time of day on a day, in a zone that may not be
// known.
type clock struct {
	wall time.Time      // as if in UTC
	zone *time.Location // nil is not known
}

// firstPhoto is before all photographs: an earlier date is a camera's whose clock
// was never set, or nonsense.
var firstPhoto = time.Date(1826, 1, 1, 0, 0, 0, 0, time.UTC)

// plausible reports whether a photo may have been taken then, as far as can be said
// without knowing the present.
func (c clock) plausible() bool {
	return !c.wall.Before(firstPhoto) && c.wall.Year() <= 9998
}

// instant gives the time in its zone, else in the other one.
func (c clock) instant(other *time.Location) time.Time {
	zone := c.zone
	if zone == nil {
		zone = other
	}
	w := c.wall
	return time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), 0, zone)
}

// taken gives the first of the times that can be when the shutter was pressed, in
// its zone, or in that of now where it is not known. Zero is unknown: what lies in
// the future was not taken yet, whatever the camera's clock said.
func taken(times []clock, now time.Time) time.Time {
	latest := now.UTC().Add(24 * time.Hour)
	for _, c := range times {
		if c.plausible() && !c.wall.After(latest) {
			return c.borrow(times).instant(now.Location())
		}
	}
	return time.Time{}
}

// borrow takes the zone of the same time written elsewhere. UTC is none to borrow:
// programs write it where a zone has to be and they don't know it.
func (c clock) borrow(times []clock) clock {
	for _, other := range times {
		if c.zone == nil && other.zone != nil && other.wall.Equal(c.wall) && !other.inUTC() {
			c.zone = other.zone
		}
	}
	return c
}

func (c clock) inUTC() bool {
	_, east := c.instant(c.zone).Zone()
	return east == 0
}

// readClock reads a time as EXIF, IPTC and XMP write it: "2017:10:27 08:38:52",
// "2017-10-27T08:38+02:00", "20171027". A day alone is its noon, which is the same
// day in most zones; without its seconds a time is at the full minute. Parts of
// seconds are left out.
func readClock(s string) (clock, bool) {
	s = strings.TrimSpace(s)
	day, rest := s, ""
	if at := strings.IndexAny(s, " T"); at >= 0 {
		day, rest = s[:at], strings.TrimSpace(s[at+1:])
	}
	date, err := time.Parse("20060102", strings.NewReplacer(":", "", "-", "", "/", "").Replace(day))
	if err != nil {
		return clock{}, false
	}
	if rest == "" {
		return clock{wall: date.Add(12 * time.Hour)}, true
	}
	of, zone := timeOfDay(rest)
	if of < 0 {
		return clock{}, false
	}
	return clock{wall: date.Add(of), zone: zone}, true
}

// timeOfDay reads "08:38:52.25+02:00"; negative is none.
func timeOfDay(s string) (time.Duration, *time.Location) {
	var zone *time.Location
	if at := strings.LastIndexAny(s, "+-Z"); at > 0 {
		if zone = zoneOf(s[at:]); zone == nil {
			return -1, nil
		}
		s = strings.TrimSpace(s[:at])
	}
	s, _, _ = strings.Cut(s, ".")
	for _, layout := range []string{"15:04:05", "15:04", "150405"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Sub(t.Truncate(24 * time.Hour)), zone
		}
	}
	return -1, nil
}

// zoneOf reads an offset from UTC, "+02:00", "-0430" or "Z"; nil is none that is.
func zoneOf(s string) *time.Location {
	for _, layout := range []string{"Z07:00", "-0700"} {
		t, err := time.Parse(layout, strings.TrimSpace(s))
		if err != nil {
			continue
		}
		if _, east := t.Zone(); east < -12*60*60 || east > 14*60*60 {
			return nil
		}
		return t.Location()
	}
	return nil
}

// zoneBetween finds the zone a wall clock was in when satellites told UTC; nil where
// the two don't belong together.
//
// A fix is some minutes older than its photo, and a camera's clock some minutes off:
// of the zones there are the likeliest is taken, for which a fix of the past is twice
// as likely as one of the future, and zones that are not of whole hours are rare.
func zoneBetween(wall, utc time.Time) *time.Location {
	const halves, quarters = 0.05, 0.2 // how rare, in hours
	ahead := wall.Sub(utc).Hours()
	likeliest, unlikely := 0.0, 1.0
	try := func(zone, rare float64) {
		old := ahead - zone
		if u := max(old, -2*old) + rare; u < unlikely {
			likeliest, unlikely = zone, u
		}
	}
	for h := -12.0; h <= 14; h++ {
		try(h, 0)
	}
	for _, h := range []float64{-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 6.5, 9.5, 10.5} {
		try(h, halves)
	}
	for _, h := range []float64{5.75, 8.75, 12.75, 13.75} {
		try(h, quarters)
	}
	if unlikely == 1 {
		return nil
	}
	return time.FixedZone("", int(likeliest*60*60))
}
