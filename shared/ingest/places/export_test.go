package places

import "math"

// Read gives the places that Encode wrote.
func Read(data []byte) (*Places, error) {
	p := open(string(data))
	_, err := p.load()
	return p, err
}

// Spots gives what is read, in steps of its precision.
func (p *Places) Spots() []Spot {
	a, err := p.load()
	if err != nil {
		return nil
	}
	var all []Spot
	for cell := range cells {
		from, to := a.span(cell)
		for i := from; i < to; i++ {
			region := a.regionOf(i)
			all = append(all, Spot{
				Lat:  float64(cell/columns-90) + float64(number16(a.lats, i))/steps,
				Lon:  float64(cell%columns-180) + float64(number16(a.lons, i))/steps,
				City: a.name(i), Region: a.region[region], Country: a.country[a.countryOf[region]],
				Inhabitants: int(math.Round(inhabitantsOf(a.sizes[i]))),
			})
		}
	}
	return all
}

// Size is what is kept of a number of inhabitants.
func Size(inhabitants int) uint8 { return sizeOf(inhabitants) }

// What the scores are made of.
const (
	MaxReach, Around, Wilderness = maxReach, around, wilderness
	Centre, Abroad, Elsewhere    = centre, abroad, elsewhere
)

func Reach(size uint8) float64   { return reach(size) }
func Weight(size uint8) float64  { return weight(size) }
func Lightly(size uint8) float64 { return lightly(size) }
