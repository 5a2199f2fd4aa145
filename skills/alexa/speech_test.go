package alexa_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/fault"
	"shoebox/shared/table/tabletest"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

// talker is a person in a room with a device that has the skill on it.
type talker struct {
	t      *testing.T
	skill  *alexa.Skill
	device *alexasim.Device
	screen string
}

func somebody(t *testing.T, w *intentstest.World, skill *alexa.Skill, user, screen string) *talker {
	t.Helper()
	return &talker{
		t: t, screen: screen, skill: skill,
		device: alexasim.New(alexasim.Config{SkillID: skillID, UserID: user, DeviceID: "d", Screen: screen, Now: w.Clock.Now}),
	}
}

// say says something and gives the answer, which a device must take.
func (p *talker) say(words string) alexasim.Heard {
	p.t.Helper()
	raw, err := p.device.Say(words)
	if err != nil {
		p.t.Fatal(err)
	}
	b, err := p.skill.Serve(p.t.Context(), raw)
	if err != nil {
		p.t.Fatal(err)
	}
	h, err := p.device.Hear(b)
	if err != nil {
		p.t.Fatalf("after %q the device refused: %v\n%s", words, err, b)
	}
	return h
}

// onlySeen are words that mean nothing to who only listens.
var onlySeen = regexp.MustCompile(`(?i)\b(see|seen|show|shows|shown|showing|look at|screen|tap|touch|press|click|button)\b`)

// The longest an answer and a reprompt may be, in characters: some twenty-five
// seconds, and ten.
const (
	longestAnswer   = 420
	longestReprompt = 140
)

// unlikeSpeech are what is wrong with an answer to the ear.
func unlikeSpeech(h alexasim.Heard, listensOnly bool) []string {
	var wrong []string
	questions := strings.Count(h.Speech, "?")
	last := h.Speech
	if i := strings.LastIndexAny(strings.TrimRight(h.Speech, ".!?"), ".!?"); i >= 0 {
		last = strings.TrimSpace(h.Speech[i+1:])
	}
	switch {
	case h.Listening && (questions != 1 || !strings.HasSuffix(h.Speech, "?")):
		wrong = append(wrong, "it asks "+strconv.Itoa(questions)+" questions, or not at the end")
	case !h.Listening && questions > 0:
		wrong = append(wrong, "it asks, and does not listen")
	case h.Listening && h.Reprompt == "":
		wrong = append(wrong, "it does not ask again")
	case h.Listening && (h.Reprompt == last || strings.Contains(h.Speech, h.Reprompt)):
		wrong = append(wrong, "it asks again in the same words")
	case strings.Contains(h.Speech, "..") || strings.Contains(h.Speech, " .") || strings.Contains(h.Speech, " ,"):
		wrong = append(wrong, "it has a stray mark")
	case utf8.RuneCountInString(h.Speech) > longestAnswer || utf8.RuneCountInString(h.Reprompt) > longestReprompt:
		wrong = append(wrong, "it is too long")
	case strings.Count(h.Speech, "Number ") > 3:
		wrong = append(wrong, "it reads more than three photos")
	}
	if word := onlySeen.FindString(h.Speech + " " + h.Reprompt); listensOnly && word != "" {
		wrong = append(wrong, "it speaks of what is only seen: "+word)
	}
	return wrong
}

func TestA12WhatIsNotGoodToHearIsFound(t *testing.T) {
	good := alexasim.Heard{Speech: "I found 3 photos. Shall I go on?", Reprompt: "Say next for more.", Listening: true}
	with := func(change func(h *alexasim.Heard)) alexasim.Heard {
		h := good
		change(&h)
		return h
	}
	for name, h := range map[string]alexasim.Heard{
		"two questions":           with(func(h *alexasim.Heard) { h.Speech = "Which one? Shall I go on?" }),
		"no question":             with(func(h *alexasim.Heard) { h.Speech = "I found 3 photos." }),
		"a question not at last":  with(func(h *alexasim.Heard) { h.Speech = "Shall I go on? I found 3 photos." }),
		"a question to nobody":    with(func(h *alexasim.Heard) { h.Listening = false }),
		"no reprompt":             with(func(h *alexasim.Heard) { h.Reprompt = "" }),
		"the same reprompt":       with(func(h *alexasim.Heard) { h.Reprompt = "Shall I go on?" }),
		"a stray mark":            with(func(h *alexasim.Heard) { h.Speech = "I found 3 photos.. Shall I go on?" }),
		"too much":                with(func(h *alexasim.Heard) { h.Speech = strings.Repeat("I found photos. ", 30) + "Shall I go on?" }),
		"too long a reprompt":     with(func(h *alexasim.Heard) { h.Reprompt = strings.Repeat("Say next. ", 20) }),
		"four photos":             with(func(h *alexasim.Heard) { h.Speech = strings.Repeat("Number 1: it. ", 4) + "Shall I go on?" }),
		"what is only seen":       with(func(h *alexasim.Heard) { h.Speech = "As you can see, 3 photos. Shall I go on?" }),
		"what is only seen, then": with(func(h *alexasim.Heard) { h.Reprompt = "Tap one of them." }),
	} {
		if len(unlikeSpeech(h, true)) == 0 {
			t.Errorf("%s is not found", name)
		}
	}
	if wrong := unlikeSpeech(good, true); len(wrong) > 0 {
		t.Errorf("what is good is %v", wrong)
	}
}

func (p *talker) mustSpeakWell(words string) alexasim.Heard {
	p.t.Helper()
	h := p.say(words)
	for _, wrong := range unlikeSpeech(h, p.screen == alexasim.None) {
		p.t.Errorf("on %s after %q: %s\nsaid %q\nthen %q", p.screen, words, wrong, h.Speech, h.Reprompt)
	}
	return h
}

func TestA12EveryAnswerOfEveryConversationIsGoodToHear(t *testing.T) {
	files, err := filepath.Glob("../../intents/intentstest/testdata/*.txt")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d conversations, %v", len(files), err)
	}
	conversations := map[string][]string{
		"strays":     {"open photo shoebox", "um", "um", "yes", "no", "no"},
		"browsing":   {"latest photos", "next", "yes", "the second one", "next", "previous", "repeat", "start over", "shuffle", "next", "tell me more", "what is in it", "back to the photos", "stop"},
		"one photo":  {"photos of Emma", "next", "previous", "tell me more", "when was this taken", "which camera", "repeat", "number seven", "only in July", "cancel"},
		"questions":  {"photos of Clara", "only", "the third one", "number", "describe the fifth one", "who is in the latest photo", "send"},
		"by chance":  {"surprise me", "next", "random photos of dogs", "yes", "three random photos of Clara"},
		"nothing":    {"photos of xylophones", "no", "photos from 1950", "yes", "on this day", "only with Tom", "tomorrow"},
		"how many":   {"how many photos do I have", "yes", "how many photos of giraffes", "how many photos of Emma", "no"},
		"help":       {"help", "photos of Anna", "help", "help search", "repeat", "what is there", "repeat", "stop"},
		"refining":   {"photos of Anna", "only in Portugal", "without Clara", "only from 1999", "yes", "repeat"},
		"many words": {"photos of anna and ben and clara and grandma rose and emma and tom and rex in lisbon and zermatt and edinburgh and cork in summer or winter without cats and dogs"},
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		tr, err := intentstest.Read(f)
		if closing := f.Close(); err != nil || closing != nil {
			t.Fatalf("%s: %v %v", name, err, closing)
		}
		for _, turn := range tr.Turns {
			if turn.Channel == "" || turn.Channel == "alexa" {
				conversations[filepath.Base(name)] = append(conversations[filepath.Base(name)], turn.Words)
			}
		}
	}
	w := intentstest.Open(t)
	skill := alexa.New(alexa.Config{Skills: []string{skillID}, Links: w.Links, Now: w.Clock.Now}, w.Router)
	for name, words := range conversations {
		screens := []string{alexasim.None}
		if !strings.HasSuffix(name, ".txt") { // those are played on a screen elsewhere
			screens = append(screens, alexasim.Hub)
		}
		for _, screen := range screens {
			t.Run(name+" on "+screen, func(t *testing.T) {
				p := somebody(t, w, skill, intentstest.Anna+name+screen, screen)
				for _, each := range words {
					p.mustSpeakWell(strings.ToLower(each))
				}
			})
		}
	}
}

func TestA12OtherPeopleAndTroubleAreGoodToHearToo(t *testing.T) {
	for _, screen := range []string{alexasim.None, alexasim.Hub} {
		w := intentstest.Open(t)
		skill := alexa.New(alexa.Config{Skills: []string{skillID}, Links: w.Links, Now: w.Clock.Now}, w.Router)
		stranger := somebody(t, w, skill, "nobody", screen)
		if h := stranger.mustSpeakWell("latest photos"); !h.Ended || h.Card == nil || h.Card.Type != "LinkAccount" {
			t.Errorf("a stranger heard %+v", h)
		}
		neighbour := somebody(t, w, skill, intentstest.Norman, screen)
		for _, words := range []string{"open photo shoebox", "help", "what is there", "photos of Anna", "latest photos", "next"} {
			neighbour.mustSpeakWell(strings.ToLower(words))
		}
		for kind := range fault.Kind(32) {
			if kind.String() == "unknown" {
				continue
			}
			w.Store.Faulty.FailReads(tabletest.Fault{Times: -1, Kind: kind})
			somebody(t, w, skill, intentstest.Anna+"unlucky", screen).mustSpeakWell("photos of clara")
			w.Store.Faulty.FailReads()
		}
	}
}

func TestEveryKindOfReplyIsGoodToHear(t *testing.T) {
	for name, reply := range replies() {
		for _, screen := range []string{"", "hub"} {
			h := hears(t, mustServe(t, envelope(intent("FindIntent", ""), screen, ""), reply), screen)
			if wrong := unlikeSpeech(h, false); len(wrong) > 0 {
				t.Errorf("%s on %q: %v\nsaid %q\nthen %q", name, screen, wrong, h.Speech, h.Reprompt)
			}
		}
	}
}

func TestNumbersAndDatesAreSpokenRight(t *testing.T) {
	afternoon := noon.Add(150 * time.Minute)
	tests := []struct {
		name string
		text intents.Text
		want string
	}{
		{"a day", intents.Say("on ").Date(noon), `on <say-as interpret-as="date">20241124</say-as>`},
		{"a day of any year", intents.Say("on ").Anniversary(noon), `on <say-as interpret-as="date">????1124</say-as>`},
		{"a year", intents.Say("from ").Year(2014), `from <say-as interpret-as="date" format="y">2014</say-as>`},
		{"a place in a row", intents.Say("the ").Plus(intents.Text{{As: intents.Ordinal, Words: "3"}}), `the <say-as interpret-as="ordinal">3</say-as>`},
		{"a number that is no year", intents.Text{}.Number(2014).And(" photos"), `<say-as interpret-as="cardinal">2014</say-as> photos`},
		{"a number that is none anyway", intents.Text{}.Number(47).And(" photos"), `47 photos`},
		{"a time of day", intents.Say("at ").Clock(afternoon), `at 2:30 PM`},
		{"a full hour", intents.Say("at ").Clock(noon), `at 12 PM`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reply := intents.Reply{Kind: intents.Told, Focus: -1, Speech: tt.text}
			got := hears(t, mustServe(t, envelope(launch, "", ""), reply), "").SSML
			if want := "<speak>" + tt.want + "</speak>"; got != want {
				t.Errorf("said %q, want %q", got, want)
			}
		})
	}
	words := []string{"on 24 November 2024", "on 24 November", "from 2014", "the third", "2014 photos", "47 photos"}
	for _, tt := range tests[:6] {
		reply := intents.Reply{Kind: intents.Told, Focus: -1, Speech: tt.text}
		if got := hears(t, mustServe(t, envelope(launch, "", ""), reply), "").Speech; !slices.Contains(words, got) {
			t.Errorf("%s sounds like %q", tt.name, got)
		}
	}
}
