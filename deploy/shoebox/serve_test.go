package main_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"shoebox/bots/slackbot"
	main "shoebox/deploy/shoebox"
)

const signingSecret = "a signing secret of the tests"

// served is a server under test.
type served struct {
	base string
	stop context.CancelFunc
	code int
	done chan struct{} // closed when code is there
	log  *journal
}

// journal is what a server logs, which can be read while it writes.
type journal struct {
	mu  sync.Mutex
	all bytes.Buffer
}

// Write implements io.Writer.
func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.all.Write(p)
}

// String gives what was logged so far.
func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.all.String()
}

// serve starts a server on a free port and waits until it listens.
func serve(t *testing.T, args ...string) *served {
	t.Helper()
	return serveIn(t, nil, args...)
}

// serveIn is serve with more in the environment.
func serveIn(t *testing.T, environment map[string]string, args ...string) *served {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	out, stdout := io.Pipe()
	s := &served{stop: stop, done: make(chan struct{}), log: new(journal)}
	t.Cleanup(func() { s.ended(t) }) // else it writes into a folder that is being removed
	go func() {
		defer close(s.done)
		s.code = main.Run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...), strings.NewReader(""), stdout, s.log,
			func(name string) (string, bool) {
				if value, set := environment[name]; set {
					return value, true
				}
				return signingSecret, name == "SHOEBOX_SLACK_SIGNING_SECRET"
			}, nil)
		stdout.Close() //nolint:errcheck // the end of a pipe in memory
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	go io.Copy(io.Discard, out) //nolint:errcheck // nobody reads the rest
	base, found := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !found {
		stop()
		t.Fatalf("got %q, %v, want a line with the address; exit %d: %s", line, err, s.ended(t), s.log)
	}
	s.base = base
	return s
}

// ended stops the server and gives what it exited with.
func (s *served) ended(t *testing.T) int {
	t.Helper()
	s.stop()
	select {
	case <-s.done:
		return s.code
	case <-time.After(time.Minute):
		t.Fatal("the server did not end")
		return -1
	}
}

func (s *served) do(t *testing.T, method, path string, header map[string]string, body string) (status int, answer string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.base+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close() //nolint:errcheck // it was read
	raw, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.StatusCode, string(raw)
}

// command gives a slash command, signed with a secret.
func command(secret, text string) (header map[string]string, body string) {
	return commandOf("T0SHOEBOX", "U0SIMULATOR", "A0SHOEBOX", secret, text)
}

// commandOf gives a slash command of somebody in a workspace, to an app.
func commandOf(team, user, app, secret, text string) (header map[string]string, body string) {
	body = url.Values{
		"team_id": {team}, "user_id": {user}, "channel_id": {"C0GENERAL"}, "command": {"/photos"}, "text": {text},
		"api_app_id": {app}, "response_url": {"https://hooks.slack.com/commands/T0SHOEBOX/1/x"}, "trigger_id": {text},
	}.Encode()
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	return map[string]string{
		"Content-Type":           "application/x-www-form-urlencoded",
		slackbot.HeaderTimestamp: stamp, slackbot.HeaderSignature: slackbot.Sign(secret, stamp, []byte(body)),
	}, body
}

func TestServeAnswersWhatIsSigned(t *testing.T) {
	s := serve(t, "--data", withAlbum(t))

	header, body := command(signingSecret, "beach")
	if status, answer := s.do(t, "POST", "/slack/commands", header, body); status != 200 || !strings.Contains(answer, "Low tide") {
		t.Errorf("got %d %s, want the newest photo of the beach", status, answer)
	}
	// A workspace of somebody's own, whose app was set up to reach this server.
	header, body = commandOf("T1DC2JH3J", "U2CERLKJA", "A0THEIRS", signingSecret, "beach")
	if status, answer := s.do(t, "POST", "/slack/commands", header, body); status != 200 || !strings.Contains(answer, "Low tide") {
		t.Errorf("got %d %s, want the newest photo of the beach for a guest", status, answer)
	}
	header, body = command("another secret", "beach")
	if status, _ := s.do(t, "POST", "/slack/commands", header, body); status != 401 {
		t.Errorf("got %d for a forged command, want 401", status)
	}
	if status, _ := s.do(t, "POST", "/alexa", map[string]string{"Content-Type": "application/json"}, `{"version":"1.0"}`); status != 400 {
		t.Errorf("got %d for an unsigned request to the skill, want 400", status)
	}
	if status, _ := s.do(t, "GET", "/i/forged", nil, ""); status != 403 {
		t.Errorf("got %d for a forged link, want 403", status)
	}
	if status, _ := s.do(t, "GET", "/objects/forged?expires=99999999999&signature=AAAA", nil, ""); status != 403 {
		t.Errorf("got %d for a forged link to an object, want 403", status)
	}
	if status, _ := s.do(t, "GET", "/nowhere", nil, ""); status != 404 {
		t.Errorf("got %d for an unknown address, want 404", status)
	}
	if code := s.ended(t); code != 0 {
		t.Errorf("got exit %d, want 0: %s", code, s.log)
	}
	if strings.Contains(s.log.String(), signingSecret) || strings.Contains(s.log.String(), "beach") {
		t.Errorf("the log shows a secret or what was asked: %s", s.log)
	}
}

func TestServeShowsThePageAndItsSimulators(t *testing.T) {
	s := serve(t, "--data", withAlbum(t))
	if status, page := s.do(t, "GET", "/try/", nil, ""); status != 200 || !strings.Contains(page, "<html") {
		t.Errorf("got %d %.100q, want the page", status, page)
	}
	script := map[string]string{"Content-Type": "application/json"}
	status, answer := s.do(t, "POST", "/try/simulator/alexa", script, `{"session":"tab","say":"beach photos"}`)
	if status != 200 || !strings.Contains(answer, "01J2SH0EB0X0000000000000BB") {
		t.Errorf("got %d %.300s from Alexa, want the photos of the beach", status, answer)
	}
	status, answer = s.do(t, "POST", "/try/simulator/slack", script, `{"command":"beach"}`)
	if status != 200 || !strings.Contains(answer, "Low tide") {
		t.Errorf("got %d %.300s from Slack, want the photos of the beach", status, answer)
	}
	if status, page := s.do(t, "GET", "/try/", nil, ""); status != 200 || !strings.Contains(page, "<html") {
		t.Errorf("got %d %.100q, want the simulators", status, page)
	}
	if code := s.ended(t); code != 0 {
		t.Errorf("got exit %d, want 0: %s", code, s.log)
	}
}

func TestOneProcessOwnsAFolder(t *testing.T) {
	dir := withAlbum(t)
	s := serve(t, "--data", dir)
	for _, args := range [][]string{
		{"ask", "--data", dir, "beach"}, {"parse", "--data", dir}, {"import", "--data", dir, "--records", "-"},
		{"invoke", "--data", dir, "alexa", "-e", filepath.Join(events, "alexa-launch.json")}, {"serve", "--data", dir, "--addr", "127.0.0.1:0"},
	} {
		got := run(t, "", args...)
		if got.Code != 1 || !strings.Contains(got.Stderr, "another shoebox is using "+dir+": stop it first, or name another folder with --data DIR.") {
			t.Errorf("%s: got %+v, want exit 1 and what to do", args[0], got)
		}
	}
	s.ended(t)
	ok(t, "", "ask", "--data", dir, "beach")
}

func TestServeSaysThatAnAddressIsTaken(t *testing.T) {
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close() //nolint:errcheck // nothing was sent
	for _, addr := range []string{taken.Addr().String(), "no address"} {
		got := run(t, "", "serve", "--data", filepath.Join(t.TempDir(), "data"), "--addr", addr)
		if got.Code != 1 || !strings.Contains(got.Stderr, "give another address with --addr HOST:PORT") {
			t.Errorf("%s: got %+v, want exit 1 and what to do", addr, got)
		}
	}
}

func TestTheSigningSecretOfAFolderStays(t *testing.T) {
	dir := withAlbum(t)
	line := func() string {
		return ok(t, "", "invoke", "--data", dir, "slack", "-e", filepath.Join(events, "slack-url-verification.json"))
	}
	var first, second struct{ StatusCode int }
	for _, into := range []*struct{ StatusCode int }{&first, &second} {
		if err := json.Unmarshal([]byte(line()), into); err != nil {
			t.Fatal(err)
		}
	}
	if first.StatusCode != 200 || second.StatusCode != 200 {
		t.Errorf("got %d and %d, want the folder's own secret good both times", first.StatusCode, second.StatusCode)
	}
}
