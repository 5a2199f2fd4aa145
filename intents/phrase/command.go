package phrase

import "strings"

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
