package main_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestAskTellsTheSameInBothChannels(t *testing.T) {
	dir := withAlbum(t)
	want := map[string]any{
		"intent": "find", "total": 2.0, "exact": true,
		"query": map[string]any{
			"all": []any{map[string]any{"kind": "label", "value": "beach"}}, "any": []any{}, "none": []any{},
			"from": "2023-06-01T00:00:00+02:00", "to": "2023-09-01T00:00:00+02:00",
			"times": []any{map[string]any{"from": "2023-06-01T00:00:00+02:00", "to": "2023-09-01T00:00:00+02:00"}}, "order": "newest", "limit": 10.0,
		},
	}
	first := map[string]any{"id": "01J2SH0EB0X0000000000000BB", "title": "Low tide", "taken": "2023-08-02T09:30:00+02:00"}
	for _, channel := range []string{"alexa", "slack"} {
		t.Run(channel, func(t *testing.T) {
			got := object(t, ok(t, "", "ask", "--data", dir, "--channel", channel, "--json",
				"--now", "2024-07-13T10:00:00Z", "--zone", "Europe/Berlin", "beach last summer"))
			photos, _ := got["photos"].([]any)
			if len(photos) == 0 {
				t.Fatalf("got no photos in %v", got)
			}
			if diff := cmp.Diff(photos[0], any(first)); diff != "" {
				t.Errorf("first photo, got - want +:\n%s", diff)
			}
			if speech, _ := got["speech"].(string); !strings.Contains(strings.ToLower(speech), "beach") {
				t.Errorf("got speech %q, want it to speak of the beach", speech)
			}
			response, _ := got["response"].(map[string]any)
			if channel == "alexa" && response["version"] != "1.0" || channel == "slack" && response["response_type"] != "ephemeral" {
				t.Errorf("got response %v, want the channel's own", response)
			}
			ignored := cmpopts.IgnoreMapEntries(func(name string, _ any) bool {
				return name == "photos" || name == "speech" || name == "ways" || name == "topics" || name == "response" || name == "kind" || name == "limit"
			})
			if diff := cmp.Diff(got, want, ignored); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestAskInWordsForPeople(t *testing.T) {
	got := ok(t, "", "ask", "--data", withAlbum(t), "photos", "of", "Ben")
	if !strings.Contains(got, "  1  2024-01-05  First snow\n") {
		t.Errorf("got %q, want the photo listed", got)
	}
}

func TestSlackRemembersTheLastAnswer(t *testing.T) {
	dir := withAlbum(t)
	ok(t, "", "ask", "--data", dir, "--channel", "slack", "beach")
	got := object(t, ok(t, "", "ask", "--data", dir, "--channel", "slack", "--json", "next"))
	photos, _ := got["photos"].([]any)
	if len(photos) != 1 || photos[0].(map[string]any)["title"] != "Beach day" {
		t.Errorf("got %v, want the photo after the newest of the beach", photos)
	}
}

func TestAskFindsNothingKindly(t *testing.T) {
	got := object(t, ok(t, "", "ask", "--data", withAlbum(t), "--json", "unicorns"))
	if photos, isList := got["photos"].([]any); !isList || len(photos) != 0 || got["total"] != 0.0 || got["speech"] == "" {
		t.Errorf("got %v, want no photos and a sentence", got)
	}
}

func TestAskTellsTheWaysOn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	ok(t, alike, "import", "--data", dir, "--records", "-")
	tests := []struct{ name, words, want string }{
		{"choices of what a word may mean", "photos of Karn", "\n  Karen  ask person:\"karen\"\n  Karin  ask person:\"karin\"\n"},
		{"what is there instead", "Karen in Cork", "\n  Photo of Karen in Galway (1)  ask person:\"karen\" place:\"galway\"\n"},
		{"a list to read", "help search", "\n  person:anna  "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ok(t, "", "ask", "--data", dir, tt.words); !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q in it", got, tt.want)
			}
		})
	}
}
