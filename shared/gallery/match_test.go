package gallery_test

import (
	"fmt"
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

func TestTermsFindWhatTheySay(t *testing.T) {
	g := newGallery(t)
	_, err := g.Add(t.Context(), gallery.Photo{
		Title: "Anna's beaches", Description: "Education at its best, in the Café Zoë",
		Taken:  time.Date(2023, 7, 14, 18, 3, 0, 0, time.UTC),
		People: []string{"Anna Smith"}, Tags: []string{"best-of"}, Albums: []string{"Iceland 2023"},
		Labels: []gallery.Label{{Name: "Golden Retriever", Parents: []string{"Dog", "Animal"}}, {Name: "Child"}},
		Place:  gallery.Place{City: "Reykjavík", Region: "Capital Region", Country: "Iceland"},
		Camera: "Canon EOS 80D", Favourite: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		kind  gallery.Kind
		value string
		want  bool
	}{
		{"a word of the title in another form", gallery.Word, "beach", true},
		{"a possessive", gallery.Word, "anna", true},
		{"an accent more", gallery.Word, "Cafè", true},
		{"an accent less", gallery.Word, "zoe", true},
		{"a part of a word", gallery.Word, "cat", false},
		{"the beginning of a word", gallery.Word, "beac", false},
		{"a word of a label", gallery.Word, "retrievers", true},
		{"a label's parent, in the plural", gallery.Word, "dogs", true},
		{"an irregular plural", gallery.Word, "children", true},
		{"a word of a tag", gallery.Word, "best", true},
		{"a word of a place", gallery.Word, "reykjavik", true},
		{"a word of an album", gallery.Word, "2023", false},
		{"a word of the camera", gallery.Word, "canon", false},
		{"several words, wherever they stand", gallery.Word, "smith beach iceland", true},
		{"several words, of which one is not there", gallery.Word, "smith beach norway", false},
		{"words that say nothing", gallery.Word, "the beach in the", true},
		{"nothing but words that say nothing", gallery.Word, "the", true},
		{"a person's whole name", gallery.Person, "anna SMITH", true},
		{"a part of a person's name", gallery.Person, "anna", false},
		{"a label", gallery.LabelTerm, "golden retriever", true},
		{"a label's parent", gallery.LabelTerm, "Animal", true},
		{"a label in the plural, as a name", gallery.LabelTerm, "animals", false},
		{"a tag", gallery.Tag, "Best of", true},
		{"a tag that is a label", gallery.Tag, "dog", false},
		{"a city", gallery.PlaceTerm, "Reykjavik", true},
		{"a region", gallery.PlaceTerm, "capital region", true},
		{"a country", gallery.PlaceTerm, "iceland", true},
		{"an album", gallery.Album, "iceland 2023", true},
		{"a camera", gallery.Camera, "canon eos 80d", true},
		{"a favourite", gallery.Favourite, "", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			term := gallery.NewTerm(tt.kind, tt.value)
			for name, q := range map[string]gallery.Query{
				"all": {All: []gallery.Term{term}}, "any": {Any: []gallery.Group{gallery.Either(term)}},
				"any of two": {Any: []gallery.Group{gallery.Either(term, gallery.NewTerm(gallery.Word, "unicorn"))}},
			} {
				page, err := g.Find(t.Context(), q)
				want := tt.want && (tt.value != "the" || name != "any of two")
				if got := len(page.Hits) == 1; err != nil || got != want {
					t.Errorf("as %s it finds it: %v, want %v (%v)", name, got, want, err)
				}
			}
			without, err := g.Find(t.Context(), gallery.Query{None: []gallery.Term{term}})
			silent := tt.value == "the"
			if got, want := len(without.Hits) == 1, !tt.want || silent; err != nil || got != want {
				t.Errorf("without it finds it: %v, want %v (%v)", got, want, err)
			}
		})
	}
}

func TestQueriesThatMakeNoSenseAreRefused(t *testing.T) {
	g := newGallery(t)
	many := make([]gallery.Term, 65)
	for n := range many {
		many[n] = gallery.NewTerm(gallery.Word, fmt.Sprint("word", n))
	}
	for _, tt := range []struct {
		name string
		q    gallery.Query
		want fault.Kind
	}{
		{"a term without a value", gallery.Query{All: []gallery.Term{{Kind: gallery.Tag}}}, fault.Invalid},
		{"a term of punctuation", gallery.Query{None: []gallery.Term{gallery.NewTerm(gallery.Word, "?!")}}, fault.Invalid},
		{"a term of no kind", gallery.Query{Any: []gallery.Group{gallery.Either(gallery.Term{Kind: "mood", Value: "happy"})}}, fault.Invalid},
		{"a page of less than nothing", gallery.Query{Limit: -1}, fault.Invalid},
		{"a page that is too long", gallery.Query{Limit: gallery.MaxLimit + 1}, fault.Invalid},
		{"an unknown order", gallery.Query{Order: "best"}, fault.Invalid},
		{"more words than anybody asks for", gallery.Query{Any: []gallery.Group{gallery.Either(many...)}}, fault.TooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := g.Find(t.Context(), tt.q); !fault.Is(err, tt.want) {
				t.Errorf("Find: %v, want %v", err, tt.want)
			}
		})
	}
}
