package when

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A locale's grammar is data: words of a class ("<month>": May is 5), and rules
// that make a value of one class out of words and values of others. The engine
// reads any class at any token once and remembers it, so that the time to read a
// text grows with its length alone. A rule must not begin with its own class.

// lexeme is a word or several ("new years eve") with what they stand for.
type lexeme struct {
	class string
	names string // alternatives, with | between
	value value
}

// rule makes a value of a class out of a pattern. The pattern's elements stand
// between spaces: a word or mark as it is; several with | between; <class>, or
// <name:class> where a class comes twice; ? behind an element that may be
// missing; + before one that must follow without a space; _ between the words of
// an element of several.
type rule struct {
	class   string
	pattern string
	make    production
}

// production makes a rule's value. It says no where the parts make no sense
// together ("Feb 30").
type production func(c *reading, p parts) (value, bool)

// element is a compiled element of a pattern.
type element struct {
	optional, glued bool
	literals        [][]string
	classes         []int
	name            string
}

type compiled struct {
	elements []element
	make     production
	first    *starts
}

// starts are the tokens a rule or class can begin with: words of the grammar by
// their number, and digits.
type starts struct {
	words  []uint64
	digits bool
}

func (s *starts) has(t *token) bool {
	if t.digits {
		return s.digits
	}
	return s.words[t.id/64]&(1<<(t.id%64)) != 0
}

func (s *starts) set(id int) { s.words[id/64] |= 1 << (id % 64) }

type phraseWords struct {
	words []string
	value value
}

// grammar is a locale, compiled. It is never changed after that.
type grammar struct {
	ids     map[string]int             // of classes
	words   map[string]int             // every word of the lexicon and the rules, from 1; others are 0
	lexicon []map[string][]phraseWords // by class, then by first word
	rules   [][]compiled               // by class
	first   []*starts                  // by class
	time    int                        // the class of whole expressions
	month   int                        // the class of the months' names
	dayOf   int                        // the class of what may stand between a day and its month
	onward  int                        // the class of what a text goes on with behind a day
}

// Classes every grammar has from the engine, in the order of their numbers: digits
// of any length up to four, of one or two, of just two, four or eight.
var digitClasses = [...]string{idInt: "int", idInt2: "int2", idTwo: "two", idInt4: "int4", idInt8: "int8"}

const (
	idInt = iota
	idInt2
	idTwo
	idInt4
	idInt8
)

// plain gives words of a locale as tokens are. ß stays, as it does in tokens.
func plain(words string) string {
	for i := range len(words) {
		if words[i] >= utf8.RuneSelf || words[i] >= 'A' && words[i] <= 'Z' {
			return fold(words, false)
		}
	}
	return words
}

func compile(lexicon []lexeme, rules []rule) *grammar {
	g := &grammar{ids: map[string]int{}, words: map[string]int{}}
	for _, class := range digitClasses {
		g.class(class)
	}
	g.time, g.month, g.dayOf, g.onward = g.class("time"), g.class("month"), g.class("dayof"), g.class("onward")
	for _, l := range lexicon {
		id := g.class(l.class)
		for name := range strings.SplitSeq(plain(l.names), "|") {
			words := strings.Fields(name)
			g.number(words)
			g.lexicon[id][words[0]] = append(g.lexicon[id][words[0]], phraseWords{words, l.value})
		}
	}
	for _, r := range rules {
		id := g.class(r.class)
		var elements []element
		for field := range strings.FieldsSeq(plain(r.pattern)) {
			elements = append(elements, g.element(field))
		}
		for _, e := range variants(elements) {
			g.rules[id] = append(g.rules[id], compiled{elements: e, make: r.make})
		}
	}
	g.findStarts()
	return g
}

// variants are a pattern with the two elements that may be missing at its end, and
// without both: the "of" of "week 2 of 2019" is none of "week 2 of the trip".
func variants(elements []element) [][]element {
	n := len(elements)
	if n < 3 || !elements[n-1].optional || !elements[n-2].optional {
		return [][]element{elements}
	}
	whole := slices.Clone(elements)
	whole[n-1].optional = false
	return [][]element{whole, elements[:n-2]}
}

func (g *grammar) class(name string) int {
	id, ok := g.ids[name]
	if !ok {
		id = len(g.ids)
		g.ids[name] = id
		g.lexicon = append(g.lexicon, map[string][]phraseWords{})
		g.rules = append(g.rules, nil)
	}
	return id
}

// number gives words their numbers.
func (g *grammar) number(words []string) {
	for _, w := range words {
		if g.words[w] == 0 {
			g.words[w] = len(g.words) + 1
		}
	}
}

func (g *grammar) element(field string) element {
	var e element
	if rest, ok := strings.CutSuffix(field, "?"); ok {
		e.optional, field = true, rest
	}
	if rest, ok := strings.CutPrefix(field, "+"); ok {
		e.glued, field = true, rest
	}
	for part := range strings.SplitSeq(field, "|") {
		inner, ok := strings.CutPrefix(part, "<")
		if !ok {
			words := strings.Split(part, "_")
			g.number(words)
			e.literals = append(e.literals, words)
			continue
		}
		name, class, named := strings.Cut(strings.TrimSuffix(inner, ">"), ":")
		if !named {
			class = name
		}
		e.name = name
		e.classes = append(e.classes, g.class(class))
	}
	return e
}

// findStarts works out what each class and rule can begin with, until nothing
// new turns up.
func (g *grammar) findStarts() {
	for range g.ids {
		g.first = append(g.first, g.noStarts())
	}
	for id := range digitClasses {
		g.first[id].digits = true
	}
	for id, words := range g.lexicon {
		for w := range words {
			g.first[id].set(g.words[w])
		}
	}
	for grown := true; grown; {
		grown = false
		for id, rules := range g.rules {
			for i := range rules {
				g.addStarts(&rules[i])
				grown = g.first[id].add(rules[i].first) || grown
			}
		}
	}
}

// addStarts adds to a rule's beginnings what is known of its classes so far.
func (g *grammar) addStarts(r *compiled) {
	if r.first == nil {
		r.first = g.noStarts()
	}
	for _, e := range r.elements {
		for _, l := range e.literals {
			r.first.set(g.words[l[0]])
		}
		for _, id := range e.classes {
			r.first.add(g.first[id])
		}
		if !e.optional {
			return
		}
	}
}

func (g *grammar) noStarts() *starts {
	return &starts{words: make([]uint64, len(g.words)/64+1)}
}

func (s *starts) add(more *starts) (grown bool) {
	for i, w := range more.words {
		grown = grown || w&^s.words[i] != 0
		s.words[i] |= w
	}
	grown = grown || more.digits && !s.digits
	s.digits = s.digits || more.digits
	return grown
}
