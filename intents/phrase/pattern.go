package phrase

import (
	"slices"
	"strings"
)

// The names of slots that patterns may have. Any other slot is free text.
const (
	slotPosition = "position"
	slotCount    = "count"
	slotAspect   = "aspect"
)

// pattern is a compiled Pattern.
type pattern struct {
	intent   string
	elements []element
	literals int // how many elements are words: the most specific pattern wins
}

type element struct {
	word string // a word, or ""
	slot string
}

// patterns are what the catalogue gave, by their first word; those that begin with
// a slot are under "". What finds photos is no pattern: it is what is left.
type patterns struct {
	exact map[string]string
	first map[string][]pattern
	words map[string]bool // all their words
}

func compilePatterns(all ...[]Pattern) *patterns {
	ps := &patterns{exact: map[string]string{}, first: map[string][]pattern{}, words: map[string]bool{}}
	for _, p := range slices.Concat(all...) {
		if p.Intent == Find {
			continue
		}
		compiled := pattern{intent: p.Intent}
		for w := range strings.FieldsSeq(p.Sample) {
			if slot, ok := strings.CutPrefix(w, "{"); ok {
				compiled.elements = append(compiled.elements, element{slot: strings.TrimSuffix(slot, "}")})
				continue
			}
			compiled.elements = append(compiled.elements, element{word: foldWord(w)})
			ps.words[foldWord(w)] = true
			compiled.literals++
		}
		if len(compiled.elements) == 0 {
			continue
		}
		if compiled.literals == len(compiled.elements) {
			if _, taken := ps.exact[foldWord(p.Sample)]; !taken {
				ps.exact[foldWord(p.Sample)] = p.Intent
			}
			continue
		}
		first := compiled.elements[0].word
		ps.first[first] = append(ps.first[first], compiled)
	}
	return ps
}

// fits matches elements against words, slots being as short as they can, and gives
// the bounds of each slot.
func (g *Grammar) fits(elements []element, said []spoken, at int, bounds [][2]int) ([][2]int, bool) {
	if len(elements) == 0 {
		return bounds, at == len(said)
	}
	if len(said)-at < len(elements) {
		return nil, false
	}
	e := elements[0]
	if e.slot == "" {
		if said[at].fold != e.word {
			return nil, false
		}
		return g.fits(elements[1:], said, at+1, bounds)
	}
	if g.words.verbs[said[at].fold] { // "just show me dogs" keeps nothing of what there is
		return nil, false
	}
	last := len(said)
	switch e.slot {
	case slotPosition, slotCount, slotAspect:
		last = min(last, at+4)
	}
	first := at + 1
	if len(elements) == 1 {
		first = len(said)
	}
	for end := first; end <= last; end++ {
		if _, ok := g.slot(e.slot, said[at:end]); !ok {
			continue
		}
		if got, ok := g.fits(elements[1:], said, end, append(slices.Clip(bounds), [2]int{at, end})); ok {
			return got, true
		}
	}
	return nil, false
}

// filled makes the command of a pattern that fits. What stands in its free slots
// is read as a wish, behind the word that says what the slot is: a place's "in".
func (g *Grammar) filled(text string, p *pattern, bounds [][2]int, said []spoken) command {
	c := command{intent: p.intent, slots: map[string]string{}}
	n := 0
	for _, e := range p.elements {
		if e.slot == "" {
			continue
		}
		b := bounds[n]
		n++
		if value, ok := g.slot(e.slot, said[b[0]:b[1]]); ok && value != "" {
			c.slots[e.slot] = value
			continue
		}
		value := strings.TrimSpace(g.source(text, said, b))
		c.slots[e.slot] = value
		c.rest += " " + g.words.slotPrefix[e.slot] + " " + value
	}
	c.rest = strings.TrimSpace(c.rest)
	return c
}

// source is what stands in the text from the word before to the word after, so
// that quotes and signs are with it.
func (g *Grammar) source(text string, said []spoken, b [2]int) string {
	from, to := 0, len(text)
	if b[0] > 0 {
		from = said[b[0]-1].end
	}
	if b[1] < len(said) {
		to = said[b[1]].start
	}
	if from > to {
		return ""
	}
	return text[from:to]
}
