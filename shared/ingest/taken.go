package ingest

import (
	"strings"
	"time"
)

// firstPhoto is before all photographs: an earlier date is a camera's whose clock
// was never set, or nonsense.
var firstPhoto = time.Date(1826, 1, 1, 0, 0, 0, 0, time.UTC)

const exifLayout = "2006:01:02 15:04:05"

// taken gives when the shutter was pressed, in the zone of the place as far as it
// is known: the one written beside the time, else the one that the satellites'
// time tells, else that of now. Zero is unknown: what lies in the future was not
// taken yet, whatever the camera's clock said.
func (s statements) taken(now time.Time) time.Time {
	for _, t := range []struct{ time, offset tag }{
		{tag{exif, "DateTimeOriginal"}, tag{exif, "OffsetTimeOriginal"}},
		{tag{exif, "CreateDate"}, tag{exif, "OffsetTimeDigitized"}},
		{tag{xmp, "DateTimeOriginal"}, tag{}},
		{tag{xmp, "DateCreated"}, tag{}},
		{tag{xmp, "CreateDate"}, tag{}},
		{tag{iptc, "DateCreated"}, tag{}},
	} {
		text := s.text(t.time)
		if text == "" {
			continue
		}
		local, fixed := wallClock(text)
		if local.Before(firstPhoto) || local.After(now.Add(24*time.Hour)) {
			continue
		}
		if fixed {
			return local
		}
		return at(local, s.zone(local, t.offset, now.Location()))
	}
	return time.Time{}
}

// wallClock reads a time as EXIF, XMP or IPTC write it. Without a zone of its own
// it is given as if in UTC.
func wallClock(s string) (t time.Time, fixed bool) {
	if len(s) == len("2006:01:02") {
		s += " 12:00:00"
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, true
	}
	for _, layout := range []string{exifLayout, "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, false
		}
	}
	return time.Time{}, false
}

// zone finds the zone a wall clock was in.
func (s statements) zone(local time.Time, offset tag, fallback *time.Location) *time.Location {
	for _, t := range []tag{offset, {exif, "OffsetTime"}} {
		if o, err := time.Parse("-07:00", s.text(t)); err == nil {
			return o.Location()
		}
	}
	stamp := s.text(tag{exif, "GPSDateStamp"}) + " " + s.text(tag{exif, "GPSTimeStamp"})
	utc, err := time.Parse(exifLayout, strings.TrimSpace(stamp))
	if err != nil {
		return fallback
	}
	// Zones are whole quarters of an hour, from -12:00 to +14:00; a fix may be
	// some minutes old.
	ahead := local.Sub(utc).Round(15 * time.Minute)
	if ahead < -12*time.Hour || ahead > 14*time.Hour {
		return fallback
	}
	return time.FixedZone("", int(ahead.Seconds()))
}

// at puts a wall clock that was read as UTC into its zone.
func at(local time.Time, zone *time.Location) time.Time {
	return time.Date(local.Year(), local.Month(), local.Day(),
		local.Hour(), local.Minute(), local.Second(), local.Nanosecond(), zone)
}
