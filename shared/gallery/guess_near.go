package gallery

import (
	"math/bits"
	"slices"

	"github.com/antzucaro/matchr"
)

// guessed is a word that may be meant, and how likely it is.
type guessed struct {
	at    int // in the spelling's words
	score float64
}

// guess gives the words that may be meant by a folded word, in no order.
func (s *spelling) guess(word string) []guessed {
	a := hear(word)
	var found []guessed
	tried := s.heard(a)
	for _, i := range tried {
		found = s.weigh(found, a, i)
	}
	for i := range s.within(a) {
		if !slices.Contains(tried, i) {
			found = s.weigh(found, a, i)
		}
	}
	return found
}

// weigh adds a word if it is likely, and says something.
func (s *spelling) weigh(found []guessed, a heard, i int) []guessed {
	if unsaid[s.words[i].text] {
		return found
	}
	if score := likeness(a, &s.words[i]); score >= likely {
		return append(found, guessed{i, score})
	}
	return found
}

// The shares of a likeness.
const (
	byFingers   = 0.45 // how few and how usual the slips are that make one word of the other
	bySound     = 0.25
	byBeginning = 0.15 // Jaro-Winkler: most slips come late in a word
	byCode      = 0.15 // Double Metaphone

	leastAlike = 0.9  // of words that sound the same, however they are written
	leastCoded = 0.72 // of words that only share a code of Double Metaphone, which many do
)

// likeness says how likely it is that a word was meant for another, 0 to 1.
func likeness(a heard, b *spelt) float64 {
	alike := a.sound == b.sound
	switch {
	case digits(a.text) != digits(b.text):
		return 0
	case !alike && (a.letters < 4 && a.letters != b.letters || b.letters < 3 || a.everyday):
		return 0
	}
	score := byFingers*fingers(a.text, b.text) + bySound*sounds(a.sound, b.sound)
	if sharesCode(a.codes, b.codes) {
		score += byCode
	}
	if !alike && score+byBeginning < likely {
		return 0
	}
	score += byBeginning * matchr.JaroWinkler(a.text, b.text, false)
	most := slips(a.letters)
	switch {
	case alike:
		return leastAlike + (1-leastAlike)*score
	case score < leastCoded && distance(a.text, b.text, most) > most:
		return 0
	}
	return score
}

// best gives the first of what was found, in order, each word once.
func (s *spelling) best(found []guessed) (guesses []Guess, clear bool) {
	for i := 1; i < len(found); i++ { // of two that are about as likely the more frequent goes first
		a, b := found[i-1], found[i]
		if a.score-b.score < near && s.words[b.at].count > s.words[a.at].count {
			found[i-1], found[i] = b, a
		}
	}
	seen := make([]int, 0, maxGuesses)
	for _, f := range found {
		if len(guesses) == maxGuesses {
			break
		}
		if slices.Contains(seen, f.at) {
			continue
		}
		seen = append(seen, f.at)
		w := s.words[f.at]
		guesses = append(guesses, Guess{Word: w.written, Score: f.score, Count: w.count})
	}
	switch len(guesses) {
	case 0:
		return nil, false
	case 1:
		return guesses, guesses[0].Score >= certain
	}
	return guesses, guesses[0].Score >= certain && guesses[0].Score-guesses[1].Score >= lead
}

// within gives the words that a word becomes by few slips.
func (s *spelling) within(a heard) func(func(int) bool) {
	most := slips(a.letters)
	from, to := s.lengths(a.letters-most, a.letters+most)
	letters := mask(a.text)
	return func(yield func(int) bool) {
		for i, m := range s.masks[from:to] {
			if bits.OnesCount64(m^letters) > 2*most {
				continue
			}
			if distance(a.text, s.words[from+i].text, most) <= most && !yield(from+i) {
				return
			}
		}
	}
}

// slips is how many slips of the fingers a word of so many letters is allowed.
func slips(letters int) int {
	if letters <= 7 {
		return 1
	}
	return 2
}

// lengths gives the places of the words that have from shortest to longest letters.
func (s *spelling) lengths(shortest, longest int) (from, to int) {
	shortest = max(shortest, 0)
	if shortest >= len(s.from) {
		return 0, 0
	}
	from, to = s.from[shortest], len(s.words)
	if longest+1 < len(s.from) {
		to = s.from[longest+1]
	}
	return from, to
}

// mask says which letters a word has, in two bits each: once, and twice or more. A
// slip changes two bits at most.
func mask(word string) uint64 {
	var m uint64
	for _, r := range word {
		class := uint(r) % 32
		if m&(1<<(2*class)) != 0 {
			m |= 2 << (2 * class)
		}
		m |= 1 << (2 * class)
	}
	return m
}

// digits gives the digits of a word: a number is never misspelt.
func digits(word string) string {
	var found []byte
	for i := range len(word) {
		if word[i] >= '0' && word[i] <= '9' {
			found = append(found, word[i])
		}
	}
	return string(found)
}
