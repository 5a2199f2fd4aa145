package alexa_test

import (
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"shoebox/intents/intentstest"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

func Test3_7WhatEveryoneSaysKeepsOrEndsTheSession(t *testing.T) {
	tests := []struct {
		words           string
		listening, ends bool
	}{
		{"help", true, false},
		{"um", true, false}, // not understood, for the first time
		{"stop", false, true},
		{"cancel", false, true},
	}
	w := intentstest.Open(t)
	for _, screen := range []string{alexasim.None, alexasim.Hub} {
		for _, tt := range tests {
			t.Run(tt.words+" on "+screen, func(t *testing.T) {
				e := newEcho(t, w, intentstest.Anna+tt.words+screen)
				e.device = alexasim.New(alexasim.Config{SkillID: skillID, UserID: intentstest.Anna, Screen: screen, Now: w.Clock.Now})
				e.turn(t)(e.device.Open())
				h := e.turn(t)(e.device.Say(tt.words))
				if h.Listening != tt.listening || h.Ended != tt.ends {
					t.Errorf("listening %v, ended %v, want %v and %v", h.Listening, h.Ended, tt.listening, tt.ends)
				}
				if tt.ends && len(strings.Fields(h.Speech)) > 5 {
					t.Errorf("said %q, want it brief", h.Speech)
				}
				if tt.listening && (h.Reprompt == "" || !strings.HasSuffix(h.Speech, "?")) {
					t.Errorf("said %q, and again %q, want a question", h.Speech, h.Reprompt)
				}
			})
		}
	}
}

// Who is not connected is told so by each intent that needs a gallery, and by those
// that are about it. Help and leaving need none.
func Test3_8WhoIsNotConnectedIsToldSoIntentByIntent(t *testing.T) {
	w := intentstest.Open(t)
	for words, link := range map[string]bool{"beach photos": true, "latest photos": true, "how many photos of dogs": true, "connect": true, "who am i": true, "use family": true, "help": false, "help search": false, "stop": false, "cancel": false} {
		t.Run(words, func(t *testing.T) {
			e := &echo{heard: &recorder{Handler: w.Router}}
			e.skill = alexa.New(alexa.Config{Skills: []string{skillID}, Links: w.Links, Now: w.Clock.Now}, e.heard)
			e.device = alexasim.New(alexasim.Config{SkillID: skillID, UserID: "stranger", Token: "no-good", Now: w.Clock.Now})
			h := e.turn(t)(e.device.Say(words))
			if got := h.Card != nil && h.Card.Type == "LinkAccount"; got != link || link && !h.Ended {
				t.Errorf("said %q with the card %+v, ended %v, want a card to link %v", h.Speech, h.Card, h.Ended, link)
			}
		})
	}
}

func Test3_8NoTokenIsLogged(t *testing.T) {
	var log strings.Builder
	w := intentstest.Open(t)
	c := alexa.Config{
		Skills: []string{skillID}, Links: w.Links, Now: w.Clock.Now,
		Log: slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	skill := alexa.New(c, w.Router)
	for _, request := range []string{
		launch, intent("FindIntent", ""), touch("t", `["open","x"]`),
		`{"type":"AlexaSkillEvent.SkillAccountLinked","requestId":"r","timestamp":"2024-11-24T12:00:00Z","body":{"accessToken":"secret-token"}}`,
		`{"type":"AlexaSkillEvent.SkillDisabled","requestId":"r","timestamp":"2024-11-24T12:00:00Z"}`,
		`{"type":"SessionEndedRequest","requestId":"r","reason":"ERROR","error":{"type":"INVALID_RESPONSE","message":"bad \"secret-token\""}}`,
	} {
		if _, err := skill.Serve(t.Context(), json.RawMessage(envelope(request, "hub", ""))); err != nil {
			t.Errorf("%s: %v", request, err)
		}
	}
	if strings.Contains(log.String(), "secret") || log.Len() == 0 {
		t.Errorf("log %s, want one without secrets", log.String())
	}
}

// Alexa takes a month without a year for the next one, and photos are of the last:
// which is said.
func Test3_6ATimeToComeIsTheLastOneAndSaidSo(t *testing.T) {
	w := intentstest.Open(t)
	for value, said := range map[string]string{"2027-07": "July 2026", "2027-SU": "summer 2026", "2026-12-25": "25 December 2025", "201X": "2010 through 2019"} {
		t.Run(value, func(t *testing.T) {
			e := newEcho(t, w, intentstest.Anna+value)
			raw, err := e.device.Say("photos from july")
			if err != nil {
				t.Fatal(err)
			}
			var request map[string]any
			if err := json.Unmarshal(raw, &request); err != nil {
				t.Fatal(err)
			}
			slots := request["request"].(map[string]any)["intent"].(map[string]any)["slots"].(map[string]any)
			slots["date"] = map[string]any{"name": "date", "value": value, "confirmationStatus": "NONE"}
			changed, err := json.Marshal(request)
			if err != nil {
				t.Fatal(err)
			}
			if h := e.turn(t)(changed, nil); !strings.Contains(h.Speech, said) {
				t.Errorf("%s: said %q, want it to say %q", value, h.Speech, said)
			}
		})
	}
}

func TestP7WhatCouldBeFulfilledHasItsForm(t *testing.T) {
	slots := `{` + dynamicAnn + `,"place":{"name":"place","value":"narnia"},"colour":{"name":"colour","value":"red"}}`
	raw := strings.Replace(intent("FindIntent", slots), "IntentRequest", "CanFulfillIntentRequest", 1)
	golden(t, "fulfil", mustServe(t, envelope(raw, "", ""), found(1)))
}
