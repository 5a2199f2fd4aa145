package slacktest

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
)

// Config is what a Slack is made of. Secret, AppID, Endpoint and Now are needed.
type Config struct {
	Secret   string       // that requests are signed with
	AppID    string       // A…
	Endpoint http.Handler // the app
	Now      func() time.Time
	// ClientID and ClientSecret are the app's for oauth.v2.access, which refuses
	// everybody without them.
	ClientID, ClientSecret string
	// Pictures is the way to what an image_url names. nil takes every picture to
	// be there.
	Pictures http.RoundTripper
	// Looks is how many looks at an uploaded file (files.info) find that it is not
	// ready yet.
	Looks int
	// Wait is how long a turn waits for an answer that does not come with the
	// acknowledgement; 0 is not at all.
	Wait time.Duration
	// Patience is how long an app may take to acknowledge; 0 is Slack's three seconds.
	// More is for an app of real processes, of which a busy machine is slow to start one.
	Patience time.Duration
	// Run tells the ids given here from those of another run over the same
	// store; "" is a random one.
	Run string
}

// Slack is a fake of Slack. It is safe for concurrent use.
type Slack struct {
	c Config

	mu       sync.Mutex
	arrived  *sync.Cond // something changed by the app's doing
	serial   int
	tokens   map[string]*grant
	codes    map[string]*grant // of OAuth, and refresh tokens
	teams    map[string]string // their organisations, or ""
	users    map[string]*User
	channels map[string]*channel
	messages map[string]*Message // by TS
	links    map[string]*link    // by unfurl_id
	hooks    map[string]*hook    // by response_url
	triggers map[string]*trigger
	views    map[string]*View
	stacks   map[string][]string // ids of a user's open modals, by team and user
	homes    map[string]string   // ids of home tabs, by team and user
	files    map[string]*File
	failures map[string][]Failure
	calls    []Call
	called   int      // how many there were
	touched  []string // messages in the order the app's calls changed them
	changes  int      // of messages and views, by the app's calls
	retries  []retry
}

// New makes a Slack without workspaces. It panics when the Config lacks something.
func New(c Config) *Slack {
	if c.Secret == "" || c.AppID == "" || c.Endpoint == nil || c.Now == nil {
		panic("slacktest.New: Config lacks a part")
	}
	if c.Patience == 0 {
		c.Patience = patience
	}
	if c.Run == "" {
		c.Run = strings.ToLower(rand.Text())
	}
	s := &Slack{
		c: c, tokens: map[string]*grant{}, codes: map[string]*grant{}, teams: map[string]string{}, users: map[string]*User{}, channels: map[string]*channel{},
		messages: map[string]*Message{}, links: map[string]*link{}, hooks: map[string]*hook{}, triggers: map[string]*trigger{},
		views: map[string]*View{}, stacks: map[string][]string{}, homes: map[string]string{}, files: map[string]*File{},
		failures: map[string][]Failure{},
	}
	s.arrived = sync.NewCond(&s.mu)
	return s
}

// Exchange is a request and its answer.
type Exchange struct {
	Method, URL    string
	Header         http.Header // a token in it is blotted out
	Body           []byte
	Status         int
	ResponseHeader http.Header
	ResponseBody   []byte
}

// Call is a request of the app's.
type Call struct {
	// Name is the Web API's method ("chat.postMessage"), or "response_url",
	// "upload", "download".
	Name string
	Exchange
	// Error is Slack's word for why it was refused; "" when it was not.
	Error string
	// Wrong says what was wrong with what was sent, in our words.
	Wrong []string
}

// Calls gives the requests of the app's so far, oldest first; with names, those of
// these names.
func (s *Slack) Calls(names ...string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var calls []Call
	for _, c := range s.calls {
		if len(names) == 0 || strings.Contains(" "+strings.Join(names, " ")+" ", " "+c.Name+" ") {
			calls = append(calls, c)
		}
	}
	return calls
}

// Refused gives a line for each request of the app's that was refused for what was
// sent. A strict test wants none.
func (s *Slack) Refused() []string {
	var lines []string
	for _, c := range s.Calls() {
		if c.Error != "" {
			lines = append(lines, c.Name+": "+c.Error+": "+strings.Join(c.Wrong, "; "))
		}
	}
	return lines
}

// Client gives an HTTP client for the app: it reaches this Slack under Slack's own
// names, and nothing else.
func (s *Slack) Client() *http.Client { return &http.Client{Transport: transport{s}} }

type transport struct{ s *Slack }

// RoundTrip takes what goes to a host of Slack's.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	const op = "slacktest.RoundTrip"
	if err := req.Context().Err(); err != nil {
		return nil, fault.Wrap(op, err)
	}
	if req.URL.Scheme != "https" || !hosts[req.URL.Host] {
		return nil, fault.New(op, fault.Denied, "there is no way to another host")
	}
	return t.s.answer(req)
}

var hosts = map[string]bool{"slack.com": true, "hooks.slack.com": true, "files.slack.com": true}

// ServeHTTP answers under any name, so that a test can set the API's URL to that of
// its server.
func (s *Slack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	resp, err := s.answer(r)
	if err != nil {
		panic(http.ErrAbortHandler) // the answer is lost
	}
	defer resp.Body.Close() //nolint:errcheck // it is a buffer
	maps.Copy(w.Header(), resp.Header)
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body) //nolint:errcheck // who does not read it has its reasons
}

// until waits until something is so, or a context ends. done is asked under the
// lock.
func (s *Slack) until(ctx context.Context, done func() bool) {
	stop := context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.arrived.Broadcast()
	})
	defer stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for !done() && ctx.Err() == nil {
		s.arrived.Wait()
	}
}

// next gives a number that was not given before. The caller holds the lock.
func (s *Slack) next() int {
	s.serial++
	return s.serial
}

// id makes an id of Slack's look. The caller holds the lock.
func (s *Slack) id(letter string) string { return fmt.Sprintf("%s0%08d", letter, s.next()) }

// stamp gives the name of a new message: time and number, as Slack's. The caller
// holds the lock.
func (s *Slack) stamp() string { return fmt.Sprintf("%d.%06d", s.c.Now().Unix(), s.next()) }

// userAgent is how Slack calls on an app.
const userAgent = "Slackbot 1.0 (+https://api.slack.com/robots)"

// paths of the app, by what is sent there.
const (
	toCommands     = slackbot.PathCommands
	toInteractions = slackbot.PathInteractions
	toEvents       = slackbot.PathEvents
)
