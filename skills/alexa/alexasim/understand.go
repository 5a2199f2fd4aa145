package alexasim

import (
	"strings"
	"unicode"

	"shoebox/skills/alexa"
)

// fallback is where Alexa sends what was not meant for any intent.
const fallback = "AMAZON.FallbackIntent"

// understand gives the intent that words are matched to, with its slots.
func (d *Device) understand(heard []string) map[string]any {
	best := match{}
	for _, in := range d.model.Intents {
		for _, sample := range in.Samples {
			if m, ok := d.matchSample(in, sample, heard); ok && (best.intent.Name == "" || m.better(best)) {
				best = m
			}
		}
	}
	if best.intent.Name == "" {
		best = d.unmatched(heard)
	}
	if asked, ok := d.answers(heard); ok {
		best = asked
	}
	d.intent = best.intent.Name
	slots := map[string]any{}
	for _, s := range best.intent.Slots {
		slots[s.Name] = d.slot(s, best.filled[s.Name])
	}
	in := map[string]any{"name": best.intent.Name, "confirmationStatus": "NONE"}
	if len(slots) > 0 {
		in["slots"] = slots
	}
	return in
}

// unmatched words are searched for, if they are words at all: people rarely say
// a carrier phrase, and the skill's own understanding makes more of it.
func (d *Device) unmatched(heard []string) match {
	name, slot := fallback, ""
	if meaningful(heard) {
		name, slot = "FindIntent", "query"
	}
	for _, in := range d.model.Intents {
		if in.Name == name {
			return match{intent: in, filled: map[string]string{slot: strings.Join(heard, " ")}}
		}
	}
	return match{intent: alexa.ModelIntent{Name: fallback}}
}

// meaningful reports whether there is a word beside those that mean nothing alone.
func meaningful(heard []string) bool {
	for _, w := range heard {
		letters := strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		switch w {
		case "um", "uh", "er", "hmm", "ah", "oh", "the", "a", "an", "of", "and", "to", "for", "please":
			continue
		}
		if letters >= 0 {
			return true
		}
	}
	return false
}

// match is a sample that fits what was heard.
type match struct {
	intent  alexa.ModelIntent
	filled  map[string]string
	literal int // words of the sample's own
	strange int // values that are not in their slot type
	query   int // words that went into a search query
}

// better is more specific: more words of its own, fewer strange values, fewer
// words swallowed by a search query. Of equals, the earlier sample stays.
func (m match) better(than match) bool {
	switch {
	case m.literal != than.literal:
		return m.literal > than.literal
	case m.query != than.query && (m.strange == 0 || than.strange == 0):
		return m.query < than.query && m.strange == 0
	case m.strange != than.strange:
		return m.strange < than.strange
	}
	return len(m.filled) < len(than.filled)
}

// matchSample matches a sample as a whole, each slot taking the fewest words it can.
func (d *Device) matchSample(in alexa.ModelIntent, sample string, heard []string) (match, bool) {
	m := match{intent: in, filled: map[string]string{}}
	if !d.matchWords(&m, strings.Fields(sample), heard) {
		return match{}, false
	}
	if m.literal == 0 && m.strange > 0 {
		return match{}, false // anything at all would fit
	}
	return m, true
}

func (d *Device) matchWords(m *match, sample, heard []string) bool {
	if len(sample) == 0 {
		return len(heard) == 0
	}
	if len(heard) < len(sample) {
		return false
	}
	slot, isSlot := strings.CutPrefix(sample[0], "{")
	if !isSlot {
		if sample[0] != heard[0] {
			return false
		}
		m.literal++
		if d.matchWords(m, sample[1:], heard[1:]) {
			return true
		}
		m.literal--
		return false
	}
	return d.matchSlot(m, strings.TrimSuffix(slot, "}"), sample[1:], heard)
}

func (d *Device) matchSlot(m *match, slot string, rest, heard []string) bool {
	kind := ""
	for _, s := range m.intent.Slots {
		if s.Name == slot {
			kind = s.Type
		}
	}
	most := len(heard) - len(rest)
	if kind != searchQuery {
		most = min(most, longestValue)
	}
	for n := 1; n <= most; n++ {
		if len(rest) == 0 && n < len(heard) {
			if len(heard) > most {
				return false
			}
			n = len(heard)
		}
		value, strange, ok := d.value(kind, heard[:n])
		if !ok {
			continue
		}
		was := *m
		m.filled[slot] = value
		m.strange += strange
		if kind == searchQuery {
			m.query += n
		}
		if d.matchWords(m, rest, heard[n:]) {
			return true
		}
		delete(m.filled, slot)
		m.literal, m.strange, m.query = was.literal, was.strange, was.query
	}
	return false
}
