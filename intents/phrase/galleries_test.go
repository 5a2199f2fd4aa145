package phrase_test

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shoebox/deploy/sample"
	"shoebox/intents"
	"shoebox/intents/phrase"
	"shoebox/intents/when"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

// catalogued is the grammar of the real catalogue in a language.
func catalogued(tb testing.TB, tag string) *phrase.Grammar {
	tb.Helper()
	times, err := when.New(tag, when.Rules{})
	if err != nil {
		tb.Fatal(err)
	}
	return phrase.New(intents.Patterns(), times)
}

// sampleVocabulary is what a gallery of the sample album has words for.
func sampleVocabulary(tb testing.TB) *gallery.Vocabulary {
	tb.Helper()
	driver, err := bolttable.Open(filepath.Join(tb.TempDir(), "gallery.db"))
	if err != nil {
		tb.Fatal(err)
	}
	clock := func() time.Time { return now(tb) }
	kept := table.New(driver, clock)
	tb.Cleanup(func() {
		if err := kept.Close(); err != nil {
			tb.Error(err)
		}
	})
	g := gallery.New(kept, gallery.Keys{[]byte("32 bytes that nobody else knows.")}, clock).
		As(gallery.Membership{Gallery: "family", Role: gallery.Editor})
	var photos []gallery.Photo
	for album := json.NewDecoder(sample.Records()); album.More(); {
		var r ingest.Record
		if err := album.Decode(&r); err != nil {
			tb.Fatal(err)
		}
		taken, err := time.Parse(time.RFC3339, r.Taken)
		if err != nil {
			tb.Fatal(err)
		}
		photos = append(photos, gallery.Photo{
			ID: gallery.PhotoID(r.ID), Taken: taken, Title: r.Title, Description: r.Description, Tags: r.Tags, Labels: r.Labels,
			People: r.People, Place: r.Place, Albums: r.Albums, Favourite: r.Favourite,
		})
	}
	results, err := g.AddAll(tb.Context(), photos)
	if err = cmp.Or(append(results, err)...); err != nil {
		tb.Fatal(err)
	}
	v, err := g.Vocabulary(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// named is a vocabulary of the names in a file: a kind a line.
func named(tb testing.TB, file string) *gallery.Vocabulary {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", file+".txt"))
	if err != nil {
		tb.Fatal(err)
	}
	var entries []gallery.Entry
	for line := range strings.Lines(string(data)) {
		kind, names, ok := strings.Cut(line, ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for i, name := range strings.Split(strings.TrimSpace(names), ", ") {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(gallery.Kind(kind), name), Display: name, Count: 50 - i})
		}
	}
	return gallery.NewVocabulary(gallery.Entry{Count: 200}, entries)
}
