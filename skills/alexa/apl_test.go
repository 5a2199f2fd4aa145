package alexa_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
)

// directive is the first directive of a response.
func directive(t *testing.T, m map[string]any) map[string]any {
	t.Helper()
	all, _ := m["response"].(map[string]any)["directives"].([]any)
	if len(all) == 0 {
		return nil
	}
	return all[0].(map[string]any)
}

func properties(t *testing.T, d map[string]any) map[string]any {
	t.Helper()
	return d["datasources"].(map[string]any)["shoebox"].(map[string]any)["properties"].(map[string]any)
}

func TestA1WithoutAPLThereIsNoDirectiveButACard(t *testing.T) {
	for _, screen := range []string{"", "old"} {
		m := answered(t, envelope(launch, screen, ""), found(3))
		if d := directive(t, m); d != nil {
			t.Errorf("screen %q got %v", screen, d["type"])
		}
		if m["response"].(map[string]any)["card"] == nil {
			t.Errorf("screen %q got no card", screen)
		}
	}
}

func TestA2ADeviceGetsADocumentOfAVersionItKnows(t *testing.T) {
	version := func(screen string) any {
		return directive(t, answered(t, envelope(launch, screen, ""), found(3)))["document"].(map[string]any)["version"]
	}
	if got := version("hub"); got != "2023.3" {
		t.Errorf("2024.3 got %v", got)
	}
	if got := version("round"); got != "1.8" {
		t.Errorf("2022.1 got %v", got)
	}
}

func TestA3AGridHasAnItemForEachPhotoAndAtMostTwelve(t *testing.T) {
	p := properties(t, directive(t, answered(t, envelope(launch, "hub", ""), found(20))))
	items := p["items"].([]any)
	if len(items) != 12 {
		t.Errorf("%d items, want 12", len(items))
	}
	first := items[0].(map[string]any)
	link := first["image"].(string)
	delete(first, "image")
	want := map[string]any{
		"id": "01HPHOTO000000000000000A01", "number": 1.0, "title": "Anna & Ben at the &lt;beach>",
		"subtitle": "13 July 2024 · Lisbon, Portugal", "date": "13 July 2024", "alt": "Two people at a beach", "count": "1 of 47",
	}
	if diff := cmp.Diff(first, want); diff != "" {
		t.Errorf("item (-got +want):\n%s", diff)
	}
	if !strings.HasPrefix(link, "https://photos.example.com/i/") || len(link) > 2000 {
		t.Errorf("image %q", link)
	}
	if p["count"] != "1 to 12 of 47" || p["next"] != true || p["previous"] != false {
		t.Errorf("count %v, next %v, previous %v", p["count"], p["next"], p["previous"])
	}
}

func TestA4ASinglePhotoHasTitleDatePlaceHintAndAWayBack(t *testing.T) {
	d := directive(t, answered(t, envelope(launch, "hub", ""), single()))
	p := properties(t, d)
	item := p["items"].([]any)[0].(map[string]any)
	got := map[string]any{"title": item["title"], "subtitle": item["subtitle"], "count": item["count"], "hint": p["hint"], "back": p["back"], "previous": p["previous"]}
	want := map[string]any{
		"title": "Anna & Ben at the &lt;beach>", "subtitle": "13 July 2024 · Lisbon, Portugal", "count": "3 of more than 47",
		"hint": "next", "back": true, "previous": true,
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestA5TheDocumentIsConstantAndTheTokenNamesWhatIsShown(t *testing.T) {
	render := func(r intents.Reply) (string, string) {
		d := directive(t, answered(t, envelope(launch, "hub", ""), r))
		b, err := json.Marshal(d["document"])
		if err != nil {
			t.Fatal(err)
		}
		return d["token"].(string), string(b)
	}
	one, other, later := found(3), found(3), found(3)
	other.Query.Seed = 7
	later.Page.First = 11
	oneToken, oneDocument := render(one)
	again, _ := render(found(3))
	otherToken, otherDocument := render(other)
	laterToken, _ := render(later)
	if oneToken != again || oneToken == otherToken || oneToken == laterToken {
		t.Errorf("tokens %q %q %q %q: the same answer has the same, and no other", oneToken, again, otherToken, laterToken)
	}
	if !strings.HasPrefix(oneToken, "grid:") || !strings.HasSuffix(laterToken, ":p11") {
		t.Errorf("tokens %q %q name no screen and page", oneToken, laterToken)
	}
	if oneDocument != otherDocument || strings.Contains(oneDocument, "Anna") {
		t.Error("the document depends on what it shows")
	}
}

func TestA6TheDocumentsTouchesAreThoseThatAreUnderstood(t *testing.T) {
	paths, err := filepath.Glob("apl/*.json")
	if err != nil || len(paths) != 4 {
		t.Fatalf("documents %v: %v", paths, err)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var document any
		if err := json.Unmarshal(b, &document); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, arguments := range sendEvents(document) {
			name, _ := arguments[0].(string)
			raw, err := json.Marshal(append([]any{name}, "01HPHOTO", 1))
			if err != nil {
				t.Fatal(err)
			}
			r := asked(t, envelope(touch("x:y:p1", string(raw)), "hub", `{"screen":"x:y:p1"}`))
			if r.Intent == intents.Repeat {
				t.Errorf("%s sends %q, which nobody understands", path, name)
			}
		}
	}
}

// sendEvents are the arguments of all SendEvent commands in a document.
func sendEvents(node any) [][]any {
	var all [][]any
	switch n := node.(type) {
	case []any:
		for _, child := range n {
			all = append(all, sendEvents(child)...)
		}
	case map[string]any:
		if arguments, ok := n["arguments"].([]any); ok && n["type"] == "SendEvent" {
			all = append(all, arguments)
		}
		for _, child := range n {
			all = append(all, sendEvents(child)...)
		}
	}
	return all
}

// The columns of a grid's document are those of exactly one grid, whatever they are.
func TestA3EveryNumberOfColumnsHasOneGrid(t *testing.T) {
	document, err := os.ReadFile("apl/grid.json")
	if err != nil {
		t.Fatal(err)
	}
	grids := regexp.MustCompile(`(?s)"when": "\$\{columns == (\d)\}",\s*"type": "GridSequence".*?"childWidths": \[([^\]]*)\]`).FindAllStringSubmatch(string(document), -1)
	got := map[string]int{"1": strings.Count(string(document), `"when": "${columns == 1}"`)}
	for _, grid := range grids {
		got[grid[1]] += strings.Count(grid[2], "%")
	}
	if diff := cmp.Diff(got, map[string]int{"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}); diff != "" {
		t.Errorf("widths by columns (-got +want):\n%s", diff)
	}
}
