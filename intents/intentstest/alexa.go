package intentstest

import (
	"encoding/json"
	"strings"
	"testing"

	"shoebox/shared/gallery"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

// Alexa is somebody with a device: they talk, and touch the screen.
type Alexa struct {
	w      *World
	skill  *alexa.Skill
	device *alexasim.Device
	ways   []way // to touch on the screen
}

// way is a way on that the screen offers to touch.
type way struct{ Label, Say string }

// NewAlexa gives a user a device with the skill on it, and a screen or none
// ([alexasim.Hub], [alexasim.Round], [alexasim.None]).
func (w *World) NewAlexa(user, screen string) *Alexa { return w.newAlexa(user, "", screen) }

// newAlexa is NewAlexa for a user whose account link gives a token; "" is none.
func (w *World) newAlexa(user, token, screen string) *Alexa {
	const id = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
	return &Alexa{
		w:     w,
		skill: alexa.New(alexa.Config{Skills: []string{id}, Links: w.Links, Now: w.Clock.Now, Log: w.Logger}, w.Router),
		device: alexasim.New(alexasim.Config{
			SkillID: id, UserID: user, Token: token, DeviceID: "device", Screen: screen, Now: w.Clock.Now,
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
	return a.hear(tb, request, err)
}

// Press touches the way on of that name on the screen, or says what it is called
// where there is none.
func (a *Alexa) Press(tb testing.TB, label string) Heard {
	tb.Helper()
	for _, w := range a.ways {
		if w.Label == label {
			request, err := a.device.Touch("ask", w.Say)
			return a.hear(tb, request, err)
		}
	}
	return a.Say(tb, strings.ToLower(label))
}

// hear lets the skill answer a request, and is what the person has of it.
func (a *Alexa) hear(tb testing.TB, request json.RawMessage, err error) Heard {
	tb.Helper()
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
		a.ways = waysOn(tb, answer.Screen)
	}
	for _, p := range answer.Photos {
		if linked := a.w.links(tb, p.Image); len(linked) != 1 || linked[0] != gallery.PhotoID(p.ID) {
			tb.Fatalf("photo %s on the screen has the picture of %v", p.ID, linked)
		}
		heard.Photos = append(heard.Photos, gallery.PhotoID(p.ID))
	}
	return heard
}

// waysOn are the ways on that a screen offers.
func waysOn(tb testing.TB, screen *alexasim.Screen) []way {
	tb.Helper()
	var sources struct {
		Shoebox struct {
			Properties struct{ Ways []way }
		}
	}
	if err := json.Unmarshal(screen.Datasources, &sources); err != nil {
		tb.Fatalf("the screen's datasources: %v", err)
	}
	return sources.Shoebox.Properties.Ways
}

// Touch touches what sends these arguments on the screen.
func (a *Alexa) Touch(tb testing.TB, arguments ...any) Heard {
	tb.Helper()
	request, err := a.device.Touch(arguments...)
	return a.hear(tb, request, err)
}

// Turn swipes to a page of the photos on the screen, counted from 0.
func (a *Alexa) Turn(tb testing.TB, page int) Heard {
	tb.Helper()
	request, err := a.device.Turn(page)
	return a.hear(tb, request, err)
}
