package slacktest

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
)

// patience is how long Slack waits for an acknowledgement.
const patience = 3 * time.Second

// Turn is what came of something that a person did.
type Turn struct {
	Exchange               // with the app
	Took     time.Duration // until the acknowledgement
	Posts    []Exchange    // from the app, to the response_url
	Messages []Message     // that appeared or changed, as they are at the end
	Calls    []Call        // of the app meanwhile, of whatever name
	Options  []Option      // that a menu was given
	Errors   map[string]string
	// Refused is why Slack shows an error in place of an answer: a late
	// acknowledgement, a bad status, something it does not take.
	Refused []string

	url    string // its response_url
	before int    // posts to it that were there
	since  int    // messages that had been touched
	seen   int    // changes that had been made
	called int    // calls that had been made
	quiet  bool   // nothing need come of it
}

// quietly is how long a turn of which nothing need come waits for something.
const quietly = time.Second

// deliver signs a body and gives it to the app.
func (s *Slack) deliver(ctx context.Context, path, contentType string, body []byte, more http.Header) (Exchange, time.Duration, error) {
	const op = "slacktest.deliver"
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://app.example"+path, bytes.NewReader(body))
	if err != nil {
		return Exchange{}, 0, fault.As(op, fault.Invalid, err)
	}
	timestamp := strconv.FormatInt(s.c.Now().Unix(), 10)
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("User-Agent", userAgent)
	req.Header.Set(slackbot.HeaderTimestamp, timestamp)
	req.Header.Set(slackbot.HeaderSignature, slackbot.Sign(s.c.Secret, timestamp, body))
	maps.Copy(req.Header, more)
	ex, took := s.round(req, body)
	return ex, took, nil
}

// round lets the app answer a request, and measures how long it takes: by the clock
// of this Slack or by the true one, whichever has moved on more.
func (s *Slack) round(req *http.Request, body []byte) (Exchange, time.Duration) {
	ctx, cancel := context.WithTimeout(req.Context(), s.c.Patience)
	defer cancel()
	rec := httptest.NewRecorder()
	start, began := time.Now(), s.c.Now()
	s.c.Endpoint.ServeHTTP(rec, req.WithContext(ctx))
	took := max(time.Since(start), s.c.Now().Sub(began))
	return Exchange{
		Method: req.Method, URL: req.URL.Path, Header: req.Header.Clone(), Body: body,
		Status: rec.Code, ResponseHeader: rec.Result().Header, ResponseBody: rec.Body.Bytes(), //nolint:bodyclose // it is a buffer
	}, took
}

// failed says why an acknowledgement is none; "" when it is one.
func (s *Slack) failed(ex Exchange, took time.Duration) string {
	switch {
	case took > s.c.Patience:
		return "operation_timeout: acknowledged after " + took.Round(time.Millisecond).String()
	case ex.Status/100 != 2:
		return "dispatch_failed: status " + strconv.Itoa(ex.Status) + " " + http.StatusText(ex.Status)
	}
	return ""
}

// Command is somebody who types the app's command with a text after it.
func (s *Slack) Command(ctx context.Context, p Person, text string) (Turn, error) {
	to, trigger := s.open("commands", p, "")
	form := url.Values{
		"token": {"deprecated"}, "team_id": {p.Team}, "team_domain": {"shoebox"},
		"channel_id": {p.Channel}, "channel_name": {"general"},
		"user_id": {p.User}, "user_name": {"you"},
		"command": {slackbot.Command}, "text": {text}, "response_url": {to},
		"trigger_id": {trigger}, "api_app_id": {s.c.AppID}, "is_enterprise_install": {strconv.FormatBool(p.OrgWide)},
	}
	if p.Enterprise != "" {
		form.Set("enterprise_id", p.Enterprise)
		form.Set("enterprise_name", "Homes")
	}
	return s.turn(ctx, toCommands, []byte(form.Encode()), to, s.acknowledged)
}

const formType = "application/x-www-form-urlencoded"

// turn sends something and collects what comes of it. ack reads what an
// acknowledgement holds.
func (s *Slack) turn(ctx context.Context, path string, body []byte, hook string, ack func(*Turn)) (Turn, error) {
	t := Turn{url: hook, quiet: hook == ""}
	s.begin(&t)
	var err error
	if t.Exchange, t.Took, err = s.deliver(ctx, path, formType, body, nil); err != nil {
		return Turn{}, err
	}
	s.conclude(ctx, &t, ack)
	return t, nil
}

// Replay sends the request of a turn once more, byte for byte, with the headers of
// a retry: the same signature, made when it was made.
func (s *Slack) Replay(ctx context.Context, old Turn) (Turn, error) {
	req, err := http.NewRequestWithContext(ctx, old.Method, "https://app.example"+old.URL, bytes.NewReader(old.Body))
	if err != nil {
		return Turn{}, fault.As("slacktest.Replay", fault.Invalid, err)
	}
	req.Header = old.Header.Clone()
	req.Header.Set(headerRetry, "1")
	req.Header.Set(headerReason, "http_timeout")
	t := Turn{url: old.url}
	s.begin(&t)
	t.Exchange, t.Took = s.round(req, old.Body)
	ack := s.acknowledged
	if old.URL != toCommands {
		ack = s.emptyAck
	}
	s.conclude(ctx, &t, ack)
	return t, nil
}

func (s *Slack) begin(t *Turn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t.before, t.since, t.seen, t.called = s.posts(t.url), len(s.touched), s.changes, s.called
}

// posts is how many posts came to a response_url. The caller holds the lock.
func (s *Slack) posts(url string) int {
	if h := s.hooks[url]; h != nil {
		return len(h.posts)
	}
	return 0
}

// conclude shows what the acknowledgement holds, waits for what comes otherwise,
// and collects it.
func (s *Slack) conclude(ctx context.Context, t *Turn, ack func(*Turn)) {
	why := s.failed(t.Exchange, t.Took)
	switch {
	case why != "":
		t.Refused = append(t.Refused, why)
	case len(t.ResponseBody) > 0:
		ack(t)
	case s.c.Wait > 0:
		wait := s.c.Wait
		if t.quiet {
			wait = min(wait, quietly)
		}
		waiting, cancel := context.WithTimeout(ctx, wait)
		s.until(waiting, func() bool { return s.posts(t.url) > t.before || s.changes > t.seen })
		cancel()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t.Calls = slices.Clone(s.calls[max(0, len(s.calls)-(s.called-t.called)):])
	touched := s.touched[t.since:]
	if h := s.hooks[t.url]; h != nil {
		t.Posts = append(t.Posts, h.posts[t.before:]...)
		t.Refused = append(t.Refused, h.refused...)
		touched = append(h.touched, touched...)
		h.refused, h.touched = nil, nil
	}
	once := map[string]bool{}
	for _, ts := range touched {
		if !once[ts] {
			t.Messages = append(t.Messages, *s.messages[ts])
		}
		once[ts] = true
	}
}

// acknowledged shows the message in the acknowledgement of a command.
func (s *Slack) acknowledged(t *Turn) {
	if !strings.HasPrefix(t.ResponseHeader.Get("Content-Type"), "application/json") {
		t.Refused = append(t.Refused, "an acknowledgement that is no JSON")
		return
	}
	s.mu.Lock()
	h := s.hooks[t.url]
	s.mu.Unlock()
	if refused := s.show(h, t.ResponseBody); refused != nil {
		t.Refused = append(t.Refused, refused.word+": "+strings.Join(refused.wrong, "; "))
	}
}

// emptyAck is for what takes no answer in its acknowledgement.
func (s *Slack) emptyAck(t *Turn) {
	t.Refused = append(t.Refused, "the acknowledgement must be empty")
}
