package slacktest_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"shoebox/bots/slackbot/slacktest"
)

var anna = slacktest.Person{Team: "T0001", User: "U0001", Channel: "C0001"}

// every scope that a method here asks for.
var scopes = []string{
	"chat:write", "links:write", "files:read", "files:write", "users:read", "channels:read", "im:write", "im:history", "channels:history", "reactions:write",
}

// kit is a Slack, and an app that a test scripts.
type kit struct {
	*slacktest.Slack
	tb    testing.TB
	token string

	mu    sync.Mutex
	clock time.Time
	app   func(w http.ResponseWriter, body string)
}

func newKit(tb testing.TB) *kit {
	tb.Helper()
	return newKitWith(tb, func(*slacktest.Config) {})
}

func newKitWith(tb testing.TB, change func(*slacktest.Config)) *kit {
	tb.Helper()
	k := &kit{tb: tb, clock: time.Unix(1_753_000_000, 0)}
	c := slacktest.Config{
		Secret: "s", AppID: "A0001", ClientID: "1.2", ClientSecret: "hush", Now: k.now, Looks: 2,
		Endpoint: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			raw, err := io.ReadAll(r.Body)
			if err != nil {
				tb.Error(err)
			}
			if k.app != nil {
				k.app(w, string(raw))
			}
		}),
	}
	change(&c)
	k.Slack = slacktest.New(c)
	k.Meet(anna)
	k.token = k.Install(slacktest.Installed{Team: anna.Team, Scopes: scopes})
	return k
}

func (k *kit) now() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.clock
}

func (k *kit) pass(d time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.clock = k.clock.Add(d)
}

type fields map[string]any

// answered is what the Web API says.
type answered struct {
	OK        bool
	Error     string
	TS        string
	MessageTS string `json:"message_ts"`
	FileID    string `json:"file_id"`
	Upload    string `json:"upload_url"`
	Access    string `json:"access_token"`
	Refresh   string `json:"refresh_token"`
	Team      *struct{ ID string }
	View      struct{ ID, Hash string }
	Channel   json.RawMessage
	Messages  []struct{ Text string }
	File      struct {
		Mimetype string
		Download string `json:"url_private_download"`
	}
	Metadata struct{ Messages []string } `json:"response_metadata"`
}

// call calls a method with JSON.
func (k *kit) call(method string, body fields) answered {
	k.tb.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		k.tb.Fatal(err)
	}
	_, said := k.do(http.MethodPost, "https://slack.com/api/"+method, "application/json", string(raw), k.token)
	var a answered
	if err := json.Unmarshal([]byte(said), &a); err != nil {
		k.tb.Fatalf("%s: %v in %s", method, err, said)
	}
	return a
}

// form calls a method with a form.
func (k *kit) form(method string, body url.Values) answered {
	k.tb.Helper()
	_, said := k.do(http.MethodPost, "https://slack.com/api/"+method, "application/x-www-form-urlencoded", body.Encode(), "")
	var a answered
	if err := json.Unmarshal([]byte(said), &a); err != nil {
		k.tb.Fatalf("%s: %v in %s", method, err, said)
	}
	return a
}

// do sends a request as the app, and gives the head and the body of the answer.
func (k *kit) do(method, to, kind, body, token string) (said, string) {
	k.tb.Helper()
	req, err := http.NewRequestWithContext(k.tb.Context(), method, to, strings.NewReader(body))
	if err != nil {
		k.tb.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := k.Client().Do(req)
	if err != nil {
		k.tb.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		k.tb.Fatal(err)
	}
	return said{resp.StatusCode, resp.Header}, string(raw)
}

// said is the head of an answer.
type said struct {
	StatusCode int
	Header     http.Header
}

func block(kind string, more fields) fields {
	b := fields{"type": kind}
	maps.Copy(b, more)
	return b
}

func plainText(s string) fields { return fields{"type": "plain_text", "text": s} }

func picture(url string) fields {
	return block("image", fields{"image_url": url, "alt_text": "Waves"})
}

func modal(more fields) fields {
	v := fields{"type": "modal", "title": plainText("Search"), "blocks": []any{block("divider", nil)}}
	maps.Copy(v, more)
	return v
}

func home() fields { return fields{"type": "home", "blocks": []any{block("divider", nil)}} }

// must gives a value that came without an error.
func must[T any](v T, err error) func(testing.TB) T {
	return func(tb testing.TB) T {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		return v
	}
}

// web serves pictures.
func web(tb testing.TB, serve http.HandlerFunc) http.RoundTripper {
	tb.Helper()
	server := httptest.NewServer(serve)
	tb.Cleanup(server.Close)
	to := must(url.Parse(server.URL))(tb)
	return rerouted{to}
}

type rerouted struct{ to *url.URL }

func (r rerouted) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.URL.Scheme, req.URL.Host = r.to.Scheme, r.to.Host
	return http.DefaultTransport.RoundTrip(req)
}
