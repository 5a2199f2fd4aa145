package phrase_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	catalogue "shoebox/intents"
	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// notYet is the heading of what is not understood yet. Its lines have to fail, so
// that whatever comes to be understood moves up.
const notYet = "not yet"

// said is a line of testdata/utterances.txt.
type said struct {
	heading, vocabulary string
	text, want          string
}

// TestUtterancesMeanWhatPeopleMean reads what people say, as the catalogue has its
// intents, and checks the intent, the query, and what is said of it.
func TestUtterancesMeanWhatPeopleMean(t *testing.T) {
	at := now(t)
	galleries := map[string]*gallery.Vocabulary{
		"sample": sampleVocabulary(t), "family": named(t, "family"), "german": named(t, "familie"), "spanish": named(t, "familia"),
	}
	grammars := map[string]*phrase.Grammar{}
	for vocabulary, tag := range map[string]string{"sample": "en-US", "family": "en-US", "german": "de-DE", "spanish": "es-ES"} {
		grammars[vocabulary] = catalogued(t, tag)
	}
	var order []string
	right, total, meant := map[string]int{}, map[string]int{}, map[string]int{}
	for _, u := range utterances(t) {
		if !slices.Contains(order, u.heading) {
			order = append(order, u.heading)
		}
		total[u.heading]++
		v, ok := galleries[u.vocabulary]
		if !ok {
			t.Fatalf("%s: nobody's names are known", u.text)
		}
		p, err := grammars[u.vocabulary].Parse(u.text, v, at)
		if err != nil {
			t.Errorf("%s: %s: %v", u.heading, u.text, err)
			continue
		}
		asksBack(t, grammars[u.vocabulary], v, u.text, p)
		got, want := summary(p), normal(u.want)
		meant[p.Intent]++
		switch {
		case got == want:
			right[u.heading]++
			if u.heading == notYet {
				t.Errorf("%q is understood now: move it up", u.text)
			}
		case u.heading != notYet:
			t.Errorf("%s: %q\n got %s\nwant %s", u.heading, u.text, got, want)
		}
	}
	all, understood := 0, 0
	for _, heading := range order {
		t.Logf("%-42s %4d/%d", heading, right[heading], total[heading])
		all, understood = all+total[heading], understood+right[heading]
	}
	t.Logf("%-42s %4d/%d", "of all utterances", understood, all)
	const ways = 3
	for _, in := range catalogue.Catalogue() {
		if meant[string(in.Name)] < ways {
			t.Errorf("%s is meant by %d utterances, want %d", in.Name, meant[string(in.Name)], ways)
		}
	}
}

// asksBack checks that whatever is chosen of a doubt leaves no doubt about that
// word, and is the same wish but for it.
func asksBack(t *testing.T, g *phrase.Grammar, v *gallery.Vocabulary, text string, p phrase.Phrase) {
	t.Helper()
	for _, d := range p.Doubts {
		for _, c := range d.Choices {
			chosen, err := g.Parse(c.Utterance, v, now(t))
			if err != nil || chosen.Intent != p.Intent || len(chosen.Doubts) != len(p.Doubts)-1 {
				t.Errorf("%q: %s is asked for by %q, which is %s, %v", text, c.Name, c.Utterance, summary(chosen), err)
			}
		}
	}
}

// utterances reads the table.
func utterances(tb testing.TB) []said {
	tb.Helper()
	f, err := os.Open(filepath.Join("testdata", "utterances.txt"))
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var all []said
	var at said
	seen := map[string]bool{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "# ") || line == "#":
		case strings.HasPrefix(line, "== "):
			at.heading = strings.TrimPrefix(line, "== ")
		case strings.HasPrefix(line, "@"):
			at.vocabulary = strings.TrimPrefix(line, "@")
		default:
			text, want, ok := strings.Cut(line, " => ")
			if !ok || seen[at.vocabulary+text] {
				tb.Fatalf("%q has no meaning, or stands twice", line)
			}
			seen[at.vocabulary+text] = true
			all = append(all, said{at.heading, at.vocabulary, text, want})
		}
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return all
}
