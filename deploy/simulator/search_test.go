package simulator_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"shoebox/intents/phrase"
)

// Whoever asks for it in whichever window reads the same filters, from the registry.
func TestHelpSearchListsTheFiltersInEveryWindow(t *testing.T) {
	page := open(t)
	tests := []struct{ name, method, path, body string }{
		{"the Echo", "POST", "/simulator/alexa", `{"session":"a","say":"help search"}`},
		{"Slack", "POST", "/simulator/slack", `{"command":"help search"}`},
		{"the gallery", "GET", "/photos.json?words=help+search", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status, answer, _ := ask(t, page, tt.method, tt.path, tt.body)
			if status != 200 {
				t.Fatalf("got %d %s", status, answer)
			}
			var all []string
			var whole any
			if err := json.Unmarshal([]byte(answer), &whole); err != nil {
				t.Fatal(err)
			}
			all = texts(whole, all)
			for _, f := range phrase.Filters() {
				for _, want := range []string{f.Help, f.Example} {
					if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, want) }) {
						t.Errorf("%q is not told", want)
					}
				}
			}
		})
	}
}

// texts are all strings in JSON, those that are JSON themselves not among them.
func texts(v any, all []string) []string {
	switch v := v.(type) {
	case string:
		if !json.Valid([]byte(v)) {
			all = append(all, v)
		}
	case []any:
		for _, one := range v {
			all = texts(one, all)
		}
	case map[string]any:
		for _, one := range v {
			all = texts(one, all)
		}
	}
	return all
}

func TestTheSearchBoxSaysHowItsWordsWereTaken(t *testing.T) {
	page := open(t)
	tests := []struct {
		name, words string
		photos      int
		nothing     bool // is said to have been found
		notes       []string
		choices     []string
	}{
		{"a word that is misspelt", "beech", 1, false, []string{"Showing “beach” for “beech”."}, nil},
		{"a filter nobody knows", "persn:karen", 1, false, []string{"Showing “person:” for “persn:”."}, nil},
		{"a name like two others", "karan", 0, false, []string{"Which did you mean by “karan”?"}, []string{"Karen", "Karin"}},
		{"words for what is not there", "beach waves without dawn", 0, true, nil, []string{"Beach photo of waves (1)"}},
		{"words that are plain", "beach", 1, false, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := searched(t, page, tt.words)
			var labels []string
			for _, c := range got.Choices {
				labels = append(labels, c.Label)
				if again := searched(t, page, c.Words); len(again.Photos) != 1 || len(again.Choices) > 0 {
					t.Errorf("the choice %q leads to %+v, want its photo", c.Words, again)
				}
			}
			if (got.Nothing != "") != tt.nothing {
				t.Errorf("got %q for nothing found", got.Nothing)
			}
			if len(got.Photos) != tt.photos || !slices.Equal(got.Notes, tt.notes) || !slices.Equal(labels, tt.choices) {
				t.Errorf("got %d photos, %q and the choices %q, want %d, %q and %q", len(got.Photos), got.Notes, labels, tt.photos, tt.notes, tt.choices)
			}
		})
	}
}

// found is what the search box shows.
type found struct {
	Photos  []struct{ Title string }
	Notes   []string
	Nothing string
	Choices []struct{ Label, Words string }
}

func searched(t *testing.T, page http.Handler, words string) found {
	t.Helper()
	_, answer, _ := ask(t, page, "GET", "/photos.json?"+url.Values{"words": {words}}.Encode(), "")
	var f found
	if err := json.Unmarshal([]byte(answer), &f); err != nil {
		t.Fatal(err)
	}
	return f
}
