package phrase_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// FuzzParse looks for texts that panic, that give a range with no time in it, or
// whose printed query is understood as another query.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"can you please find me some photos of Anna and Tom in Lisbon last summer, oldest first",
		`-dogs "golden gate" person:anna|tom is:favourite since:2019 before:may limit:3`,
		"between June and August 2019 or 2021 without red cars", "the third one", "cats|cats", "a:b:c (((",
		"<@U012|anna> \xff\x00 🐶", "random random", "how many photos of",
		"in 2019 before 2010 after 2030", "-is:favourite -since:2019", "#holiday #", "top ten latest first", "Anna's 's '",
		"zeig mir die ältesten Fotos von Anna ohne Tom, zuerst", "¿puedes mostrarme las últimas tres fotos más antiguas?", "keine letzten neuen Bilder",
		"(Anna at the beach in 2019) or (Tom in 2020), not (dogs and cats)", "((a|b) (c|d)) or -(e f) or ((g))", "Ann ir Tmo in Lizbon withuot dgos",
		"how many photos of Benn and Mai", "only Anna, nobody but Tom, without people", "persn:anna colour:red lable:bech place:lizbon", ":) ;-( (:",
		"not in 2019 except last summer before 2010 or not from July", "not ((not (Anna alone)) or (2019 and not 2020))",
	} {
		f.Add(seed)
	}
	grammars := []*phrase.Grammar{grammar(f), translated(f, "de-DE"), translated(f, "es-MX")}
	v, at := vocabulary(), now(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, g := range grammars {
			parses(t, g, text, v, at)
		}
	})
}

// undoubted checks that every choice of a doubt is a text without any.
func undoubted(t *testing.T, g *phrase.Grammar, text string, p phrase.Phrase, v *gallery.Vocabulary, at time.Time) {
	t.Helper()
	for _, d := range p.Doubts {
		if len(d.Choices) < 1 || len(d.Choices) > 3 || d.Heard == "" {
			t.Fatalf("%q: %q is in doubt between %d choices", text, d.Heard, len(d.Choices))
		}
		for _, c := range d.Choices {
			again, err := g.Parse(c.Utterance, v, at)
			if err != nil || len(again.Doubts) > 0 || again.Intent != p.Intent {
				t.Fatalf("%q: %q, said as %q, is %s with the doubts %v, %v; want %s without", text, c.Name, c.Utterance, again.Intent, again.Doubts, err, p.Intent)
			}
		}
	}
	for _, n := range p.Notes {
		if n.Heard == "" || (n.Taken == "") != (n.Kind == phrase.UnknownFilter) || (n.Other != "") != (n.Kind == phrase.Ambiguous || n.Kind == phrase.UnknownFilter) {
			t.Fatalf("%q: the note %+v says too little", text, n)
		}
	}
}

// parses checks what a text is understood as, and that its printed form is the same.
func parses(t *testing.T, g *phrase.Grammar, text string, v *gallery.Vocabulary, at time.Time) {
	t.Helper()
	p, err := g.Parse(text, v, at)
	if err != nil {
		return
	}
	q := p.Query
	for _, s := range q.Times {
		if !s.From.IsZero() && !s.To.IsZero() && !s.From.Before(s.To) {
			t.Fatalf("%q: the range %v to %v has no time in it", text, s.From, s.To)
		}
	}
	all := [][]gallery.Term{q.All, q.None}
	for _, group := range q.Any {
		for _, c := range group {
			all = append(all, c.All, c.None)
		}
	}
	for _, terms := range all {
		for _, term := range terms {
			if term.Value == "" || term != gallery.NewTerm(term.Kind, term.Value) {
				t.Fatalf("%q: the term %v is not in its one form", text, term)
			}
		}
	}
	undoubted(t, g, text, p, v, at)
	printed := p.String()
	if printed == "" {
		return
	}
	again, err := g.Parse(printed, v, at)
	if len(printed) > 2000 {
		return
	}
	if err != nil {
		t.Fatalf("%q: printed as %q: %v", text, printed, err)
	}
	sameTime := cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })
	if diff := cmp.Diff(again.Query, q, sameTime); diff != "" {
		t.Fatalf("%q: printed as %q, understood as another query:\n%s", text, printed, diff)
	}
}
