package gallery

// What one slip costs: a usual one less than any.
const (
	costSwap    = 0.6 // of neighbours: sunste
	costDouble  = 0.4 // a letter written once for twice, or twice for once: lissbon
	costNearKey = 0.6 // the key beside the right one
	costAlike   = 0.6 // letters that sound alike: lizbon
	costSilent  = 0.5 // an h or a final e too many or too few
	costLetter  = 0.6 // any other letter too many or too few
	costOther   = 1.1 // any other letter for another
	costFirst   = 0.5 // more, where the first letter is wrong: it seldom is
)

// fingers says how likely a word is a slip of the fingers for another, 0 to 1: the
// cheapest way from one to the other, against their length.
func fingers(a, b string) float64 {
	return max(0, 1-2*ofFingers.way(a, b))
}

// costs says what slips cost.
type costs uint8

const (
	ofFingers costs = iota
	ofSound
)

func (c costs) extra(word []rune, i int) float32 {
	if c == ofSound {
		return moreSound(word[i])
	}
	return extra(word, i)
}

func (c costs) replaced(a, b rune, first bool) float32 {
	if c == ofSound {
		return otherSound(a, b)
	}
	return replaced(a, b, first)
}

func (c costs) swapped() float32 {
	if c == ofSound {
		return costSounds
	}
	return costSwap
}

// way gives the cost of the cheapest way from one word to another, by letter of the
// longer one.
func (c costs) way(a, b string) float64 {
	var bufferA, bufferB [maxWord]rune
	x, y := runes(&bufferA, a), runes(&bufferB, b)
	var rows [3][maxWord + 1]float32
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range y {
		last[j+1] = last[j] + c.extra(y, j)
	}
	for i := range x {
		row[0] = last[0] + c.extra(x, i)
		for j := range y {
			d := last[j] + c.replaced(x[i], y[j], i == 0 && j == 0)
			d = min(d, last[j+1]+c.extra(x, i), row[j]+c.extra(y, j))
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				d = min(d, before[j-1]+c.swapped())
			}
			row[j+1] = d
		}
		before, last, row = last, row, before
	}
	return float64(last[len(y)]) / float64(max(len(x), len(y), 1))
}

// extra is what it costs that a word has its i-th letter.
func extra(word []rune, i int) float32 {
	switch {
	case i == 0:
		return costLetter + costFirst
	case word[i] == word[i-1]:
		return costDouble
	case word[i] == 'h', word[i] == 'e' && i == len(word)-1:
		return costSilent
	}
	return costLetter
}

// replaced is what it costs that one letter stands for another.
func replaced(a, b rune, first bool) float32 {
	switch {
	case a == b:
		return 0
	case soundAlike.has(a, b):
		return costAlike
	}
	cost := float32(costOther)
	if nearKeys.has(a, b) {
		cost = costNearKey
	}
	if first {
		cost += costFirst
	}
	return cost
}

// letterSets are sets of the letters a to z, one for each letter.
type letterSets [26]uint32

func (s *letterSets) has(a, b rune) bool {
	return a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z' && s[a-'a']&(1<<(b-'a')) != 0
}

// soundAlike are the letters that are heard for one another.
var soundAlike = func() (sets letterSets) {
	for _, group := range []string{"aeiou", "iy", "ckq", "csz", "fv", "gj", "dt", "bp", "mn", "sx"} {
		for _, a := range group {
			for _, b := range group {
				sets[a-'a'] |= 1 << (b - 'a')
			}
		}
	}
	return sets
}()

// nearKeys are the keys around each on an English keyboard, and those that a German
// and a French one have in its place.
var nearKeys = func() (sets letterSets) {
	for i, keys := range []string{
		"qwsz", "vghn", "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "ujko", "huikmn", "jiolm", "kop", "njk",
		"bhjm", "iklp", "ol", "wa", "edft", "awedxz", "rfgyz", "yhjiz", "cfgb", "qasez", "zsdc", "tghuzx", "asxywtu",
	} {
		for _, b := range keys {
			sets[i] |= 1 << (b - 'a')
		}
	}
	return sets
}()
