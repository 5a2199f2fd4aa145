package alexa_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

// calls are what was sent to Alexa's service, which answers after a while.
type calls struct {
	mu     sync.Mutex
	all    []string // method, URL, authorization, body
	takes  time.Duration
	status int
	body   string
	header http.Header
	err    error
}

func (c *calls) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		_ = r.Body.Close()
	}
	c.mu.Lock()
	c.all = append(c.all, strings.TrimSpace(strings.Join([]string{r.Method, r.URL.String(), r.Header.Get("Authorization"), string(body)}, " ")))
	c.mu.Unlock()
	select {
	case <-r.Context().Done():
		return nil, r.Context().Err()
	case <-time.After(c.takes):
	}
	if c.err != nil {
		return nil, c.err
	}
	return &http.Response{StatusCode: c.status, Status: http.StatusText(c.status), Header: c.header, Body: io.NopCloser(strings.NewReader(c.body)), Request: r}, nil
}

// sleeper is a handler that takes its time.
func sleeper(d time.Duration) intents.HandlerFunc {
	return func(ctx context.Context, _ *intents.Request) (*intents.Reply, error) {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(d):
		}
		reply := found(1)
		return &reply, nil
	}
}

func TestP10ASearchThatTakesLongSaysSoOnceAndNeverAfterTheAnswer(t *testing.T) {
	const said = `POST https://api.amazonalexa.com/v1/directives Bearer secret-api-token {"header":{"requestId":"r1"},"directive":{"type":"VoicePlayer.Speak","speech":"<speak>Let me look through your photos.</speak>"}}`
	find := intent("FindIntent", "")
	tests := []struct {
		name    string
		raw     string
		takes   time.Duration // of the search
		service *calls
		want    []string
		within  time.Duration
	}{
		{"a quick one says nothing", envelope(find, "", ""), 1400 * time.Millisecond, &calls{status: 204}, nil, 1400 * time.Millisecond},
		{"a slow one speaks once", envelope(find, "", ""), 5 * time.Second, &calls{status: 204}, []string{said}, 5 * time.Second},
		{"on a screen too", envelope(find, "hub", ""), 2 * time.Second, &calls{status: 204}, []string{said}, 2 * time.Second},
		{"the answer calls off what is being said", envelope(find, "", ""), 1600 * time.Millisecond, &calls{status: 204, takes: time.Minute}, []string{said}, 1600 * time.Millisecond},
		{"a service that hangs is given up", envelope(find, "", ""), 6 * time.Second, &calls{status: 204, takes: time.Minute}, []string{said}, 6 * time.Second},
		{"a service that fails is no failure", envelope(find, "", ""), 2 * time.Second, &calls{err: errors.New("secret")}, []string{said}, 2 * time.Second},
		{"one that refuses is none", envelope(find, "", ""), 2 * time.Second, &calls{status: 403, body: "secret"}, []string{said}, 2 * time.Second},
		{"a redirect is not followed", envelope(find, "", ""), 2 * time.Second, &calls{status: 307, header: http.Header{"Location": {"https://evil.example/"}}}, []string{said}, 2 * time.Second},
		{"help has nothing to look for", envelope(intent("AMAZON.HelpIntent", ""), "", ""), 2 * time.Second, &calls{status: 204}, nil, 2 * time.Second},
		{"a touch is not spoken to", envelope(touch("s", `["next"]`), "hub", `{"screen":"s"}`), 2 * time.Second, &calls{status: 204}, nil, 2 * time.Second},
		{"no token, no words", strings.Replace(envelope(find, "", ""), "secret-api-token", "", 1), 2 * time.Second, &calls{status: 204}, nil, 2 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log bytes.Buffer
				s := alexa.New(alexa.Config{
					Skills: []string{skillID}, Links: testLinks(), Now: clock, Log: slog.New(slog.NewTextHandler(&log, nil)),
					Client: &http.Client{Transport: tt.service},
				}, sleeper(tt.takes))
				started := time.Now()
				b, err := s.Serve(t.Context(), json.RawMessage(tt.raw))
				if err != nil {
					t.Fatal(err)
				}
				if took := time.Since(started); took != tt.within {
					t.Errorf("took %v, want %v", took, tt.within)
				}
				if !strings.Contains(string(b), "photos of the beach") {
					t.Errorf("the answer is %s", b)
				}
				time.Sleep(time.Minute) // and nothing comes after the answer
				if diff := cmp.Diff(tt.service.all, tt.want); diff != "" {
					t.Errorf("calls (-got +want):\n%s", diff)
				}
				if strings.Contains(log.String(), "secret") {
					t.Errorf("the log has a secret: %s", &log)
				}
			})
		})
	}
}

func TestP10TheTokenGoesToAlexasHostsAlone(t *testing.T) {
	tests := []struct {
		endpoint, want string // want is the host called; "" is nobody
	}{
		{"https://api.amazonalexa.com", "api.amazonalexa.com"},
		{"https://api.eu.amazonalexa.com", "api.eu.amazonalexa.com"},
		{"https://api.fe.amazonalexa.com", "api.fe.amazonalexa.com"},
		{"HTTPS://API.EU.AmazonAlexa.com:443/", "api.eu.amazonalexa.com"},
		{"http://api.amazonalexa.com", ""},
		{"https://api.amazonalexa.com.evil.example", ""},
		{"https://evil.example/api.amazonalexa.com", ""},
		{"https://api.fe.amazon.com", ""},
		{"https://evil.api.amazonalexa.com", ""},
		{"https://amazonalexa.com", ""},
		{"https://api.amazonalexa.com@evil.example", ""},
		{"https://user@api.amazonalexa.com", ""},
		{"https://api.amazonalexa.com:8443", ""},
		{"https://api.amazonalexa.com:", ""},
		{"https://api.amazonalexa.com/other", ""},
		{"https://api.amazonalexa.com?x=1", ""},
		{"https://api.amazonalexa.com#x", ""},
		{"https://api.amazonalexa.com.", ""},
		{"//api.amazonalexa.com", ""},
		{"api.amazonalexa.com", ""},
		{"", ""},
	}
	for _, tt := range tests {
		t.Run(tt.endpoint, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				service := &calls{status: 204}
				s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: testLinks(), Now: clock, Client: &http.Client{Transport: service}}, sleeper(2*time.Second))
				raw := strings.Replace(envelope(intent("FindIntent", ""), "", ""), "https://api.amazonalexa.com", tt.endpoint, 1)
				if _, err := s.Serve(t.Context(), json.RawMessage(raw)); err != nil {
					t.Fatal(err)
				}
				var got string
				for _, call := range service.all {
					got += strings.TrimSuffix(strings.TrimPrefix(strings.Fields(call)[1], "https://"), "/v1/directives")
				}
				if got != tt.want {
					t.Errorf("called %q, want %q", got, tt.want)
				}
			})
		})
	}
}

func TestP10ASimulatedDeviceHearsTheWordsBeforeTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		amazon := alexasim.NewService(nil)
		d := alexasim.New(alexasim.Config{SkillID: skillID, UserID: "u", DeviceID: "d", Now: clock, Service: amazon})
		s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: testLinks(), Now: clock, Client: amazon.Client()}, sleeper(2*time.Second))
		raw, err := d.Say("photos of the beach")
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
		if h.Meanwhile == "" || !strings.Contains(h.Speech, "photos of the beach") {
			t.Errorf("heard %q, then %q", h.Meanwhile, h.Speech)
		}
	})
}
