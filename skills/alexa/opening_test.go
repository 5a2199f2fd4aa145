package alexa_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

func TestAnswersBeginInSeveralWaysAndTheSameRequestInOne(t *testing.T) {
	reply := func(speech intents.Text, photos int) intents.Reply {
		r := found(photos)
		r.Speech = speech
		return r
	}
	latest := reply(intents.Say("Your newest photos, of 60 in all."), 2)
	latest.Intent = intents.Latest
	later := reply(intents.Text{}.Number(4).And(" photos of dogs."), 3)
	later.Page.First = 4
	tests := []struct {
		name  string
		reply intents.Reply
		want  []string
	}{
		{"several photos", reply(intents.Text{}.Number(23).And(" photos of dogs."), 3), []string{"23 photos of dogs.", "Here are 23 photos of dogs.", "I found 23 photos of dogs.", "There are 23 photos of dogs."}},
		{"one photo", reply(intents.Say("One photo of dogs."), 1), []string{"One photo of dogs.", "Here is one photo of dogs.", "I found one photo of dogs.", "There is one photo of dogs."}},
		{"so many of them", reply(intents.Text{}.Number(3).And(" of ").Number(12).And(" photos of dogs."), 3), []string{"3 of 12 photos of dogs.", "Here are 3 of 12 photos of dogs."}},
		{"no exact number", reply(intents.Say("At least ").Number(400).And(" photos of dogs."), 3), []string{"At least 400 photos of dogs.", "I found at least 400 photos of dogs.", "There are at least 400 photos of dogs."}},
		{"the newest", latest, []string{"Your newest photos, of 60 in all.", "Here are your newest photos, of 60 in all."}},
		{"what has an opening of its own", found(3), []string{"I found 47 photos of the beach, the first from 24 November 2024."}},
		{"the middle of an answer", later, []string{"4 photos of dogs."}},
		{"what shows nothing", replies()["counted"], []string{"There are 47."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			begun := map[string]bool{}
			for i := range 16 {
				raw := strings.Replace(envelope(intent("FindIntent", ""), "hub", ""), `"requestId":"r1"`, fmt.Sprintf(`"requestId":"r%d"`, i), 1)
				answer := mustServe(t, raw, tt.reply)
				if again := mustServe(t, raw, tt.reply); !bytes.Equal(answer, again) {
					t.Fatalf("the same request is answered once by %s and once by %s", answer, again)
				}
				first := hears(t, answer, "hub").Speech
				begun[strings.TrimSuffix(strings.TrimSuffix(first, " Shall I show more?"), " What would you like to see?")] = true
			}
			for _, want := range tt.want {
				if !begun[want] {
					t.Errorf("never said %q, but %v", want, begun)
				}
			}
			if len(begun) != len(tt.want) {
				t.Errorf("begins in %d ways, want %d: %v", len(begun), len(tt.want), begun)
			}
		})
	}
}

func TestARepeatBeginsAsWhatItRepeats(t *testing.T) {
	w := intentstest.Open(t)
	s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: w.Links, Now: w.Clock.Now}, w.Router)
	for _, screen := range []string{alexasim.None, alexasim.Hub} {
		for range 5 { // whose requests have other ids
			d := alexasim.New(alexasim.Config{SkillID: skillID, UserID: intentstest.Anna, DeviceID: "d", Screen: screen, Now: w.Clock.Now})
			say := func(words string) string {
				t.Helper()
				raw, err := d.Say(words)
				if err != nil {
					t.Fatal(err)
				}
				b, err := s.Serve(t.Context(), raw)
				if err != nil {
					t.Fatal(err)
				}
				h, err := d.Hear(b)
				if err != nil {
					t.Fatal(err)
				}
				return h.Speech
			}
			first := say("photos of clara")
			for range 2 {
				if again := say("repeat"); again != first {
					t.Errorf("said %q, and again %q", first, again)
				}
			}
		}
	}
}
