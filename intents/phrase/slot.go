package phrase

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// slot gives the normal form of what fills a slot, where the slot takes it.
func (g *Grammar) slot(name string, said []spoken) (string, bool) {
	switch name {
	case slotPosition:
		n, ok := g.position(said)
		return strconv.Itoa(n), ok
	case slotCount:
		n, ok := g.number(said)
		return strconv.Itoa(n), ok && n > 0
	case slotAspect:
		last := said[len(said)-1].fold
		aspect, ok := g.words.aspects[last]
		if len(said) == 2 {
			asked := said[0].fold
			return aspect, ok && g.words.asking[asked]
		}
		return aspect, ok && len(said) == 1
	}
	return "", true
}

// position reads "third", "3rd", "twenty first", "last", "second to last".
func (g *Grammar) position(said []spoken) (int, bool) {
	ordinal := func(s string) (int, bool) {
		n, ok := g.words.ordinals[s]
		if ok {
			return n, true
		}
		return digits(strings.TrimRight(s, g.words.ordinalEnds))
	}
	last := said[len(said)-1].fold
	switch {
	case len(said) == 1:
		n, ok := ordinal(last)
		return n, ok && n != 0
	case slices.ContainsFunc(g.words.fromEnd, func(run []string) bool { return len(run) == len(said)-1 && matches(run, said[1:]) }):
		n, ok := ordinal(said[0].fold)
		return -n, ok && n > 0
	case len(said) == 2:
		tens, ok := g.words.numbers[said[0].fold]
		n, ok2 := ordinal(last)
		return tens + n, ok && ok2 && tens%10 == 0 && tens >= 20 && tens < 100 && n > 0 && n < 10
	}
	return 0, false
}

// farthest is the last place of a list that a bare ordinal names. Nobody counts
// further than a dozen photos, and "the 27th" is a day.
const farthest = 12

// isDay reports whether a command that only names a place far down a list is
// rather a time: "the 27th", "the 1970s". "The 27th photo" is no time.
func (g *Grammar) isDay(text string, c command, now time.Time) bool {
	place, ok := c.slots[slotPosition]
	if n, err := strconv.Atoi(place); !ok || err != nil || n <= farthest || len(c.slots) > 1 {
		return false
	}
	_, err := g.times.Read(text, now)
	return err == nil
}

// number reads "3", "three", "twenty five".
func (g *Grammar) number(said []spoken) (int, bool) {
	one := func(s string) (int, bool) {
		if n, ok := g.words.numbers[s]; ok {
			return n, true
		}
		return digits(s)
	}
	switch len(said) {
	case 1:
		return one(said[0].fold)
	case 2:
		a, ok := g.words.numbers[said[0].fold]
		b, ok2 := g.words.numbers[said[1].fold]
		return a + b, ok && ok2 && a%10 == 0 && a >= 20 && a < 100 && b > 0 && b < 10
	}
	return 0, false
}

// digits reads a number of at most four digits.
func digits(s string) (int, bool) {
	if s == "" || len(s) > 4 {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0
}
