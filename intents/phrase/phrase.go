package phrase

import (
	"strings"
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
	words    *words
	times    *when.Reader
	patterns *patterns
	filters  map[string]*Filter
}

// New makes a grammar of patterns, of the language that times are read in. The
// patterns are English whatever the language, and so are the commands they make.
func New(patterns []Pattern, times *when.Reader) *Grammar {
	return &Grammar{
		words: wordsOf(times.Language()), times: times,
		patterns: compilePatterns(patterns), filters: filtersByName(),
	}
}

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
	tokens := g.tokenize(text)
	if len(tokens) == 0 {
		return Phrase{Intent: fallback}, nil
	}
	c, ok := g.command(text, tokens)
	if !ok || g.isDay(text, c, now) || isNamed(text, tokens, c, v) {
		return g.wish(text, tokens, v, now), nil
	}
	p := Phrase{Intent: c.intent}
	if c.rest != "" {
		p = g.wish(c.rest, g.tokenize(c.rest), v, now)
		if c.intent == refine && p.Intent == random {
			return g.wish(text, tokens, v, now), nil // "just one random photo" keeps nothing
		}
		p.Intent = c.intent
	}
	p.Slots = c.slots
	switch n, said := digits(c.slots[slotCount]); {
	case c.intent == latest && said:
		p.Query.Limit = min(n, gallery.MaxLimit)
	case c.intent == random:
		p.Query.Order = gallery.Random
	}
	return p, nil
}

// isNamed reports whether a command with something to look for is rather a name of
// several words that the gallery knows: an album called "Random Moments".
func isNamed(text string, tokens []token, c command, v *gallery.Vocabulary) bool {
	return c.rest != "" && len(tokens) > 1 && len(v.Named(text)) > 0
}

// wish understands what to look for.
func (g *Grammar) wish(text string, tokens []token, v *gallery.Vocabulary, now time.Time) Phrase {
	r := &request{words: g.words, grammar: g, times: g.times, vocabulary: v, now: now, text: text, tokens: tokens}
	r.trim()
	if len(r.tokens) == 0 && r.invoked && !r.carried {
		return Phrase{Intent: launch}
	}
	r.findTimes()
	for i := 0; i < len(r.tokens); {
		i = r.step(i)
	}
	return r.phrase()
}
