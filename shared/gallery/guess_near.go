package gallery

import (
	"iter"
	"math/bits"
	"slices"
)

// guessed is a word that may be meant, and how likely it is.
type guessed struct {
	at    int // in the spelling's words
	score float64
}

func (g guessed) certain() bool { return g.score >= certain }

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
	if w := &s.words[i]; unsaid[w.text] || !w.named && saidOnly(w.text) {
		return found
	}
	if score := likeness(a, &s.words[i]); score >= likely {
		return append(found, guessed{i, score})
	}
	return found
}

// saidOnly reports whether a word of a description is one that sentences are made of
// and nobody looks for.
func saidOnly(word string) bool {
	switch word {
	case "could", "would", "should", "might", "must", "can", "will", "may", "do", "did", "does", "done", "get", "got", "go", "goes", "went", "let",
		"see", "sees", "saw", "seen", "make", "made", "take", "took", "taken", "come", "came", "there", "here", "then", "than", "when", "where", "while",
		"what", "which", "who", "how", "some", "such", "only", "just", "also", "very", "too", "much", "many", "more", "most", "few", "all", "any", "each",
		"you", "your", "him", "them", "us", "me", "not", "no", "but", "so", "if", "out", "off", "up", "down", "over", "under", "after", "before":
		return true
	}
	return false
}

// best gives the first of what was found, in order, each word once.
func (s *spelling) best(found []guessed) (guesses []Guess, sure bool) {
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
func (s *spelling) within(a heard) iter.Seq[int] {
	letters := mask(a.text)
	return func(yield func(int) bool) {
		for length := max(a.letters-2, 1); length <= a.letters+2; length++ {
			most := slips(max(a.letters, length))
			if max(length-a.letters, a.letters-length) > most {
				continue
			}
			from, to := s.length(length)
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
}

// slips is how many slips of the fingers a word of so many letters is allowed, and
// the longer of two words counts.
func slips(letters int) int {
	if letters <= 7 {
		return 1
	}
	return 2
}

// length gives the places of the words that have so many letters.
func (s *spelling) length(letters int) (from, to int) {
	if letters > maxWord {
		return 0, 0
	}
	return s.from[letters], s.from[letters+1]
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
