package phrase

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shoebox/shared/gallery"
)

// languageWords are the words of a language that texts are made of beside what they
// ask for: those of its time expressions, and those that say "photos" and "without".
type languageWords struct {
	timely     map[string]bool // that time expressions are made of, folded
	spoken     map[string]bool // the others
	vocabulary *gallery.Vocabulary
}

// newLanguageWords makes a vocabulary of the words that are long enough to be told
// from others when they are misspelt, so that they are guessed by the same likeness
// as the gallery's.
func newLanguageWords(timely []string, w *words) *languageWords {
	const shortest = 4
	l := &languageWords{timely: make(map[string]bool, len(timely)), spoken: map[string]bool{}}
	var entries []gallery.Entry
	add := func(word string) {
		if utf8.RuneCountInString(word) >= shortest {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(gallery.Tag, word), Display: word, Count: 1})
		}
	}
	for _, word := range timely {
		l.timely[foldWord(word)] = true
		add(word)
	}
	for _, some := range []map[string]bool{w.photo, w.photos, w.not, w.album, w.favourite} {
		for word := range some {
			l.spoken[word] = true
			add(word)
		}
	}
	l.vocabulary = gallery.NewVocabulary(gallery.Entry{Count: 1}, entries)
	return l
}

// inSentence writes a word of the language as it stands in a sentence, whatever the
// gallery's names have of it: the album "Best of the Year" has a year. What is a
// person's or a place's name stays one.
func (g *Grammar) inSentence(v *lookup, word string) string {
	fold := foldWord(word)
	if own := g.own(); !own.timely[fold] && !own.spoken[fold] || len(v.People(word)) > 0 || slices.ContainsFunc(v.Named(word), isName) {
		return word
	}
	if g.words.capitals[fold] {
		first, size := utf8.DecodeRuneInString(fold)
		return string(unicode.ToUpper(first)) + fold[size:]
	}
	return strings.ToLower(word)
}

// ownWord gives the word of the language that an unknown one is likelier to be than
// any of the gallery's. It has the same first letter; and one of time expressions
// makes one where it stands.
func (g *Grammar) ownWord(text string, u unknown, guesses []gallery.Guess, now time.Time) (string, bool) {
	own := g.own()
	likest, sure := own.vocabulary.Guess(u.text)
	const least = 5 // letters: a shorter one may be anything
	if utf8.RuneCountInString(u.fold) < least {
		return "", false
	}
	if !sure || len(guesses) > 0 && guesses[0].Score >= likest[0].Score {
		return "", false
	}
	is := likest[0].Word
	if own.spoken[is] {
		return is, u.kind == "" && is[0] == u.fold[0]
	}
	for _, m := range g.times.Scan(g.rewritten(text, map[string]string{u.fold: is}), now) {
		for w := range strings.FieldsSeq(m.Text) {
			if foldWord(w) == is {
				return is, true
			}
		}
	}
	return "", false
}
