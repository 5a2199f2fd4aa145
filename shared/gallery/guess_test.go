package gallery_test

import (
	"testing"

	"shoebox/shared/gallery"
)

// misspelt is a small vocabulary to misspell.
func misspelt() *gallery.Vocabulary {
	var entries []gallery.Entry
	add := func(kind gallery.Kind, names ...string) {
		for n, name := range names {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(kind, name), Display: name, Count: 50 - n})
		}
	}
	add(gallery.Person, "Phoebe Waller", "Shaun", "Katherine", "Jon", "Robert Miller")
	add(gallery.PlaceTerm, "Lisbon", "Edinburgh", "New York", "Zürich")
	add(gallery.LabelTerm, "Beach", "Mountain", "Bicycle", "Sunset", "Dog", "Boat")
	add(gallery.Tag, "Photographer", "best of")
	add(gallery.Camera, "Fujifilm X100V")
	add(gallery.Album, "Anna's Wedding")
	return gallery.NewVocabulary(gallery.Entry{Count: 500}, entries)
}

func TestGuessKnowsWhatWasMeant(t *testing.T) {
	v := misspelt()
	for _, tt := range []struct{ name, word, want string }{
		{"a word that sounds the same", "beech", "beach"},
		{"a letter that sounds alike", "Lizbon", "Lisbon"},
		{"a letter doubled", "lissbon", "Lisbon"},
		{"a name as it is heard", "feebee", "Phoebe"},
		{"another spelling of a name", "Shawn", "Shaun"},
		{"another first letter", "Catherine", "Katherine"},
		{"a name of three letters", "John", "Jon"},
		{"a letter left out", "moutain", "mountain"},
		{"a plural with a letter left out", "moutains", "mountain"},
		{"two vowels for one another", "bycicle", "bicycle"},
		{"neighbours swapped", "sunste", "sunset"},
		{"written as it sounds", "fotografer", "photographer"},
		{"a place as it is heard", "Edinborough", "Edinburgh"},
		{"an accent left out and a letter", "zurch", "Zürich"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			guesses, clear := v.Guess(tt.word)
			if len(guesses) == 0 || guesses[0].Word != tt.want || !clear {
				t.Errorf("Guess(%q) = %+v, clear: %v, want %s clearly", tt.word, guesses, clear, tt.want)
			}
		})
	}
}
