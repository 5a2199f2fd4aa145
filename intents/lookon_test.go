package intents_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/gallery"
)

// many fills the neighbours' gallery with n photos of a dog in snow, the newest and
// the oldest of them without snow: a search for dogs without snow finds the first
// at once, and runs out of its budget on the way to the second.
func many(t *testing.T, w *intentstest.World, n int) {
	t.Helper()
	dog, snow := gallery.Label{Name: "Dog", Confidence: 99}, gallery.Label{Name: "Snow", Confidence: 99}
	photos := make([]gallery.Photo, n)
	for i := range photos {
		photos[i] = gallery.Photo{
			ID:    gallery.PhotoID(fmt.Sprintf("01J0000000000000000001%04d", i)),
			Taken: intentstest.Now().AddDate(0, -1, -i), Labels: []gallery.Label{dog, snow},
		}
	}
	for i, title := range map[int]string{0: "On the lawn", n - 1: "At the breeder's"} {
		photos[i].Title, photos[i].Labels = title, []gallery.Label{dog}
	}
	g := w.Galleries.As(gallery.Membership{Gallery: intentstest.Neighbours, Role: gallery.Owner})
	if _, err := g.AddAll(context.Background(), photos); err != nil {
		t.Fatal(err)
	}
}

func TestASearchThatRanOutOfItsBudgetLooksOnWhenAskedTo(t *testing.T) {
	w := intentstest.Open(t)
	many(t, w, 1020)
	r := ask(w, "1", "dogs without snow")
	r.Identity.User = intentstest.Norman
	first := serve(t, w.Router, r)
	if got, want := first.Ask.String(), "Shall I keep looking?"; got != want {
		t.Fatalf("got %q after %q, want %q", got, first.Speech, want)
	}
	if !strings.Contains(first.Speech.String(), "So far I have looked as far as ") || len(first.Photos) != 1 || first.Photos[0].Title != "On the lawn" {
		t.Errorf("got %q with %v, want how far it looked and what it found", first.Speech, shown(first))
	}
	r = ask(w, "2", "yes")
	r.Identity.User, r.State = intentstest.Norman, first.State
	second := serve(t, w.Router, r)
	if len(second.Photos) != 1 || second.Photos[0].Title != "At the breeder's" {
		t.Errorf("got %q with %v, want what was found further on", second.Speech, shown(second))
	}
}

func TestASearchThatFoundNothingYetSaysSoAndAsks(t *testing.T) {
	w := intentstest.Open(t)
	for _, r := range []*intents.Request{ask(w, "1", "dogs without snow"), slack(ask(w, "1", "dogs without snow"))} {
		q := gallery.Query{None: []gallery.Term{gallery.NewTerm(gallery.LabelTerm, "Snow")}}
		got, err := w.Router.NothingYet(t.Context(), r, intentstest.Family, q, gallery.Page{
			Next: "on", Reached: time.Date(2021, time.May, 3, 12, 0, 0, 0, time.UTC),
		})
		if err != nil {
			t.Fatal(err)
		}
		const want = "No photos without snow so far: I have looked as far as 3 May 2021. Shall I keep looking?"
		if said := got.Speech.String() + " " + got.Ask.String(); said != want || got.Kind != intents.Nothing || !got.Page.HasNext {
			t.Errorf("%s: got %s %q, want %q", r.Channel, got.Kind, said, want)
		}
	}
}
