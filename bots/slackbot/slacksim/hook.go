package slacksim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
)

// A response_url's bounds.
const (
	maxUses = 5
	maxAge  = 30 * time.Minute
)

// hook is a response_url.
type hook struct {
	source  string // the message that was clicked in; "" for a command's
	opened  time.Time
	uses    int
	posts   []Exchange
	refused []string
	touched []string // messages since the last look
}

// open makes a response_url and a trigger id.
func (w *Workspace) open(sort, source string) (to, trigger string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	maps.DeleteFunc(w.hooks, func(_ string, h *hook) bool { return w.c.Now().Sub(h.opened) > 2*maxAge })
	n := w.next()
	to = fmt.Sprintf("https://hooks.slack.com/%s/%s/%d/secret%s%06d", sort, w.c.TeamID, 1000+n, w.c.Run, n)
	w.hooks[to] = &hook{source: source, opened: w.c.Now()}
	return to, fmt.Sprintf("%d.%d.%s", n, w.c.Now().Unix(), w.c.Run)
}

// Client gives the HTTP client for the app: posts to a response_url come to this
// workspace, and nothing else is reached.
func (w *Workspace) Client() *http.Client { return &http.Client{Transport: transport{w}} }

type transport struct{ w *Workspace }

// RoundTrip takes a post to a response_url.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	const op = "slacksim.RoundTrip"
	if err := req.Context().Err(); err != nil {
		return nil, fault.Wrap(op, err)
	}
	if req.URL.Scheme != "https" || req.URL.Host != "hooks.slack.com" {
		return nil, fault.New(op, fault.Denied, "the workspace has no way to another host")
	}
	var body []byte
	if req.Body != nil {
		var err error
		if body, err = io.ReadAll(req.Body); err != nil {
			return nil, fault.Wrap(op, err)
		}
	}
	status, words := t.w.take(req, body)
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"text/plain"}}, Body: io.NopCloser(strings.NewReader(words)),
		ContentLength: int64(len(words)), Request: req,
	}, nil
}

// take answers a post as Slack does.
func (w *Workspace) take(req *http.Request, body []byte) (status int, words string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	to := req.URL.String()
	h := w.hooks[to]
	if h == nil {
		return http.StatusNotFound, "no_service"
	}
	status, words = h.take(w, req, body)
	h.posts = append(h.posts, Exchange{
		Method: req.Method, URL: to, Header: req.Header.Clone(), Body: bytes.Clone(body),
		Status: status, ResponseBody: []byte(words),
	})
	w.arrived.Broadcast()
	return status, words
}

func (h *hook) take(w *Workspace, req *http.Request, body []byte) (status int, words string) {
	switch {
	case req.Method != http.MethodPost:
		return http.StatusMethodNotAllowed, "method_not_allowed"
	case !strings.HasPrefix(req.Header.Get("Content-Type"), "application/json"):
		return http.StatusUnsupportedMediaType, "invalid_content_type"
	case w.c.Now().Sub(h.opened) > maxAge:
		return http.StatusNotFound, "expired_url"
	case h.uses >= maxUses:
		return http.StatusNotFound, "used_url"
	}
	h.uses++
	return h.show(w, body)
}

// show does what a message's body says. The caller holds the workspace's lock.
func (h *hook) show(w *Workspace, body []byte) (status int, words string) {
	wrong, err := slackbot.Check(body)
	if err != nil {
		wrong = []string{"no JSON"}
	}
	var in slackbot.Message
	if len(wrong) == 0 && json.Unmarshal(body, &in) != nil {
		wrong = []string{"fields of another type"}
	}
	if len(wrong) > 0 {
		h.refused = append(h.refused, "invalid_blocks: "+strings.Join(wrong, "; "))
		return http.StatusBadRequest, "invalid_blocks"
	}
	source := w.messages[h.source]
	replace := in.ReplaceOriginal != nil && *in.ReplaceOriginal && source != nil
	if in.DeleteOriginal || replace {
		if source == nil || source.Deleted {
			return http.StatusNotFound, "message_not_found"
		}
		h.touch(source.TS)
	}
	switch {
	case in.DeleteOriginal:
		source.Deleted = true
	case replace:
		source.Text, source.Blocks = in.Text, in.Blocks
		source.Replaced++
	default:
		ts := w.stamp()
		w.messages[ts] = &Message{TS: ts, Ephemeral: in.ResponseType != slackbot.InChannel, Text: in.Text, Blocks: in.Blocks}
		h.touch(ts)
	}
	return http.StatusOK, "ok"
}

func (h *hook) touch(ts string) {
	if !slices.Contains(h.touched, ts) {
		h.touched = append(h.touched, ts)
	}
}
