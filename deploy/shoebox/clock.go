package main

import (
	"fmt"
	"time"
)

// clock is when and where a question is asked.
type clock struct {
	Now  string `placeholder:"TIME" help:"Ask at this time instead: RFC 3339, or 2006-01-02 with 15:04 if need be, in the zone."`
	Zone string `placeholder:"ZONE" help:"Ask in this time zone: an IANA name such as Europe/Berlin. The zone of this machine if not given."`
}

// Lengths beyond which no time or zone is looked at.
const maxTimeWords = 100

// moment is the time of a question: its zone is where days begin.
func (c clock) moment() (time.Time, error) {
	zone := time.Local
	if c.Zone != "" {
		var err error
		if zone, err = loadZone(c.Zone); err != nil {
			return time.Time{}, err
		}
	}
	if c.Now == "" {
		return time.Now().In(zone), nil
	}
	return readTime(c.Now, zone, c.Zone != "")
}

// readTime reads a time. One that says its own offset keeps it, unless the zone
// was asked for.
func readTime(text string, zone *time.Location, asked bool) (time.Time, error) {
	if len(text) > maxTimeWords {
		text = text[:maxTimeWords]
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		if asked {
			t = t.In(zone)
		}
		return t, nil
	}
	for _, form := range []string{"2006-01-02", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if t, err := time.ParseInLocation(form, text, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usage(fmt.Sprintf("%q is no time: give it as 2024-07-13T15:04:05Z or 2024-07-13", text))
}

func loadZone(name string) (*time.Location, error) {
	bad := usage(fmt.Sprintf("%.100q is no time zone: give a name such as Europe/Berlin", name))
	if len(name) > maxTimeWords {
		return nil, bad
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, bad
	}
	return zone, nil
}

// ticking is a clock that stands at the moment asked for, or goes on from now where
// none was.
func (c clock) ticking(moment time.Time) func() time.Time {
	if c.Now != "" {
		return func() time.Time { return moment }
	}
	return func() time.Time { return time.Now().In(moment.Location()) }
}
