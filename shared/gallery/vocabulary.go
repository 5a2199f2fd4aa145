package gallery

import "time"

// Entry is one term of a gallery's vocabulary.
type Entry struct {
	Term    Term
	Display string // as people wrote it: "New York" for the place new york
	Count   int    // live photos that have it
	// First and Last are when the earliest and the latest of them were taken.
	// They may be too wide after photos were removed, never too narrow.
	First, Last time.Time
}

// Vocabulary is what a gallery knows words for. It is a snapshot, and is safe for
// concurrent use.
type Vocabulary struct{}

// Len is the number of terms.
func (v *Vocabulary) Len() int { panic("to be written") }

// Total is the entry of all live photos together, without a term.
func (v *Vocabulary) Total() Entry { panic("to be written") }

// Top gives the n most frequent entries of a kind, most frequent first, those
// with equal counts by name.
func (v *Vocabulary) Top(kind Kind, n int) []Entry { panic("to be written") }

// Entry gives what is known of a term.
func (v *Vocabulary) Entry(t Term) (Entry, bool) { panic("to be written") }

// Named gives the entries of the given kinds (all kinds but Word when none is
// given) whose whole name is the words, folded: "New York" finds the place and an
// album of that name.
func (v *Vocabulary) Named(name string, kinds ...Kind) []Entry { panic("to be written") }

// NewVocabulary makes a vocabulary of entries: for tests of those who read one.
func NewVocabulary(total Entry, entries []Entry) *Vocabulary { panic("to be written") }
