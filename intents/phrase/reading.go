package phrase

import (
	"time"

	"shoebox/shared/gallery"
)

// reading is a text being understood as a whole: a command, or a wish.
type reading struct {
	grammar    *Grammar
	vocabulary *lookup
	now        time.Time
	doubted    map[string]bool // words to pass over, folded
	again      bool            // it is read again, its words put right: the intent is known
	command    bool            // it was a command
	unknown    []unknown       // words of the wish that nobody knows
}

// phrase understands a text.
func (c *reading) phrase(text string) Phrase {
	g := c.grammar
	tokens := g.tokenize(text)
	if len(tokens) == 0 {
		return Phrase{Intent: fallback}
	}
	said, ok := command{}, false
	if (!c.again || c.command) && !c.name(text, tokens) {
		said, ok = g.command(text, tokens)
	}
	if !ok || g.isDay(text, said, c.now) {
		c.command = false
		return c.wish(text, tokens)
	}
	c.command = true
	p := Phrase{Intent: said.intent}
	if said.rest != "" {
		p = c.wish(said.rest, g.tokenize(said.rest))
		if said.intent == refine && p.Intent == random {
			return c.wish(text, tokens) // "just one random photo" keeps nothing
		}
		p.Intent = said.intent
	}
	p.Slots = said.slots
	switch n, counted := digits(said.slots[slotCount]); {
	case said.intent == latest && counted:
		p.Query.Limit = min(n, gallery.MaxLimit)
	case said.intent == random:
		p.Query.Order = gallery.Random
	}
	return p
}

// name says whether a text is a name of several words that the gallery knows, and so
// no command: the album Random Moments.
func (c *reading) name(text string, tokens []token) bool {
	return len(tokens) > 1 && len(tokens) <= c.vocabulary.Longest() && len(c.vocabulary.Named(text)) > 0
}

// wish understands what to look for.
func (c *reading) wish(text string, tokens []token) Phrase {
	g := c.grammar
	r := &request{
		words: g.words, grammar: g, times: g.times, vocabulary: c.vocabulary, now: c.now, text: text, tokens: tokens,
		doubted: c.doubted, levels: make([]level, 1),
	}
	r.trim()
	if len(r.tokens) == 0 && r.invoked && !r.carried {
		return Phrase{Intent: launch}
	}
	r.pair()
	r.findTimes()
	for i := 0; i < len(r.tokens); {
		i = r.step(i)
	}
	c.unknown = r.unknown
	return r.phrase()
}

// respelled understands a text again, with the words put right that nobody knows,
// and those passed over that may be several others. It stays what it was where a word of
// the gallery would make another intent of it.
func (g *Grammar) respelled(text string, p Phrase, first reading) Phrase {
	found := g.spell(text, first.unknown, first.vocabulary, first.now)
	if len(found) == 0 {
		return p
	}
	right, doubted := map[string]string{}, map[string]bool{}
	var notes []Note
	own := true // only the language's words were put right
	for _, s := range found {
		own = own && s.own
		if s.is == "" {
			doubted[s.fold] = true
			continue
		}
		right[s.fold] = s.is
		notes = append(notes, Note{Kind: Corrected, Heard: s.text, Taken: s.is})
	}
	second := first
	second.doubted, second.again, second.unknown = doubted, true, nil
	q := second.phrase(g.rewritten(text, right))
	if second.command != first.command || q.Intent != p.Intent && (first.command || !own) {
		return p
	}
	q.Notes = append(notes, q.Notes...)
	q.Doubts = g.doubts(text, found, first.unknown[min(len(first.unknown), maxSpelled):])
	return q
}
