package phrase_test

import (
	"fmt"
	"strings"
	"testing"

	"shoebox/intents/phrase"
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
	at := now(b)
	for _, bb := range []struct {
		name    string
		grammar *phrase.Grammar
		text    string
	}{
		{"English", grammar(b), "can you please find me some pictures of namea26 and nameb27 nameb27 at the old stone beach in new york between " +
			"the third week of March 2019 and last summer without dogs or cats, oldest first, with nina"},
		{"German", translated(b, "de-DE"), "kannst du mir bitte ein paar Bilder von namea26 und nameb27 nameb27 am alten Strand in New York zwischen " +
			"der dritten Woche im März 2019 und letztem Sommer ohne Hunde oder Katzen zeigen, älteste zuerst, mit nina"},
		{"Spanish", translated(b, "es-ES"), "¿puedes mostrarme algunas fotos de namea26 y nameb27 nameb27 en la vieja playa de Nueva York entre " +
			"la tercera semana de marzo de 2019 y el verano pasado sin perros ni gatos, las más antiguas, con nina"},
	} {
		if len(bb.text) < 200 {
			b.Fatalf("got %d characters, want 200", len(bb.text))
		}
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := bb.grammar.Parse(bb.text, v, at); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
