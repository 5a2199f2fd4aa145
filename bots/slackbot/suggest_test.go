package slackbot_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot"
	"shoebox/intents/intentstest"
	"shoebox/shared/gallery"
)

// offered gives the options for what was typed into an input.
func (v *viewer) offered(tb testing.TB, input, typed string) []string {
	tb.Helper()
	rec := v.does(tb, "block_suggestion", map[string]any{"action_id": "shoebox.suggest." + input, "block_id": input, "value": typed})
	if wrong, err := slackbot.CheckOptions(rec.Body.Bytes()); rec.Code != 200 || err != nil || len(wrong) > 0 {
		tb.Fatalf("got %d %s, which Slack would refuse: %v %v", rec.Code, rec.Body, wrong, err)
	}
	var got struct {
		Options []struct {
			Value string `json:"value"`
		} `json:"options"`
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil || got.Options == nil {
		tb.Fatalf("got %s, want a list of options", rec.Body)
	}
	values := []string{}
	for _, o := range got.Options {
		values = append(values, o.Value)
	}
	return values
}

func TestSuggestionsComeFromTheGallery_3_8(t *testing.T) {
	v, _ := newMember(t, intentstest.Anna)
	tests := []struct {
		name, input, typed, first string
	}{
		{"a place by its beginning", "place", "lis", "Lisbon"},
		{"a place that is misspelt", "place", "lisbin", "Lisbon"},
		{"a new album is offered first", "keep", "Gjirokastër by night", "Gjirokastër by night"},
		{"an input that is none of ours has no names", "nothing", "lis", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			first := ""
			if got := v.offered(t, tt.input, tt.typed); len(got) > 0 {
				first = got[0]
			}
			if first != tt.first {
				t.Errorf("got %q first, want %q", first, tt.first)
			}
		})
	}
	if got := v.offered(t, "people", ""); len(got) == 0 {
		t.Error("nothing is offered before something is typed")
	}
	known := v.offered(t, "album", "")
	if len(known) == 0 {
		t.Fatal("no albums are offered")
	}
	for _, name := range v.offered(t, "keep", strings.ToLower(known[0])) {
		if name == strings.ToLower(known[0]) {
			t.Errorf("an album that is there is offered as a new one: %q", name)
		}
	}
}

func TestSuggestionsForAStrangerAreNone_3_8(t *testing.T) {
	v, _ := newMember(t, "USTRANGER")
	if diff := cmp.Diff(v.offered(t, "place", "lis"), []string{}); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

func TestSuggestionsAreAtMostAHundred_3_8(t *testing.T) {
	v, w := newMember(t, intentstest.Anna)
	g := w.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner})
	var photos []gallery.Photo
	for i := range 120 {
		photos = append(photos, gallery.Photo{
			ID: gallery.PhotoID(fmt.Sprintf("01J00000000000000000777%03d", i)), Taken: intentstest.Now().AddDate(0, 0, -1),
			Place: gallery.Place{City: fmt.Sprintf("Zztown %d", i)}, Albums: []string{strings.Repeat("long ", 19) + fmt.Sprint(i)},
		})
	}
	if _, err := g.AddAll(t.Context(), photos); err != nil {
		t.Fatal(err)
	}
	if got := v.offered(t, "place", "zzt"); len(got) != 100 {
		t.Errorf("got %d options, want 100", len(got))
	}
	if got := v.offered(t, "keep", "zzt"); len(got) == 0 || got[0] != "zzt" {
		t.Errorf("got %v, want the new album first", got)
	}
	for _, name := range v.offered(t, "album", "long") {
		if len(name) > 75 {
			t.Errorf("%q can't be a value", name)
		}
	}
}
