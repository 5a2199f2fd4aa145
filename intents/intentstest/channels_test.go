package intentstest_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents/intentstest"
	"shoebox/skills/alexa/alexasim"
)

func TestByVoiceAloneThreePhotosAreTold(t *testing.T) {
	w := intentstest.Open(t)
	a := w.NewAlexa(intentstest.Anna, alexasim.None)
	for _, turn := range []struct{ says, want string }{
		{"beach last summer", "6 beach photos from summer 2026. Number 1: The last evening, 2 August 2026, in Heringsdorf. Number 2: Collecting shells, 1 August 2026. Number 3: Asleep in the sand, 28 July 2026. Would you like to hear more?"},
		{"yes", "Photos 4 to 6 of 6. Number 4: Rex digs a hole, 26 July 2026, in Heringsdorf. Number 5: Jumping the waves, 25 July 2026. Number 6: Beach chairs in a row, the same day. Which one would you like to know more about?"},
		{"the third one", "Photo 6 of 6: Beach chairs in a row, 25 July 2026, in Heringsdorf. What shall I look for next?"},
		{"where was it taken", "It was taken in Heringsdorf, Usedom, Germany. What else would you like to know?"},
		{"stop", "Goodbye."},
	} {
		if diff := cmp.Diff(turn.want, unopened(a.Say(t, turn.says).Words)); diff != "" {
			t.Errorf("after %q (-want +got):\n%s", turn.says, diff)
		}
	}
}

// unopened is an answer without the words it may begin with, which differ from
// request to request.
func unopened(words string) string {
	for _, opening := range []string{"Here are ", "Here is ", "I found ", "There are ", "There is "} {
		rest, opened := strings.CutPrefix(words, opening)
		if number := strings.IndexAny(rest, "0123456789") == 0; opened && (number || strings.HasPrefix(rest, "one ")) {
			return strings.ToUpper(rest[:1]) + rest[1:]
		}
	}
	return words
}

func TestByVoiceAloneChoicesAreTold(t *testing.T) {
	w := intentstest.Open(t)
	a := w.NewAlexa(intentstest.Anna, alexasim.None)
	for _, turn := range []struct{ says, want string }{
		{"photos of karn", "Nothing here is called karn. Do you mean Karen, Karan or Karin?"},
		{"the third", "One photo of Karin. Two sisters, one hat, 14 July 2024, in Cork. What shall I look for next?"},
		{"dogs in paris", "I found no dog photos in Paris. There are 2 in Hamburg, and 3 photos in Paris without dogs. Shall I tell you about the 2 in Hamburg?"},
		{"yes", "2 dog photos in Hamburg. Number 1: Rex in the park, 21 November 2026, in Hamburg. Number 2: Rex meets a hedgehog, 22 November 2024. Which one would you like to know more about?"},
	} {
		if diff := cmp.Diff(turn.want, unopened(a.Say(t, turn.says).Words)); diff != "" {
			t.Errorf("after %q (-want +got):\n%s", turn.says, diff)
		}
	}
}

func TestADoubleClickChangesNothingTwice(t *testing.T) {
	w := intentstest.Open(t)
	s := w.NewSlack(t, intentstest.Anna)
	s.Say(t, "photos of weddings")
	first := s.Last()
	for range 2 {
		heard := s.Again(t, first, "Next")
		if got, want := w.Title(heard.Photos[0]), "The bride and the groom"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	before := s.Last()
	s.Again(t, before, "Send")
	s.Again(t, before, "Send")
	var public int
	for _, m := range s.Workspace().Messages() {
		if !m.Ephemeral {
			public++
		}
	}
	if public != 1 {
		t.Errorf("the photo stands %d times in the channel, want once", public)
	}
}

func TestAStrangerIsToldHowToConnectAtEveryChannel(t *testing.T) {
	w := intentstest.Open(t)
	for _, s := range []intentstest.Speaker{w.NewAlexa("somebody", alexasim.Hub), w.NewSlack(t, "USTRANGER")} {
		heard := s.Say(t, "photos of Anna")
		if len(heard.Photos) > 0 || !strings.Contains(heard.Words, "Connect") {
			t.Errorf("%s: got %q with %d photos, want how to connect", s.Channel(), heard.Words, len(heard.Photos))
		}
	}
}

func TestManyTalkAtOnce(t *testing.T) {
	w := intentstest.Open(t)
	tr := transcripts(t)["person"]
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { tr.Play(t, w, w.NewAlexa(intentstest.Anna, alexasim.Hub)) })
	}
	all.Wait()
}
