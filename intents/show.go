package intents

import (
	"context"
	"strings"

	"shoebox/shared/gallery"
)

// show makes a reply of a view: its photos, as the channel can show them, and what
// to do next. hits are the window's where they were just read; a grid needs no
// more. A photo that is gone meanwhile is left out.
func (t *turn) show(ctx context.Context, v view, hits []gallery.Hit) (*Reply, error) {
	shown, v, err := t.photos(ctx, v, hits)
	if err != nil {
		return nil, err
	}
	t.after.View = v
	r := &Reply{
		Kind: Found, Photos: shown, Focus: -1, Layout: Grid, Query: v.Wish.query(t.now.Location()),
		Page: Paging{First: v.First, Total: v.Total, Exact: v.Exact, HasNext: v.hasNext(), HasPrevious: v.hasPrevious()},
	}
	switch {
	case len(shown) == 0:
		r.Kind, r.Layout = Nothing, NoPhotos
		return r, nil
	case v.Single || len(shown) == 1:
		t.single(r, v, shown)
	}
	r.Detail = detail(r.Photos, r.Page.First)
	t.leadOn(r)
	return r, nil
}

// single makes a reply show the photo in focus of a view. shown are all of the view
// where the screen turns its own pages, else that photo alone.
func (t *turn) single(r *Reply, v view, shown []Shown) {
	focus := max(v.Focus, 0)
	r.Layout, r.Focus = Single, 0
	r.Page.First = v.First + focus
	if !t.Screen.Turns {
		return
	}
	r.Photos = shown[focus : focus+1]
	r.Window = Window{Photos: shown, First: v.First, HasNext: v.Next != "", HasPrevious: v.Previous != ""}
}

// turnable gives a reply about the photo in focus of a view those beside it, where
// the screen turns its own pages.
func (t *turn) turnable(ctx context.Context, r *Reply, v view) error {
	if !t.Screen.Turns {
		return nil
	}
	shown, around, err := t.photos(ctx, v, nil)
	if err != nil {
		return err
	}
	if len(shown) > 0 && shown[max(around.Focus, 0)].ID == r.Photos[0].ID { // else it went this very moment
		t.after.View = around
		t.single(r, around, shown)
	}
	return nil
}

// photos reads what is to be shown of a view.
func (t *turn) photos(ctx context.Context, v view, hits []gallery.Hit) ([]Shown, view, error) {
	id := t.Actor.Membership.Gallery
	for v.Single && !t.Screen.Turns && len(v.Shown) > 0 {
		focus := v.Shown[v.Focus]
		found, err := t.gallery.Photos(ctx, []gallery.PhotoID{focus})
		if err != nil {
			return nil, v, err
		}
		if len(found) == 1 {
			return []Shown{ShownPhoto(id, found[0])}, v, nil
		}
		v = v.without(focus)
	}
	if len(v.Shown) == 0 {
		return nil, v, nil
	}
	if len(hits) > 1 && !v.Single && !t.voiceOnly() && allTitled(hits) {
		shown := make([]Shown, len(hits))
		for i, h := range hits {
			shown[i] = shownHit(id, h)
		}
		return shown, v, nil
	}
	found, err := t.gallery.Photos(ctx, v.Shown)
	if err != nil {
		return nil, v, err
	}
	there := map[gallery.PhotoID]bool{}
	shown := make([]Shown, len(found))
	for i, p := range found {
		shown[i] = ShownPhoto(id, p)
		there[p.ID] = true
	}
	for _, p := range v.Shown {
		if !there[p] {
			v = v.without(p)
		}
	}
	return shown, v, nil
}

// titled tells of a photo by its title, date and place.
func titled(p Shown) Text {
	text := Text{}.Quote(p.Title)
	if !p.Taken.IsZero() {
		text = text.And(", ").Date(p.Taken)
	}
	if where := shortPlace(p.Place); where != "" && !strings.Contains(p.Title, where) {
		text = text.And(", ").Quote(where)
	}
	return text.And(".")
}

// leftToLook reports whether a reply leaves people to look: one photo over the
// whole of a screen, which stays until they say or touch something, wants no
// question.
func (t *turn) leftToLook(r *Reply) bool { return t.Screen.Turns && r.Layout == Single }

// leadOn ends a reply that shows photos: a question, and ways on.
func (t *turn) leadOn(r *Reply) {
	several := len(r.Photos) > 1
	if r.Page.HasNext {
		t.after.Ask = Next
		r.Suggest = append(r.Suggest, suggest(Next))
	}
	switch {
	case t.leftToLook(r):
	case r.Page.HasNext:
		r.Ask = t.say("Shall I show more?", "Would you like to hear more?")
		if t.voiceOnly() && !several {
			r.Ask = Say("Shall I go on to the next one?")
		}
		r.Reprompt = Say("Say next for more, or name a person, a place or a time.")
	case several:
		r.Ask = t.say("Which one would you like to see?", "Which one would you like to know more about?")
		r.Reprompt = Say("Say, the first one. Or ask for other photos.")
	default:
		r.Ask = t.askWhat(" next")
		r.Reprompt = Say("Name a person, a place or a time. Or say stop.")
	}
	if r.Page.HasPrevious {
		r.Suggest = append(r.Suggest, suggest(Previous))
	}
	switch {
	case len(r.Photos) > 2:
		r.Suggest = append(r.Suggest, suggest(Select))
	case several:
		r.Suggest = append(r.Suggest, Suggestion{Label: "The second one", Utterance: "the second one", Intent: Select})
	default:
		r.Suggest = append(r.Suggest, Suggestion{Label: "When was this taken?", Utterance: "when was this taken", Intent: Describe})
	}
	if r.Page.Total > 1 {
		r.Suggest = append(r.Suggest, suggest(Shuffle))
	}
}

// suggest is the catalogue's example of an intent as a way on.
func suggest(n Name) Suggestion {
	in, _ := Lookup(n)
	return Suggestion{Label: capital(in.Example), Utterance: in.Example, Intent: n}
}

func allTitled(hits []gallery.Hit) bool {
	for _, h := range hits {
		if h.Title == "" {
			return false
		}
	}
	return true
}
