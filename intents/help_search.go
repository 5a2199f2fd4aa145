package intents

import (
	"context"

	"shoebox/intents/phrase"
)

// helpSearch tells the filters, from the registry that reads them, and for who only
// listens three wishes in this gallery's own words.
func helpSearch(ctx context.Context, t *turn) (*Reply, error) {
	r := &Reply{
		Kind: Told, Focus: -1,
		Ask:      t.askWhat(""),
		Reprompt: Say("Name a person, a place or a time."),
	}
	for _, f := range phrase.Filters() {
		r.Topics = append(r.Topics, Topic{Name: f.Name, Help: f.Help, Example: f.Example})
	}
	var err error
	r.Speech, r.Suggest, err = t.examples(ctx, "Ask for people, places, things and times in your own words, for example: ")
	return r, err
}
