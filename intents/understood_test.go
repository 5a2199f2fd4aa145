package intents_test

import (
	"strings"
	"testing"

	"shoebox/intents"
	"shoebox/intents/intentstest"
)

// What was understood is said by every answer that looks for something.
func TestEveryAnswerSaysWhatItUnderstood(t *testing.T) {
	tests := []struct {
		name  string
		turns []string
		want  string // by voice and screen
		slack string // where it differs
	}{
		{name: "find", turns: []string{"photos of Anna at the beach in July 2023"}, want: "2 photos of Anna at the beach from July 2023."},
		{name: "newest first", turns: []string{"newest photos of Emma or Grandma Rose"}, want: "5 photos of Emma or Grandma Rose, the newest first."},
		{name: "as many as were asked for", turns: []string{"show me three photos of Clara"}, want: "3 of 12 photos of Clara.", slack: "12 photos of Clara."},
		{name: "the newest, as many as were asked for", turns: []string{"last 2 photos"}, want: "Your 2 newest photos."},
		{name: "the oldest", turns: []string{"the oldest photo of Clara"}, want: "Photo 1 of 12 photos of Clara: Three candles, 14 May 2023, Hamburg.", slack: "Photo 1 of 12 photos of Clara."},
		{name: "a position in a wish", turns: []string{"the second photo of Clara"}, want: "Photo 2 of 12 photos of Clara: Collecting shells, 1 August 2026, Heringsdorf.", slack: "Photo 2 of 12 photos of Clara."},
		{name: "the only one of a wish", turns: []string{"the last photo of Emma"}, want: "The only photo of Emma: The bride and the groom, 21 June 2025, Edinburgh.", slack: "The only photo of Emma."},
		{name: "refine", turns: []string{"beach photos", "only with Clara"}, want: "4 photos of Clara at the beach."},
		{name: "refine by two", turns: []string{"photos of Anna", "only from 2023", "without Clara"}, want: "3 photos of Anna without Clara from 2023."},
		{name: "random", turns: []string{"surprise me with dogs"}, want: "One by chance, of 4 dog photos."},
		{name: "some by chance", turns: []string{"three random photos of Clara"}, want: "3 by chance, of 12 photos of Clara.", slack: "One by chance, of 12 photos of Clara."},
		{name: "count", turns: []string{"how many photos of Anna in Portugal"}, want: "You have 4 photos of Anna in Portugal."},
		{name: "count what is at hand", turns: []string{"photos of Clara", "how many"}, want: "There are 12 photos of Clara."},
		{name: "count after narrowing", turns: []string{"photos of Clara", "only in Hamburg", "how many are there?"}, want: "There are 5 photos of Clara in Hamburg."},
		{name: "on this day", turns: []string{"on this day"}, want: "4 photos of 22 November, from 2022 to 2025."},
		{name: "the newest, described", turns: []string{"who is in the latest photo?"}, want: "I don't know of anybody in it."},
		{name: "the oldest, described", turns: []string{"where was the oldest photo taken"}, want: "It was taken in Paris, France."},
	}
	begin := dialogs(t)
	for _, tt := range tests {
		for channel, d := range begin(t) {
			t.Run(tt.name+"/"+channel, func(t *testing.T) {
				d.t = t
				for _, words := range tt.turns {
					d.say(words)
				}
				want := tt.want
				if d.slack && tt.slack != "" {
					want = tt.slack
				}
				if got := d.last.Speech.String(); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
			})
		}
	}
}

func TestACountWithoutWordsTellsBoth(t *testing.T) {
	d := dialogs(t)(t)["alexa"]
	d.say("photos of Clara")
	all := intentstest.Album()
	got := d.fill(intents.Count, nil)
	if want := "There are 12 photos of Clara, and " + number(len(all)) + " in all."; got.Speech.String() != want {
		t.Errorf("got %q, want %q: who gives no words may mean either", got.Speech, want)
	}
	if got := d.say("next"); got.Page.First != 11 {
		t.Errorf("got photo %d next, want to go on where we were", got.Page.First)
	}
	if got, want := d.say("how many photos do I have").Speech.String(), "You have "+number(len(all))+" photos."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAsManyAreShownAsWereAskedFor(t *testing.T) {
	d := dialogs(t)(t)["alexa"]
	for _, words := range []string{"show me three photos of Clara", "the last 3 photos", "three random photos of Clara"} {
		if got := d.say(words); len(got.Photos) != 3 {
			t.Errorf("%q: got %d photos, want 3", words, len(got.Photos))
		}
		if got := d.say("next"); len(got.Photos) != 9 && len(got.Photos) != 10 || got.Page.First != 4 {
			t.Errorf("%q: got %d photos from the %dth next, want all that follow", words, len(got.Photos), got.Page.First)
		}
	}
}

// Whatever is said of how words were taken, it is little, and the most important
// comes first.
func TestNotesAreSaidBehindTheAnswer(t *testing.T) {
	tests := []struct{ words, want string }{
		{"photos at the beech", "10 beach photos. I took beech for beach."},
		{"photos of Robbert", "3 photos of Robert Miller. I took Robbert for Robert."},
		{"photos of Bob", "3 photos of Robert Miller. Bob: I took Robert Miller."},
		{"photos of May", "3 photos of May. I took May for the person; say in May for the month."},
		{"colour:red", "One red photo. There is no filter colour:, the nearest is label:. Help search lists them."},
	}
	tests = append(tests, struct{ words, want string }{
		"colour:red beech photos of Ana and Bob",
		"There is no filter colour:, the nearest is label:. Help search lists them. I took beech for beach. I found no ",
	})
	d := dialogs(t)(t)["alexa"]
	for _, tt := range tests {
		if strings.HasSuffix(tt.want, " ") {
			if got := d.say(tt.words).Speech.String(); !strings.HasPrefix(got, tt.want) || strings.Count(got, "I took") > 1 {
				t.Errorf("%q: got %q, want the two most important notes first", tt.words, got)
			}
			continue
		}
		if got := d.say(tt.words).Speech.String(); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.words, got, tt.want)
		}
	}
}
