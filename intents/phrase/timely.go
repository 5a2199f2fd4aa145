package phrase

import (
	"unicode/utf8"

	"shoebox/shared/gallery"
)

// timeWords are the words that a language's time expressions are made of.
type timeWords struct {
	known      map[string]bool     // folded
	vocabulary *gallery.Vocabulary // those long enough to be told from others when they are misspelt
}

// newTimeWords makes a vocabulary of the words, so that they are guessed by the
// same likeness as the gallery's.
func newTimeWords(words []string) *timeWords {
	const shortest = 5
	t := &timeWords{known: make(map[string]bool, len(words))}
	var entries []gallery.Entry
	for _, w := range words {
		t.known[foldWord(w)] = true
		if utf8.RuneCountInString(w) >= shortest {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(gallery.Tag, w), Display: w, Count: 1})
		}
	}
	t.vocabulary = gallery.NewVocabulary(gallery.Entry{Count: 1}, entries)
	return t
}
