package gallery

import "time"

// bounds gives the stamps of a range of time; false for one without a second in it.
func bounds(from, to time.Time) (low, high string, some bool) {
	whole := func(t time.Time) time.Time {
		if up := t.Truncate(time.Second); up.Before(t) {
			return up.Add(time.Second)
		}
		return t
	}
	const firstYear, lastYear = 1, 9999
	if from, to := whole(from), whole(to); !from.IsZero() && !to.IsZero() && !from.Before(to) {
		return "", "", false
	}
	if !from.IsZero() {
		switch at := whole(from).UTC(); {
		case at.Year() > lastYear:
			return "", "", false
		case at.Year() >= firstYear:
			low = stamp(at)
		}
	}
	if !to.IsZero() {
		switch at := whole(to).UTC(); {
		case at.Year() < firstYear:
			return "", "", false
		case at.Year() <= lastYear:
			high = stamp(at)
		}
	}
	return low, high, true
}
