package intents

import (
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Completion is a name of the gallery that somebody may be typing.
type Completion struct {
	Name      string   // as people write it
	Nicknames []string // of a person
	Photos    int      // that have it
}

// completed are the kinds of names that can be completed.
var completed = map[SlotKind]gallery.Kind{
	PersonVal: gallery.Person, PlaceVal: gallery.PlaceTerm, LabelVal: gallery.LabelTerm, AlbumVal: gallery.Album,
}

// Complete gives at most n names of a kind from the asker's gallery, which what was
// typed, the request's Utterance, may become; the likeliest first, and the most
// frequent where nothing was typed. It is no turn of the conversation: nothing is
// remembered of it. Unauthenticated for nobody known, Invalid for a kind without
// names.
func (rt *Router) Complete(ctx context.Context, r *Request, kind SlotKind, n int) ([]Completion, error) {
	const op = "intents.Complete"
	of, ok := completed[kind]
	if !ok {
		return nil, fault.New(op, fault.Invalid, "a kind that has no names")
	}
	actor, err := rt.Accounts.Identify(ctx, r.Identity)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	g := rt.Galleries.As(actor.Membership)
	if err := g.MayLook(); err != nil { // the words may be kept from who may
		return nil, fault.Wrap(op, err)
	}
	vocabulary, err := rt.vocabularies.of(ctx, actor.Membership.Gallery, g)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	var all []Completion
	for _, e := range vocabulary.Complete(of, r.Utterance, n) {
		all = append(all, Completion{Name: e.Display, Nicknames: e.Nicknames, Photos: e.Count})
	}
	return all, nil
}
