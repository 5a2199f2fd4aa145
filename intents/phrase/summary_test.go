package phrase_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// summary writes a phrase as testdata/utterances.txt does.
func summary(p phrase.Phrase) string {
	intent, q := p.Intent, p.Query
	// To who asks, it is the same whether photos of something are found in a
	// random order or random photos are.
	if intent == "find" && q.Order == gallery.Random {
		intent = "random"
	}
	parts := []string{intent}
	for _, name := range []string{"position", "count", "aspect"} {
		if value := p.Slots[name]; value != "" && intent != "latest" {
			parts = append(parts, "{"+name+"="+value+"}")
		}
	}
	parts = append(parts, choiceParts(gallery.Choice{All: q.All, None: q.None, Times: q.Times})...)
	for _, group := range q.Any {
		var choices []string
		for _, c := range group {
			choices = append(choices, strings.Join(choiceParts(c), " & "))
		}
		parts = append(parts, "("+strings.Join(choices, " | ")+")")
	}
	if q.Order != "" && intent != "random" {
		parts = append(parts, string(q.Order))
	}
	if q.Limit > 0 {
		parts = append(parts, fmt.Sprintf("limit:%d", q.Limit))
	}
	for _, n := range p.Notes {
		switch n.Kind {
		case phrase.Ambiguous:
			parts = append(parts, fmt.Sprintf("%s(%s=%s, %s)", n.Kind, n.Heard, n.Taken, n.Other))
		case phrase.UnknownFilter:
			parts = append(parts, fmt.Sprintf("%s(%s, %s)", n.Kind, n.Heard, n.Other))
		case phrase.Corrected, phrase.Nicknamed:
			parts = append(parts, fmt.Sprintf("%s(%s=%s)", n.Kind, n.Heard, n.Taken))
		}
	}
	for _, d := range p.Doubts {
		var names []string
		for _, c := range d.Choices {
			names = append(names, c.Name)
		}
		slices.Sort(names)
		parts = append(parts, fmt.Sprintf("doubt(%s: %s)", d.Heard, strings.Join(names, ", ")))
	}
	return normal(strings.Join(parts, " "))
}

func choiceParts(c gallery.Choice) []string {
	var parts []string
	for _, t := range c.All {
		parts = append(parts, termPart(t))
	}
	for _, t := range c.None {
		parts = append(parts, "-"+termPart(t))
	}
	for _, s := range c.Times {
		parts = append(parts, day(s.From)+"/"+day(s.To))
	}
	return parts
}

func termPart(t gallery.Term) string { return string(t.Kind) + `:"` + t.Value + `"` }

var writtenTerm = regexp.MustCompile(`\b(word|tag|label|person|place|album|camera|favourite):(?:"([^"]*)"|([^\s()|&]+))`)

// normal gives a summary in one form: terms folded, what has no order in the order
// of the alphabet.
func normal(s string) string {
	s = writtenTerm.ReplaceAllStringFunc(s, func(written string) string {
		m := writtenTerm.FindStringSubmatch(written)
		term := gallery.NewTerm(gallery.Kind(m[1]), m[2]+m[3])
		if strings.Contains(term.Value, " ") {
			return termPart(term)
		}
		return m[1] + ":" + term.Value
	})
	parts := partsOf(s)
	for i, p := range parts {
		if group, ok := strings.CutPrefix(p, "("); ok {
			choices := strings.Split(strings.TrimSuffix(group, ")"), " | ")
			for n, c := range choices {
				choices[n] = sorted(strings.Split(c, " & "), " & ")
			}
			parts[i] = "(" + sorted(choices, " | ") + ")"
		}
	}
	return parts[0] + " " + sorted(parts[1:], " ")
}

func sorted(parts []string, between string) string {
	slices.Sort(parts)
	return strings.Join(parts, between)
}

// partsOf cuts a summary at the spaces that are between no quotes or parentheses.
func partsOf(s string) []string {
	var parts []string
	start, depth, quoted := 0, 0, false
	for i, c := range s {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ' ' && depth == 0 && !quoted:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}
