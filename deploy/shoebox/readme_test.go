package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shoebox/deploy/sample"
)

// tries gives the rows of the README's table of things to try: what to ask for at
// first, and what to ask then.
func tries(t *testing.T) [][2][]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(raw), "| Say to Alexa")
	table, _, _ = strings.Cut(table, "\n\n")
	words := regexp.MustCompile("`([^`]+)`")
	quoted := func(cell string) (all []string) {
		for _, m := range words.FindAllStringSubmatch(cell, -1) {
			all = append(all, m[1])
		}
		return all
	}
	var rows [][2][]string
	for _, line := range strings.Split(table, "\n")[2:] {
		cells := strings.Split(line, "|")
		rows = append(rows, [2][]string{quoted(cells[1]), quoted(cells[2])})
	}
	if len(rows) < 4 {
		t.Fatalf("got %d rows of things to try, want four or more", len(rows))
	}
	return rows
}

// withoutPictures gives the records of the sample album without their pictures,
// which take long to make and are not asked for.
func withoutPictures(t *testing.T) string {
	t.Helper()
	var records strings.Builder
	for album := json.NewDecoder(sample.Records()); album.More(); {
		var record map[string]any
		if err := album.Decode(&record); err != nil {
			t.Fatal(err)
		}
		delete(record, "file")
		if err := json.NewEncoder(&records).Encode(record); err != nil {
			t.Fatal(err)
		}
	}
	return records.String()
}

// A newcomer who types what the README says, in the year it was written, is
// understood and sees photos of the sample album.
func TestWhatTheREADMESaysToTryFindsPhotos(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	ok(t, withoutPictures(t), "import", "--data", dir, "--records", "-")
	ask := func(channel, words string) map[string]any {
		return object(t, ok(t, "", "ask", "--data", dir, "--json", "--now", "2026-12-25T12:00:00Z", "--zone", "Europe/London", "--channel", channel, words))
	}
	found := func(t *testing.T, got map[string]any) {
		t.Helper()
		if total, _ := got["total"].(float64); got["intent"] == "fallback" || total == 0 && got["intent"] != "help" {
			t.Errorf("got %v and %v photos: %v", got["intent"], total, got["speech"])
		}
	}
	// What finds nothing, or is a question, or a list to read, must lead to photos.
	understood := func(t *testing.T, got map[string]any, then []string) {
		t.Helper()
		ways, _ := got["ways"].([]any)
		if total, _ := got["total"].(float64); total > 0 || len(ways) == 0 || len(then) == 0 {
			found(t, got)
		}
	}
	for _, row := range tries(t) {
		for _, first := range row[0] {
			t.Run(first, func(t *testing.T) {
				understood(t, ask("alexa", first), row[1])
				understood(t, ask("slack", first), row[1])
				for _, then := range row[1] {
					t.Run(then, func(t *testing.T) { found(t, ask("slack", then)) })
				}
			})
		}
	}
}
