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
	wanted   negation = iota
	explicit          // after "without", "no", "not", -
	carried           // after "and" behind something not wanted: "without Anna and Tom"
)

// want is what a preposition makes likely to come next.
type want uint8

const (
	anything want = iota
	person
	place
	camera
)

// item is one term of a wish.
type item struct {
	term        gallery.Term
	not         bool
	alternative bool // of another: "cats or dogs"
}

// request is a wish being read.
type request struct {
	words      *words
	grammar    *Grammar
	times      *when.Reader
	vocabulary *gallery.Vocabulary
	now        time.Time
	text       string
	tokens     []token

	timeAt  map[int]timed // by the token it begins with
	items   []item
	query   gallery.Query // but for its terms
	used    []when.Match
	plains  []string
	negate  negation
	denied  bool // the last item was not wanted
	either  bool // "or" stands between the last item and the next
	want    want
	wanted  want // what the last item was wanted as
	carried bool // there were words around the wish
	invoked bool // the skill was called by its name
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
	case quoted:
		r.add(gallery.NewTerm(gallery.Word, t.text))
		r.plains = append(r.plains, strings.TrimSpace(t.text))
	case or:
		r.connect(true)
	case and:
		r.connect(false)
	case opens, closes:
	case comma:
		r.want = r.wanted
		r.negate = wanted
	case word:
		return r.word(i)
	}
	return i + 1
}

// connect reads "and" or "or": what it joins is of one sort.
func (r *request) connect(either bool) {
	r.want = r.wanted
	r.either = either && (len(r.items) > 0 || r.query.Times != nil)
	if r.denied && r.negate == wanted {
		r.negate = carried
	}
}

// word reads a word: the longest that is known first.
func (r *request) word(i int) int {
	t := &r.tokens[i]
	if t.hash {
		return r.tag(i)
	}
	if end, ok := r.longName(i); ok {
		return end
	}
	if m, ok := r.timeAt[i]; ok && r.takesTime(i, m) {
		r.time(m)
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

// grammatical reads a word that says how the others belong together, or nothing.
func (r *request) grammatical(i int) bool {
	t, w := &r.tokens[i], r.words
	switch {
	case w.not[t.fold], w.but[t.fold] && i > 0 && w.whole[r.tokens[i-1].fold]:
		r.negate, r.either = explicit, false
	case w.ors[t.fold]:
		r.connect(true)
	case w.ands[t.fold]:
		r.connect(false)
	case w.taken[t.fold] && r.function(i+1):
		if i+1 < len(r.tokens) && (w.with[r.tokens[i+1].fold] || r.tokens[i+1].fold == w.on) {
			r.want = camera
		}
	case w.photos[t.fold], w.photo[t.fold] && !r.content(i+1):
		r.carried = true
	case w.with[t.fold] && r.want != camera:
		r.preposition(person)
	case w.where[t.fold] && r.want != camera:
		r.preposition(place)
	case w.stop[t.fold]:
		if r.want == person && len(r.vocabulary.People(t.text)) > 0 {
			return false
		}
	default:
		return false
	}
	return true
}

func (r *request) preposition(next want) {
	r.want = next
	if r.negate == carried {
		r.negate = wanted
	}
}

// content says whether a word to look for stands at token i.
func (r *request) content(i int) bool {
	if i >= len(r.tokens) || r.tokens[i].kind != word || r.tokens[i].minus {
		return false
	}
	_, timely := r.timeAt[i]
	f := r.tokens[i].fold
	return !timely && !r.function(i) && !r.words.photos[f] && !r.words.photo[f] && !r.words.taken[f]
}

// function says whether token i is no word to look for: a preposition, a time, the
// end.
func (r *request) function(i int) bool {
	if i >= len(r.tokens) || r.tokens[i].kind != word {
		return true
	}
	f := r.tokens[i].fold
	_, timely := r.timeAt[i]
	return timely || r.words.stop[f] || r.words.not[f] || r.words.ors[f] || r.words.ands[f] || r.words.where[f] || r.words.with[f]
}

// add adds a term to the wish.
func (r *request) add(term gallery.Term) {
	if term.Value == "" {
		return
	}
	not := r.negate != wanted
	it := item{term: term, not: not}
	if r.either && !not && len(r.items) > 0 {
		if last := &r.items[len(r.items)-1]; !last.not {
			last.alternative, it.alternative = true, true
		}
	}
	if !slices.Contains(r.items, it) {
		r.items = append(r.items, it)
	}
	r.done(not)
}

func (r *request) done(not bool) {
	r.wanted, r.want = r.want, anything
	r.denied, r.negate, r.either = not, wanted, false
}

// phrase puts together what was read.
func (r *request) phrase() Phrase {
	p := Phrase{Intent: Find, Query: r.query, Times: r.used, Words: r.plains}
	var either []gallery.Term
	for _, it := range r.items {
		switch {
		case it.not:
			p.Query.None = appendNew(p.Query.None, it.term)
		case it.alternative:
			either = appendNew(either, it.term)
		default:
			p.Query.All = appendNew(p.Query.All, it.term)
		}
	}
	// What is asked for anyway is alternative enough.
	if len(either) > 0 && !slices.ContainsFunc(either, func(t gallery.Term) bool { return slices.Contains(p.Query.All, t) }) {
		p.Query.Any = []gallery.Group{gallery.Either(either...)}
	}
	if len(r.items) > 0 || p.Query.Times != nil {
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

func appendNew(terms []gallery.Term, t gallery.Term) []gallery.Term {
	if slices.Contains(terms, t) {
		return terms
	}
	return append(terms, t)
}
