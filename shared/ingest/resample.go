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
	return p.across(w, exactW).down(h, exactH)
}

// across gives the plane in another width.
func (p plane) across(w int, exact float64) plane {
	out := newPlane(w, p.h)
	out.exactW, out.exactH = exact, p.exactH
	all := filter(p.w, p.exactW, w, exact)
	for y := range p.h {
		to, row := out.row(y), p.row(y)
		for x := range to {
			f := &all[x]
			to[x] = rounded(weighed(row[f.from:], f.share))
		}
	}
	return out
}

// weighed sums up pixels, each by its share.
func weighed(pixels []byte, share []int32) (sum int32) {
	pixels = pixels[:len(share)]
	for len(share) >= 4 && len(pixels) >= 4 {
		sum += share[0]*int32(pixels[0]) + share[1]*int32(pixels[1]) + share[2]*int32(pixels[2]) + share[3]*int32(pixels[3])
		share, pixels = share[4:], pixels[4:]
	}
	for i, s := range share {
		sum += s * int32(pixels[i])
	}
	return sum
}

// down gives the plane in another height.
func (p plane) down(h int, exact float64) plane {
	out := newPlane(p.w, h)
	out.exactW, out.exactH = p.exactW, exact
	sums := make([]int32, p.w)
	for y, f := range filter(p.h, p.exactH, h, exact) {
		clear(sums)
		from, share := f.from, f.share
		for ; len(share) >= 4; from, share = from+4, share[4:] {
			addFour(sums, share, p.row(from), p.row(from+1), p.row(from+2), p.row(from+3))
		}
		for j, s := range share {
			row := p.row(from + j)[:len(sums)]
			for x := range sums {
				sums[x] += s * int32(row[x])
			}
		}
		to := out.row(y)[:len(sums)]
		for x, sum := range sums {
			to[x] = rounded(sum)
		}
	}
	return out
}

// addFour adds four rows, each by its share: together they are read and written once.
func addFour(sums, share []int32, a, b, c, d []byte) {
	n := len(sums)
	a, b, c, d = a[:n], b[:n], c[:n], d[:n]
	s0, s1, s2, s3 := share[0], share[1], share[2], share[3]
	for x := range sums {
		sums[x] += s0*int32(a[x]) + s1*int32(b[x]) + s2*int32(c[x]) + s3*int32(d[x])
	}
}
