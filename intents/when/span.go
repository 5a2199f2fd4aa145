package when

import (
	"slices"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// Match is a time expression found in a text.
type Match struct {
	Spans
	Start, End int    // byte offsets into the text: [Start, End)
	Text       string // the expression as it stands there
	// Weak says that the words may mean something else to somebody who knows
	// the names: "summer" in "summer dress", "May" the person.
	Weak bool
}

// Rules are what reading depends on beside the words.
type Rules struct {
	// South has the seasons of the southern hemisphere.
	South bool
}

// Reader reads time expressions of one language. It is safe for concurrent use.
type Reader struct {
	language func() *language
	tag      string
	rules    Rules
	order    dateOrder
}

// New makes a Reader for a locale ("en-US", "de-AT", "es"): its words and the
// order of numeric dates. An unknown language is an Invalid. "en" and "en-US" put
// the month first, every other locale the day. A language's grammar is made when
// the first text is read with it.
func New(name string, rules Rules) (*Reader, error) {
	tag := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	base, region, _ := strings.Cut(tag, "-")
	r := &Reader{language: languages[tag], tag: base, rules: rules, order: dayFirst}
	if r.language == nil {
		r.language = languages[base]
	}
	if r.language == nil {
		return nil, fault.New("when.New", fault.Invalid, "no such language")
	}
	if base == "en" && (region == "" || region == "us") {
		r.order = monthFirst
	}
	return r, nil
}

// Language is the language that is read, as in BCP 47: "en".
func (r *Reader) Language() string { return r.tag }

func (r *Reader) reading(text string, now time.Time) *reading {
	tokens, g := tokenize(text), r.language().grammar
	for i := range tokens {
		if !tokens[i].digits {
			tokens[i].id = g.words[tokens[i].text]
		}
	}
	return &reading{
		g: g, rules: r.rules, order: r.order, now: now.Truncate(time.Second),
		tokens: tokens, memo: make([][]uint32, len(tokens)),
	}
}

// MaxLength is the longest text that is read, in bytes.
const MaxLength = 4000

// Read reads an expression that is a time expression as a whole. now is the
// reference, and its zone is where days begin. What is none is an Invalid.
func (r *Reader) Read(expression string, now time.Time) (Spans, error) {
	const op = "when.Read"
	expression = strings.TrimSpace(expression)
	if len(expression) > MaxLength {
		return nil, fault.New(op, fault.Invalid, "too long for a time")
	}
	if t, err := time.Parse(time.RFC3339, expression); err == nil {
		t = t.In(now.Location())
		return Spans{{t, t.Add(time.Second)}}, nil
	}
	c := r.reading(expression, now)
	end := len(c.tokens)
	for end > 0 && strings.Contains(".!?,;", c.tokens[end-1].text) {
		end--
	}
	c.tokens = c.tokens[:end]
	for _, f := range c.read(c.g.time, 0) {
		if f.end != end {
			continue
		}
		if s := c.spans(f.value); s != nil {
			return s, nil
		}
	}
	return nil, fault.New(op, fault.Invalid, "no time expression")
}

// Scan finds the time expressions in a text, longest first where they overlap,
// in the order they stand. A preposition that belongs to it ("in", "from",
// "during") is part of the match. Words that are more often something else
// ("may", "fall", "4.22") count with a preposition, or at the end; some ("sun",
// "the week") only alone or after "on". A text over MaxLength has none.
func (r *Reader) Scan(text string, now time.Time) []Match {
	if len(text) > MaxLength {
		return nil
	}
	c := r.reading(text, now)
	var matches []Match
	for at := 0; at < len(c.tokens); {
		m, end, ok := c.longest(c.g.time, at)
		if !ok {
			at++
			continue
		}
		m.Text = text[m.Start:m.End]
		matches = append(matches, m)
		at = end
	}
	return matches
}

// longest gives the longest expression that begins at a token.
func (c *reading) longest(class, at int) (Match, int, bool) {
	t := &c.tokens[at]
	if t.glued && t.word() && c.tokens[at-1].word() {
		return Match{}, 0, false
	}
	if t.digits && at > 1 && t.glued && c.tokens[at-1].text == "." && c.tokens[at-1].glued && c.tokens[at-2].digits {
		return Match{}, 0, false // "1.5 years ago" is not 5 years ago
	}
	var best found
	var spans Spans
	longestFirst := slices.SortedFunc(slices.Values(c.read(class, at)), func(a, b found) int { return b.end - a.end })
	for _, f := range longestFirst {
		if !c.stands(f, at) {
			continue
		}
		if spans = c.spans(f.value); spans != nil {
			best = f
			break
		}
	}
	if best.end == 0 {
		return Match{}, 0, false
	}
	end := best.end
	for end > at+1 && c.tokens[end-1].text == "." { // the stop of a sentence, not of "Oct."
		end--
	}
	return Match{
		Spans: spans, Start: t.start, End: c.tokens[end-1].end,
		Weak: best.value.doubt != certain,
	}, best.end, true
}

// stands says whether a value has reason to be a time where it stands.
func (c *reading) stands(f found, at int) bool {
	atEnd := true
	for i := f.end; i < len(c.tokens); i++ {
		if c.tokens[i].word() {
			atEnd = false
			break
		}
	}
	if f.end < len(c.tokens) && c.tokens[f.end].glued && c.tokens[f.end].word() && c.tokens[f.end-1].word() {
		return false
	}
	// A number beside a month that makes no day with it: "Feb 30", "31 April".
	dayLike := func(i int) bool {
		return i >= 0 && i < len(c.tokens) && c.tokens[i].digits && len(c.tokens[i].text) <= 2
	}
	first := &c.tokens[at]
	monthly := c.g.first[c.g.month].has(first) || c.g.first[c.g.dayOf].has(first)
	if f.value.grain == month && monthly && (dayLike(c.dayBefore(at)) || dayLike(f.end) && f.end == at+1) {
		return false
	}
	switch f.value.doubt {
	case doubtful:
		return atEnd && at == 0
	case guarded:
		return atEnd
	}
	return true
}

// dayBefore is the token that would be a day of the month at a token: "30. Februar",
// "30 de febrero".
func (c *reading) dayBefore(at int) int {
	at--
	for at > 0 && c.g.first[c.g.dayOf].has(&c.tokens[at]) {
		at--
	}
	return at
}
