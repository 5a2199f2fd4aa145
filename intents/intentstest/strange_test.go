package intentstest_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"shoebox/intents/intentstest"
	"shoebox/skills/alexa/alexasim"
)

// Whatever is said or typed, the channel takes the answer (the simulators refuse
// what Alexa and Slack would), and there are words in it.
func TestStrangeWordsAtEveryChannel(t *testing.T) {
	w := intentstest.Open(t)
	for name, words := range map[string]string{
		"empty":              "",
		"10,000 characters":  strings.Repeat("beach photos ", 770),
		"one long word":      strings.Repeat("a", 10_000),
		"right to left":      "תמונות של Anna בחוף הים",
		"an override":        "photos of \u202eannA\u202c",
		"emoji":              "🏖️👨‍👩‍👧‍👦🐕",
		"control characters": "photos\x00 of\x1b[31m Anna\x07",
		"invalid UTF-8":      "photos of \xff\xfe Anna",
		"markup":             "<speak>&lt;beach & <!channel> *bold* </speak>",
		"only combining":     strings.Repeat("\u0301", 500),
	} {
		for _, s := range []intentstest.Speaker{
			w.NewAlexa(intentstest.Anna, alexasim.Hub), w.NewAlexa(intentstest.Anna, alexasim.None), w.NewSlack(t, intentstest.Anna),
		} {
			t.Run(name+"/"+s.Channel(), func(t *testing.T) {
				heard := s.Say(t, words)
				if heard.Words == "" || !utf8.ValidString(heard.Words) || strings.ContainsAny(heard.Words, "\x00\x1b\x07") {
					t.Errorf("got %q, want words", heard.Words)
				}
				if strings.Contains(heard.Words, "went wrong") {
					t.Errorf("got %q, as if it were a failure of ours", heard.Words)
				}
				for _, p := range heard.Photos {
					if p == intentstest.NeighboursPhoto {
						t.Error("the neighbours' photo is shown")
					}
				}
			})
		}
	}
}
