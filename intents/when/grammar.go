package when

import (
	"slices"
	"time"
)

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
	g       *grammar
	rules   Rules
	order   dateOrder
	now     time.Time
	tokens  []token
	memo    [][]uint32 // by token, then by class: 0, or one more than the place in results; made for a token when it is needed
	results [][]found
	at      int // the token after the rule that is being made
}

// read gives the values of a class that begin at a token, at most one for each
// end: the first rule wins.
func (c *reading) read(class, at int) []found {
	if at >= len(c.tokens) || !c.g.first[class].has(&c.tokens[at]) {
		return nil
	}
	if c.memo[at] == nil {
		c.memo[at] = make([]uint32, len(c.g.ids))
	}
	if known := c.memo[at][class]; known > 0 {
		return c.results[known-1]
	}
	c.results = append(c.results, nil) // a rule that begins with its own class finds nothing there
	place := len(c.results)
	c.memo[at][class] = uint32(place)
	got := c.lexemes(class, at)
	for i := range c.g.rules[class] {
		r := &c.g.rules[class][i]
		if r.first.has(&c.tokens[at]) {
			got = c.match(r, 0, at, nil, got)
		}
	}
	c.results[place-1] = got
	return got
}

func (c *reading) lexemes(class, at int) []found {
	t := &c.tokens[at]
	switch {
	case t.digits && t.fills(class):
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

// fills says whether digits are of a class.
func (t *token) fills(class int) bool {
	n := len(t.text)
	switch class {
	case idInt:
		return t.n >= 0 && t.n <= 9999
	case idInt2:
		return n <= 2
	case idTwo:
		return n == 2
	case idInt4:
		return n == 4
	case idInt8:
		return n == 8
	}
	return false
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
				got = c.match(r, i+1, f.end, append(slices.Clip(have), part{e.name, f.value}), got)
			}
		}
	}
	if e.optional {
		got = c.match(r, i+1, at, have, got)
	}
	return got
}
