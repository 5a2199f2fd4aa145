package intentstest_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents/intentstest"
	"shoebox/shared/gallery"
	"shoebox/skills/alexa/alexasim"
)

// taken tells when a photo of the album was taken, as it is said.
func taken(t *testing.T, id gallery.PhotoID) string {
	t.Helper()
	for _, p := range intentstest.Album() {
		if p.ID == id {
			return p.Taken.Format("2 January 2006")
		}
	}
	t.Fatalf("photo %s is not of the album", id)
	return ""
}

// What is asked first in every transcript, of a device with a screen and of one
// without: the photos that one shows, the other tells, with their dates and how
// many there are.
func TestA12WithoutAScreenTheSamePhotosAndFactsAreTold(t *testing.T) {
	w := intentstest.Open(t)
	told := 0
	for name, tr := range transcripts(t) {
		first := tr.Turns[0]
		if first.Channel == "slack" || first.Press || strings.HasPrefix(first.Words, "open ") {
			continue // who only opens the skill is asked what they want, and told of no photo yet
		}
		seen := w.NewAlexa(intentstest.Anna+name+"S", alexasim.Hub).Say(t, first.Words)
		heard := w.NewAlexa(intentstest.Anna+name+"V", alexasim.None).Say(t, first.Words)
		if strings.Contains(strings.ToLower(heard.Words), "see on") || strings.Contains(heard.Words, "screen") {
			t.Errorf("%q: a screen is spoken of: %s", first.Words, heard.Words)
		}
		if !strings.Contains(first.Words, "random") && !strings.Contains(first.Words, "surprise") { // those throw dice
			for _, id := range seen.Photos[:min(3, len(seen.Photos))] {
				told++
				if title := w.Title(id); !strings.Contains(heard.Words, title) || !strings.Contains(heard.Words, taken(t, id)) {
					t.Errorf("%q: %q of %s is seen, and not told: %s", first.Words, title, taken(t, id), heard.Words)
				}
			}
		}
		for _, n := range numbersIn(seen.Words) {
			if len(seen.Photos) > 0 && len(n) < 4 && !slices.Contains(numbersIn(heard.Words), n) { // years are told with each photo
				t.Errorf("%q: %s is told with a screen alone\nwith: %s\nwithout: %s", first.Words, n, seen.Words, heard.Words)
			}
		}
	}
	if told < 60 {
		t.Errorf("only %d photos were compared", told)
	}
}

func numbersIn(words string) []string {
	return strings.FieldsFunc(words, func(r rune) bool { return r < '0' || r > '9' })
}

func TestA12WhatIsSaidOfAPhotoIsTheSameWithoutAScreen(t *testing.T) {
	w := intentstest.Open(t)
	screen, voice := w.NewAlexa(intentstest.Anna+"S", alexasim.Hub), w.NewAlexa(intentstest.Anna+"V", alexasim.None)
	for _, words := range []string{"beach last summer", "the second one"} {
		screen.Say(t, words)
		voice.Say(t, words)
	}
	for _, words := range []string{"when was this taken", "where was it taken", "who is in it", "what is in this picture"} {
		seen, heard := screen.Say(t, words), voice.Say(t, words)
		if seen.Words == "" || !strings.HasPrefix(heard.Words, seen.Words) {
			t.Errorf("%q\nwith a screen: %s\nwithout: %s", words, seen.Words, heard.Words)
		}
	}
}

// A photo that was turned to by hand is the one that is spoken of, whether the
// device tells of the turn or of what is in front.
func TestA6TouchAndVoiceAreAboutTheSamePhoto(t *testing.T) {
	w := intentstest.Open(t)
	a := w.NewAlexa(intentstest.Anna, alexasim.Hub)
	grid := a.Say(t, "beach last summer").Photos
	if got := a.Touch(t, "open", string(grid[1]), 1).Photos; !cmp.Equal(got, grid[1:2]) {
		t.Fatalf("opened %v, want the second", got)
	}
	if turned := a.Turn(t, 4); turned.Words != "" || len(turned.Photos) > 0 || turned.End {
		t.Errorf("turning a page: %+v, want silence", turned)
	}
	for _, turn := range []struct {
		does string
		want int
		says string
	}{
		{"when was this taken", 4, taken(t, grid[4])},
		{"next", 5, "Photo 6 of 6"},
		{"previous", 4, "Photo 5 of 6"},
		{"the first one", 0, "Photo 1 of 6"},
	} {
		heard := a.Say(t, turn.does)
		if !cmp.Equal(heard.Photos, grid[turn.want:turn.want+1]) || !strings.Contains(heard.Words, turn.says) {
			t.Errorf("after %q: %v, %q; want photo %d and %q", turn.does, heard.Photos, heard.Words, turn.want+1, turn.says)
		}
	}
	if got := a.Touch(t, "back").Photos; !cmp.Equal(got, grid) {
		t.Errorf("back leads to %v, want all", got)
	}
}

func TestA6NobodyTouchesAPhotoOfAnotherGallery(t *testing.T) {
	w := intentstest.Open(t)
	a := w.NewAlexa(intentstest.Anna, alexasim.Hub)
	grid := a.Say(t, "beach last summer").Photos
	if heard := a.Touch(t, "open", string(intentstest.NeighboursPhoto), 0); len(heard.Photos) > 0 || strings.Contains(heard.Words, "Secret") {
		t.Errorf("a foreign photo was opened: %+v", heard)
	}
	a.Say(t, "beach last summer")
	a.Touch(t, "open", string(grid[0]), 0)
	if heard := a.Touch(t, "page", string(intentstest.NeighboursPhoto), 0); heard.Words != "" || len(heard.Photos) > 0 {
		t.Errorf("a foreign page was turned to: %+v", heard)
	}
	if heard := a.Say(t, "when was this taken"); !strings.Contains(heard.Words, taken(t, grid[0])) {
		t.Errorf("afterwards %q, want what was there before", heard.Words)
	}
}

// A6, A7: turning on through more photos than a screen holds, by word, by touch and
// back again, leaves none out and shows none twice.
func TestA7WordsAndTouchesLeadThroughTheWholeAnswer(t *testing.T) {
	w := intentstest.Open(t)
	for _, by := range []string{"word", "touch"} {
		a := w.NewAlexa(intentstest.Anna+by, alexasim.Hub)
		a.Say(t, "show me my latest photos")
		seen := a.Say(t, "the first one").Photos
		on := func(way string) intentstest.Heard {
			if by == "touch" {
				return a.Touch(t, way)
			}
			return a.Say(t, way)
		}
		for i := 2; i <= 25; i++ {
			heard := on("next")
			if !strings.Contains(heard.Words, "Photo "+strconv.Itoa(i)+" of ") {
				t.Fatalf("by %s, photo %d: %q", by, i, heard.Words)
			}
			seen = append(seen, heard.Photos...)
		}
		if all := slices.Compact(slices.Sorted(slices.Values(seen))); len(all) != 25 {
			t.Errorf("by %s: %d photos, want 25", by, len(all))
		}
		for i := 23; i >= 0; i-- {
			if got := on("previous").Photos; !cmp.Equal(got, seen[i:i+1]) {
				t.Fatalf("by %s, back to photo %d: %v", by, i+1, got)
			}
		}
	}
}
