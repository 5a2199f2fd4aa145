package intents

import "context"

// help says what can be asked, by the catalogue's examples, and what there is to ask
// for here.
func help(ctx context.Context, t *turn) (*Reply, error) {
	r := &Reply{
		Kind: Told, Focus: -1,
		Speech:   Say("You can ask for photos of people, places, things and times. For example: "),
		Ask:      Say("What would you like to see?"),
		Reprompt: Say("Say, for example, latest photos. Help search tells more ways to ask."),
	}
	topics := []Name{Find, OnThisDay, Random, Count}
	if t.before.View.there() {
		topics = []Name{Refine, Select, Describe, Next}
	}
	for i, n := range topics {
		in, _ := Lookup(n)
		switch {
		case i == len(topics)-1:
			r.Speech = r.Speech.And(", or ")
		case i > 0:
			r.Speech = r.Speech.And(", ")
		}
		r.Speech = r.Speech.And(in.Example)
		r.Suggest = append(r.Suggest, suggest(n))
	}
	r.Speech = r.Speech.And(".")
	r.Suggest = append(r.Suggest, suggest(HelpSearch))
	// Help is there when the photos are not.
	if vocabulary, err := t.vocabulary(ctx); err == nil {
		r.Speech = r.Speech.Plus(often(vocabulary))
	}
	return r, nil
}
