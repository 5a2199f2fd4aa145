package slacksim

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
)

// Config is what a workspace is made of. All fields are needed but Wait.
type Config struct {
	Secret    string // that requests are signed with
	AppID     string // A…
	TeamID    string // T…
	UserID    string // U…
	ChannelID string // C…
	Endpoint  http.Handler
	Now       func() time.Time
	// Wait is how long a turn waits for an answer that does not come with the
	// acknowledgement; 0 is not at all.
	Wait time.Duration
	// Run tells this workspace's ids from those of another run over the same
	// store; "" is a random one.
	Run string
}

// Workspace is a simulated workspace. It is safe for concurrent use.
type Workspace struct {
	c Config

	mu       sync.Mutex
	serial   int
	messages map[string]*Message // by TS
	hooks    map[string]*hook    // by response_url
	arrived  *sync.Cond          // something came to a response_url
}

// New makes an empty workspace. It panics when the Config lacks something.
func New(c Config) *Workspace {
	if c.Secret == "" || c.AppID == "" || c.TeamID == "" || c.UserID == "" || c.ChannelID == "" || c.Endpoint == nil || c.Now == nil {
		panic("slacksim.New: Config lacks a part")
	}
	if c.Run == "" {
		c.Run = strings.ToLower(rand.Text())
	}
	w := &Workspace{c: c, messages: map[string]*Message{}, hooks: map[string]*hook{}}
	w.arrived = sync.NewCond(&w.mu)
	return w
}

// Message is a message as the person sees it.
type Message struct {
	TS        string // names it in its channel
	Ephemeral bool   // only the person sees it
	Text      string
	Blocks    json.RawMessage
	Replaced  int // how often
	Deleted   bool
}

// Exchange is a request and its answer.
type Exchange struct {
	Method, URL    string
	Header         http.Header
	Body           []byte
	Status         int
	ResponseHeader http.Header
	ResponseBody   []byte
}

// Turn is what came of a command or a press.
type Turn struct {
	Exchange               // with the app
	Took     time.Duration // until the acknowledgement
	Posts    []Exchange    // from the app, to the response_url
	Messages []Message     // that appeared or changed, as they are at the end
	// Refused is why Slack shows an error in place of an answer: a late
	// acknowledgement, a bad status, a message it does not take.
	Refused []string
	url     string
}

// Messages gives all that can be seen, oldest first.
func (w *Workspace) Messages() []Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	var seen []Message
	for _, ts := range slices.Sorted(maps.Keys(w.messages)) {
		if m := w.messages[ts]; !m.Deleted {
			seen = append(seen, *m)
		}
	}
	return seen
}

// patience is how long Slack waits for an acknowledgement.
const patience = 3 * time.Second

// deliver signs a body and gives it to the app.
func (w *Workspace) deliver(ctx context.Context, path, contentType string, body []byte) (Exchange, time.Duration, error) {
	const op = "slacksim.deliver"
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	timestamp := strconv.FormatInt(w.c.Now().Unix(), 10)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://app.example"+path, bytes.NewReader(body))
	if err != nil {
		return Exchange{}, 0, fault.As(op, fault.Invalid, err)
	}
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	req.Header.Set(slackbot.HeaderTimestamp, timestamp)
	req.Header.Set(slackbot.HeaderSignature, slackbot.Sign(w.c.Secret, timestamp, body))
	return w.round(req, body)
}

// round lets the app answer a request.
func (w *Workspace) round(req *http.Request, body []byte) (Exchange, time.Duration, error) {
	rec := httptest.NewRecorder()
	start := time.Now()
	w.c.Endpoint.ServeHTTP(rec, req)
	took := time.Since(start)
	resp := rec.Result()
	defer resp.Body.Close() //nolint:errcheck // it is a buffer
	return Exchange{
		Method: req.Method, URL: req.URL.Path, Header: req.Header.Clone(), Body: body,
		Status: resp.StatusCode, ResponseHeader: resp.Header, ResponseBody: rec.Body.Bytes(),
	}, took, nil
}

// Replay sends the request of a turn once more, byte for byte, with the headers of
// a retry: the same signature, made when it was made.
func (w *Workspace) Replay(ctx context.Context, t Turn) (Turn, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, t.Method, "https://app.example"+t.URL, bytes.NewReader(t.Body))
	if err != nil {
		return Turn{}, fault.As("slacksim.Replay", fault.Invalid, err)
	}
	req.Header = t.Header.Clone()
	req.Header.Set("X-Slack-Retry-Num", "1")
	req.Header.Set("X-Slack-Retry-Reason", "http_timeout")
	w.mu.Lock()
	before := w.posts(t.url)
	w.mu.Unlock()
	ex, took, err := w.round(req, t.Body)
	if err != nil {
		return Turn{}, err
	}
	return w.conclude(ctx, Turn{Exchange: ex, Took: took, url: t.url}, before), nil
}

// posts is how many posts came to a response_url.
func (w *Workspace) posts(url string) int {
	if h := w.hooks[url]; h != nil {
		return len(h.posts)
	}
	return 0
}

// next gives a number that was not given before. The caller holds the lock.
func (w *Workspace) next() int {
	w.serial++
	return w.serial
}

// stamp gives the name of a new message: time and number, as Slack's. The caller
// holds the lock.
func (w *Workspace) stamp() string {
	return fmt.Sprintf("%d.%06d", w.c.Now().Unix(), w.next())
}
