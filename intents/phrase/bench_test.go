package phrase_test

import (
	"fmt"
	"strings"
	"testing"

	"shoebox/shared/gallery"
)

// BenchmarkParse understands 200 characters with 10,000 terms; a millisecond is
// the limit to stay under.
func BenchmarkParse(b *testing.B) {
	kinds := []gallery.Kind{gallery.Person, gallery.PlaceTerm, gallery.LabelTerm, gallery.Tag, gallery.Album, gallery.Word}
	var entries []gallery.Entry
	for i := range 10_000 {
		name := strings.Repeat(fmt.Sprintf("name%c%d ", 'a'+i%26, i), 1+i%5)
		entries = append(entries, gallery.Entry{Term: gallery.NewTerm(kinds[i%len(kinds)], name), Display: name, Count: i})
	}
	v := gallery.NewVocabulary(gallery.Entry{Count: 100_000}, entries)
	g, at := grammar(b), now(b)
	text := "can you please find me some pictures of namea26 and nameb27 nameb27 at the old stone beach in new york between " +
		"the third week of March 2019 and last summer without dogs or cats, oldest first, with nina"
	if len(text) < 200 {
		b.Fatalf("got %d characters, want 200", len(text))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := g.Parse(text, v, at); err != nil {
			b.Fatal(err)
		}
	}
}
