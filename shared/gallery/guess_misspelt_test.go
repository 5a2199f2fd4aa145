package gallery_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMisspellingsOfPeople tries what people make of words by ear and by habit, not
// the slips that the code was written for: a line is a word and what is meant.
func TestMisspellingsOfPeople(t *testing.T) {
	lines, err := os.ReadFile(filepath.Join("testdata", "misspelt.txt"))
	if err != nil {
		t.Fatal(err)
	}
	v := someGallery()
	var all outcome
	for line := range strings.Lines(string(lines)) {
		word, meant, _ := strings.Cut(strings.TrimSpace(line), " ")
		if v.Knows(word) {
			continue
		}
		o := try(t, v, word, meant)
		if o.right+o.wrong == 0 {
			t.Logf("%s for %s is not taken", word, meant)
		}
		all.add(o)
	}
	t.Logf("%v", all)
	if all.right*100 < all.all*92 || all.wrong*100 > all.all {
		t.Errorf("got %v, want at least 92 %% right and at most 1 %% wrong", all)
	}
}
