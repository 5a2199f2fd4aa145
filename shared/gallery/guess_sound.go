package gallery

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/antzucaro/matchr"
)

// heard is a word that is looked for, with how it sounds.
type heard struct {
	text     string
	sound    string
	codes    [2]uint32
	letters  int
	everyday bool
}

func hear(word string) heard {
	return heard{
		text: word, sound: sound(word), codes: codes(word),
		letters: utf8.RuneCountInString(word), everyday: everyday(word),
	}
}

// listen makes the words known by how they sound.
func (s *spelling) listen() {
	s.sounds = make([]uint64, 0, 3*len(s.words))
	for i := range s.words {
		w := &s.words[i]
		w.sound, w.codes = sound(w.text), codes(w.text)
		for _, code := range []uint32{hash(w.sound), w.codes[0], w.codes[1]} {
			if code != 0 {
				s.sounds = append(s.sounds, uint64(code)<<32|uint64(i))
			}
		}
	}
	slices.Sort(s.sounds)
}

// maxHeard bounds the words that are looked at for how they sound: the sound itself
// comes first, and few words of one gallery share a code.
const maxHeard = 200

// heard gives the words that have a sound or a code of a word.
func (s *spelling) heard(a heard) []int {
	var found []int
	for _, code := range []uint32{hash(a.sound), a.codes[0], a.codes[1]} {
		if code == 0 {
			continue
		}
		from, _ := slices.BinarySearch(s.sounds, uint64(code)<<32)
		for _, x := range s.sounds[from:] {
			if uint32(x>>32) != code || len(found) == maxHeard {
				break
			}
			if i := int(uint32(x)); !slices.Contains(found, i) {
				found = append(found, i)
			}
		}
	}
	return found
}

// codes gives the hashes of a word's Double Metaphone codes, 0 for none.
func codes(word string) [2]uint32 {
	if !ascii(word) {
		return [2]uint32{} // it knows the Latin alphabet alone
	}
	if as, ok := asIf[word]; ok {
		word = as
	}
	primary, other := matchr.DoubleMetaphone(word)
	var hashed [2]uint32
	if primary != "" {
		hashed[0] = hash("+" + primary)
	}
	if other != "" && other != primary {
		hashed[1] = hash("+" + other)
	}
	return hashed
}

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32() | 1
}

func sharesCode(a, b [2]uint32) bool {
	for _, code := range a {
		if code != 0 && (code == b[0] || code == b[1]) {
			return true
		}
	}
	return false
}

// sound spells a folded word as it sounds in English, so that words that sound the
// same are equal: photographer and fotografer, Shaun, Shawn and Sean. Unlike the
// code of Double Metaphone, which tells that consonants are alike, it keeps the
// vowels.
func sound(word string) string {
	if as, ok := asIf[word]; ok {
		word = as
	}
	out := make([]byte, 0, 16)
	for i := 0; i < len(word); {
		taken, said := spoken(word, i)
		if said == "" && i == len(word)-1 && lengthens(word) {
			lengthen(out)
		}
		for k := range len(said) {
			if len(out) == 0 || out[len(out)-1] != said[k] {
				out = append(out, said[k])
			}
		}
		i += taken
	}
	return string(out)
}

// lengthens reports whether the silent e at the end of a word makes the vowel before
// the last consonant a long one: lake, not lack.
func lengthens(word string) bool {
	n := len(word)
	vowel := func(i int) bool { return i >= 0 && strings.IndexByte("aeiouy", word[i]) >= 0 }
	return n > 2 && !vowel(n-2) && vowel(n-3) && !vowel(n-4)
}

// lengthen makes the last vowel of a sound a long one.
func lengthen(out []byte) {
	for i := len(out) - 1; i >= 0; i-- {
		switch out[i] {
		case 'a', 'e', 'i', 'o':
			out[i] -= 'a' - 'A'
			return
		case 'u':
			return
		}
	}
}

// spoken gives the sound of what stands at a place in a word, and how many bytes
// that is.
func spoken(word string, i int) (taken int, said string) {
	rest := word[i:]
	for _, r := range respelt[rest[0]] {
		if !strings.HasPrefix(rest, r.letters) {
			continue
		}
		end := len(rest) == len(r.letters)
		switch {
		case r.where == atStart && i > 0, r.where == atEnd && !end, r.where == inside && i == 0,
			r.where == beforeSoft && (end || !strings.ContainsRune("eiy", rune(rest[len(r.letters)]))),
			r.where == silentEnd && (!end || i < 2 || strings.IndexByte("aeiouy", word[i-1]) >= 0):
			continue
		}
		return len(r.letters), r.sound
	}
	return 1, rest[:1]
}

// where says at which places letters sound as they are said to.
type where int

const (
	anywhere where = iota
	atStart
	atEnd
	inside     // not at the start
	beforeSoft // before e, i, and y
	silentEnd  // at the end, after a consonant that is not the first letter
)

// respelling is how letters sound.
type respelling struct {
	letters string
	sound   string
	where   where
}

// respelt are the letters of English that do not sound as they are written, by the
// first of them; the first that fits counts. Capital letters are sounds without a
// letter of their own: C church, S ship, T thing,
// A, E, I and O long vowels, W law.
var respelt = map[byte][]respelling{
	'a': {{"augh", "W", anywhere}, {"au", "W", anywhere}, {"aw", "W", anywhere}, {"ay", "A", anywhere}, {"ai", "A", anywhere}},
	'b': {{"borough", "bro", inside}, {"burgh", "bro", inside}},
	'c': {
		{"chr", "kr", anywhere}, {"chl", "kl", anywhere}, {"ch", "C", anywhere}, {"ck", "k", anywhere}, {"cq", "k", anywhere},
		{"c", "s", beforeSoft}, {"c", "k", anywhere},
	},
	'd': {{"dge", "j", anywhere}, {"dg", "j", anywhere}},
	'e': {
		{"eigh", "A", anywhere}, {"ee", "E", anywhere}, {"ea", "E", anywhere}, {"ei", "E", anywhere}, {"ey", "E", anywhere},
		{"ew", "u", anywhere}, {"eau", "o", anywhere}, {"e", "", silentEnd},
	},
	'g': {{"gh", "g", atStart}, {"gh", "", anywhere}, {"gn", "n", atStart}, {"gn", "n", atEnd}, {"ge", "j", atEnd}, {"geo", "jo", atStart}},
	'h': {{"h", "", inside}},
	'i': {{"igh", "I", anywhere}, {"ie", "E", anywhere}, {"i", "E", atEnd}},
	'k': {{"kn", "n", atStart}, {"kh", "k", anywhere}},
	'm': {{"mb", "m", atEnd}, {"mn", "m", atEnd}},
	'o': {
		{"ough", "o", anywhere}, {"oo", "u", anywhere}, {"our", "or", anywhere}, {"ou", "u", anywhere}, {"ow", "O", anywhere}, {"oa", "O", anywhere},
		{"oy", "oi", anywhere}, {"oe", "O", anywhere},
	},
	'p': {{"ph", "f", anywhere}, {"ps", "s", atStart}, {"pn", "n", atStart}},
	'q': {{"qu", "kw", anywhere}, {"q", "k", anywhere}},
	'r': {{"rh", "r", anywhere}},
	's': {{"sch", "S", atStart}, {"sh", "S", anywhere}, {"sc", "s", beforeSoft}, {"ssion", "Sun", anywhere}, {"sion", "Sun", anywhere}},
	't': {{"tch", "C", anywhere}, {"th", "T", anywhere}, {"tion", "Sun", anywhere}, {"tre", "ter", atEnd}, {"tz", "s", anywhere}},
	'u': {{"ue", "u", anywhere}, {"ui", "u", anywhere}},
	'w': {{"wh", "w", anywhere}, {"wr", "r", atStart}},
	'x': {{"x", "s", atStart}, {"x", "ks", anywhere}},
	'y': {{"y", "E", atEnd}, {"y", "i", inside}},
	'z': {{"z", "s", anywhere}},
}

// asIf are names that sound like nothing they are written, as if they were written
// otherwise.
var asIf = map[string]string{
	"sean": "shaun", "phoebe": "feebee", "siobhan": "shivawn", "niamh": "neev", "stephen": "steven", "stephan": "steffan",
	"geoff": "jeff", "geoffrey": "jeffrey", "thomas": "tomas", "leigh": "lee", "hugh": "hue", "sinead": "shinade",
	"aoife": "eefa", "caoimhe": "keeva", "caitlin": "katelin", "kaitlyn": "katelin", "caitlyn": "katelin", "chloe": "klowy", "zoe": "zowy",
	"zoey": "zowy", "chloey": "klowy", "naomi": "nayomi", "isaac": "izak", "aaron": "aron", "michael": "mykal",
	"mikael": "mykal", "rachel": "raychel", "joaquin": "wakeen", "jose": "hozay", "juan": "wan", "jesus": "hezus",
	"jorge": "horhay", "xavier": "zavier", "giovanni": "jovani", "gio": "jo", "guillaume": "geeyome", "jacques": "zhak",
	"leicester": "lester", "worcester": "wuster", "gloucester": "gloster", "thames": "tems", "greenwich": "grenitch",
	"versailles": "versai", "prague": "prahg", "tuscany": "tuskany", "beige": "bayzh", "yacht": "yot", "island": "eyeland",
	"bear": "bare", "pear": "pare", "wear": "ware", "great": "grate", "break": "brake", "steak": "stake", "bread": "bred",
	"head": "hed", "heart": "hart", "isle": "eyel", "choir": "quire", "school": "skool", "christmas": "krismas", "aisle": "eyel", "knife": "nife", "czech": "chek",
}
