package phrase

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"shoebox/intents/when"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// The intents that a Grammar gives by itself; the others come from its patterns.
const (
	Find     = "find"
	latest   = "latest"
	random   = "random"
	refine   = "refine"
	launch   = "launch"
	fallback = "fallback"
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
	Slots  map[string]string // filled slots by name, in normal form: "3" for "the third one", "-1" for the last
	Query  gallery.Query     // what to look for; zero where the intent needs none
	// Times are the time expressions that became the query's range. Their
	// offsets are into the text without what can't be seen.
	Times []when.Match
	// Words are the words that were searched for as they are.
	Words []string
	// Notes are what the asker should be told of how the text was understood.
	Notes []Note
	// Doubts are the words that several others may have been meant by. Where
	// there is one, ask; the query is without them. At most 8.
	Doubts []Doubt
}

// MaxLength is the longest text that is understood, in bytes; more is TooLarge.
const MaxLength = 2000

// Grammar understands texts of one language. It is safe for concurrent use.
type Grammar struct {
	words       *words
	company     company
	times       *when.Reader
	own         func() *languageWords // made when they are first needed
	patterns    *patterns
	filters     map[string]*Filter
	filterNames []string
}

// New makes a grammar of patterns, of the language that times are read in. The
// patterns are English whatever the language; it has samples of its own beside them.
func New(patterns []Pattern, times *when.Reader) *Grammar {
	filters, words := filtersByName(), wordsOf(times.Language())
	return &Grammar{
		words: words, company: companyOf(times.Language()), times: times,
		own:      sync.OnceValue(func() *languageWords { return newLanguageWords(times.Words(), words) }),
		patterns: compilePatterns(patterns, wordsOf(times.Language()).patterns()), filters: filters, filterNames: slices.Sorted(maps.Keys(filters)),
	}
}

// Place gives a place's name as it stands in a text of the language, behind a
// preposition: "in Bern".
func (g *Grammar) Place(name string) string { return g.words.slotPrefix["place"] + " " + name }

// Parse understands a text. now is the reference for time expressions; its zone is
// the asker's. Invalid UTF-8 and control characters are passed over; an empty text
// is an Invalid. v may be nil: then no names are known.
func (g *Grammar) Parse(text string, v *gallery.Vocabulary, now time.Time) (Phrase, error) {
	const op = "phrase.Parse"
	if len(text) > MaxLength {
		return Phrase{}, fault.New(op, fault.TooLarge, "a text over the limit")
	}
	text = clean(text)
	if strings.TrimSpace(text) == "" {
		return Phrase{}, fault.New(op, fault.Invalid, "an empty text")
	}
	if v == nil {
		v = gallery.NewVocabulary(gallery.Entry{}, nil)
	}
	c := reading{grammar: g, vocabulary: newLookup(v), now: now}
	p := c.phrase(text)
	if len(c.unknown) == 0 {
		return p, nil
	}
	return g.respelled(text, p, c), nil
}
