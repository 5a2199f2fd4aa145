package phrase

import (
	"strings"
	"unicode"

	"shoebox/shared/gallery"
)

// lookup is a vocabulary for the length of one text: the same words are looked up
// again and again, as names that begin and end at each of them.
type lookup struct {
	*gallery.Vocabulary
	named map[lookedUp][]gallery.Entry
	known map[string]bool
}

type lookedUp struct {
	name string
	kind gallery.Kind // "" for all
}

func newLookup(v *gallery.Vocabulary) *lookup {
	return &lookup{v, map[lookedUp][]gallery.Entry{}, map[string]bool{}}
}

// Named is the vocabulary's, remembered. The entries are not the caller's to change.
func (l *lookup) Named(name string, kinds ...gallery.Kind) []gallery.Entry {
	if len(kinds) > 1 {
		return l.Vocabulary.Named(name, kinds...)
	}
	key := lookedUp{name: name}
	if len(kinds) == 1 {
		key.kind = kinds[0]
	}
	entries, ok := l.named[key]
	if !ok {
		if l.mayName(name) {
			entries = l.Vocabulary.Named(name, kinds...)
		}
		l.named[key] = entries
	}
	return entries
}

// mayName says whether several words may be a name at all: none is one where a word
// of them is nobody's. That spares most of what would be looked up.
func (l *lookup) mayName(name string) bool {
	if !strings.Contains(name, " ") {
		return true
	}
	for w := range strings.FieldsSeq(name) {
		plain := !strings.ContainsFunc(w, func(c rune) bool { return !unicode.IsLetter(c) })
		if plain && !l.Knows(w) {
			return false
		}
	}
	return true
}

// Knows is the vocabulary's, remembered.
func (l *lookup) Knows(word string) bool {
	known, ok := l.known[word]
	if !ok {
		known = l.Vocabulary.Knows(word)
		l.known[word] = known
	}
	return known
}
