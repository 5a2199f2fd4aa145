package intentstest

import (
	"log/slog"
	"strings"
	"testing"

	"shoebox/shared/gallery"
	"shoebox/shared/telemetry"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

// Alexa is somebody with a device: they talk, and touch the screen.
type Alexa struct {
	w      *World
	skill  *alexa.Skill
	device *alexasim.Device
}

// NewAlexa gives a user a device with the skill on it, and a screen or none
// ([alexasim.Hub], [alexasim.Round], [alexasim.None]).
func (w *World) NewAlexa(user, screen string) *Alexa {
	const id = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
	return &Alexa{
		w:     w,
		skill: alexa.New(alexa.Config{Skills: []string{id}, Links: w.Links, Now: w.Clock.Now, Log: telemetry.NewLogger(w.Log, slog.LevelInfo)}, w.Router),
		device: alexasim.New(alexasim.Config{
			SkillID: id, UserID: user, DeviceID: "device", Screen: screen, Now: w.Clock.Now,
		}),
	}
}

// Channel implements Speaker.
func (a *Alexa) Channel() string { return "alexa" }

// OneByOne implements Speaker.
func (a *Alexa) OneByOne() bool { return false }

// Say says words to the device, and lets the skill answer.
func (a *Alexa) Say(tb testing.TB, words string) Heard {
	tb.Helper()
	request, err := a.device.Say(words)
	if err != nil {
		tb.Fatalf("Alexa: %v", err)
	}
	response, err := a.skill.Serve(tb.Context(), request)
	if err != nil {
		tb.Fatalf("the skill: %v", err)
	}
	answer, err := a.device.Hear(response)
	if err != nil {
		tb.Fatalf("Alexa refused: %v\n%s", err, response)
	}
	heard := Heard{Words: answer.Speech, End: answer.Ended}
	for _, t := range a.device.Names() {
		for _, v := range t.Values {
			heard.Names = append(append(heard.Names, v.Name.Value), v.Name.Synonyms...)
		}
	}
	if answer.Screen != nil {
		for _, p := range answer.Screen.Photos {
			if linked := a.w.links(tb, p.Image); len(linked) != 1 || linked[0] != gallery.PhotoID(p.ID) {
				tb.Fatalf("photo %s on the screen has the picture of %v", p.ID, linked)
			}
			heard.Photos = append(heard.Photos, gallery.PhotoID(p.ID))
		}
	}
	return heard
}

// Press says what the button is called: a device has no buttons of that name.
func (a *Alexa) Press(tb testing.TB, button string) Heard {
	tb.Helper()
	return a.Say(tb, strings.ToLower(button))
}
