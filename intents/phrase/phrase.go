package phrase

import (
	"time"

	"shoebox/intents/when"
	"shoebox/shared/gallery"
)

// Pattern is one way to say an intent: a sample utterance of the catalogue with
// {slots}. A slot called query, or one of a kind that names what to look for, takes
// free text, which becomes the query.
type Pattern struct {
	Intent string
	Sample string
}

// Phrase is what a text was understood to mean.
type Phrase struct {
	Intent string            // of the patterns, or "find"; "fallback" when nothing is left to understand
	Slots  map[string]string // filled slots by name, in normal form: "3" for "the third one"
	Query  gallery.Query     // what to look for; zero where the intent needs none
	// Times are the time expressions that became the query's range.
	Times []when.Match
	// Words are the words that were searched for as they are.
	Words []string
}

// MaxLength is the longest text that is understood, in bytes; more is TooLarge.
const MaxLength = 2000

// Grammar understands texts of one language. It is safe for concurrent use.
type Grammar struct{}

// New makes a grammar of patterns.
func New(patterns []Pattern, times *when.Reader) *Grammar { panic("to be written") }

// Parse understands a text. now is the reference for time expressions; its zone is
// the asker's. Invalid UTF-8 and control characters are passed over; an empty text
// is an Invalid.
func (g *Grammar) Parse(text string, v *gallery.Vocabulary, now time.Time) (Phrase, error) {
	panic("to be written")
}
