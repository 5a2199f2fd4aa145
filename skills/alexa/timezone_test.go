package alexa_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

// locator is a handler that wants to know where people are, as the router does for
// somebody whose account does not say.
type locator struct{ zones []string }

func (l *locator) ServeIntent(ctx context.Context, r *intents.Request) (*intents.Reply, error) {
	zone := r.Zone
	if r.Locate != nil {
		if located := r.Locate(ctx); located != nil {
			zone = located
		}
	}
	l.zones = append(l.zones, zone.String())
	return &intents.Reply{Kind: intents.Told, Focus: -1, Speech: intents.Say("Yes.")}, nil
}

func Test3_6WhereTheDeviceIsIsAskedWhenTimesNeedIt(t *testing.T) {
	const asked = "GET https://api.amazonalexa.com/v2/devices/d/settings/System.timeZone Bearer secret-api-token"
	yesterday := intent("FindIntent", `{"date":{"name":"date","value":"2024-11-23"}}`)
	tests := []struct {
		name    string
		request string
		service *calls
		want    string // the zone
		calls   []string
		takes   time.Duration
	}{
		{"a date", yesterday, &calls{status: 200, body: `"America/New_York"`}, "America/New_York", []string{asked}, 0},
		{"words that may have one", intent("FindIntent", `{"query":{"name":"query","value":"dogs yesterday"}}`), &calls{status: 200, body: `"Asia/Tokyo"`}, "Asia/Tokyo", []string{asked}, 0},
		{"this day of other years", intent("OnThisDayIntent", ""), &calls{status: 200, body: `"Asia/Tokyo"`}, "Asia/Tokyo", []string{asked}, 0},
		{"no date", intent("FindIntent", `{"person":{"name":"person","value":"Anna"}}`), &calls{status: 200, body: `"America/New_York"`}, "Europe/Berlin", nil, 0},
		{"next", intent("AMAZON.NextIntent", ""), &calls{status: 200, body: `"America/New_York"`}, "Europe/Berlin", nil, 0},
		{"a device whose owner did not say", yesterday, &calls{status: 204}, "Europe/Berlin", []string{asked}, 0},
		{"a zone nobody knows", yesterday, &calls{status: 200, body: `"Mars/Olympus"`}, "Europe/Berlin", []string{asked}, 0},
		{"the server's own zone", yesterday, &calls{status: 200, body: `"Local"`}, "Europe/Berlin", []string{asked}, 0},
		{"a path in place of a name", yesterday, &calls{status: 200, body: `"../../etc/passwd"`}, "Europe/Berlin", []string{asked}, 0},
		{"no JSON", yesterday, &calls{status: 200, body: `America/New_York`}, "Europe/Berlin", []string{asked}, 0},
		{"a refusal", yesterday, &calls{status: 403, body: `"America/New_York"`}, "Europe/Berlin", []string{asked}, 0},
		{"a failure", yesterday, &calls{err: errors.New("broken")}, "Europe/Berlin", []string{asked}, 0},
		{"an answer that takes too long", yesterday, &calls{status: 200, body: `"America/New_York"`, takes: time.Second}, "Europe/Berlin", []string{asked}, 300 * time.Millisecond},
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := &locator{}
				s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: testLinks(), Now: clock, Zone: berlin, Client: &http.Client{Transport: tt.service}}, h)
				started := time.Now()
				for range 2 { // the second finds it remembered, whatever it was
					if _, err := s.Serve(t.Context(), json.RawMessage(envelope(tt.request, "", ""))); err != nil {
						t.Fatal(err)
					}
				}
				if took := time.Since(started); took != tt.takes {
					t.Errorf("took %v, want %v", took, tt.takes)
				}
				if diff := cmp.Diff(h.zones, []string{tt.want, tt.want}); diff != "" {
					t.Errorf("zones (-got +want):\n%s", diff)
				}
				if diff := cmp.Diff(tt.service.all, tt.calls); diff != "" {
					t.Errorf("calls (-got +want):\n%s", diff)
				}
			})
		})
	}
}

func Test3_6ADevicesZoneIsRememberedForMinutes(t *testing.T) {
	now := noon
	service := &calls{status: 200, body: `"Asia/Tokyo"`}
	s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: testLinks(), Now: func() time.Time { return now }, Client: &http.Client{Transport: service}}, &locator{})
	serve := func(device string) {
		t.Helper()
		raw := strings.Replace(envelope(intent("OnThisDayIntent", ""), "", ""), `"deviceId":"d"`, `"deviceId":`+quoted(t, device), 1)
		if _, err := s.Serve(t.Context(), json.RawMessage(raw)); err != nil {
			t.Fatal(err)
		}
	}
	steps := []struct {
		name, device string
		after        time.Duration
		want         int // calls in all
	}{
		{"the first time it is asked", "d", 0, 1},
		{"then it is known", "d", 9 * time.Minute, 1},
		{"another device is another", "e", 0, 2},
		{"after ten minutes it is asked again", "d", time.Minute, 3},
		{"an id that would lead elsewhere is not asked for", "../../v1/other", 0, 3},
		{"nor one that is none", "", 0, 3},
	}
	for _, step := range steps {
		now = now.Add(step.after)
		serve(step.device)
		if got := len(service.all); got != step.want {
			t.Errorf("%s: %d calls, want %d", step.name, got, step.want)
		}
	}
	for i := range 2000 { // many devices are no more than it remembers
		serve("many" + strings.Repeat("x", i%400) + string(rune('a'+i%26)))
	}
}

// Test3_6ASimulatedDeviceTellsWhereItStands in a clock of its own, since a device that is
// not heard within 300 ms is taken to be nowhere.
func Test3_6ASimulatedDeviceTellsWhereItStands(t *testing.T) {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		amazon, h := alexasim.NewService(nil), &locator{}
		d := alexasim.New(alexasim.Config{SkillID: skillID, UserID: "u", DeviceID: "d", Now: func() time.Time { return noon.In(tokyo) }, Service: amazon})
		s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: testLinks(), Now: clock, Client: amazon.Client()}, h)
		raw, err := d.Say("on this day")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Serve(t.Context(), raw); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(h.zones, []string{"Asia/Tokyo"}); diff != "" {
			t.Errorf("zones (-got +want):\n%s", diff)
		}
	})
}
