package gallery

import (
	"strings"

	"github.com/antzucaro/matchr"
)

// The shares of a likeness.
const (
	byFingers   = 0.45 // how few and how usual the slips are that make one word of the other
	bySound     = 0.25
	byBeginning = 0.15 // Jaro-Winkler: most slips come late in a word
	byCode      = 0.15 // Double Metaphone

	// leastAlike is the least likeness of words that sound the same, however they
	// are written, and leastNear that of those that nearly do: whose codes are the
	// same and whose sounds are so alike as soundsNear says.
	leastAlike = 0.9
	leastNear  = 0.65
	soundsNear = 0.89
)

// likeness says how likely it is that a word was meant for another, 0 to 1.
func likeness(a heard, b *spelt) float64 {
	same := a.sound == b.sound
	switch {
	case digits(a.text) != digits(b.text):
		return 0
	case !same && (a.letters < 4 && a.letters != b.letters || b.letters < 3 || a.everyday):
		return 0
	}
	coded, alike := sharesCode(a.codes, b.codes), sounds(a.sound, b.sound)
	near := same || coded && alike >= soundsNear && a.letters > 3 && b.letters > 3
	if most := slips(max(a.letters, b.letters)); !near && distance(a.text, b.text, most) > most {
		return 0
	}
	score := byFingers*fingers(a.text, b.text) + bySound*alike
	if coded {
		score += byCode
	}
	if !near && score+byBeginning < likely {
		return 0
	}
	score += byBeginning * matchr.JaroWinkler(a.text, b.text, false)
	switch {
	case same:
		return leastAlike + (1-leastAlike)*score
	case near:
		return leastNear + (1-leastNear)*score
	}
	return score
}

// What it costs that a sound is another: a vowel is soon another one.
const (
	costMerged = 0.25 // the vowels of cot and caught, which are one to many
	costLong   = 0.35 // long for short
	costVowel  = 0.6
	costSounds = 1
)

const vowels = "aeiouAEIOW"

// sounds says how alike two sounds are, 0 to 1.
func sounds(a, b string) float64 {
	if a == b {
		return 1
	}
	return max(0, 1-ofSound.way(a, b))
}

func moreSound(a rune) float32 {
	if strings.ContainsRune(vowels, a) {
		return costVowel
	}
	return costSounds
}

func otherSound(a, b rune) float32 {
	a, b = min(a, b), max(a, b)
	switch [2]rune{a, b} {
	case [2]rune{'W', 'o'}:
		return costMerged
	case [2]rune{'A', 'a'}, [2]rune{'E', 'e'}, [2]rune{'E', 'i'}, [2]rune{'I', 'i'}, [2]rune{'O', 'o'}:
		return costLong
	}
	switch {
	case a == b:
		return 0
	case strings.ContainsRune(vowels, a) && strings.ContainsRune(vowels, b):
		return costVowel
	}
	return costSounds
}
