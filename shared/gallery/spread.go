package gallery

import (
	"math"
	"slices"
	"time"
)

// A query for several spans is read in ranges: a span is a range of its own where
// the postings between it and the one before would cost more than a request.

// worthReading is how many postings of a list, by guess, are rather read between two
// spans than left out by a request more: about half a read unit, the least that one
// costs.
const worthReading = 30

// atOnce is how many requests for one page are under way at the same time.
const atOnce = 16

// density is how many postings a list has in a second, from its first to its last.
type density struct {
	first, last int64 // seconds since 1970
	rate        float64
}

func densityOf(lists []string, numbers map[string]known) density {
	d := density{first: math.MaxInt64, last: math.MinInt64}
	postings := 0
	for _, list := range lists {
		k := numbers[list]
		if k.count <= 0 || k.first == "" {
			continue
		}
		postings += k.count
		d.first, d.last = min(d.first, unstamp(k.first).Unix()), max(d.last, unstamp(k.last).Unix())
	}
	if postings > 0 {
		d.rate = float64(postings) / float64(d.last-d.first+1)
	}
	return d
}

// postings guesses how many there are from one stamp to another; "" is open.
func (d density) postings(low, high string) float64 {
	from, to := d.first, d.last+1
	if low != "" {
		from = max(from, unstamp(low).Unix())
	}
	if high != "" {
		to = min(to, unstamp(high).Unix())
	}
	return d.rate * max(float64(to-from), 0)
}

// spread has the plan's lists read in ranges, given the spans a photo must be taken
// in.
func (p *plan) spread(when stamps, numbers map[string]known) {
	d := densityOf(p.lists, numbers)
	if len(when) < 2 || d.rate == 0 {
		return
	}
	ranges := stamps{when[0]}
	for _, next := range when[1:] {
		last := &ranges[len(ranges)-1]
		if d.postings(last.high, next.low) <= float64(worthReading*len(p.lists)) {
			last.high = next.high
			continue
		}
		ranges = append(ranges, next)
	}
	if len(ranges) == 1 {
		return
	}
	p.ranges = ranges
	for _, r := range ranges {
		p.expect += d.postings(r.low, r.high)
	}
}

// reach gives the ranges the lists are read in, in the direction of the reading.
func (p plan) reach(desc bool) stamps {
	if p.ranges == nil {
		return stamps{{p.from, p.to}}
	}
	ranges := p.ranges.within(p.from, p.to)
	if desc {
		slices.Reverse(ranges)
	}
	return ranges
}

// several is how many ranges are read at once, to see so many postings.
func (p plan) several(postings int) int {
	each := p.expect / float64(max(len(p.ranges), 1))
	return int(min(max(math.Ceil(float64(postings)/max(each, 1)), 1), atOnce))
}

// moment picks a second of the ranges by chance, between two with both of them; the
// first where no range has any.
func (p plan) moment(first, last int64, chance uint64) int64 {
	ranges := p.reach(false).within(stamp(time.Unix(first, 0)), stamp(time.Unix(last+1, 0)))
	var all uint64
	length := func(r stampRange) uint64 { return uint64(unstamp(r.high).Unix() - unstamp(r.low).Unix()) }
	for _, r := range ranges {
		all += length(r)
	}
	if all == 0 {
		return first
	}
	chance %= all
	for _, r := range ranges {
		if n := length(r); chance >= n {
			chance -= n
			continue
		}
		return unstamp(r.low).Unix() + int64(chance)
	}
	return first
}
