package places

import (
	"iter"
	"math"
	"sort"
)

// kilometres of a degree of latitude, on a sphere of the Earth's mean radius.
const degree = 111.195

// near gives the places within some kilometres of a point, and how far each is. It
// takes the ground for flat, which at these distances is right to a few percent
// below 80° and finds too many places, never too few, beyond.
func (a *atlas) near(lat, lon, km float64) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		narrow := math.Cos(lat * math.Pi / 180)
		high := km / degree
		// A degree of longitude is shortest at the edge that is nearest to a pole.
		wide := 180.0
		if edge := math.Abs(lat) + high; edge < 90 {
			wide = min(180, high/math.Cos(edge*math.Pi/180))
		}
		west, east := int(math.Floor(lon-wide)), int(math.Floor(lon+wide))
		for r := row(lat - high); r <= row(lat+high); r++ {
			for column := west; column <= min(east, west+columns-1); column++ {
				if !a.cell(r, column, lat, lon, high, narrow, km, yield) {
					return
				}
			}
		}
	}
}

// row gives the cells' row of a latitude, which may be beyond a pole.
func row(lat float64) int { return max(0, min(int(math.Floor(lat))+90, rows-1)) }

// cell gives those of a cell, whose column is counted from Greenwich and may lie
// beyond the 180th meridian.
func (a *atlas) cell(r, column int, lat, lon, high, narrow, km float64, yield func(int, float64) bool) bool {
	from, to := a.span(r*columns + ((column+columns/2)%columns+columns)%columns)
	if from == to {
		return true
	}
	south, west := float64(r-90), float64(column)
	// They are sorted by latitude.
	low, top := (lat-high-south)*steps, (lat+high-south)*steps
	from += sort.Search(to-from, func(i int) bool { return float64(number16(a.lats, from+i)) >= low })
	for i := from; i < to; i++ {
		step := float64(number16(a.lats, i))
		if step > top {
			break
		}
		y := (south + step/steps - lat) * degree
		x := (west + float64(number16(a.lons, i))/steps - lon) * degree * narrow
		if d2 := x*x + y*y; d2 <= km*km && !yield(i, math.Sqrt(d2)) {
			return false
		}
	}
	return true
}
