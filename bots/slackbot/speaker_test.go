package slackbot_test

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/install"
	"shoebox/bots/slackbot/ledger"
	"shoebox/shared/fault"
	"shoebox/shared/table/tabletest"
)

// uttered is a message as the Web API was given it.
type uttered struct {
	Method, Channel, User, Thread, Text, Blocks string
	mark                                        json.RawMessage
}

// webAPI answers as Slack's Web API, as far as talking needs it.
type webAPI struct {
	mu     sync.Mutex // of what follows; not held while before and after run
	script []answer   // for the calls to come, as of flaky
	said   []uttered
	calls  []string
	// before and after are called around a message that is taken.
	before, after func()
}

const botToken = "xoxb-sample-1"

func (w *webAPI) RoundTrip(r *http.Request) (*http.Response, error) {
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(raw))
	if err != nil {
		return nil, err
	}
	if r.Header.Get("Authorization") != "Bearer "+botToken && form.Get("token") != botToken {
		return reply(r, 200, "", `{"ok":false,"error":"invalid_auth"}`), nil
	}
	switch a := w.next(method); {
	case a.err != nil:
		return nil, a.err
	case a.status != 0:
		return reply(r, a.status, a.after, a.said), nil
	}
	return reply(r, 200, "", w.take(method, form)), nil
}

// next notes a call, and gives what the script has for it.
func (w *webAPI) next(method string) (a answer) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls = append(w.calls, method)
	if len(w.script) > 0 {
		a, w.script = w.script[0], w.script[1:]
	}
	return a
}

// keep keeps a message.
func (w *webAPI) keep(m uttered) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, m)
}

func reply(r *http.Request, status int, after, body string) *http.Response {
	h := http.Header{"Content-Type": {"application/json"}, "Location": {"https://evil.example/"}}
	if after != "" {
		h.Set("Retry-After", after)
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: r}
}

func (w *webAPI) take(method string, form url.Values) string {
	switch method {
	case "chat.postMessage", "chat.postEphemeral":
		if w.before != nil {
			w.before()
		}
		w.keep(uttered{
			Method: method, Channel: form.Get("channel"), User: form.Get("user"), Thread: form.Get("thread_ts"),
			Text: form.Get("text"), Blocks: form.Get("blocks"), mark: json.RawMessage(form.Get("metadata")),
		})
		if w.after != nil {
			w.after()
		}
		return `{"ok":true,"channel":"` + form.Get("channel") + `","ts":"1.1","message_ts":"1.1"}`
	case "conversations.history", "conversations.replies":
		w.mu.Lock()
		defer w.mu.Unlock()
		var there []map[string]any
		for _, m := range w.said {
			if m.Method == "chat.postMessage" && m.Channel == form.Get("channel") && m.Thread == form.Get("ts") {
				there = append(there, map[string]any{"type": "message", "text": m.Text, "metadata": m.mark})
			}
		}
		raw, err := json.Marshal(map[string]any{"ok": true, "messages": there})
		if err != nil {
			panic(err)
		}
		return string(raw)
	}
	return `{"ok":false,"error":"unknown_method"}`
}

// speaker is a bot with a token, in a workspace whose Web API answers.
type speaker struct {
	*house
	api    *webAPI
	store  tabletest.Store
	ledger *ledger.Ledger
}

// givenToken is the token of every workspace but those where the app is not
// installed.
type givenToken struct{}

func (givenToken) Token(_ context.Context, w install.Workspace) (string, error) {
	if w.Team == "TNONE" {
		return "", fault.New("test.Token", fault.NotFound, "not installed")
	}
	return botToken, nil
}

func newSpeaker(tb testing.TB, change func(*slackbot.Config)) *speaker {
	tb.Helper()
	s := &speaker{api: &webAPI{}}
	s.house = newHouseWith(tb, func(next http.RoundTripper) http.RoundTripper { return byHost{"slack.com": s.api, "": next} })
	s.store = tabletest.OpenStore(tb, s.now)
	c := s.config()
	s.ledger = ledger.New(s.store.Table, s.now)
	c.Tokens, c.Ledger = givenToken{}, s.ledger
	if change != nil {
		change(&c)
	}
	s.bot = slackbot.New(c, s.album)
	return s
}

type byHost map[string]http.RoundTripper

func (b byHost) RoundTrip(r *http.Request) (*http.Response, error) {
	if next := b[r.URL.Host]; next != nil {
		return next.RoundTrip(r)
	}
	return b[""].RoundTrip(r)
}

// told is the body of an event, changed by more.
func told(id string, inner map[string]any, more map[string]any) string {
	body := map[string]any{
		"type": "event_callback", "api_app_id": appID, "team_id": "T0001", "event_id": id, "event_time": 1_753_000_000,
		"authorizations": []any{map[string]any{"enterprise_id": nil, "team_id": "T0001", "user_id": "UBOT", "is_bot": true, "is_enterprise_install": false}},
		"event":          inner,
	}
	maps.Copy(body, more)
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func mentioned(text string, more map[string]any) map[string]any {
	return with(map[string]any{
		"type": "app_mention", "user": "U2CERLKJA", "team": "T0001", "text": text, "channel": "C0001", "ts": "1753000000.000100",
	}, more)
}

func messaged(text string, more map[string]any) map[string]any {
	return with(map[string]any{
		"type": "message", "user": "U2CERLKJA", "team": "T0001", "text": text, "channel": "D0001", "channel_type": "im", "ts": "1753000000.000100",
	}, more)
}

func with(m, more map[string]any) map[string]any {
	maps.Copy(m, more)
	return m
}

// hear delivers an event, which must be acknowledged at once with nothing.
func (s *speaker) hear(tb testing.TB, body string) {
	tb.Helper()
	rec := s.signed(tb, "/slack/events", "application/json", body)
	if rec.Code != 200 || rec.Body.Len() > 0 {
		tb.Fatalf("got %d %q, want an empty 200", rec.Code, rec.Body)
	}
}

// batch takes what is queued, as delivered for the first time.
func (s *speaker) batch() events.SQSEvent {
	batch := s.queue.take()
	for i := range batch.Records {
		batch.Records[i].Attributes = map[string]string{"ApproximateReceiveCount": "1"}
	}
	return batch
}

// work does what is queued, and gives what is to be delivered again.
func (s *speaker) work(tb testing.TB, batch events.SQSEvent) []string {
	tb.Helper()
	var again []string
	for _, f := range must(s.bot.Work(tb.Context(), batch))(tb).BatchItemFailures {
		again = append(again, f.ItemIdentifier)
	}
	return again
}
