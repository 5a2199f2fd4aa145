package simulator

import (
	"context"
	"crypto/rand"
	"strings"

	"shoebox/intents"
	"shoebox/intents/phrase"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
)

// reading is how the search box's words were taken, as the page shows it over the
// grid.
type reading struct {
	Notes   []string `json:"notes,omitempty"`
	Nothing string   `json:"nothing,omitempty"` // said where nothing was found
	Choices []choice `json:"choices,omitempty"` // which of them was meant, or what there is instead
	Topics  []topic  `json:"topics,omitempty"`  // a list of ways to search
}

// choice is what a word may have meant, and what to search for then.
type choice struct {
	Label string `json:"label"`
	Words string `json:"words"`
}

type topic struct {
	Help    string `json:"help"`
	Example string `json:"example"`
}

// search understands the words as every channel would. With choices there is
// nothing to look for yet.
func (p *page) search(ctx context.Context, g *gallery.Gallery, words string) (gallery.Query, reading, error) {
	if strings.TrimSpace(words) == "" {
		return gallery.Query{}, reading{}, nil
	}
	vocabulary, err := g.Vocabulary(ctx)
	if err != nil {
		return gallery.Query{}, reading{}, err
	}
	m, err := p.Router.Understander().Understand(&intents.Request{
		Channel: account.Web, Utterance: words, At: p.Now(), Zone: p.Zone,
	}, vocabulary)
	if err != nil {
		return gallery.Query{}, reading{}, err
	}
	return m.Query, readingOf(m), nil
}

// instead says what there is where nothing was found, in the words of any channel,
// with what to search for then.
func (p *page) instead(ctx context.Context, words string) (reading, error) {
	reply, err := p.Router.ServeIntent(ctx, &intents.Request{
		ID: rand.Text(), Channel: account.Web, Identity: p.Visitor, Utterance: words, At: p.Now(), Zone: p.Zone,
	})
	if err != nil || reply.Kind != intents.Nothing {
		return reading{}, err
	}
	r := reading{Nothing: reply.Speech.String()}
	for _, s := range reply.Suggest {
		if s.Intent == intents.Find {
			r.Choices = append(r.Choices, choice{Label: s.Label, Words: s.Utterance})
		}
	}
	return r, nil
}

// readingOf puts a meaning's notes and doubts into the words of a search page.
func readingOf(m intents.Meaning) reading {
	var r reading
	if m.Intent == intents.HelpSearch {
		for _, f := range phrase.Filters() {
			r.Topics = append(r.Topics, topic{Help: f.Help, Example: f.Example})
		}
	}
	for _, n := range m.Notes {
		r.Notes = append(r.Notes, sentence(n))
	}
	for _, d := range m.Doubts[:min(len(m.Doubts), 1)] { // one question at a time
		question := "Which did you mean by “" + d.Heard + "”?"
		if len(d.Choices) == 1 {
			question = "Did you mean this by “" + d.Heard + "”?"
		}
		r.Notes = append(r.Notes, question)
		for _, c := range d.Choices {
			r.Choices = append(r.Choices, choice{Label: c.Name, Words: c.Utterance})
		}
	}
	return r
}

func sentence(n phrase.Note) string {
	switch n.Kind {
	case phrase.UnknownFilter:
		if n.Other == "" {
			return "There is no filter “" + n.Heard + "”."
		}
		return "There is no filter “" + n.Heard + "”. The nearest is “" + n.Other + "”."
	case phrase.Ambiguous:
		return "“" + n.Heard + "” was taken for " + n.Taken + ", not " + n.Other + "."
	case phrase.Corrected, phrase.Nicknamed:
		return "Showing “" + n.Taken + "” for “" + n.Heard + "”."
	}
	return ""
}
