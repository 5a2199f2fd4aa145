package gallery_test

import (
	"slices"
	"strings"
	"testing"

	"shoebox/shared/gallery"
)

func TestPhotosComeInTheOrderOfTheirFolders(t *testing.T) {
	g := newGallery(t)
	names := []gallery.PhotoID{"a", "a-b", "a0", "ab", "A", "a-", "-", "z_", "z", "B-1", "B"}
	keys := make([]string, len(names))
	for n, id := range names {
		p := photo(string(id))
		p.ID, p.SHA256 = id, ""
		add(t, g, p)
		keys[n] = string(id) + "/original.jpg"
	}
	slices.Sort(keys) // as a bucket lists them
	var got []string
	if err := g.Each(t.Context(), func(p gallery.Photo) error {
		got = append(got, string(p.ID)+"/original.jpg")
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, keys) {
		t.Errorf("got %s, want %s", strings.Join(got, " "), strings.Join(keys, " "))
	}
}
