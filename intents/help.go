package intents

import (
	"context"
	"strings"
)

// help names three things that this gallery can answer now. What can be said of the
// photos at hand is there to press, and told when nobody answers.
func help(ctx context.Context, t *turn) (*Reply, error) {
	r := &Reply{
		Kind: Told, Focus: -1,
		Ask:      t.askWhat(""),
		Reprompt: Say("Say, for example, latest photos. Help search tells more ways to ask."),
	}
	var err error
	if r.Speech, r.Suggest, err = t.examples(ctx, "You can ask for photos by person, place, thing or time. For example: "); err != nil {
		return nil, err
	}
	if v := t.before.View; v.there() {
		r.Reprompt = Say("Of these photos you can say: next, the second one, or when was this taken.")
		if v.Total == 1 || v.Single {
			r.Reprompt = Say("Of this photo you can ask when, where, or who.")
		}
		r.Suggest = append(r.Suggest, suggest(Describe))
	} else {
		r.Suggest = append(r.Suggest, suggest(OnThisDay))
	}
	r.Suggest = append(r.Suggest, suggest(HelpSearch))
	return r, nil
}

// examples are three wishes in the gallery's own words, in a sentence that leads to
// them and as ways on. Help is there when the photos are not: then the catalogue has
// an example.
func (t *turn) examples(ctx context.Context, lead string) (Text, []Suggestion, error) {
	wishes, err := t.ownWishes(ctx)
	if err != nil && ctx.Err() != nil {
		return nil, nil, err
	}
	if len(wishes) == 0 {
		in, _ := Lookup(Find)
		wishes = []string{in.Example}
	}
	var ways []Suggestion
	for _, wish := range wishes {
		ways = append(ways, Suggestion{Label: capital(wish), Utterance: strings.ToLower(wish), Intent: Find})
	}
	return Say(lead).Quote(list(wishes, "or")).And("."), ways, nil
}
