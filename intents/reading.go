package intents

import (
	"context"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// Reading is what a page that shows photos in its own way says of how a wish was taken:
// in the words in which every channel says it.
type Reading struct {
	// Understood says in a sentence or two what was found of what.
	Understood string
	Guesses    []Guess
	Instead    []Suggestion // what there is, where nothing was found
}

// Guess is how words were taken where that is not plain, or the question what they
// mean.
type Guess struct {
	Text    string       // a sentence
	Choices []Suggestion // of a question; the wish lacks the words until one is chosen
}

// Read says how a request was taken whose meaning is at hand, and what came of it:
// the first page of the meaning's query to the gallery, whose words v are.
func (u *Understander) Read(ctx context.Context, r *Request, m Meaning, g *gallery.Gallery, v *gallery.Vocabulary, page gallery.Page) (Reading, error) {
	t := &turn{Request: r, meaning: m, now: localNow(r), times: u.speaker(r.Locale), gallery: g}
	read := Reading{Guesses: u.Guesses(m)}
	if len(page.Hits) > 0 {
		read.Understood = t.foundOf(m, v, page).String()
		return read, nil
	}
	if m.Intent == OnThisDay {
		read.Understood = Say("No photos were taken on ").Anniversary(t.now).And(" in earlier years.").String()
		return read, nil
	}
	reply, err := t.nothingOf(ctx, m.Query, m.Words, view{}, page, v)
	if err != nil {
		return Reading{}, err
	}
	read.Understood = reply.Speech.String()
	for _, s := range reply.Suggest {
		if s.Intent == Find {
			read.Instead = append(read.Instead, s)
		}
	}
	return read, nil
}

// foundOf says how many photos of what there are, and in which order they come.
func (t *turn) foundOf(m Meaning, v *gallery.Vocabulary, page gallery.Page) Text {
	if m.Intent == OnThisDay {
		return begin(photosOf(page.Total, page.Exact, t.wish(gallery.Query{}, nil, v, page.Total))).And(" of ").Anniversary(t.now).And(".")
	}
	found := begin(photosOf(page.Total, page.Exact, t.wish(m.Query, m.Words, v, page.Total)))
	switch {
	case page.Total < 2:
	case m.Query.Order == gallery.Oldest:
		found = found.And(", the oldest first")
	case m.Query.Order == gallery.Random:
		found = found.And(", in no order")
	}
	found = found.And(".")
	if !page.Complete && page.Next != "" && !page.Reached.IsZero() {
		found = found.And(" So far I have looked as far as ").Date(page.Reached).And(".")
	}
	return found
}

// Guesses are the notes and doubts of a meaning as a page shows them.
func (u *Understander) Guesses(m Meaning) []Guess {
	var all []Guess
	for _, n := range m.Notes {
		all = append(all, Guess{Text: note(n).String()})
	}
	for _, d := range m.Doubts {
		all = append(all, guess(d))
	}
	return all
}

// guess is a doubt as a question.
func guess(d phrase.Doubt) Guess {
	g := Guess{Text: Say("Which did you mean by ").Quote("“" + brief(d.Heard) + "”").And("?").String()}
	if len(d.Choices) == 1 {
		g.Text = "Did you mean this by “" + brief(d.Heard) + "”?"
	}
	for _, c := range d.Choices {
		if len(c.Utterance) <= phrase.MaxLength {
			g.Choices = append(g.Choices, Suggestion{Label: c.Name, Utterance: c.Utterance, Intent: Find})
		}
	}
	return g
}
