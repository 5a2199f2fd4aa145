package intents_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"shoebox/intents"
	"shoebox/intents/intentstest"
)

func strangeWords() map[string]string {
	return map[string]string{
		"empty":                 "",
		"blanks":                " \t\n ",
		"10,000 characters":     strings.Repeat("beach photos ", 770),
		"one word of 10,000":    strings.Repeat("a", 10_000),
		"right to left":         "תמונות של Anna בחוף הים",
		"arabic":                "صور الشاطئ من الصيف الماضي",
		"a direction override":  "photos of \u202eannA\u202c",
		"emoji":                 "🏖️👨‍👩‍👧‍👦🐕",
		"emoji and words":       "beach 🏖️ last summer",
		"control characters":    "photos\x00 of\x1b[31m Anna\x07",
		"only control":          "\x00\x01\x02",
		"invalid UTF-8":         "photos of \xff\xfe Anna",
		"only invalid UTF-8":    "\xff\xfe\xc3\x28",
		"markup":                "<speak>&lt;beach & <!channel></speak>",
		"a pattern":             "{query} {person}",
		"combining marks":       "Z̷̢̛a̴l̶g̸o̵ " + strings.Repeat("\u0301", 500),
		"only without":          "without",
		"numbers":               "99999999999999999999999999",
		"a far year":            "photos from the year 999999999",
		"a position out of use": "the ninety ninth one",
	}
}

func TestStrangeWordsGiveAKindAnswer(t *testing.T) {
	w := intentstest.Open(t)
	for name, words := range strangeWords() {
		t.Run(name, func(t *testing.T) {
			serve(t, w.Router, slack(ask(w, "before"+name, "photos of Clara")))
			for _, r := range []*intents.Request{ask(w, "alexa"+name, words), slack(ask(w, "slack"+name, words))} {
				got := serve(t, w.Router, r)
				kindly(t, got)
			}
			// The same words where Alexa heard them as a slot.
			for _, heard := range []struct {
				intent intents.Name
				slot   string
			}{
				{intents.Find, intents.SlotQuery}, {intents.Find, intents.SlotPerson}, {intents.Find, intents.SlotLabel},
				{intents.Find, intents.SlotDate}, {intents.Count, intents.SlotPlace}, {intents.Latest, intents.SlotCount},
				{intents.Select, intents.SlotPosition}, {intents.Select, intents.SlotPhoto}, {intents.Describe, intents.SlotAspect},
				{"unheard-of", "unheard-of"},
			} {
				r := ask(w, "", "") // without an id nothing is written for it
				r.Intent, r.Slots = heard.intent, intents.Slots{heard.slot: {Text: words}}
				kindly(t, serve(t, w.Router, r))
			}
		})
	}
}

// kindly checks that a reply is one people can live with.
func kindly(t *testing.T, got *intents.Reply) {
	t.Helper()
	if got.Kind == intents.Apology && got.Fault != "too large" {
		t.Errorf("got an apology for %q", got.Fault)
	}
	words := got.Speech.String() + got.Ask.String() + got.Reprompt.String()
	if len(got.Speech)+len(got.Ask) == 0 || !utf8.ValidString(words) || strings.ContainsAny(words, "\x00\x1b\x07") {
		t.Errorf("got %q, want words", words)
	}
	for _, p := range got.Photos {
		if p.Gallery != intentstest.Family || p.Alt == "" {
			t.Errorf("got %+v, want a photo of the family with words for it", p)
		}
	}
}

func FuzzServeIntentNeverPanics(f *testing.F) {
	for _, words := range strangeWords() {
		f.Add(words, "", "")
	}
	f.Add("next", "s1AAAAAAAAAAAAAAAAAAAAAA", "")
	f.Add("the third one", "", "99999999999")
	w := intentstest.Open(f)
	f.Fuzz(func(t *testing.T, words, state, slot string) {
		r := ask(w, "", words)
		r.State = state
		got := serve(t, w.Router, r)
		if got.Fault == "internal" {
			t.Errorf("%q is a bug of ours: %s", words, w.Log)
		}
		r = ask(w, "", "")
		r.Intent, r.Slots = intents.Find, intents.Slots{intents.SlotQuery: {Text: slot}, intents.SlotDate: {Text: words}}
		if got := serve(t, w.Router, r); got.Fault == "internal" {
			t.Errorf("%q is a bug of ours: %s", slot, w.Log)
		}
	})
}
