package gallery_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
)

func TestComplete(t *testing.T) {
	entry := func(kind gallery.Kind, display string, count int, nicknames ...string) gallery.Entry {
		return gallery.Entry{Term: gallery.NewTerm(kind, display), Display: display, Count: count, Nicknames: nicknames}
	}
	v := gallery.NewVocabulary(gallery.Entry{Count: 50}, []gallery.Entry{
		entry(gallery.PlaceTerm, "New York", 7),
		entry(gallery.PlaceTerm, "York", 3),
		entry(gallery.PlaceTerm, "Lisbon", 9),
		entry(gallery.PlaceTerm, "São Paulo", 2),
		entry(gallery.Person, "Robert Miller", 4, "Bob"),
		entry(gallery.Person, "Anna Jones", 12),
		entry(gallery.Person, "Joanna", 2),
		entry(gallery.Album, "Lisbon in spring", 5),
	})
	tests := []struct {
		name  string
		kind  gallery.Kind
		typed string
		n     int
		want  []string
	}{
		{"nothing typed is the most frequent", gallery.PlaceTerm, " ", 2, []string{"place Lisbon", "place New York"}},
		{"a beginning goes before a word within", gallery.PlaceTerm, "yo", 9, []string{"place York", "place New York"}},
		{"accents and case make no difference", gallery.PlaceTerm, "SAO p", 9, []string{"place São Paulo"}},
		{"the middle of a word is no beginning", gallery.Person, "anna", 9, []string{"person Anna Jones"}},
		{"words come in any order", gallery.Person, "jon an", 9, []string{"person Anna Jones"}},
		{"a nickname finds its person", gallery.Person, "bob", 9, []string{"person Robert Miller"}},
		{"a nickname and a name find their person", gallery.Person, "bob mil", 9, []string{"person Robert Miller"}},
		{"a misspelt word finds what it may be", gallery.PlaceTerm, "lisbin", 9, []string{"place Lisbon"}},
		{"a misspelt word beside another one", gallery.Album, "spring lisbin", 9, []string{"album Lisbon in spring"}},
		{"no more than asked for", gallery.PlaceTerm, "y", 1, []string{"place York"}},
		{"none is none", gallery.PlaceTerm, "y", 0, nil},
		{"of another kind is nothing", gallery.Album, "york", 9, nil},
		{"what nothing is like is nothing", gallery.PlaceTerm, "qqqq", 9, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(displays(v.Complete(tt.kind, tt.typed, tt.n)), tt.want); diff != "" {
				t.Errorf("got -, want +:\n%s", diff)
			}
		})
	}
}
