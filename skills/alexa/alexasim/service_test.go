package alexasim_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/skills/alexa/alexasim"
)

// called is a device in the middle of a request, and what the skill knows of it.
type called struct {
	amazon         *alexasim.Service
	device         *alexasim.Device
	token, request string
}

func calling(t *testing.T, abroad http.RoundTripper, now func() time.Time) called {
	t.Helper()
	c := called{amazon: alexasim.NewService(abroad)}
	c.device = alexasim.New(alexasim.Config{SkillID: "amzn1.ask.skill.test", UserID: "user", DeviceID: "device", Now: now, Service: c.amazon})
	raw, err := c.device.Say("latest photos")
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		Context struct {
			System struct{ APIAccessToken string }
		}
		Request struct{ RequestID string }
	}
	if err := json.Unmarshal(raw, &r); err != nil {
		t.Fatal(err)
	}
	c.token, c.request = r.Context.System.APIAccessToken, r.Request.RequestID
	return c
}

func (c called) do(t *testing.T, method, url, token, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	answer, err := c.amazon.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(b)
}

const directives = "https://api.amazonalexa.com/v1/directives"

func speak(request, speech string) string {
	return `{"header":{"requestId":"` + request + `"},"directive":{"type":"VoicePlayer.Speak","speech":"` + speech + `"}}`
}

func TestP10ADeviceSpeaksWhileItWaits(t *testing.T) {
	c := calling(t, nil, func() time.Time { return noon })
	for i, want := range []int{204, 204, 204, 204, 204, 403} { // five at most
		if got, _ := c.do(t, "POST", directives, c.token, speak(c.request, "<speak>One.</speak>")); got != want {
			t.Errorf("call %d: status %d, want %d", i, got, want)
		}
	}
	h, err := c.device.Hear([]byte(ending))
	if err != nil {
		t.Fatal(err)
	}
	if h.Meanwhile != "One. One. One. One. One." || h.Speech != "Bye." {
		t.Errorf("heard %q, then %q", h.Meanwhile, h.Speech)
	}
	if got, _ := c.do(t, "POST", directives, c.token, speak(c.request, "<speak>Late.</speak>")); got != 403 {
		t.Errorf("after the answer: status %d, want 403", got)
	}
}

func TestP10WhatAlexaWouldRefuseIsRefused(t *testing.T) {
	c := calling(t, nil, func() time.Time { return noon })
	good := speak(c.request, "<speak>One.</speak>")
	tests := []struct {
		name, method, url, token, body string
		want                           int
	}{
		{"another token", "POST", directives, "other", good, 403},
		{"another host", "POST", "https://api.eu.amazonalexa.com/v1/directives", c.token, good, 403},
		{"plain http", "POST", "http://api.amazonalexa.com/v1/directives", c.token, good, 403},
		{"another path", "POST", "https://api.amazonalexa.com/v2/directives", c.token, good, 404},
		{"a GET", "GET", directives, c.token, "", 404},
		{"another request", "POST", directives, c.token, speak("other", "<speak>One.</speak>"), 400},
		{"no XML", "POST", directives, c.token, speak(c.request, "<speak>One"), 400},
		{"no words", "POST", directives, c.token, speak(c.request, "<speak></speak>"), 400},
		{"too many", "POST", directives, c.token, speak(c.request, "<speak>"+strings.Repeat("a", 600)+"</speak>"), 400},
		{"another directive", "POST", directives, c.token, strings.Replace(good, "VoicePlayer.Speak", "VoicePlayer.Shout", 1), 400},
		{"an unknown field", "POST", directives, c.token, strings.Replace(good, `"header"`, `"x":1,"header"`, 1), 400},
		{"another device's zone", "GET", "https://api.amazonalexa.com/v2/devices/other/settings/System.timeZone", c.token, "", 404},
	}
	for _, tt := range tests {
		if got, _ := c.do(t, tt.method, tt.url, tt.token, tt.body); got != tt.want {
			t.Errorf("%s: status %d, want %d", tt.name, got, tt.want)
		}
	}
}

func Test3_6ADeviceTellsItsZoneIfItsOwnerSetOne(t *testing.T) {
	const url = "https://api.amazonalexa.com/v2/devices/device/settings/System.timeZone"
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	for zone, want := range map[*time.Location]string{lisbon: `"Europe/Lisbon"`, time.UTC: `"UTC"`, time.Local: ""} {
		c := calling(t, nil, func() time.Time { return noon.In(zone) })
		if _, got := c.do(t, "GET", url, c.token, ""); got != want {
			t.Errorf("%v: told %q, want %q", zone, got, want)
		}
	}
}

// abroad is the real service.
type abroad struct{ tokens []string }

func (a *abroad) RoundTrip(r *http.Request) (*http.Response, error) {
	a.tokens = append(a.tokens, r.Header.Get("Authorization"))
	return &http.Response{StatusCode: http.StatusTeapot, Body: http.NoBody, Request: r}, nil
}

func TestACallForARealDeviceGoesAbroadAndOneForASimulatedDeviceNever(t *testing.T) {
	far := new(abroad)
	c := calling(t, far, func() time.Time { return noon })
	if got, _ := c.do(t, "POST", directives, "real", "{}"); got != http.StatusTeapot {
		t.Errorf("status %d, want the real service's", got)
	}
	if got, _ := c.do(t, "POST", directives, c.token, "{}"); got != http.StatusBadRequest {
		t.Errorf("status %d, want the simulated service's", got)
	}
	if diff := cmp.Diff(far.tokens, []string{"Bearer real"}); diff != "" {
		t.Errorf("abroad (-got +want):\n%s", diff)
	}
}
