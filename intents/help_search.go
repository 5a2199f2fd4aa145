package intents

import (
	"context"

	"shoebox/intents/phrase"
)

// helpSearch tells the filters, from the registry that reads them.
func helpSearch(_ context.Context, t *turn) (*Reply, error) {
	r := &Reply{
		Kind: Told, Focus: -1,
		Speech:   Say("Ask in your own words, or with filters."),
		Ask:      Say("What would you like to see?"),
		Reprompt: Say("Name a person, a place or a time."),
	}
	for _, f := range phrase.Filters() {
		r.Topics = append(r.Topics, Topic{Name: f.Name, Help: f.Help, Example: f.Example})
	}
	return r, nil
}
