package intents

import (
	"context"
	"strings"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// helpSearch tells the filters, from the registry that reads them, and for who only
// listens three wishes in this gallery's own words.
func helpSearch(ctx context.Context, t *turn) (*Reply, error) {
	r := &Reply{
		Kind: Told, Focus: -1,
		Speech:   Say("Ask for people, places, things and times in your own words"),
		Ask:      Say("What would you like to see?"),
		Reprompt: Say("Name a person, a place or a time."),
	}
	for _, f := range phrase.Filters() {
		r.Topics = append(r.Topics, Topic{Name: f.Name, Help: f.Help, Example: f.Example})
	}
	var wishes []string
	if vocabulary, err := t.vocabulary(ctx); err == nil {
		wishes = ownWishes(vocabulary)
	}
	if len(wishes) == 0 {
		in, _ := Lookup(Find)
		wishes = []string{in.Example}
	}
	r.Speech = r.Speech.And(", for example: ").Quote(list(wishes, "or")).And(".")
	for _, wish := range wishes {
		r.Suggest = append(r.Suggest, Suggestion{Label: capital(wish), Utterance: strings.ToLower(wish), Intent: Find})
	}
	return r, nil
}

// ownWishes are up to three ways to ask for what the gallery has most of: by who, by
// where, and by what, and some of them by when too.
func ownWishes(v *gallery.Vocabulary) []string {
	nm := namer{v: v}
	var wishes []string
	for _, e := range v.Top(gallery.Person, 1) {
		wishes = append(wishes, "photos of "+nm.name(e.Term))
	}
	for _, e := range v.Top(gallery.PlaceTerm, 1) {
		wishes = append(wishes, "photos in "+within(nm.name(e.Term))+" from "+e.Last.Format("2006"))
	}
	for _, e := range v.Top(gallery.LabelTerm, 1) {
		if people := v.Top(gallery.Person, 1); len(people) > 0 {
			wishes = append(wishes, nm.name(e.Term)+" without "+nm.name(people[0].Term))
			continue
		}
		wishes = append(wishes, nm.name(e.Term)+" photos")
	}
	return wishes
}
