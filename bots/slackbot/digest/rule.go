package digest

import (
	"time"

	"shoebox/shared/fault"
)

// Quarter is how often digests go out: offsets of all zones are whole quarters of an
// hour, so that every zone's 8:00 is one.
const Quarter = 15 * time.Minute

// Rule says when a digest goes out.
type Rule struct {
	At       time.Duration // since midnight on the zone's clock, in whole quarters of an hour
	Weekdays bool          // from Monday to Friday alone
	Zone     string        // IANA name
}

// check is Invalid for a rule that says no time.
func (r Rule) check() error {
	const op = "digest.check"
	if r.At < 0 || r.At >= 24*time.Hour || r.At%Quarter != 0 {
		return fault.New(op, fault.Invalid, "not a quarter of an hour of a day")
	}
	_, err := r.zone()
	return err
}

func (r Rule) zone() (*time.Location, error) {
	zone, err := time.LoadLocation(r.Zone)
	if err != nil || r.Zone == "" {
		return nil, fault.New("digest.zone", fault.Invalid, "no such time zone")
	}
	return zone, nil
}

// longestPause is one day more than the longest between two digests: a weekend.
const longestPause = 4

// Next is the first time after an instant. Invalid for a zone nobody knows.
func (r Rule) Next(after time.Time) (time.Time, error) {
	zone, err := r.zone()
	if err != nil {
		return time.Time{}, err
	}
	return r.next(zone, after), nil
}

// Last is the last time that is not after an instant. Invalid for a zone nobody knows.
func (r Rule) Last(until time.Time) (time.Time, error) {
	zone, err := r.zone()
	if err != nil {
		return time.Time{}, err
	}
	return r.last(zone, until), nil
}

// next and last are Next and Last in a zone that was looked up.
func (r Rule) next(zone *time.Location, after time.Time) time.Time {
	return r.find(zone, after, 1, func(t time.Time) bool { return t.After(after) })
}

func (r Rule) last(zone *time.Location, until time.Time) time.Time {
	return r.find(zone, until, -1, func(t time.Time) bool { return !t.After(until) })
}

// find looks for a time from an instant's day on, day by day. There is one within
// [longestPause].
func (r Rule) find(zone *time.Location, from time.Time, step int, good func(time.Time) bool) time.Time {
	y, m, d := from.In(zone).Date()
	for i := range longestPause {
		// Noon is on its day in any zone.
		day := time.Date(y, m, d+i*step, 12, 0, 0, 0, zone)
		if r.Weekdays && (day.Weekday() == time.Saturday || day.Weekday() == time.Sunday) {
			continue
		}
		if t := r.on(day); good(t) {
			return t
		}
	}
	panic("digest.find: a rule without a time")
}

// on is when the rule's time is on a day, given as its noon. Where a clock is put forward over it, it is
// the time it becomes; where it comes twice that day, it is once.
func (r Rule) on(day time.Time) time.Time {
	y, m, d := day.Date()
	t := time.Date(y, m, d, 0, int(r.At/time.Minute), 0, 0, day.Location())
	for t.Day() != d { // a clock is put forward at midnight
		if t.Before(day) {
			t = t.Add(Quarter)
		} else {
			t = t.Add(-Quarter)
		}
	}
	return t
}
