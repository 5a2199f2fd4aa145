package phrase_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// understoodFloor is the share of misspelt words that is understood, in percent, a
// little under what was last reached; wrongCeiling the share that is taken for
// something else, a little above it.
const (
	understoodFloor = 93
	wrongCeiling    = 1
)

// tally counts what became of misspelt words.
type tally struct{ all, taken, asked, doubted, left, wrong int }

func (n tally) share(of int) float64 { return 100 * float64(of) / float64(max(n.all, 1)) }

func (n tally) String() string {
	return fmt.Sprintf("%4d words: %5.1f %% understood (%.1f %% at once, %.1f %% asked back), %.1f %% in doubt without it, %.1f %% left as they are, %.1f %% wrong",
		n.all, n.share(n.taken+n.asked), n.share(n.taken), n.share(n.asked), n.share(n.doubted), n.share(n.left), n.share(n.wrong))
}

// TestMisspeltNamesAreUnderstood puts one random mistake of each sort into every
// word of four letters or more that the sample album knows as a name, three times,
// and counts what is understood as the word itself is. What happens to be another
// word that the album knows is left out.
func TestMisspeltNamesAreUnderstood(t *testing.T) {
	const times = 3
	v, g := sampleVocabulary(t), catalogued(t, "en-US")
	r := rand.New(rand.NewPCG(1, 2))
	var whole tally
	for _, sort := range typos {
		var n tally
		for _, e := range singleWords(v) {
			sentence := "photos of %s"
			if e.Term.Kind == gallery.PlaceTerm {
				sentence = "photos in %s"
			}
			seen := map[string]bool{e.Term.Value: true}
			for range times {
				misspelt := sort.make(r, e.Term.Value)
				if seen[misspelt] || v.Knows(misspelt) {
					continue
				}
				seen[misspelt] = true
				n.count(t, g, v, fmt.Sprintf(sentence, e.Term.Value), fmt.Sprintf(sentence, misspelt), misspelt)
			}
		}
		t.Logf("%-22s %v", sort.name, n)
		whole = tally{whole.all + n.all, whole.taken + n.taken, whole.asked + n.asked, whole.doubted + n.doubted, whole.left + n.left, whole.wrong + n.wrong}
	}
	t.Logf("%-22s %v", "all", whole)
	if got := whole.share(whole.taken + whole.asked); got < understoodFloor {
		t.Errorf("got %.1f %% understood, want at least %d %%", got, understoodFloor)
	}
	if got := whole.share(whole.wrong); got > wrongCeiling {
		t.Errorf("got %.1f %% wrong, want at most %d %%", got, wrongCeiling)
	}
}

// count reads a text with a misspelt word beside the same with the word itself.
func (n *tally) count(t *testing.T, g *phrase.Grammar, v *gallery.Vocabulary, rightly, wrongly, misspelt string) {
	t.Helper()
	read := func(text string) phrase.Phrase {
		p, err := g.Parse(text, v, now(t))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	want, got := fmt.Sprint(read(rightly).Query), read(wrongly)
	n.all++
	switch {
	case fmt.Sprint(got.Query) == want:
		n.taken++
	case len(got.Doubts) > 0:
		for _, c := range got.Doubts[0].Choices {
			if fmt.Sprint(read(c.Utterance).Query) == want {
				n.asked++
				return
			}
		}
		n.doubted++
	case strings.Contains(fmt.Sprint(got.Words), misspelt):
		n.left++
	default:
		n.wrong++
	}
}

// singleWords are the names of one word of at least four letters, each once.
func singleWords(v *gallery.Vocabulary) []gallery.Entry {
	const shortest = 4
	var all []gallery.Entry
	seen := map[string]bool{}
	for _, kind := range []gallery.Kind{gallery.Person, gallery.PlaceTerm, gallery.LabelTerm, gallery.Album} {
		for _, e := range v.Top(kind, v.Len()) {
			plain := strings.Trim(e.Term.Value, "abcdefghijklmnopqrstuvwxyz") == ""
			if plain && len(e.Term.Value) >= shortest && !seen[e.Term.Value] {
				seen[e.Term.Value] = true
				all = append(all, e)
			}
		}
	}
	return all
}
