package phrase_test

import (
	"fmt"
	"testing"

	"shoebox/intents/phrase"
	"shoebox/intents/when"
	"shoebox/shared/gallery"
)

// family is a vocabulary of names that need no translation, and things that do.
func family(things ...string) *gallery.Vocabulary {
	var entries []gallery.Entry
	add := func(kind gallery.Kind, names ...string) {
		for i, name := range names {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(kind, name), Display: name, Count: 50 - i})
		}
	}
	add(gallery.Person, "Anna Schmidt", "Tom", "Tante Marie", "José")
	add(gallery.PlaceTerm, "Lissabon", "Lisboa", "New York", "Paris", "São Paulo", "München")
	add(gallery.LabelTerm, things...)
	add(gallery.Album, "Hochzeit", "Boda")
	add(gallery.Camera, "Fujifilm X-T3")
	return gallery.NewVocabulary(gallery.Entry{Count: 200}, entries)
}

func translated(tb testing.TB, tag string) *phrase.Grammar {
	tb.Helper()
	times, err := when.New(tag, when.Rules{})
	if err != nil {
		tb.Fatal(err)
	}
	return phrase.New([]phrase.Pattern{{Intent: "next", Sample: "next"}, {Intent: "select", Sample: "the {position} one"}}, times)
}

func means(t *testing.T, g *phrase.Grammar, v *gallery.Vocabulary, all []utterance) {
	t.Helper()
	at := now(t)
	for _, u := range all {
		t.Run(u.text, func(t *testing.T) {
			p, err := g.Parse(u.text, v, at)
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(p); got != u.want {
				t.Errorf("got %s\nwant %s", got, u.want)
			}
			again, err := g.Parse(p.String(), v, at)
			if p.String() != "" && (err != nil || fmt.Sprint(again.Query) != fmt.Sprint(p.Query)) {
				t.Errorf("printed as %q it is %s, %v", p.String(), brief(again), err)
			}
		})
	}
}

func TestGermanWishes(t *testing.T) {
	means(t, translated(t, "de-DE"), family("Strand", "Hund", "Katze", "Sonnenuntergang"), []utterance{
		{"Strand letzten Sommer", "find word:strand 2026-06-01/2026-09-01"},
		{"zeig mir Fotos von Anna", "find person:anna_schmidt"},
		{"Zeige mir bitte alle Bilder vom Strand", "find word:strand"},
		{"kannst du mir Bilder vom Strand zeigen", "find word:strand"},
		{"ich möchte Fotos aus Lissabon sehen", "find place:lissabon"},
		{"Bilder mit Anna und Tom in München", "find person:anna_schmidt person:tom place:munchen"},
		{"Hund ohne Katze", "find word:hund -word:katze"},
		{"Anna aber nicht Tom", "find person:anna_schmidt -person:tom"},
		{"keine Hunde in Paris", "find place:paris -word:hunde"},
		{"Hund oder Katze", "find ~word:hund ~word:katze"},
		{"die ältesten Fotos von Tante Marie", "find person:tante_marie oldest"},
		{"das älteste Foto von Tom", "find person:tom oldest 1"},
		{"drei zufällige Fotos von Tom", "find person:tom random 3"},
		{"Fotos mit der Fuji aufgenommen", "find camera:fujifilm_x_t3"},
		{"Album Hochzeit", "find album:hochzeit"},
		{"Lieblingsfotos aus Paris", "find favourite:yes place:paris"},
		{"Bilder von Weihnachten 2021", "find 2021-12-25/2021-12-26"},
		{"was haben wir im Juli 2023 fotografiert", "find 2023-07-01/2023-08-01"},
		{"Fotos von vor zwei Jahren", "find 2024-01-01/2025-01-01"},
		{"Sonnenuntergang am Strand im Mai", "find word:sonnenuntergang word:strand 2026-05-01/2026-06-01"},
		{"die letzten 3 Fotos", "latest 3"},
		{"die neuesten Bilder", "latest"},
		{"person:anna -hund before:2020", "find person:anna_schmidt -word:hund /2020-01-01"},
		{"next", "next"},
		{"the third one", "select {position=3}"},
		{"Strandfotos", "find word:strandfotos"},
	})
}

func TestSpanishWishes(t *testing.T) {
	means(t, translated(t, "es-ES"), family("Playa", "Perro", "Gato", "Puesta de sol"), []utterance{
		{"playa el verano pasado", "find word:playa 2026-06-01/2026-09-01"},
		{"muéstrame fotos de Anna", "find person:anna_schmidt"},
		{"muestrame todas las fotos de la playa", "find word:playa"},
		{"¿puedes mostrarme fotos de la playa, por favor?", "find word:playa"},
		{"quiero ver fotos de Lisboa", "find place:lisboa"},
		{"fotos de Anna y Tom en París", "find person:anna_schmidt person:tom place:paris"},
		{"perro sin gato", "find word:perro -word:gato"},
		{"Anna pero no Tom", "find person:anna_schmidt -person:tom"},
		{"perro o gato", "find ~word:perro ~word:gato"},
		{"las fotos más antiguas de José", "find person:jose oldest"},
		{"la foto más antigua de Tom", "find person:tom oldest 1"},
		{"tres fotos al azar de Tom", "find person:tom random 3"},
		{"fotos tomadas con la Fuji", "find camera:fujifilm_x_t3"},
		{"el álbum Boda", "find album:boda"},
		{"mis fotos favoritas de París", "find favourite:yes place:paris"},
		{"fotos de Navidad de 2021", "find 2021-12-25/2021-12-26"},
		{"fotos de hace dos años", "find 2024-01-01/2025-01-01"},
		{"puesta de sol en la playa en mayo", "find word:puesta_de_sol word:playa 2026-05-01/2026-06-01"},
		{"las últimas 3 fotos", "latest 3"},
		{"fotos recientes", "latest"},
		{"person:anna -perro before:2020", "find person:anna_schmidt -word:perro /2020-01-01"},
		{"next", "next"},
	})
}
