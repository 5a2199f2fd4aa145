package phrase

import (
	"strconv"
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
}

func compilePatterns(all []Pattern) *patterns {
	ps := &patterns{exact: map[string]string{}, first: map[string][]pattern{}}
	for _, p := range all {
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

// command is what a whole text was recognised as.
type command struct {
	intent string
	slots  map[string]string
	rest   string // free text of its slots, as a wish
}

// spoken is a word of a text as patterns see it: contractions are two.
type spoken struct {
	fold       string
	start, end int
}

// command recognises a text as a whole: as it stands, or without the politeness
// around it. Only the whole decides: "next" is a command, "next to the church" a
// wish.
func (g *Grammar) command(text string, tokens []token) (command, bool) {
	said := g.spoken(tokens)
	for {
		if c, ok := g.recognise(text, said); ok {
			return c, true
		}
		n := leading(g.words.polite, said)
		if n == 0 || n == len(said) {
			break
		}
		said = said[n:]
	}
	if n := trailing(g.words.tails, said); n > 0 && n < len(said) {
		return g.recognise(text, said[:len(said)-n])
	}
	return command{}, false
}

func (g *Grammar) spoken(tokens []token) []spoken {
	said := make([]spoken, 0, len(tokens)+2)
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.kind == comma:
			continue
		case t.kind != word || t.minus || t.hash:
			said = append(said, spoken{"\"", t.start, t.end}) // no word of a pattern
			continue
		}
		if words, ok := g.words.expanded[t.fold]; ok {
			for _, w := range words {
				said = append(said, spoken{w, t.start, t.end})
			}
			continue
		}
		said = append(said, spoken{t.fold, t.start, t.end})
	}
	return said
}

// leading gives the length of the first run that the words begin with.
func leading(runs [][]string, said []spoken) int {
	for _, run := range runs {
		if len(run) <= len(said) && matches(run, said[:len(run)]) {
			return len(run)
		}
	}
	return 0
}

func trailing(runs [][]string, said []spoken) int {
	for _, run := range runs {
		if len(run) <= len(said) && matches(run, said[len(said)-len(run):]) {
			return len(run)
		}
	}
	return 0
}

func matches(run []string, said []spoken) bool {
	for i, w := range run {
		if said[i].fold != w {
			return false
		}
	}
	return true
}

func (g *Grammar) recognise(text string, said []spoken) (command, bool) {
	const longestExact = 12
	if len(said) == 0 {
		return command{}, false
	}
	if len(said) <= longestExact {
		var b strings.Builder
		for i, s := range said {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(s.fold)
		}
		if intent, ok := g.patterns.exact[b.String()]; ok {
			return command{intent: intent}, true
		}
	}
	var best *pattern
	var bestBounds [][2]int
	for _, first := range []string{said[0].fold, ""} {
		for i := range g.patterns.first[first] {
			p := &g.patterns.first[first][i]
			if best != nil && p.literals <= best.literals {
				continue
			}
			if bounds, ok := g.fits(p.elements, said, 0, nil); ok {
				best, bestBounds = p, bounds
			}
		}
	}
	if best == nil {
		return command{}, false
	}
	return g.filled(text, best, bestBounds, said), true
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
		if got, ok := g.fits(elements[1:], said, end, append(bounds[:len(bounds):len(bounds)], [2]int{at, end})); ok {
			return got, true
		}
	}
	return nil, false
}

// slot gives the normal form of what fills a slot, where the slot takes it.
func (g *Grammar) slot(name string, said []spoken) (string, bool) {
	switch name {
	case slotPosition:
		n, ok := g.position(said)
		return strconv.Itoa(n), ok
	case slotCount:
		n, ok := g.number(said)
		return strconv.Itoa(n), ok && n > 0
	case slotAspect:
		last := said[len(said)-1].fold
		aspect, ok := g.words.aspects[last]
		if len(said) == 2 {
			asked := said[0].fold
			return aspect, ok && (asked == "what" || asked == "which")
		}
		return aspect, ok && len(said) == 1
	}
	return "", true
}

// position reads "third", "3rd", "twenty first", "last", "second to last".
func (g *Grammar) position(said []spoken) (int, bool) {
	ordinal := func(s string) (int, bool) {
		n, ok := g.words.ordinals[s]
		if ok {
			return n, true
		}
		return digits(strings.TrimRight(s, "stndrh"))
	}
	last := said[len(said)-1].fold
	switch {
	case len(said) == 1:
		n, ok := ordinal(last)
		return n, ok && n != 0
	case len(said) == 2 && last == "last", len(said) == 3 && said[1].fold == "to" && last == "last":
		n, ok := ordinal(said[0].fold)
		return -n, ok && n > 0
	case len(said) == 2:
		tens, ok := g.words.numbers[said[0].fold]
		n, ok2 := ordinal(last)
		return tens + n, ok && ok2 && tens%10 == 0 && tens >= 20 && tens < 100 && n > 0 && n < 10
	}
	return 0, false
}

// number reads "3", "three", "twenty five".
func (g *Grammar) number(said []spoken) (int, bool) {
	one := func(s string) (int, bool) {
		if n, ok := g.words.numbers[s]; ok {
			return n, true
		}
		return digits(s)
	}
	switch len(said) {
	case 1:
		return one(said[0].fold)
	case 2:
		a, ok := g.words.numbers[said[0].fold]
		b, ok2 := g.words.numbers[said[1].fold]
		return a + b, ok && ok2 && a%10 == 0 && a >= 20 && a < 100 && b > 0 && b < 10
	}
	return 0, false
}

// digits reads a number of at most four digits.
func digits(s string) (int, bool) {
	if s == "" || len(s) > 4 {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0
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
