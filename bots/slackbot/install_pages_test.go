package slackbot_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/install"
)

// door asks a bot for a page by one of its doors.
type door func(tb testing.TB, b *slackbot.Bot, path, query, cookie string) (status int, header http.Header, body string)

func httpDoor(tb testing.TB, b *slackbot.Bot, path, query, cookie string) (int, http.Header, string) {
	tb.Helper()
	r := httptest.NewRequestWithContext(tb.Context(), http.MethodGet, "https://bot.example"+path+"?"+query, nil)
	if cookie != "" {
		r.Header.Set("Cookie", cookie)
	}
	w := httptest.NewRecorder()
	b.HTTP().ServeHTTP(w, r)
	return w.Code, w.Header(), w.Body.String()
}

// lambdaDoor asks by a gateway's payload.
func lambdaDoor(payload func(path, query, cookie string) map[string]any) door {
	return func(tb testing.TB, b *slackbot.Bot, path, query, cookie string) (int, http.Header, string) {
		tb.Helper()
		raw := must(b.Lambda(tb.Context(), json.RawMessage(mustJSON(tb, payload(path, query, cookie)))))(tb)
		var got struct {
			StatusCode int
			Headers    map[string]string
			Body       string
		}
		if err := json.Unmarshal(raw, &got); err != nil {
			tb.Fatal(err)
		}
		h := http.Header{}
		for k, v := range got.Headers {
			h.Set(k, v)
		}
		return got.StatusCode, h, got.Body
	}
}

func doors() map[string]door {
	return map[string]door{
		"a server": httpDoor,
		"an HTTP API or a Function URL": lambdaDoor(func(path, query, cookie string) map[string]any {
			p := map[string]any{
				"version": "2.0", "rawPath": path, "rawQueryString": query, "headers": map[string]string{"host": "bot.example"},
				"requestContext": map[string]any{"http": map[string]any{"method": "GET", "path": path}},
			}
			if cookie != "" {
				p["cookies"] = []string{"other=1", cookie}
			}
			return p
		}),
		"a REST API": lambdaDoor(func(path, query, cookie string) map[string]any {
			values, err := url.ParseQuery(query)
			if err != nil {
				panic(err)
			}
			flat := map[string]string{}
			for k := range values {
				flat[k] = values.Get(k)
			}
			return map[string]any{
				"httpMethod": "GET", "path": path, "queryStringParameters": flat,
				"headers": map[string]string{"Host": "bot.example", "Cookie": cookie},
			}
		}),
	}
}

func TestInstallingThroughEveryDoor_3_12(t *testing.T) {
	for name, door := range doors() {
		t.Run(name, func(t *testing.T) {
			s := newSpeaker(t, nil)
			exchange := &exchange{}
			s.client.Transport = byHost{"slack.com": exchange}
			kept := install.New(s.store.Table, install.NewLocalSealer([]byte("a secret of this test")), install.App{ClientID: "1.2", ClientSecret: "hush"}, s.client, s.now)
			c := s.config()
			c.Tokens, c.Install = kept, &install.OAuth{Installations: kept, Scopes: slackbot.Scopes(), Key: []byte("a key for cookies"), Log: c.Log}
			s.bot = slackbot.New(c, s.album)

			status, header, _ := door(t, s.bot, "/slack/install", "", "")
			to, err := url.Parse(header.Get("Location"))
			if err != nil || status != http.StatusFound || to.Host != "slack.com" {
				t.Fatalf("got %d to %v, want a way to Slack (%v)", status, to, err)
			}
			if got, want := to.Query().Get("redirect_uri"), "https://bot.example/slack/oauth"; got != want {
				t.Errorf("got back to %q, want %q", got, want)
			}
			if got, want := to.Query().Get("scope"), strings.Join(slackbot.Scopes(), ","); got != want {
				t.Errorf("got scopes %q, want %q", got, want)
			}
			cookie, _, _ := strings.Cut(header.Get("Set-Cookie"), ";")
			query := url.Values{"state": {to.Query().Get("state")}, "code": {"a-code"}}.Encode()

			if status, _, _ := door(t, s.bot, "/slack/oauth", query, ""); status != http.StatusBadRequest {
				t.Errorf("without the cookie: got %d, want 400", status)
			}
			status, header, body := door(t, s.bot, "/slack/oauth", query, cookie)
			if status != http.StatusOK || !strings.Contains(body, "Shoebox is in your workspace") || !strings.HasPrefix(header.Get("Content-Type"), "text/html") {
				t.Fatalf("got %d %s, want a page that says it worked: %s", status, body, s.log)
			}
			if got, want := exchange.redirect, "https://bot.example/slack/oauth"; got != want {
				t.Errorf("got %q at the exchange, want %q", got, want)
			}
			if token, err := kept.Token(t.Context(), install.Workspace{Team: "T0001"}); err != nil || token != botToken {
				t.Errorf("got token %q, %v, want the one Slack gave", token, err)
			}
		})
	}
}

// exchange trades any code for a token.
type exchange struct{ redirect string }

func (e *exchange) RoundTrip(r *http.Request) (*http.Response, error) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(raw))
	e.redirect = form.Get("redirect_uri")
	return reply(r, 200, "", `{"ok":true,"access_token":"`+botToken+`","bot_user_id":"UBOT","team":{"id":"T0001"}}`), err
}

func TestInstallPagesAreThereWhereTheyAreConfigured_3_12(t *testing.T) {
	s := newSpeaker(t, nil)
	if status, _, _ := httpDoor(t, s.bot, "/slack/install", "", ""); status != http.StatusNotFound {
		t.Errorf("got %d without the pages, want 404", status)
	}
	c := s.config()
	c.Install = &install.OAuth{Key: []byte("k"), Log: c.Log}
	s.bot = slackbot.New(c, s.album)
	rec := s.signed(t, "/slack/install", formType, "")
	if rec.Code != http.StatusMethodNotAllowed {
		t.Errorf("got %d for a POST, want 405", rec.Code)
	}
}
