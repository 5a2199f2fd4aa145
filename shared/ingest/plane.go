package ingest

// plane is one of the planes of a picture: its brightness, or one of its two
// colours.
type plane struct {
	pix    []byte
	stride int // bytes from a pixel to the one below
	w, h   int
	// exactW and exactH are the size that the pixels cover, in pixels of this plane: the
	// last column and row may stand for a part of one.
	exactW, exactH float64
}

func newPlane(w, h int) plane {
	return plane{pix: make([]byte, w*h), stride: w, w: w, h: h, exactW: float64(w), exactH: float64(h)}
}

// row is a line of the plane.
func (p plane) row(y int) []byte { return p.pix[y*p.stride:][:p.w] }

// whole is how many pixels of n are made one, so that at least wanted are left: whole
// numbers are fast. It leaves the rest, at least a fifth, to a better filter.
func whole(n, wanted int) int { return max(1, 5*n/(6*wanted)) }

// reduced gives each kx×ky pixels as their mean; at the right and lower edge, of those
// that there are.
func (p plane) reduced(kx, ky int) plane {
	if kx == 1 && ky == 1 {
		return p
	}
	out := newPlane((p.w+kx-1)/kx, (p.h+ky-1)/ky)
	out.exactW, out.exactH = p.exactW/float64(kx), p.exactH/float64(ky)
	sums := make([]uint32, out.w)
	for y := range out.h {
		clear(sums)
		first, last := y*ky, min((y+1)*ky, p.h)
		for from := first; from < last; from++ {
			addUp(sums, p.row(from), kx)
		}
		means(out.row(y), sums, kx, last-first, p.w)
	}
	return out
}

// addUp adds each k values of a row to a sum.
func addUp(sums []uint32, row []byte, k int) {
	full := len(row) / k
	switch s := sums[:full]; k {
	case 1:
		for x := range s {
			s[x] += uint32(row[x])
		}
	case 2:
		for x := range s {
			r := row[2*x:][:2]
			s[x] += uint32(r[0]) + uint32(r[1])
		}
	case 3:
		for x := range s {
			r := row[3*x:][:3]
			s[x] += uint32(r[0]) + uint32(r[1]) + uint32(r[2])
		}
	case 4:
		for x := range s {
			r := row[4*x:][:4]
			s[x] += uint32(r[0]) + uint32(r[1]) + uint32(r[2]) + uint32(r[3])
		}
	default:
		for x := range s {
			for _, v := range row[k*x:][:k] {
				s[x] += uint32(v)
			}
		}
	}
	for _, v := range row[full*k:] {
		sums[full] += uint32(v)
	}
}

// means makes a row of sums over cells that are k wide, the last as wide as the row
// goes, and rows high.
func means(out []byte, sums []uint32, k, rows, width int) {
	full := width / k
	share := (1<<24 + uint32(k*rows)/2) / uint32(k*rows) // a sum's is less than 1<<32
	out = out[:len(sums)]
	for x, s := range sums[:full] {
		out[x] = byte((s*share + 1<<23) >> 24)
	}
	if rest := uint32((width - full*k) * rows); rest > 0 {
		out[full] = byte((sums[full] + rest/2) / rest)
	}
}
