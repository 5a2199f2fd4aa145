package install_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/table/tabletest"
)

// fakeSlack answers oauth.v2.access: each code and each refresh token is good once.
type fakeSlack struct {
	mu      sync.Mutex
	good    map[string]map[string]any // code or refresh token -> answer
	asked   int
	refuse  string // an error that all get
	entered chan struct{}
	hold    chan struct{} // if set, answers wait for it
}

func (f *fakeSlack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f.hold != nil {
		f.entered <- struct{}{}
		<-f.hold
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked++
	answer := map[string]any{"ok": false, "error": "invalid_code"}
	key := r.FormValue("code") + r.FormValue("refresh_token")
	switch {
	case r.URL.Path != "/api/oauth.v2.access" || r.FormValue("client_id") != "1.2" || r.FormValue("client_secret") != "hush":
		answer["error"] = "bad_client_secret"
	case f.refuse != "":
		answer["error"] = f.refuse
	case f.good[key] != nil:
		answer = f.good[key]
		delete(f.good, key)
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}

// clock is a time that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// toServer sends requests for any host to one server.
type toServer struct{ url *url.URL }

func (t toServer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = t.url.Scheme, t.url.Host
	return http.DefaultTransport.RoundTrip(r)
}

// kit is an app that can be installed.
type kit struct {
	*install.Installations
	tabletest.Store
	slack *fakeSlack
	clock *clock
	oauth *install.OAuth
	logs  *bytes.Buffer
	mux   *http.ServeMux
}

func newKit(tb testing.TB) *kit {
	tb.Helper()
	k := &kit{
		slack: &fakeSlack{good: map[string]map[string]any{}}, logs: &bytes.Buffer{}, mux: http.NewServeMux(),
		clock: &clock{now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)},
	}
	server := httptest.NewServer(k.slack)
	tb.Cleanup(server.Close)
	to, err := url.Parse(server.URL)
	if err != nil {
		tb.Fatal(err)
	}
	k.Store = tabletest.OpenStore(tb, k.clock.Now)
	k.Installations = k.another(&http.Client{Transport: toServer{to}})
	k.oauth = &install.OAuth{
		Installations: k.Installations, Scopes: []string{"commands", "chat:write"}, Callback: "https://photos.example/slack/oauth",
		Key: []byte("a key for cookies"), Log: slog.New(slog.NewTextHandler(k.logs, nil)),
	}
	k.oauth.Register(k.mux)
	return k
}

func (k *kit) another(client *http.Client) *install.Installations {
	sealer := install.NewLocalSealer([]byte("a secret of this test's own"))
	return install.New(k.Table, sealer, install.App{ClientID: "1.2", ClientSecret: "hush"}, client, k.clock.Now)
}

// browser goes through the pages with a cookie jar of its own.
type browser struct {
	k       *kit
	cookies map[string]*http.Cookie
}

func (k *kit) browser() *browser { return &browser{k, map[string]*http.Cookie{}} }

func (b *browser) get(target string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, target, nil)
	for _, c := range b.cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	b.k.mux.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if b.cookies[c.Name] = c; c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	return w
}

// begin starts an installation, and gives the state that Slack is told.
func (b *browser) begin(tb testing.TB) string {
	tb.Helper()
	w := b.get(install.PathInstall)
	to, err := url.Parse(w.Header().Get("Location"))
	if err != nil || w.Code != http.StatusFound || to.Host != "slack.com" {
		tb.Fatalf("got %d to %v, want a way to Slack (%v)", w.Code, to, err)
	}
	return to.Query().Get("state")
}

// agree comes back from Slack with a code.
func (b *browser) agree(state, code string) *httptest.ResponseRecorder {
	return b.get(install.PathCallback + "?" + url.Values{"state": {state}, "code": {code}}.Encode())
}

// team is Slack's answer for a workspace.
func team(token string, more map[string]any) map[string]any {
	answer := map[string]any{
		"ok": true, "access_token": token, "token_type": "bot", "scope": "commands,chat:write", "bot_user_id": "UBOT", "app_id": "A0001",
		"team": map[string]any{"id": "T0001", "name": "Home"}, "enterprise": nil, "authed_user": map[string]any{"id": "U0001"},
	}
	maps.Copy(answer, more)
	return answer
}

func rotating(token, refresh string) map[string]any {
	return team(token, map[string]any{"refresh_token": refresh, "expires_in": 43200})
}
