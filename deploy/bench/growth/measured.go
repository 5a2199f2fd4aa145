package growth

import (
	_ "embed"
	"encoding/json"
	"slices"

	"shoebox/shared/fault"
)

// Act is something people do with a gallery.
type Act string

// The acts.
const (
	Cold  Act = "conversation, cold"
	Warm  Act = "conversation, warm"
	Bring Act = "photo, in a batch"
	Add   Act = "photo, alone"
	Liken Act = "look for its like" // before a photo is added
	Learn Act = "labels found"      // charged, and written
	Alter Act = "edit"
	Leave Act = "trash, and delete for good"
	Fetch Act = "picture"
)

// acts are all acts, in the order they are told.
var acts = []Act{Cold, Warm, Bring, Add, Liken, Learn, Alter, Leave, Fetch}

// Load is what something asks of the table, on average, by DynamoDB's rules.
type Load struct {
	Requests   float64 `json:"requests"`
	ReadUnits  float64 `json:"rcu"`
	WriteUnits float64 `json:"wcu"`
}

func (l Load) plus(m Load) Load {
	return Load{l.Requests + m.Requests, l.ReadUnits + m.ReadUnits, l.WriteUnits + m.WriteUnits}
}

func (l Load) times(n float64) Load { return Load{l.Requests * n, l.ReadUnits * n, l.WriteUnits * n} }

// Cost is the load of an act, and on which partition keys it lies. A key of the
// gallery stands for all galleries: X#G#* is the timeline. X#G#term is the one list
// of all a gallery's terms that the act asks the most of.
type Cost struct {
	Load
	Keys map[string]Load `json:"keys"`
}

// Size is what was measured of a gallery of one size.
type Size struct {
	Photos int          `json:"photos"`
	Acts   map[Act]Cost `json:"acts"`
	// Items and Bytes are what a photo keeps in the table, with the index, and
	// with the 100 bytes that DynamoDB adds to each item.
	Items float64 `json:"items_per_photo"`
	Bytes float64 `json:"bytes_per_photo"`
}

// Measured is what Measure found, by size.
type Measured struct {
	Sizes []Size `json:"sizes"`
}

//go:embed measured.json
var measuredFile []byte

// LastMeasured is what measured.json holds.
func LastMeasured() (Measured, error) {
	const op = "growth.LastMeasured"
	var m Measured
	if err := json.Unmarshal(measuredFile, &m); err != nil {
		return Measured{}, fault.As(op, fault.Invalid, err)
	}
	return m, nil
}

// of gives the size with so many photos.
func (m Measured) of(photos int) (Size, error) {
	i := slices.IndexFunc(m.Sizes, func(s Size) bool { return s.Photos == photos })
	if i < 0 {
		return Size{}, fault.New("growth.of", fault.NotFound, "that many photos were not measured")
	}
	return m.Sizes[i], nil
}
