package simulator_test

import (
	"encoding/json"
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
