package gallery

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Guess is a word of a vocabulary that another word may have been meant to be.
type Guess struct {
	Word  string  // as people write it: "beach", "Phoebe", "Lisbon"
	Score float64 // likeness, 0 to 1
	Count int     // photos of the most frequent entry that has the word
}

const (
	maxGuesses = 3
	// likely is the least score of a guess, and certain that of one that is
	// taken without asking, if it is ahead of the next by lead. They were
	// chosen by TestMutations and TestOtherWordsAreLeftAlone.
	likely  = 0.56
	certain = 0.60
	lead    = 0.04
	// near is how close two guesses lie for the more frequent to go first.
	near = 0.02
)

// Knows reports whether a word is one of any entry's name or of a nickname, or a
// Word, in any form: beaches is known where there is a Beach. The words of a name
// are known one by one: york of New York. Of what is several words when it is
// folded ("Saint-Malo") all must be known.
func (v *Vocabulary) Knows(word string) bool {
	words := tokens(word, true)
	for _, w := range words {
		if !v.knows(w) {
			return false
		}
	}
	return len(words) > 0
}

// Guess gives the words of the vocabulary that a word may be a misspelling or a
// mishearing of, at most 3, likeliest first, and of those that are about as likely
// the more frequent. sure says that the first is the one to take without asking.
//
// Words compare folded. Looked at are slips of the fingers (a letter left out, put
// in, doubled, swapped with its neighbour, or taken for the key beside it: one
// where neither word has over 7 letters, else two) and words that sound the same.
// There is no guess at what is known, at words of one or two letters, at numbers,
// at more than one word, and, at what is a common English word itself ("goat"),
// none but a word that sounds exactly like it.
func (v *Vocabulary) Guess(word string) (guesses []Guess, sure bool) {
	words := tokens(word, true)
	if len(words) != 1 || utf8.RuneCountInString(words[0]) < 3 || v.knows(words[0]) {
		return nil, false
	}
	s := v.spelling()
	found := s.guess(words[0])
	if one, plural := singular(words[0]); plural && !everyday(words[0]) && !slices.ContainsFunc(found, guessed.certain) {
		found = append(found, s.guess(one)...)
	}
	if len(found) == 0 && utf8.RuneCountInString(words[0]) == shortWord {
		found = s.short(words[0])
	}
	slices.SortFunc(found, func(a, b guessed) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(s.words[b.at].count, s.words[a.at].count), cmp.Compare(a.at, b.at))
	})
	guesses, sure = s.best(found)
	if len(guesses) == 1 {
		sure = sure || slipped(words[0], s.words[found[0].at].text)
	}
	return guesses, sure
}
