package growth

import "slices"

// Crowd is a gallery and what is done with it in its busiest hour, a second.
type Crowd struct {
	Name         string
	Photos       int
	Rates        map[Act]float64
	Extrapolated bool // its size was not measured: see grown
}

// Crowds are the galleries whose partitions are looked at.
func Crowds(a Assumed) []Crowd {
	daily := func(acts float64) float64 { return acts * a.Peak / hour }
	added := daily(100 / days)
	family := map[Act]float64{Cold: daily(1), Add: added, Liken: added, Learn: added, Alter: daily(10 / days), Leave: daily(5 / days), Fetch: daily(6)}
	// Everybody of ten thousand asks once a day, and one in ten adds a photo. What is
	// used so much is warm: a process knows the vocabulary for a minute and a half.
	crowded := map[Act]float64{
		Warm: daily(10_000), Cold: 1.0 / 90 * 20, Add: daily(1000), Liken: daily(1000), Learn: daily(1000),
		Alter: daily(200), Leave: daily(50), Fetch: daily(60_000),
	}
	return []Crowd{
		{"a family, 10,000 photos", 10_000, family, false},
		{"a family, 1,000,000 photos", 1_000_000, family, true},
		{"10,000 members, 100,000 photos", 100_000, crowded, false},
		{"10,000 members, 1,000,000 photos", 1_000_000, crowded, true},
	}
}

// Heat is what one partition key bears.
type Heat struct {
	Key   string
	Load  Load    // a second
	Share float64 // of what a partition can do, 1 is all
}

// Heats gives the partition keys of a crowd, the hottest first.
func Heats(m Measured, c Crowd) ([]Heat, error) {
	s, err := m.at(c)
	if err != nil {
		return nil, err
	}
	loads := map[string]Load{}
	for act, rate := range c.Rates {
		for key, load := range s.Acts[act].Keys {
			loads[key] = loads[key].plus(load.times(rate))
		}
	}
	var heats []Heat
	for key, load := range loads {
		if key == ownKey {
			continue // each lies on a partition of its own
		}
		heats = append(heats, Heat{key, load, weight(load)})
	}
	slices.SortFunc(heats, func(a, b Heat) int {
		if a.Share != b.Share {
			return compare(b.Share, a.Share)
		}
		return compare(float64(len(a.Key)), float64(len(b.Key)))
	})
	return heats, nil
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}

// at gives the size of a crowd: measured, or grown from the last two sizes that were.
func (m Measured) at(c Crowd) (Size, error) {
	if !c.Extrapolated {
		return m.of(c.Photos)
	}
	large, err := m.of(c.Photos / 10)
	if err != nil {
		return Size{}, err
	}
	small, err := m.of(c.Photos / 100)
	if err != nil {
		return Size{}, err
	}
	return grown(small, large), nil
}

// grown takes a size ten times further, as it grew by ten before: what did not grow
// stays. A vocabulary grows ever more slowly, and no search reads beyond its bound,
// so this is rather too much than too little.
func grown(small, large Size) Size {
	next := Size{Photos: large.Photos * 10, Acts: map[Act]Cost{}, Items: large.Items, Bytes: large.Bytes}
	for act, cost := range large.Acts {
		keys := map[string]Load{}
		for key, load := range cost.Keys {
			keys[key] = load.grown(small.Acts[act].Keys[key])
		}
		next.Acts[act] = Cost{Load: cost.grown(small.Acts[act].Load), Keys: keys}
	}
	return next
}

func (l Load) grown(before Load) Load {
	further := func(before, now float64) float64 {
		if before <= 0 || now <= before {
			return now
		}
		return now * now / before
	}
	return Load{further(before.Requests, l.Requests), further(before.ReadUnits, l.ReadUnits), further(before.WriteUnits, l.WriteUnits)}
}

// Limit is how often an act can be done a second before one partition has all it can
// bear, and which key that is.
func Limit(s Size, act Act) (perSecond float64, key string) {
	for k, load := range s.Acts[act].Keys {
		if w := weight(load); k != ownKey && w > 0 && (key == "" || 1/w < perSecond) {
			perSecond, key = 1/w, k
		}
	}
	return perSecond, key
}
