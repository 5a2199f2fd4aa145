package ingest

import (
	"image"
	"image/color"
	"math"
	"slices"
	"sync"

	"github.com/bbrks/go-blurhash"

	"shoebox/shared/gallery"
)

// afar is the longer side, in pixels, of what a blurhash is made from: it keeps four
// waves of it at most.
const afar = 24

// blurred gives what a picture looks like from afar: four waves along its longer side
// and three along the other.
func blurred(p pixels) string {
	box := image.Pt(fit(p.y.w, p.y.h, afar, afar))
	small := p.scaled(box.X, box.Y).image()
	across, down := 4, 3
	if box.Y > box.X {
		across, down = down, across
	}
	m := image.NewRGBA(small.Bounds()) // the encoder asks for each pixel twelve times
	for y := range box.Y {
		for x := range box.X {
			m.Set(x, y, color.RGBAModel.Convert(small.At(x, y)))
		}
	}
	hash, err := blurhash.Encode(across, down, m)
	if err != nil {
		return "" // it is only shown until the picture comes
	}
	return hash
}

// A likeness is made of waves in a picture of grid×grid pixels: slow ones outlive
// being made smaller, encoded again or a little brighter.
const (
	grid  = 32
	waves = 64
	// faint is the amplitude under which the strongest wave is no more than the noise
	// of a picture of nothing, which looks like any other.
	faint = 24
)

// likeness is the perceptual hash of a picture, by the discrete cosine transform: for
// each of the 64 slowest waves of its brightness, but the mean, whether it is stronger
// than half of them are. 0 is a picture of nothing.
func likeness(p pixels) gallery.Likeness {
	small, wave := squared(p.y), cosines()
	var lines [grid][grid / 2]float64 // of each line, its waves across
	for y := range grid {
		row := small.row(y)
		for n := range lines[y] {
			for x, v := range row {
				lines[y][n] += wave[n][x] * float64(v)
			}
		}
	}
	strength := make([]float64, 0, waves)
	for _, n := range slowest() {
		var sum float64
		for y := range grid {
			sum += wave[n.Y][y] * lines[y][n.X]
		}
		strength = append(strength, sum*2/grid)
	}
	if peak := max(slices.Max(strength), -slices.Min(strength)); peak < faint {
		return 0
	}
	sorted := slices.Sorted(slices.Values(strength))
	middle := (sorted[waves/2-1] + sorted[waves/2]) / 2
	var l gallery.Likeness
	for _, s := range strength {
		l <<= 1
		if s > middle {
			l |= 1
		}
	}
	return l
}

// squared gives a plane as grid×grid pixels, whatever its shape.
func squared(p plane) plane {
	if p.w >= grid && p.h >= grid {
		return p.scaled(grid, grid, grid, grid)
	}
	out := newPlane(grid, grid)
	for y := range grid {
		row := p.row(y * p.h / grid)
		for x := range grid {
			out.pix[y*grid+x] = row[x*p.w/grid]
		}
	}
	return out
}

// slowest are the waves of a likeness, the slowest first.
var slowest = sync.OnceValue(func() []image.Point {
	var all []image.Point
	for y := range grid / 2 {
		for x := range grid / 2 {
			if x+y > 0 {
				all = append(all, image.Pt(x, y))
			}
		}
	}
	slices.SortStableFunc(all, func(a, b image.Point) int { return (a.X + a.Y) - (b.X + b.Y) })
	return all[:waves]
})

// cosines are the waves' values along a side.
var cosines = sync.OnceValue(func() *[grid / 2][grid]float64 {
	c := &[grid / 2][grid]float64{}
	for n := range c {
		scale := 1.0
		if n == 0 {
			scale = math.Sqrt2 / 2
		}
		for x := range c[n] {
			c[n][x] = scale * math.Cos(math.Pi*float64(n)*(float64(x)+0.5)/grid)
		}
	}
	return c
})
