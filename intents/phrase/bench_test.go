package phrase_test

import (
	"fmt"
	"strings"
	"testing"

	"shoebox/shared/gallery"
)

// BenchmarkParse understands 200 characters with a vocabulary of 10,000 terms, as a
// large gallery has them. A millisecond is the limit to stay under.
func BenchmarkParse(b *testing.B) {
	v := largeVocabulary()
	if v.Len() < 10_000 {
		b.Fatalf("got %d terms, want 10,000", v.Len())
	}
	at := now(b)
	for _, bb := range []struct{ name, language, text string }{
		{"English", "en-US", "can you please find me some pictures of Anna Rivers and aunt marie at the old stone beach in New Ashford between " +
			"the third week of March 2019 and last summer without dogs or cats, oldest first, with Nina"},
		{"Groups", "en-US", "(Anna Rivers and beach) or (Tom Hollow and lake) or (aunt marie in New Ashford), not (dogs or cats), " +
			"since:2015 before:2024 is:favourite (album:wedding | tag:holiday | \"golden gate\") weekends in July 2022"},
		{"Misspelt", "en-US", "show me photos of Ana Rivvers and ant mary at the beech in Nwe Ashfrod with golden retreivers, moutains, lihgthouses and " +
			"sunsetts betwween Novemebr and Christmass, but withuot dgos, ctas or brids"},
		{"Unknown", "en-US", "zxqvorp blimtrandle krasnyplof wuggeldorn schmirfnak plonkadoodle vribblequatz thrimpolent grobsnackle fwimblestork " +
			"quaxidormin snerfelhootz jambustrope yigglemont drabnickelow cloomberfin prentuzzle"},
		{"German", "de-DE", "kannst du mir bitte ein paar Bilder von Anna Rivers und Tante Marie am alten Strand in New Ashford zwischen " +
			"der dritten Woche im März 2019 und letztem Sommer ohne Hunde oder Katzen zeigen, älteste zuerst, mit Nina"},
		{"Spanish", "es-ES", "¿puedes mostrarme algunas fotos de Anna Rivers y la tía Marie en la vieja playa de New Ashford entre " +
			"la tercera semana de marzo de 2019 y el verano pasado sin perros ni gatos, las más antiguas, con Nina"},
	} {
		if n := len([]rune(bb.text)); n < 180 || n > 220 {
			b.Fatalf("%s: got %d characters, want about 200", bb.name, n)
		}
		g := catalogued(b, bb.language)
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := g.Parse(bb.text, v, at); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// largeVocabulary is that of a gallery of many years: 400 people, 1,200 places,
// 2,400 things and tags, albums, cameras, and the words of titles. Its names are
// made up of syllables.
func largeVocabulary() *gallery.Vocabulary {
	first := strings.Fields("Anna Tom Nina Marie Ben Clara David Emma Felix Greta Henry Ida Jonas Kate Leo Mona Nora Oscar Paula Quinn")
	last := strings.Fields("Rivers Hollow Stone Marsh Field Brook Wood Hill Lake Ford West Lane Cross Moor Park Vale Dale Wells Young King")
	begin := strings.Fields("Ash Bel Car Dun El Fen Gar Hol Ing Kes Lin Mar Nor Or Pen Quar Ros Sel Tor Wen")
	end := strings.Fields("ford bury ton ham wick ley mouth stead field port burgh worth dale bridge haven gate minster cross moor brook")
	stem := strings.Fields("beach mount sun water light stone wood snow bird flower boat tree cloud leaf horse bread glass paper garden castle")
	more := strings.Fields("ing side fall house works path way craft stand board man ness mark back line top hood land ware room")
	var entries []gallery.Entry
	add := func(kind gallery.Kind, name string) {
		entries = append(entries, gallery.Entry{Term: gallery.NewTerm(kind, name), Display: name, Count: 1 + 20_000/(len(entries)+1)})
	}
	for _, name := range []string{"Dog", "Cat", "Beach", "Lake", "Mountain", "Lighthouse", "Sunset", "Bird", "Golden Retriever"} {
		add(gallery.LabelTerm, name)
	}
	add(gallery.Person, "Aunt Marie")
	for n := range 400 {
		a, z := n%20, n/20
		add(gallery.Person, first[a]+" "+last[z])
		add(gallery.PlaceTerm, begin[a]+end[z])
		add(gallery.PlaceTerm, "New "+begin[a]+end[z])
		add(gallery.PlaceTerm, begin[a]+end[z]+" upon "+last[a])
		for _, kind := range []gallery.Kind{gallery.LabelTerm, gallery.Tag} {
			add(kind, stem[a]+more[z])
			add(kind, last[a]+" "+stem[z])
			add(kind, stem[a]+more[z]+" "+stem[z])
		}
		add(gallery.Album, fmt.Sprintf("%s %d", begin[a]+end[z], 2000+n%25))
	}
	for i := 0; len(entries) < 10_000; i++ {
		add(gallery.Word, fmt.Sprintf("%s%s%s", stem[i%20], strings.ToLower(begin[i/20%20]), more[i/400%20]))
	}
	return gallery.NewVocabulary(gallery.Entry{Count: 100_000}, entries)
}
