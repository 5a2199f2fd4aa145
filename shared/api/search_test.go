package api_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
)

func TestWordsAreSearchedAsInEveryChannel(t *testing.T) {
	anna := open(t).person("Anna")
	for i := range 5 {
		anna.add(gallery.Photo{
			Title: fmt.Sprintf("Beach %d", i), Labels: []gallery.Label{{Name: "Beach", Confidence: 99}},
			Place: gallery.Place{City: "Lisbon"}, Taken: time.Date(2025, 7, 1+i, 12, 0, 0, 0, time.UTC),
		})
	}
	anna.add(gallery.Photo{Title: "Rex", Labels: []gallery.Label{{Name: "Dog", Confidence: 99}}, Place: gallery.Place{City: "Paris"}, People: []string{"Tom"}})
	search := func(wish api.Wish) api.Found {
		t.Helper()
		var found api.Found
		anna.do(http.MethodPost, "/api/search", wish).into(http.StatusOK, &found)
		return found
	}

	first := search(api.Wish{Words: "beach photos from 2025", Limit: 3})
	if len(first.Photos.Photos) != 3 || first.Total != 5 || !first.Exact || first.Next == "" || first.Understood != "5 beach photos from 2025." {
		t.Errorf("got %+v", first)
	}
	*anna.now = anna.now.Add(30 * time.Minute) // what the words mean stays as of the first page
	second := search(api.Wish{Words: "beach photos from 2025", Limit: 3, Cursor: string(first.Next)})
	if len(second.Photos.Photos) != 2 || second.Next != "" {
		t.Errorf("got %+v", second)
	}

	nothing := search(api.Wish{Words: "dogs in lisbon"})
	want := []api.Choice{{Label: "Dog photo in Paris (1)", Words: `word:"dogs" place:"paris"`}, {Label: "Photos in Lisbon (5)", Words: `place:"lisbon"`}}
	if diff := cmp.Diff(nothing.Instead, want); diff != "" || nothing.Total != 0 {
		t.Errorf("got - want +:\n%s", diff)
	}
	if guessed := search(api.Wish{Words: "baech"}); guessed.Total != 5 || len(guessed.Guesses) != 1 || guessed.Guesses[0].Text != "I took baech for beach." {
		t.Errorf("got %+v", guessed)
	}
	if help := search(api.Wish{Words: "help search"}); len(help.Topics) == 0 || len(help.Photos.Photos) != 0 {
		t.Errorf("got %+v", help)
	}
	if all := search(api.Wish{}); all.Total != 6 || all.Understood != "6 photos." {
		t.Errorf("got %+v", all)
	}
	if gone := search(api.Wish{Words: "next"}); len(gone.Topics) == 0 {
		t.Errorf("got %+v, want ways to search for what only a conversation can do", gone)
	}

	shuffled := search(api.Wish{Words: "random photos", Limit: 4})
	rest := search(api.Wish{Words: "random photos", Limit: 4, Cursor: string(shuffled.Next)})
	seen := map[gallery.PhotoID]bool{}
	for _, p := range append(shuffled.Photos.Photos, rest.Photos.Photos...) {
		seen[p.ID] = true
	}
	if len(seen) != 6 {
		t.Errorf("got %d different photos of a shuffle's two pages, want all 6", len(seen))
	}

	for name, cursor := range map[string]string{
		"of other words": string(first.Next), "of nobody": "rrrrr.AAAA", "of no form": "x", "from the future": "zzzzzzzzzz.AAAA", "of a list": "." + string(first.Next),
	} {
		p := anna.do(http.MethodPost, "/api/search", api.Wish{Words: "paris", Cursor: cursor}).problem(http.StatusGone, api.Gone)
		if p.Detail != "That list has moved on. Please start it again." {
			t.Errorf("a cursor %s: got %q", name, p.Detail)
		}
	}
	anna.do(http.MethodPost, "/api/search", api.Wish{Zone: "Mars/Olympus"}).problem(http.StatusUnprocessableEntity, api.Invalid)
}

func TestAYesterdayBeginsWhereThePersonIs(t *testing.T) {
	anna := open(t).person("Anna") // it is noon of 22 November in UTC, and the 23rd in Auckland
	anna.add(gallery.Photo{Title: "Late", Taken: time.Date(2026, 11, 22, 11, 30, 0, 0, time.FixedZone("", 13*3600))})
	var found api.Found
	anna.do(http.MethodPost, "/api/search", api.Wish{Words: "yesterday", Zone: "Pacific/Auckland"}).into(http.StatusOK, &found)
	if found.Total != 1 {
		t.Errorf("got %d in Auckland, want the photo of their yesterday", found.Total)
	}
}

func TestTypingIsCompletedWithTheGallerysNames(t *testing.T) {
	anna := open(t).person("Anna")
	anna.add(gallery.Photo{People: []string{"Anna Smith"}, Place: gallery.Place{City: "New York", Country: "United States"}, Labels: []gallery.Label{{Name: "Beach", Confidence: 99}}})
	tests := []struct {
		q    string
		want []api.Suggestion
	}{
		{"ann", []api.Suggestion{{Words: "Anna Smith", Label: "Anna Smith", Kind: gallery.Person, Photos: 1}}},
		{"photos%20of%20anna%20in%20new%20yo", []api.Suggestion{{Words: "photos of anna in New York", Label: "New York", Kind: gallery.PlaceTerm, Photos: 1}}},
		{"qqqq", []api.Suggestion{}},
	}
	for _, tt := range tests {
		var got api.Suggestions
		anna.do(http.MethodGet, "/api/suggest?q="+tt.q, nil).into(http.StatusOK, &got)
		if diff := cmp.Diff(got.Suggestions, tt.want); diff != "" {
			t.Errorf("%s: got - want +:\n%s", tt.q, diff)
		}
	}
	var most api.Suggestions
	anna.do(http.MethodGet, "/api/suggest", nil).into(http.StatusOK, &most)
	if len(most.Suggestions) != 4 {
		t.Errorf("got %+v, want what the gallery has most of", most.Suggestions)
	}
}
