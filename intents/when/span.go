package when

import "time"

// Span is a stretch of time, [From, To), in the zone it was read in. A zero From
// or To is open: "since May", "before 2010".
type Span struct {
	From, To time.Time
}

// Match is a time expression found in a text.
type Match struct {
	Span
	Start, End int    // byte offsets into the text: [Start, End)
	Text       string // the expression as it stands there
}

// Rules are what reading depends on beside the words.
type Rules struct {
	// South has the seasons of the southern hemisphere.
	South bool
}

// Reader reads time expressions of one language. It is safe for concurrent use.
type Reader struct{}

// New makes a Reader for a locale ("en-US", "en-GB"): its words and the order of
// numeric dates. An unknown language is an Invalid.
func New(locale string, rules Rules) (*Reader, error) { panic("to be written") }

// Read reads an expression that is a time expression as a whole. now is the
// reference, and its zone is where days begin. What is none is an Invalid.
func (r *Reader) Read(expression string, now time.Time) (Span, error) { panic("to be written") }

// Scan finds the time expressions in a text, longest first where they overlap,
// in the order they stand. A preposition that belongs to it ("in", "from",
// "during") is part of the match.
func (r *Reader) Scan(text string, now time.Time) []Match { panic("to be written") }

// Amazon reads a value of Alexa's slot type AMAZON.DATE. A value that begins in
// the future is moved to its last occurrence. What is none ("2021-W53") is an
// Invalid.
func (r *Reader) Amazon(value string, now time.Time) (Span, error) { panic("to be written") }

// Name says a span as a person would: "July 2023", "summer 2024", "13 July 2024",
// "since May 2019", "June to August 2021".
func (r *Reader) Name(s Span, now time.Time) string { panic("to be written") }
