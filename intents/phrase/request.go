package phrase

import (
	"slices"
	"strings"
	"time"

	"shoebox/intents/when"
	"shoebox/shared/gallery"
)

// negation says whether what comes next is not wanted.
type negation uint8

const (
	wanted    negation = iota
	explicit           // after "without", "no", "not", -
	carried            // after "and" behind something not wanted: "without Anna and Tom"
	eitherWay          // after "with or without": it may be there or not
)

// want is what a preposition makes likely to come next.
type want uint8

const (
	anything want = iota
	person
	place
	camera
)

// request is a wish being read.
type request struct {
	words      *words
	grammar    *Grammar
	times      *when.Reader
	vocabulary *lookup
	now        time.Time
	text       string
	tokens     []token

	timeAt  map[int]timed // by the token it begins with
	pairs   map[int]bool  // the parentheses that belong together
	levels  []level       // the wish, and the groups that are open, the innermost last
	link    link          // of the next part
	query   gallery.Query // its order and limit
	used    []when.Match
	plains  []string
	notes   []Note
	unknown []unknown
	doubted map[string]bool // the words that are passed over, folded
	skipped bool            // there was one of them
	others  int             // how many people "only" and "nobody" left out
	// decoration are pictographs that no photo has: looked for where there is
	// nothing else.
	decoration []gallery.Term
	negate     negation
	denied     bool // the last part was not wanted
	want       want
	wanted     want // what the last part was wanted as
	// inherited says that what the next part is wanted as comes from a name before
	// an "and" or "or", and not from a preposition.
	inherited bool
	where     string // the preposition of the last part that was not wanted
	carried   bool   // there were words around the wish
	invoked   bool   // the skill was called by its name
}

type timed struct {
	match when.Match
	end   int // the token after it
}

// nameAt says whether a name that the gallery knows begins at token i and goes on
// beyond n tokens: "Open Air" is an album, "open" a way to begin.
func (r *request) nameAt(i, n int) bool {
	for end := min(len(r.tokens), i+r.longest()); end > i+n; end-- {
		if r.run(i, end) && len(r.vocabulary.Named(r.between(i, end))) > 0 {
			return true
		}
	}
	return false
}

// longest is the most tokens a name is looked for in.
func (r *request) longest() int {
	const most = 6
	return min(most, max(1, r.vocabulary.Longest()))
}

// run says whether the tokens from i to end are words with nothing between them.
func (r *request) run(i, end int) bool {
	for n := i; n < end; n++ {
		t := &r.tokens[n]
		if t.kind != word || n > i && (t.minus || t.hash) {
			return false
		}
	}
	return true
}

// between is what stands in the text from token i to before token end.
func (r *request) between(i, end int) string {
	return r.text[r.tokens[i].start:r.tokens[end-1].end]
}

// step reads what stands at token i and gives the token after it.
func (r *request) step(i int) int {
	t := &r.tokens[i]
	if t.minus {
		r.negate = explicit
	}
	switch t.kind {
	case filter:
		return r.filtered(i)
	case stranger:
		return r.strangeFilter(i)
	case quoted:
		r.add(gallery.NewTerm(gallery.Word, t.text), i, i+1)
		r.plains = append(r.plains, strings.TrimSpace(t.text))
	case or:
		r.connect(other)
		if t.tight {
			r.link = tight
		}
	case and:
		r.connect(also)
	case opens:
		if r.pairs[i] {
			r.open(i)
		}
	case closes:
		if r.pairs[i] {
			r.close(i)
		}
	case comma:
		r.comma(i)
	case word:
		return r.word(i)
	}
	return i + 1
}

// word reads a word: the longest that is known first.
func (r *request) word(i int) int {
	t := &r.tokens[i]
	if t.hash {
		return r.tag(i)
	}
	if r.doubted[t.fold] {
		return r.pass(i)
	}
	if w := r.words; i+2 < len(r.tokens) && w.with[t.fold] && w.ors[r.tokens[i+1].fold] && w.not[r.tokens[i+2].fold] {
		r.negate = eitherWay
		return i + 3
	}
	if r.missing(i) {
		return len(r.tokens)
	}
	if end, ok := r.company(i); ok {
		return end
	}
	if end, ok := r.longName(i); ok {
		return end
	}
	if m, ok := r.timeAt[i]; ok && r.takesTime(i, m) {
		r.time(i, m)
		return m.end
	}
	if end, ok := r.albumAt(i); ok {
		return end
	}
	if t.minus {
		return r.name(i)
	}
	if end, ok := r.modifier(i); ok {
		return end
	}
	if r.grammatical(i) {
		return i + 1
	}
	return r.name(i)
}

// add adds a term, which tokens from i to end say, to the wish.
func (r *request) add(term gallery.Term, i, end int) {
	if term.Value == "" {
		return
	}
	p := part{sense: sense{all: []gallery.Term{term}}, sort: r.sort(term.Kind), at: i, end: end}
	r.put(p)
}

// sort gives what a term counts as for an "or" beside it: a word is what it was
// asked for as.
func (r *request) sort(kind gallery.Kind) gallery.Kind {
	switch {
	case kind == gallery.Word && r.want == place && !r.inherited:
		return gallery.PlaceTerm
	case kind == gallery.LabelTerm || kind == gallery.Tag:
		return gallery.Word
	}
	return kind
}

// done ends a part.
func (r *request) done(not bool) {
	if !not || r.negate == explicit && r.want != person && r.want != place {
		r.where = ""
	}
	r.wanted, r.want = r.want, anything
	r.denied, r.negate, r.link, r.inherited = not, wanted, apart, false
}

// pass passes over a word that is in doubt.
func (r *request) pass(i int) int {
	r.skipped = true
	r.done(r.negate != wanted)
	return i + 1
}

// notWanted gives what is not wanted of a query, but for people who are: "Ben
// without anyone" leaves out everybody else.
func notWanted(q gallery.Query) []gallery.Term {
	var none []gallery.Term
	for _, t := range q.None {
		if t.Kind != gallery.Person || !slices.Contains(q.All, t) {
			none = append(none, t)
		}
	}
	return none
}

// phrase puts together what was read.
func (r *request) phrase() Phrase {
	wish := r.sense(&r.levels[0])
	if wish.empty() {
		wish.all = r.decoration
	}
	p := Phrase{Intent: Find, Query: wish.query(), Times: r.used, Words: r.plains, Notes: r.notes}
	p.Query.Order, p.Query.Limit = r.query.Order, r.query.Limit
	p.Query.None = notWanted(p.Query)
	if !wish.empty() || r.skipped {
		return p
	}
	switch {
	case p.Query.Order == gallery.Oldest:
	case p.Query.Order == gallery.Random:
		p.Intent = random
	case r.carried || p.Query.Order == gallery.Newest || p.Query.Limit > 0:
		p.Intent, p.Query.Order = latest, ""
	default:
		p.Intent = fallback
	}
	return p
}
