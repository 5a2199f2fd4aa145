package slackbot_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/intents"
	"shoebox/intents/intentstest"
)

// glass shows views as Slack does, and refuses what Slack would: triggers that are
// too old or were used, views that break a limit, hashes that are not the view's.
type glass struct {
	mu       sync.Mutex
	now      func() time.Time
	given    int                  // triggers so far
	triggers map[string]time.Time // that can be used
	views    map[string]*pane     // by id
	calls    []string
	refuse   map[string][]string         // the errors of the calls of a method to come
	more     map[string]http.HandlerFunc // other methods
	posts    []string                    // to response_urls
}

// pane is a view that is shown.
type pane struct {
	ID, External, Hash string
	View               json.RawMessage
}

func newGlass(now func() time.Time) *glass {
	return &glass{now: now, triggers: map[string]time.Time{}, views: map[string]*pane{}, refuse: map[string][]string{}, more: map[string]http.HandlerFunc{}}
}

// trigger is one for a use within three seconds.
func (g *glass) trigger() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	id := fmt.Sprintf("1.2.%d", g.given)
	g.given++
	g.triggers[id] = g.now().Add(3 * time.Second)
	return id
}

func (g *glass) RoundTrip(r *http.Request) (*http.Response, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	var raw []byte
	if r.Body != nil {
		var err error
		if raw, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	if r.URL.Host == "hooks.slack.com" {
		g.posts = append(g.posts, string(raw))
		return reply(r, 200, "", "ok"), nil
	}
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	g.calls = append(g.calls, method)
	if handle, ok := g.more[method]; ok {
		r.Body = io.NopCloser(bytes.NewReader(raw))
		rec := httptest.NewRecorder()
		handle(rec, r)
		return rec.Result(), nil
	}
	if r.Header.Get("Authorization") != "Bearer "+botToken {
		return reply(r, 200, "", `{"ok":false,"error":"invalid_auth"}`), nil
	}
	if said := g.refuse[method]; len(said) > 0 {
		g.refuse[method] = said[1:]
		if said[0] != "" {
			return reply(r, 200, "", `{"ok":false,"error":"`+said[0]+`"}`), nil
		}
	}
	var asked struct {
		Trigger  string          `json:"trigger_id"`
		ID       string          `json:"view_id"`
		External string          `json:"external_id"`
		Hash     string          `json:"hash"`
		View     json.RawMessage `json:"view"`
	}
	if err := json.Unmarshal(raw, &asked); err != nil {
		return nil, err
	}
	if wrong, err := slackbot.CheckView(asked.View); err != nil || len(wrong) > 0 {
		return reply(r, 200, "", `{"ok":false,"error":"invalid_arguments"}`), nil
	}
	switch method {
	case "views.open":
		until, known := g.triggers[asked.Trigger]
		switch {
		case !known:
			return reply(r, 200, "", `{"ok":false,"error":"exchanged_trigger_id"}`), nil
		case g.now().After(until):
			return reply(r, 200, "", `{"ok":false,"error":"expired_trigger_id"}`), nil
		}
		delete(g.triggers, asked.Trigger)
		return reply(r, 200, "", shown(g.add(asked.View))), nil
	case "views.update":
		for _, p := range g.views {
			if p.ID != asked.ID && (asked.External == "" || p.External != asked.External) {
				continue
			}
			if asked.Hash != "" && asked.Hash != p.Hash {
				return reply(r, 200, "", `{"ok":false,"error":"hash_conflict"}`), nil
			}
			p.View, p.Hash = asked.View, p.Hash+"'"
			return reply(r, 200, "", shown(p)), nil
		}
		return reply(r, 200, "", `{"ok":false,"error":"not_found"}`), nil
	}
	return reply(r, 200, "", `{"ok":false,"error":"unknown_method"}`), nil
}

// add shows a view.
func (g *glass) add(view json.RawMessage) *pane {
	var of struct {
		External string `json:"external_id"`
	}
	if err := json.Unmarshal(view, &of); err != nil {
		panic(err)
	}
	p := &pane{ID: fmt.Sprintf("V%d", len(g.views)+1), Hash: "h", External: of.External, View: view}
	g.views[p.ID] = p
	return p
}

// shown is what the Web API answers with: the state of no inputs is a list.
func shown(p *pane) string {
	return `{"ok":true,"view":{"id":"` + p.ID + `","hash":"` + p.Hash + `","state":{"values":[]}}}`
}

// viewer is somebody before a bot with a token, who uses its views.
type viewer struct {
	*house
	glass *glass
	user  string
}

// newViewer puts a bot before a handler; nil is the house's own album.
func newViewer(tb testing.TB, handler intents.Handler, change func(*slackbot.Config)) *viewer {
	tb.Helper()
	v := &viewer{user: "U2CERLKJA"}
	v.house = newHouseWith(tb, func(next http.RoundTripper) http.RoundTripper {
		v.glass = newGlass(func() time.Time { return v.now() })
		return byHost{"slack.com": v.glass, "files.slack.com": v.glass, "hooks.slack.com": v.glass, "": next}
	})
	c := v.config()
	c.Tokens = givenToken{}
	if change != nil {
		change(&c)
	}
	if handler == nil {
		handler = v.album
	}
	v.bot = slackbot.New(c, handler)
	return v
}

// newMember is a viewer before the true router.
func newMember(tb testing.TB, user string) (*viewer, *intentstest.World) {
	tb.Helper()
	w := intentstest.Open(tb)
	v := newViewer(tb, w.Router, func(c *slackbot.Config) { c.Links, c.Now = w.Links, w.Clock.Now })
	v.user, v.clock = user, w.Clock.Now()
	return v, w
}

// does sends an interaction.
func (v *viewer) does(tb testing.TB, kind string, more map[string]any) *httptest.ResponseRecorder {
	tb.Helper()
	payload := with(map[string]any{
		"type": kind, "api_app_id": appID, "team": map[string]any{"id": "T0001"}, "user": map[string]any{"id": v.user, "team_id": "T0001"},
		"trigger_id": v.glass.trigger(), "is_enterprise_install": false,
	}, more)
	return v.signed(tb, "/slack/interactions", formType, url.Values{"payload": {mustJSON(tb, payload)}}.Encode())
}

// acknowledged is the answer to an interaction that shows nothing.
func acknowledged(tb testing.TB, rec *httptest.ResponseRecorder) {
	tb.Helper()
	if rec.Code != 200 || rec.Body.Len() > 0 {
		tb.Fatalf("got %d %q, want an empty 200", rec.Code, rec.Body)
	}
}

// became is the answer to a view_submission.
type became struct {
	Action string            `json:"response_action"`
	View   json.RawMessage   `json:"view"`
	Errors map[string]string `json:"errors"`
}

// submit sends a view with what was filled in, and gives what becomes of it.
func (v *viewer) submit(tb testing.TB, p *pane, values any, more map[string]any) became {
	tb.Helper()
	rec := v.does(tb, "view_submission", with(map[string]any{"view": v.payload(tb, p, values)}, more))
	var b became
	if err := json.Unmarshal(rec.Body.Bytes(), &b); rec.Code != 200 || err != nil {
		tb.Fatalf("got %d %q (%v), want what becomes of the view: %s", rec.Code, rec.Body, err, v.log)
	}
	if len(b.View) > 0 {
		if wrong, err := slackbot.CheckView(b.View); err != nil || len(wrong) > 0 {
			tb.Fatalf("Slack would refuse the view: %v %v", wrong, err)
		}
	}
	return b
}

// payload is a view as Slack sends it back.
func (v *viewer) payload(tb testing.TB, p *pane, values any) map[string]any {
	tb.Helper()
	var of map[string]any
	if err := json.Unmarshal(p.View, &of); err != nil {
		tb.Fatal(err)
	}
	of["id"], of["hash"], of["state"] = p.ID, p.Hash, map[string]any{"values": values}
	return of
}

// pushed shows the view that a submission was answered with.
func (v *viewer) pushed(tb testing.TB, b became, action string) *pane {
	tb.Helper()
	if b.Action != action || len(b.View) == 0 {
		tb.Fatalf("got %q with errors %v, want to %s a view", b.Action, b.Errors, action)
	}
	v.glass.mu.Lock()
	defer v.glass.mu.Unlock()
	return v.glass.add(b.View)
}

// press presses the button with a label in a view.
func (v *viewer) press(tb testing.TB, p *pane, label string) *httptest.ResponseRecorder {
	tb.Helper()
	return v.does(tb, "block_actions", map[string]any{
		"view": v.payload(tb, p, []any{}), "container": map[string]any{"type": "view", "view_id": p.ID},
		"actions": []any{v.button(tb, p.View, label)},
	})
}

// button finds a button by its label.
func (v *viewer) button(tb testing.TB, view json.RawMessage, label string) map[string]any {
	tb.Helper()
	var of struct {
		Blocks []struct {
			Elements []map[string]any `json:"elements"`
		} `json:"blocks"`
	}
	if err := json.Unmarshal(view, &of); err != nil {
		tb.Fatal(err)
	}
	for _, b := range of.Blocks {
		for _, e := range b.Elements {
			if text, ok := e["text"].(map[string]any); ok && text["text"] == label {
				return e
			}
		}
	}
	tb.Fatalf("no button %q in %s", label, view)
	return nil
}

// goldenView compares a view with a golden.
func goldenView(tb testing.TB, name string, view json.RawMessage) {
	tb.Helper()
	golden(tb, "views/"+name, pretty(tb, view))
}

// opened is the view that was opened last.
func (v *viewer) opened(tb testing.TB) *pane {
	tb.Helper()
	p := v.glass.views[fmt.Sprintf("V%d", len(v.glass.views))]
	if p == nil {
		tb.Fatalf("no view was opened: %s", v.log)
	}
	return p
}
