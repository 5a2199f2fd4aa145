package when

import (
	"slices"
	"strings"
	"time"
)

// A locale's grammar is data: words of a class ("<month>": May is 5), and rules
// that make a value of one class out of words and values of others. The engine
// reads any class at any token once and remembers it, so that the time to read a
// text grows with its length alone. A rule must not begin with its own class.

// lexeme is a word or several ("new years eve") with what they stand for.
type lexeme struct {
	class string
	names string // alternatives, with | between; folded as tokens are
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

// starts are the tokens a rule or class can begin with.
type starts struct {
	words  map[string]bool
	digits bool
}

func (s *starts) has(t *token) bool { return t.digits && s.digits || s.words[t.text] }

type phraseWords struct {
	words []string
	value value
}

// grammar is a locale, compiled. It is never changed after that.
type grammar struct {
	ids     map[string]int
	lexicon []map[string][]phraseWords // by class, then by first word
	rules   [][]compiled               // by class
	first   []*starts                  // by class
}

// Classes every grammar has from the engine: digits of any length up to four, of
// one or two, and of just four.
const (
	classInt  = "int"
	classInt2 = "int2"
	classInt4 = "int4"
)

func compile(lexicon []lexeme, rules []rule) *grammar {
	g := &grammar{ids: map[string]int{}}
	for _, class := range []string{classInt, classInt2, classInt4} {
		g.class(class)
	}
	for _, l := range lexicon {
		id := g.class(l.class)
		for name := range strings.SplitSeq(l.names, "|") {
			words := strings.Fields(name)
			g.lexicon[id][words[0]] = append(g.lexicon[id][words[0]], phraseWords{words, l.value})
		}
	}
	for _, r := range rules {
		id := g.class(r.class)
		var elements []element
		for field := range strings.FieldsSeq(r.pattern) {
			elements = append(elements, g.element(field))
		}
		g.rules[id] = append(g.rules[id], compiled{elements: elements, make: r.make, first: &starts{}})
	}
	g.findStarts()
	return g
}

func (g *grammar) class(name string) int {
	id, ok := g.ids[name]
	if !ok {
		id = len(g.ids)
		g.ids[name] = id
		g.lexicon = append(g.lexicon, map[string][]phraseWords{})
		g.rules = append(g.rules, nil)
		g.first = append(g.first, &starts{words: map[string]bool{}})
	}
	return id
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
			e.literals = append(e.literals, strings.Split(part, "_"))
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
	for _, class := range []string{classInt, classInt2, classInt4} {
		g.first[g.ids[class]].digits = true
	}
	for id, words := range g.lexicon {
		for w := range words {
			g.first[id].words[w] = true
		}
	}
	for grown := true; grown; {
		grown = false
		for id, rules := range g.rules {
			for i := range rules {
				s := g.ruleStarts(&rules[i])
				rules[i].first = s
				grown = g.first[id].add(s) || grown
			}
		}
	}
}

func (g *grammar) ruleStarts(r *compiled) *starts {
	s := &starts{words: map[string]bool{}}
	for _, e := range r.elements {
		for _, l := range e.literals {
			s.words[l[0]] = true
		}
		for _, id := range e.classes {
			s.add(g.first[id])
		}
		if !e.optional {
			break
		}
	}
	return s
}

func (s *starts) add(more *starts) (grown bool) {
	before := len(s.words)
	for w := range more.words {
		s.words[w] = true
	}
	grown = len(s.words) > before || more.digits && !s.digits
	s.digits = s.digits || more.digits
	return grown
}

// part is a value in a rule's pattern, by name.
type part struct {
	name  string
	value value
}

// parts are the values that filled a rule's pattern.
type parts []part

// get gives the named value; the zero value when its element was missing.
func (p parts) get(name string) value {
	v, _ := p.lookup(name)
	return v
}

func (p parts) lookup(name string) (value, bool) {
	for i := range p {
		if p[i].name == name {
			return p[i].value, true
		}
	}
	return value{}, false
}

// found is a value and the token after it.
type found struct {
	end   int
	value value
}

// reading is one text being read.
type reading struct {
	g      *grammar
	rules  Rules
	order  dateOrder
	now    time.Time
	tokens []token
	memo   map[int][]found
	at     int // the token after the rule that is being made
}

// read gives the values of a class that begin at a token, at most one for each
// end: the first rule wins.
func (c *reading) read(class, at int) []found {
	if at >= len(c.tokens) || !c.g.first[class].has(&c.tokens[at]) {
		return nil
	}
	key := class*(len(c.tokens)+1) + at
	if got, ok := c.memo[key]; ok {
		return got
	}
	c.memo[key] = nil // a rule that begins with its own class finds nothing there
	got := c.lexemes(class, at)
	for i := range c.g.rules[class] {
		r := &c.g.rules[class][i]
		if r.first.has(&c.tokens[at]) {
			got = c.match(r, 0, at, nil, got)
		}
	}
	c.memo[key] = got
	return got
}

func (c *reading) lexemes(class, at int) []found {
	t := &c.tokens[at]
	switch {
	case t.digits && t.n >= 0 && (class == c.g.ids[classInt] ||
		class == c.g.ids[classInt2] && len(t.text) <= 2 ||
		class == c.g.ids[classInt4] && len(t.text) == 4):
		return []found{{at + 1, value{n: t.n}}}
	case t.digits:
		return nil
	}
	var got []found
	for _, l := range c.g.lexicon[class][t.text] {
		if c.spells(l.words, at) {
			got = keep(got, found{at + len(l.words), l.value})
		}
	}
	return got
}

func (c *reading) spells(words []string, at int) bool {
	if at+len(words) > len(c.tokens) {
		return false
	}
	for i, w := range words {
		if c.tokens[at+i].text != w {
			return false
		}
	}
	return true
}

func keep(got []found, f found) []found {
	if slices.ContainsFunc(got, func(g found) bool { return g.end == f.end }) {
		return got
	}
	return append(got, f)
}

// match goes on with element i of a rule at a token, and adds what the rule makes.
func (c *reading) match(r *compiled, i, at int, have parts, got []found) []found {
	if i == len(r.elements) {
		c.at = at
		if v, ok := r.make(c, have); ok {
			got = keep(got, found{at, v})
		}
		return got
	}
	e := &r.elements[i]
	if at < len(c.tokens) && (!e.glued || c.tokens[at].glued) {
		for _, l := range e.literals {
			if c.spells(l, at) {
				got = c.match(r, i+1, at+len(l), have, got)
			}
		}
		for _, class := range e.classes {
			for _, f := range c.read(class, at) {
				got = c.match(r, i+1, f.end, append(have[:len(have):len(have)], part{e.name, f.value}), got)
			}
		}
	}
	if e.optional {
		got = c.match(r, i+1, at, have, got)
	}
	return got
}
