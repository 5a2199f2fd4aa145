package intents

import (
	"context"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// whoAmI says who is asking, whose photos they see, what they may do with them, and
// how to see others.
func whoAmI(ctx context.Context, t *turn) (*Reply, error) {
	r := &Reply{Kind: Told, Focus: -1, Ask: t.askWhat(""), Reprompt: Say("Name a person, a place or a time.")}
	here, others, err := t.galleries(ctx)
	if err != nil {
		return nil, err
	}
	switch {
	case t.Actor.User == "":
		return t.connect(), nil
	case t.Actor.Guest:
		r.Speech = Say("I don't know who you are: you are a guest ").Plus(at(here)).And(", and may look at its photos. Connect, and your own photos are here as well.")
		r.Suggest = []Suggestion{suggest(SignIn), suggest(Latest)}
		return r, nil
	}
	if r.Speech = Say("You are connected"); t.Actor.Name != "" {
		r.Speech = Say("You are ").Quote(t.Actor.Name)
	}
	if here.ID == "" {
		r.Speech = r.Speech.And(", but not a member any more of the gallery you used here.")
	} else {
		r.Speech = r.Speech.And(", and these are the photos of ").Plus(called(here)).And(". ").Plus(rights(here.Role))
	}
	for _, g := range others {
		r.Suggest = append(r.Suggest, useSuggestion(g, others))
	}
	if len(others) > 0 {
		r.Speech = r.Speech.And(" You can also use ").Quote(list(galleryNames(others), "or")).And(".")
		r.Reprompt = Say("To change, say, for example: use ").Quote(brief(others[0].Name)).And(".")
	}
	r.Suggest = r.Suggest[:min(len(r.Suggest), maxOptions)]
	return r, nil
}

// use has somebody see the photos of another of their galleries from now on.
func use(ctx context.Context, t *turn) (*Reply, error) {
	if !t.known() || t.rt.People == nil {
		r := t.connect()
		r.Speech = Say("I can't tell which galleries are yours. Connect your account with Shoebox, and then ask me again.")
		return r, nil
	}
	name := strings.TrimSpace(t.meaning.Slots[SlotGallery].Text)
	if name == "" {
		return t.whichGallery(ctx, "")
	}
	chosen, err := t.rt.People.Use(ctx, t.Identity, name)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Conflict) {
		return t.whichGallery(ctx, name)
	}
	if err != nil {
		return nil, err
	}
	t.moveTo(chosen)
	return &Reply{
		Kind: Told, Focus: -1,
		Speech:   Say("From now on you see the photos of ").Plus(called(chosen)).And(" here. ").Plus(rights(chosen.Role)),
		Ask:      t.askWhat(""),
		Reprompt: Say("Say, for example, latest photos."),
		Suggest:  []Suggestion{suggest(Latest), suggest(Overview), suggest(WhoAmI)},
	}, nil
}

// moveTo goes on in another gallery, where nothing of the conversation is known.
func (t *turn) moveTo(g gallery.Profile) {
	moved := *t.Request
	moved.Actor.Membership = gallery.Membership{Gallery: g.ID, Role: g.Role}
	moved.New = true // whose names are to be listened for
	t.Request, t.gallery = &moved, t.rt.Galleries.As(moved.Actor.Membership)
	t.before, t.asked = state{}, state{}
	t.after.View, t.after.Options = view{}, nil
}

// whichGallery asks which gallery is meant: of those whose name begins so, or of all.
func (t *turn) whichGallery(ctx context.Context, name string) (*Reply, error) {
	all, err := t.rt.People.Choices(ctx, t.Identity)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return &Reply{Kind: Told, Focus: -1, End: true, Speech: Say("You are a member of no gallery now. Whoever keeps one can invite you.")}, nil
	}
	like := beginning(all, name)
	lead := Say("You have no gallery called ").Quote(brief(name)).And(".")
	switch {
	case name == "" && t.Actor.Membership.Gallery == "":
		lead = Say("You are not a member any more of the gallery you used here.")
	case name == "":
		lead = Say("These are your galleries.")
	case len(like) > 0:
		lead = Say("Several of your galleries are called ").Quote(brief(name)).And(".")
	}
	if len(like) == 0 {
		like = all
	}
	var options []option
	for _, g := range like[:min(len(like), maxOptions)] {
		way := useSuggestion(g, all)
		options = append(options, option{Name: g.Name, Utterance: way.Utterance})
	}
	return t.askWhich(lead, options), nil
}

// beginning are the galleries whose name begins so; none for no name.
func beginning(all []gallery.Profile, name string) []gallery.Profile {
	var like []gallery.Profile
	for _, g := range all {
		if name != "" && strings.HasPrefix(strings.ToLower(g.Name), strings.ToLower(name)) {
			like = append(like, g)
		}
	}
	return like
}

// galleries gives the gallery at hand, as far as it is known, and the others that
// may be used.
func (t *turn) galleries(ctx context.Context) (here gallery.Profile, others []gallery.Profile, err error) {
	m := t.Actor.Membership
	if m.Gallery != "" {
		here, err = t.gallery.Profile(ctx)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return gallery.Profile{}, nil, err
		}
		here.ID, here.Role = m.Gallery, m.Role
	}
	if t.rt.People == nil || !t.known() {
		return here, nil, nil
	}
	all, err := t.rt.People.Choices(ctx, t.Identity)
	if fault.Is(err, fault.Unauthenticated) { // known by other means than a link or a token
		return here, nil, nil
	}
	for _, g := range all {
		if g.ID != here.ID {
			others = append(others, g)
		}
	}
	return here, others, err
}

// useSuggestion leads to a gallery. One that shares its name with another is meant by
// its id.
func useSuggestion(g gallery.Profile, all []gallery.Profile) Suggestion {
	name := g.Name
	for _, other := range all {
		if other.ID != g.ID && strings.EqualFold(other.Name, g.Name) {
			name = string(g.ID)
		}
	}
	return Suggestion{Label: "Use " + g.Name, Utterance: "use " + name, Intent: UseGallery}
}

func galleryNames(all []gallery.Profile) []string {
	var names []string
	for _, g := range all[:min(len(all), maxOptions)] {
		names = append(names, brief(g.Name))
	}
	return names
}

// called is what a gallery is called.
func called(g gallery.Profile) Text {
	if g.Name == "" {
		return Say("this gallery")
	}
	return Text{}.Quote(brief(g.Name))
}

// at is where a guest is.
func at(g gallery.Profile) Text { return Say("in ").Plus(called(g)) }

// rights are what a role may do.
func rights(role gallery.Role) Text {
	switch role {
	case gallery.Owner:
		return Say("You are an owner: you may change photos, and say who else may.")
	case gallery.Editor:
		return Say("You are an editor: you may add and change photos.")
	case gallery.Viewer:
		return Say("You may look at them.")
	}
	return nil
}
