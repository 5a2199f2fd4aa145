package ingest

import "math"

// weights are the pixels of a line that make one pixel of another, and how much each
// counts: 1<<weightBits together.
type weights struct {
	from  int
	share []int32
}

const weightBits = 14

// cubic is the Catmull-Rom spline: it keeps edges sharp and lines smooth.
func cubic(t float64) float64 {
	switch t = math.Abs(t); {
	case t < 1:
		return (1.5*t-2.5)*t*t + 1
	case t < 2:
		return ((-0.5*t+2.5)*t-4)*t + 2
	}
	return 0
}

// filter tells how n pixels, which cover exact, are made to wanted ones, which cover
// exactly, as many or fewer: with the spline as wide as the reduction asks.
func filter(n int, exact float64, wanted int, exactly float64) []weights {
	scale := exact / exactly
	wide := max(scale, 1)
	all := make([]weights, wanted)
	for i := range all {
		center := min((float64(i)+0.5)*scale-0.5, float64(n-1))
		from := max(0, int(math.Ceil(center-2*wide)))
		to := min(n-1, int(math.Floor(center+2*wide)))
		raw, sum := make([]float64, to-from+1), 0.0
		for j := range raw {
			raw[j] = cubic((float64(from+j) - center) / wide)
			sum += raw[j]
		}
		share, left := make([]int32, len(raw)), int32(1<<weightBits)
		for j, v := range raw {
			share[j] = int32(math.Round(v / sum * (1 << weightBits)))
			left -= share[j]
		}
		share[min(max(int(math.Round(center))-from, 0), len(share)-1)] += left // so that white stays white
		all[i] = weights{from, share}
	}
	return all
}

// rounded gives a weighted sum as a pixel.
func rounded(sum int32) byte {
	sum = (sum + 1<<(weightBits-1)) >> weightBits
	if uint32(sum) <= 0xff {
		return byte(sum)
	}
	return byte(^(sum >> 31)) // under 0 is 0, over 255 is 255
}

// scaled gives the plane in another size, never larger, whose pixels cover exactW by
// exactH: by whole steps first, which are fast, and then by the spline, which is exact.
func (p plane) scaled(w, h int, exactW, exactH float64) plane {
	p = p.reduced(whole(p.w, w), whole(p.h, h))
	if p.w == w && p.h == h && p.exactW == exactW && p.exactH == exactH {
		return p
	}
	across, down := filter(p.w, p.exactW, w, exactW), filter(p.h, p.exactH, h, exactH)
	narrow := newPlane(w, p.h)
	for y := range p.h {
		out, row := narrow.row(y), p.row(y)
		for x := range out {
			f := &across[x]
			from := row[f.from:][:len(f.share)]
			var sum int32
			for j, share := range f.share {
				sum += share * int32(from[j])
			}
			out[x] = rounded(sum)
		}
	}
	out := newPlane(w, h)
	out.exactW, out.exactH = exactW, exactH
	sums := make([]int32, w)
	for y, f := range down {
		clear(sums)
		for j, share := range f.share {
			row := narrow.row(f.from + j)[:len(sums)]
			for x := range sums {
				sums[x] += share * int32(row[x])
			}
		}
		to := out.row(y)[:len(sums)]
		for x, sum := range sums {
			to[x] = rounded(sum)
		}
	}
	return out
}
