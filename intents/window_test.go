package intents_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/gallery"
)

// hub is Anna at a screen that turns its own pages. in is the photo in front.
func hub(w *intentstest.World, id, words, state string, in gallery.PhotoID) *intents.Request {
	r := ask(w, id, words)
	r.Screen.Turns, r.Screen.InFront, r.State = true, in, state
	return r
}

func titles(photos []intents.Shown) []string {
	var all []string
	for _, p := range photos {
		all = append(all, p.Title)
	}
	return all
}

func TestA4APhotoOverTheWholeScreenComesWithThoseItCanBeTurnedTo(t *testing.T) {
	w := intentstest.Open(t)
	grid := serve(t, w.Router, hub(w, "1", "beach last summer", "", ""))
	if len(grid.Window.Photos) > 0 {
		t.Errorf("a grid has a window too: %v", titles(grid.Window.Photos))
	}
	one := serve(t, w.Router, hub(w, "2", "the second one", grid.State, ""))
	if diff := cmp.Diff(titles(one.Window.Photos), titles(grid.Photos)); diff != "" {
		t.Errorf("window (-got +want):\n%s", diff)
	}
	if got := one.Window; got.First != 1 || got.HasNext || got.HasPrevious || one.Page.First != 2 || one.Photos[0].ID != grid.Photos[1].ID {
		t.Errorf("window from %d, more %v, before %v; photo %d of it: %v", got.First, got.HasNext, got.HasPrevious, one.Page.First, shown(one))
	}
	told := serve(t, w.Router, hub(w, "3", "where was it taken", one.State, ""))
	if diff := cmp.Diff(titles(told.Window.Photos), titles(grid.Photos)); diff != "" || told.Page.First != 2 {
		t.Errorf("photo %d, window (-got +want):\n%s", told.Page.First, diff)
	}
	if without := serve(t, w.Router, ask(w, "4", "oldest photo")); len(without.Window.Photos) > 0 {
		t.Error("a screen that turns no pages gets a window")
	}
}

// The question is what opens the microphone.
func TestA9APhotoOverTheWholeScreenIsNotFollowedByAQuestion(t *testing.T) {
	w := intentstest.Open(t)
	state := serve(t, w.Router, hub(w, "1", "beach last summer", "", "")).State
	for i, tt := range []struct {
		words string
		asks  bool
	}{
		{"the second one", false}, {"next", false}, {"when was this taken", false}, {"surprise me", false},
		{"beach last summer", true}, {"the last one", false}, {"next", true},
	} {
		reply := serve(t, w.Router, hub(w, string(rune('a'+i)), tt.words, state, ""))
		if got := len(reply.Ask) > 0; got != tt.asks {
			t.Errorf("after %q: asks %q, want a question: %v", tt.words, reply.Ask, tt.asks)
		}
		state = reply.State
	}
}

func TestA7WhatIsInFrontOfTheScreenIsThisOne(t *testing.T) {
	w := intentstest.Open(t)
	grid := serve(t, w.Router, hub(w, "1", "beach last summer", "", ""))
	in := grid.Photos[3]
	pager := serve(t, w.Router, hub(w, "2", "the first one", grid.State, "")).State
	for _, tt := range []struct {
		name, words, state string
		intent             intents.Name
		front              gallery.PhotoID
		want               string
	}{
		{"a choice in the grid", "", grid.State, intents.Select, in.ID, in.Title},
		{"a question in the grid", "when was this taken", grid.State, "", in.ID, in.Title},
		{"a question after turning", "when was this taken", pager, "", in.ID, in.Title},
		{"on from where it was turned to", "next", pager, "", in.ID, grid.Photos[4].Title},
		{"back from where it was turned to", "previous", pager, "", in.ID, grid.Photos[2].Title},
		{"somebody else's photo is not it", "when was this taken", pager, "", intentstest.NeighboursPhoto, grid.Photos[0].Title},
	} {
		r := hub(w, tt.name, tt.words, tt.state, tt.front)
		r.Intent = tt.intent
		if got := shown(serve(t, w.Router, r)); !slices.Equal(got, []string{tt.want}) {
			t.Errorf("%s: %v, want %q", tt.name, got, tt.want)
		}
	}
	r := hub(w, "foreign", "", grid.State, intentstest.NeighboursPhoto)
	r.Intent = intents.Select
	if got := serve(t, w.Router, r); got.Kind != intents.Asked || len(got.Photos) > 0 {
		t.Errorf("a foreign photo in front: %s with %v, want a question", got.Kind, shown(got))
	}
}
