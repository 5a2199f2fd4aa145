package ingest_test

import (
	"strings"
	"testing"

	"shoebox/shared/ingest"
)

func TestTheTitleOfAFileThatAPersonNamed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, file, want string }{
		{"words with lines between them", "beach_at-dusk.jpg", "beach at dusk"},
		{"a camera's number", "DSC_0042.jpg", ""},
		{"one that is too long is cut at a word", strings.Repeat("at the beach ", 30) + ".jpg", strings.Repeat("at the beach ", 23)[:298] + "…"},
		{"one word that is too long", strings.Repeat("é", 400) + ".jpg", strings.Repeat("é", 299) + "…"},
		{"marks that turn the direction", "caf\u202egpj.jpg", "cafgpj"},
		{"lines and other controls", "two\nlines\x07here.jpg", "two lines here"},
		{"bytes that are no letters", "caf\xe9 noir.jpg", "caf noir"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			made, err := open(t).Picture(t.Context(), ingest.Picture{Data: picture(t, 40, 30), Name: tt.file})
			if err != nil || made.Photo.Title != tt.want {
				t.Errorf("got %q, %v, want %q", made.Photo.Title, err, tt.want)
			}
		})
	}
}
