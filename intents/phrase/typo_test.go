package phrase_test

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// typos are the ways in which people's fingers and a microphone's ears go wrong.
// Each gives a word with one mistake, or the word where it has no place for it.
var typos = []struct {
	name string
	make func(r *rand.Rand, word string) string
}{
	{"two letters swapped", func(r *rand.Rand, w string) string {
		i := r.IntN(len(w) - 1)
		return w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:]
	}},
	{"a letter dropped", func(r *rand.Rand, w string) string {
		i := r.IntN(len(w))
		return w[:i] + w[i+1:]
	}},
	{"a letter doubled", func(r *rand.Rand, w string) string {
		i := r.IntN(len(w))
		return w[:i+1] + w[i:]
	}},
	{"the key beside it", func(r *rand.Rand, w string) string {
		i := r.IntN(len(w))
		return w[:i] + oneOf(r, keysBeside(w[i])) + w[i+1:]
	}},
	{"another vowel", func(r *rand.Rand, w string) string {
		i := oneOfBytes(r, w, "aeiou")
		if i < 0 {
			return w
		}
		return w[:i] + oneOf(r, strings.Split(strings.ReplaceAll("aeiou", w[i:i+1], ""), "")) + w[i+1:]
	}},
	{"spelled as it sounds", func(r *rand.Rand, w string) string {
		var heard []string
		for _, s := range soundAlikes {
			for from := 0; ; {
				at := strings.Index(w[from:], s[0])
				if at < 0 {
					break
				}
				at += from
				heard = append(heard, w[:at]+s[1]+w[at+len(s[0]):])
				from = at + 1
			}
		}
		if len(heard) == 0 {
			return w
		}
		return oneOf(r, heard)
	}},
}

// soundAlikes are letters that others are heard for.
var soundAlikes = [][2]string{
	{"ph", "f"}, {"f", "ph"}, {"ck", "k"}, {"ca", "ka"}, {"co", "ko"}, {"cl", "kl"}, {"cr", "kr"}, {"ce", "se"}, {"ci", "si"}, {"k", "c"},
	{"ea", "ee"}, {"ee", "ea"}, {"ai", "ay"}, {"ie", "ee"}, {"oo", "ew"}, {"ou", "ow"}, {"ow", "ou"}, {"ey", "y"}, {"ght", "t"},
	{"z", "s"}, {"s", "z"}, {"ss", "s"}, {"nn", "n"}, {"ll", "l"}, {"tt", "t"}, {"pp", "p"}, {"rr", "r"}, {"ff", "f"}, {"x", "ks"}, {"qu", "kw"},
	{"dge", "j"}, {"ge", "je"}, {"wh", "w"}, {"wr", "r"}, {"kn", "n"}, {"mb", "m"}, {"er", "or"}, {"or", "er"}, {"ar", "er"}, {"le", "el"},
}

func oneOf(r *rand.Rand, all []string) string { return all[r.IntN(len(all))] }

// oneOfBytes is the place of one of the letters in a word, or -1.
func oneOfBytes(r *rand.Rand, w, letters string) int {
	var at []int
	for i := range len(w) {
		if strings.IndexByte(letters, w[i]) >= 0 {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return -1
	}
	return at[r.IntN(len(at))]
}

// keysBeside are the letters beside one on an English keyboard.
func keysBeside(letter byte) []string {
	rows := []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}
	var beside []string
	for y, row := range rows {
		x := strings.IndexByte(row, letter)
		if x < 0 {
			continue
		}
		// A row stands half a key to the right of the one above it.
		for _, key := range [][2]int{{y, x - 1}, {y, x + 1}, {y - 1, x}, {y - 1, x + 1}, {y + 1, x - 1}, {y + 1, x}} {
			if key[0] >= 0 && key[0] < len(rows) && key[1] >= 0 && key[1] < len(rows[key[0]]) {
				beside = append(beside, rows[key[0]][key[1]:key[1]+1])
			}
		}
	}
	slices.Sort(beside)
	return beside
}
