package main_test

import (
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

func TestParseTellsWhatALineMeans(t *testing.T) {
	dir := withAlbum(t)
	got := ok(t, "beach photos from last summer without Anna\n", "parse", "--data", dir, "--now", "2024-07-13T10:00:00Z", "--zone", "Europe/Berlin")
	want := map[string]any{
		"text": "beach photos from last summer without Anna", "intent": "find", "slots": map[string]any{},
		"query": map[string]any{
			"all":  []any{map[string]any{"kind": "label", "value": "beach"}},
			"any":  []any{},
			"none": []any{map[string]any{"kind": "person", "value": "anna"}},
			"from": "2023-06-01T00:00:00+02:00", "to": "2023-09-01T00:00:00+02:00",
			"times": []any{map[string]any{"from": "2023-06-01T00:00:00+02:00", "to": "2023-09-01T00:00:00+02:00"}},
			"order": "newest", "limit": 10.0,
		},
		"notes": []any{}, "doubts": []any{}, "error": "",
	}
	// Which kind of term a word is, is for phrase to decide.
	kinds := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == `["kind"]` }, cmp.Ignore())
	if diff := cmp.Diff(object(t, got), want, kinds); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

// alike are people with names that are easily taken for one another, and a nickname.
const alike = `{"taken":"2024-07-10","title":"Hay","people":["Karen"],"place":{"city":"Galway"}}
{"taken":"2024-07-14","title":"A hat","people":["Karin"],"place":{"city":"Cork"}}
{"taken":"2024-07-20","title":"The piano","people":["Robert Miller","May"],"place":{"city":"Cork"}}
`

func TestParseTellsWhatWordsWereTakenFor(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	ok(t, alike, "import", "--data", dir, "--records", "-")
	note := func(kind, heard, taken, other string) any {
		return map[string]any{"kind": kind, "heard": heard, "taken": taken, "other": other}
	}
	doubt := func(heard string, choices ...[2]string) any {
		var all []any
		for _, c := range choices {
			all = append(all, map[string]any{"name": c[0], "utterance": c[1]})
		}
		return map[string]any{"heard": heard, "choices": all}
	}
	for _, tt := range []struct {
		name, words   string
		notes, doubts []any
	}{
		{"what is known", "Karen in Cork", nil, nil},
		{"a misspelt word", "a paino in Corck", []any{note("corrected", "paino", "piano", ""), note("corrected", "Corck", "Cork", "")}, nil},
		{"a nickname", "Bob", []any{note("nicknamed", "Bob", "Robert Miller", "")}, nil},
		{"a month that is a person", "photos of May", []any{note("ambiguous", "May", "the person May", "the month of May")}, nil},
		{"a filter that is none", "city:cork", []any{note("unknownfilter", "city", "", "place")}, nil},
		{"several likely names", "photos of Karn in Galway", nil, []any{doubt("Karn",
			[2]string{"Karen", `photos of person:"karen" in Galway`}, [2]string{"Karin", `photos of person:"karin" in Galway`})}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := object(t, ok(t, tt.words+"\n", "parse", "--data", dir))
			if diff := cmp.Diff(got["notes"], any(append([]any{}, tt.notes...))); diff != "" {
				t.Errorf("notes, got - want +:\n%s", diff)
			}
			if diff := cmp.Diff(got["doubts"], any(append([]any{}, tt.doubts...))); diff != "" {
				t.Errorf("doubts, got - want +:\n%s", diff)
			}
		})
	}
}

func TestParseSaysThatItsInputBrokeOff(t *testing.T) {
	input := io.MultiReader(strings.NewReader("beach\nsno"), iotest.ErrReader(errors.New("the disk is gone")))
	got := runIn(t.Context(), input, nothing, "parse", "--data", withAlbum(t))
	if got.Code != 1 || strings.Count(got.Stdout, "\n") != 1 || !strings.Contains(got.Stderr, "can't be read to its end: the disk is gone") {
		t.Errorf("got %+v, want the first line answered, exit 1 and why", got)
	}
}

func TestParseAnswersEveryLine(t *testing.T) {
	tests := []struct {
		name, line, wantText, wantError, wantFrom string
	}{
		{"plain words", "yesterday", "yesterday", "", "2024-07-12T00:00:00Z"},
		{"a line with a time of its own", `{"text":"yesterday","now":"2020-03-01T12:00:00Z"}`, "yesterday", "", "2020-02-29T00:00:00Z"},
		{"a day in a zone of its own", `{"text":"yesterday","now":"2020-03-01","zone":"America/New_York"}`, "yesterday", "", "2020-02-29T00:00:00-05:00"},
		{"a British date", `{"text":"on 2/3/2024","locale":"en-GB"}`, "on 2/3/2024", "", "2024-03-02T00:00:00Z"},
		{"nothing", "", "", "", ""},
		{"broken JSON", `{"text":"beach"`, `{"text":"beach"`, "not JSON", ""},
		{"JSON of another form", `{"text":5}`, `{"text":5}`, `"text" has to be a text`, ""},
		{"a time that is none", `{"text":"beach","now":"soon"}`, "beach", "is no time", ""},
		{"a zone that is none", `{"text":"beach","zone":"Mars/Olympus"}`, "beach", "is no time zone", ""},
		{"invalid UTF-8", "beach \xff\xfe", "beach \uFFFD", "", ""},
		{"right to left, emoji and control characters", "חוף 🏖️ \x00\x07", "חוף 🏖️ \x00\x07", "", ""},
		{"ten thousand characters", strings.Repeat("beach ", 1700), strings.Repeat("beach ", 1700), "too long", ""},
		{"more than a megabyte", strings.Repeat("x", 1<<20+1), "", "longer than 1 MB", ""},
		{"the last line, without an end", "yesterday", "yesterday", "", "2024-07-12T00:00:00Z"},
	}
	var in []string
	for _, tt := range tests {
		in = append(in, tt.line)
	}
	out := ok(t, strings.Join(in, "\n"), "parse", "--data", withAlbum(t), "--now", "2024-07-13", "--zone", "UTC")
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(lines) != len(tests) {
		t.Fatalf("got %d lines, want %d", len(lines), len(tests))
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := object(t, lines[i])
			if got["text"] != tt.wantText {
				t.Errorf("got text %.80q, want %.80q", got["text"], tt.wantText)
			}
			if why, _ := got["error"].(string); !strings.Contains(why, tt.wantError) || (why == "") != (tt.wantError == "") {
				t.Errorf("got error %q, want %q", why, tt.wantError)
			}
			query := got["query"].(map[string]any)
			if query["from"] != tt.wantFrom {
				t.Errorf("got from %q, want %q", query["from"], tt.wantFrom)
			}
			for _, list := range []string{"all", "any", "none", "times"} {
				if query[list] == nil {
					t.Errorf("%s is null, want a list", list)
				}
			}
		})
	}
}
