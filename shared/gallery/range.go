package gallery

import (
	"slices"
	"time"
)

// stamps is a set of moments as the sort keys of postings are compared with: those
// in any of its ranges. nil is every moment.
type stamps []stampRange

// stampRange is [low, high); "" is open.
type stampRange struct{ low, high string }

// stamps gives times as stamps: tidy, and without what no photo can be taken in.
func (ts Times) stamps() stamps {
	tidy := ts.Tidy()
	if tidy == nil {
		return nil
	}
	in := make(stamps, 0, len(tidy))
	for _, s := range tidy {
		if low, high, some := bounds(s.From, s.To); some {
			in = append(in, stampRange{low, high})
		}
	}
	return in
}

// has reports whether a posting's place is in one of the ranges.
func (in stamps) has(sort string) bool {
	if in == nil {
		return true
	}
	after, _ := slices.BinarySearchFunc(in, sort, func(r stampRange, sort string) int {
		if r.low <= sort {
			return -1
		}
		return 1
	})
	return after > 0 && (in[after-1].high == "" || sort < in[after-1].high)
}

// within gives the part of the ranges that is in another range.
func (in stamps) within(low, high string) stamps {
	var part stamps
	for _, r := range in {
		r.low = max(r.low, low)
		if r.high == "" || high != "" && high < r.high {
			r.high = high
		}
		if r.high == "" || r.low < r.high {
			part = append(part, r)
		}
	}
	return part
}

// bounds gives the stamps of a range of time; false for one without a second in it
// that a photo can be taken in.
func bounds(from, to time.Time) (low, high string, some bool) {
	const firstYear, lastYear = 1, 9999
	s := Span{From: from, To: to}
	if s.empty() {
		return "", "", false
	}
	if !from.IsZero() {
		switch at := s.whole().From.UTC(); {
		case at.Year() > lastYear:
			return "", "", false
		case at.Year() >= firstYear:
			low = stamp(at)
		}
	}
	if !to.IsZero() {
		switch at := s.whole().To.UTC(); {
		case at.Year() < firstYear:
			return "", "", false
		case at.Year() <= lastYear:
			high = stamp(at)
		}
	}
	return low, high, true
}
