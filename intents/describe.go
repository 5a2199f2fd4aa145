package intents

import (
	"context"
	"slices"
	"strings"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// The aspects of a photo, as the slot has them in normal form. "" is all.
const (
	aspectWhen   = "when"
	aspectWhere  = "where"
	aspectWho    = "who"
	aspectWhat   = "what"
	aspectCamera = "camera"
)

// describe tells of the photo in focus, or of the one that is named by its number.
func describe(ctx context.Context, t *turn) (*Reply, error) {
	v := t.before.View
	if id := gallery.PhotoID(t.meaning.Slots[SlotPhoto].Text); id != "" {
		v.Single = true
		if v.Focus = slices.Index(v.Shown, id); v.Focus < 0 {
			v = view{Intent: Select, First: 1, Shown: []gallery.PhotoID{id}, Single: true, Total: 1, Exact: true}
		}
	}
	if order := gallery.Direction(t.meaning.Slots[SlotPosition].Text); order == gallery.Newest || order == gallery.Oldest {
		newest, err := t.newest(ctx, order)
		if err != nil {
			return nil, err
		}
		if len(newest.Shown) == 0 {
			return t.nothing(ctx, gallery.Query{}, nil, newest, gallery.Page{Exact: true, Complete: true})
		}
		v = newest
	}
	if !v.there() {
		return t.afresh(ctx)
	}
	if n, ok := ordinal(t.meaning.Slots[SlotPosition]); ok {
		chosen, err := t.chooseNumber(ctx, n)
		if err != nil || len(chosen.Photos) != 1 {
			return chosen, err
		}
		v = t.after.View
	}
	return t.describe(ctx, v, aspect(t.meaning.Slots[SlotAspect]))
}

// aspect reads an aspect as people and channels say it.
func aspect(v Value) string {
	words := strings.ToLower(v.Resolved)
	if words == "" {
		words = strings.ToLower(v.Text)
	}
	for _, a := range []string{aspectWhen, aspectWhere, aspectWho, aspectCamera, aspectWhat} {
		if strings.Contains(words, a) {
			return a
		}
	}
	return ""
}

// describe tells an aspect of the photo in focus of a view.
func (t *turn) describe(ctx context.Context, v view, aspect string) (*Reply, error) {
	id := v.inFocus()
	if id == "" && slices.Contains(v.Shown, t.Screen.InFront) {
		id = t.Screen.InFront
	}
	if id == "" {
		return t.askNumber(), nil
	}
	p, err := t.gallery.Photo(ctx, id)
	if fault.Is(err, fault.NotFound) || err == nil && p.State == gallery.Trashed {
		return apologyForPhoto(), nil
	}
	if err != nil {
		return nil, err
	}
	v.Single, v.Focus = true, max(slices.Index(v.Shown, id), 0)
	t.after.View, t.after.Aspect = v, aspect
	r := &Reply{
		Kind: Told, Photos: []Shown{ShownPhoto(t.Actor.Membership.Gallery, p)}, Layout: Single, Focus: 0,
		Query:  v.Wish.query(t.now.Location()),
		Page:   Paging{First: v.First + v.Focus, Total: v.Total, Exact: v.Exact, HasNext: v.hasNext(), HasPrevious: v.hasPrevious()},
		Speech: t.told(p, aspect),
	}
	if err := t.turnable(ctx, r, v); err != nil {
		return nil, err
	}
	if !t.leftToLook(r) {
		r.Ask, r.Reprompt = t.say("What would you like to know or see next?", "What else would you like to know?"), Say("Ask when, where, or who. Or ask for other photos.")
	}
	for _, other := range [...]struct{ aspect, label, utterance string }{
		{aspectWhen, "When was this?", "when was this taken"}, {aspectWhere, "Where was this?", "where was this taken"}, {aspectWho, "Who is in it?", "who is in it"},
	} {
		if other.aspect != aspect && aspect != "" {
			r.Suggest = append(r.Suggest, Suggestion{Label: other.label, Utterance: other.utterance, Intent: Describe})
		}
	}
	if v.hasNext() {
		r.Suggest = append(r.Suggest, suggest(Next))
	}
	return r, nil
}

// told puts an aspect of a photo into a sentence, or all of it into a few. To the ear
// the camera is told only when it is asked for.
func (t *turn) told(p gallery.Photo, aspect string) Text {
	switch aspect {
	case aspectWhen:
		return moment(p)
	case aspectWhere:
		return where(p)
	case aspectWho:
		return who(p)
	case aspectWhat:
		return what(p)
	case aspectCamera:
		return camera(p)
	}
	text := Text{}.Quote(ShownPhoto("", p).Title).And(". ")
	if p.Description != "" {
		text = text.Quote(sentence(p.Description)).And(" ")
	}
	switch name := placeName(p.Place); {
	case name != "" && !p.Taken.IsZero():
		text = text.Plus(taken(p)).And(", in ").Quote(name).And(".")
	case name != "":
		text = text.Plus(where(p))
	default:
		text = text.Plus(moment(p))
	}
	if len(p.People) > 0 {
		text = text.And(" ").Plus(who(p))
	}
	if len(sureLabels(p, 1)) > 0 {
		text = text.And(" ").Plus(what(p))
	}
	if p.Camera != "" && t.Channel != account.Alexa {
		text = text.And(" ").Plus(camera(p))
	}
	return text
}

func moment(p gallery.Photo) Text {
	if p.Taken.IsZero() {
		return Say("I don't know when it was taken.")
	}
	return taken(p).And(".")
}

// taken says when a photo was taken that says so itself.
func taken(p gallery.Photo) Text {
	return Say("It was taken on " + p.Taken.Format("Monday") + ", ").Date(p.Taken).And(", at ").Clock(p.Taken)
}

func where(p gallery.Photo) Text {
	name := placeName(p.Place)
	switch {
	case name != "":
		return Say("It was taken in ").Quote(name).And(".")
	case p.Place.Lat != 0 || p.Place.Lon != 0:
		return Say("I know where on the map it was taken, but not what the place is called.")
	}
	return Say("I don't know where it was taken.")
}

func who(p gallery.Photo) Text {
	if len(p.People) == 0 {
		return Say("I don't know of anybody in it.")
	}
	if len(p.People) == 1 {
		return Text{}.Quote(p.People[0]).And(" is in it.")
	}
	return Text{}.Quote(list(p.People, "and")).And(" are in it.")
}

func what(p gallery.Photo) Text {
	labels := sureLabels(p, 5)
	switch {
	case len(labels) > 0:
		return Say("I recognise ").Quote(list(labels, "and")).And(" in it.")
	case p.Description != "":
		return Text{}.Quote(sentence(p.Description))
	}
	return Say("It is called ").Quote(ShownPhoto("", p).Title).And("; I know no more of what is in it.")
}

func camera(p gallery.Photo) Text {
	if p.Camera == "" {
		return Say("I don't know which camera it was.")
	}
	return Say("It was taken with ").Quote(p.Camera).And(".")
}
