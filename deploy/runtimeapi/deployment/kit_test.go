package deployment_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot/slacktest"
	"shoebox/deploy/engines/enginestest"
	"shoebox/deploy/env"
	"shoebox/deploy/runtimeapi"
	"shoebox/deploy/runtimeapi/deployment"
	"shoebox/deploy/sample"
)

var update = flag.Bool("update", false, "write the goldens anew")

// root is the root of the repository.
const root = "../../.."

// bootstraps builds functions, once for a test.
func bootstraps(tb testing.TB, names ...string) string {
	tb.Helper()
	enginestest.Require(tb)
	dir := tb.TempDir()
	if err := deployment.Build(tb.Context(), root, dir, names...); err != nil {
		tb.Fatal(err)
	}
	return dir
}

// town is a deployment and a Slack around it.
type town struct {
	*deployment.Deployment
	slack  *slacktest.Slack
	me     slacktest.Person
	worked chan runtimeapi.Result
	// posting hears of what functions begin to send to a response_url.
	posting chan struct{}
	leisure time.Duration // that functions have beyond their time

	mu      sync.Mutex
	app     http.Handler // what Slack calls
	sampled string       // the response_url that those of the sample events are
}

// noSlack answers nothing, and is where a turn's response_url is seen.
type noSlack struct{ to string }

func (n *noSlack) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	if r.ParseForm() == nil {
		n.to = r.PostForm.Get("response_url")
	}
}

// settle deploys what o says, with a Slack around it.
func settle(tb testing.TB, o deployment.Options, now func() time.Time) *town {
	tb.Helper()
	variables := env.Local()["SlackFunction"]
	tn := &town{leisure: o.Leisure, me: slacktest.Person{Team: sample.SlackTeam, User: sample.SlackUser, Channel: "C0GENERAL"}, worked: make(chan runtimeapi.Result, 1000), posting: make(chan struct{}, 1000)}
	tn.slack = slacktest.New(slacktest.Config{
		Secret: variables["SHOEBOX_SLACK_SIGNING_SECRET"], AppID: variables["SHOEBOX_SLACK_APP_ID"], Now: now, Run: "test",
		ClientID: clientID, ClientSecret: clientSecret, Pictures: tn, Wait: 30 * time.Second, Patience: 30 * time.Second,
		Endpoint: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			tn.mu.Lock()
			app := tn.app
			tn.mu.Unlock()
			app.ServeHTTP(w, r)
		}),
	})
	tn.slack.Meet(tn.me)
	o.Root, o.Slack, o.Worked = root, http.HandlerFunc(tn.receive), func(r runtimeapi.Result) { tn.worked <- r }
	d, err := deployment.Open(tb.Context(), o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := d.Close(); err != nil {
			tb.Error(err)
		}
	})
	tn.Deployment, tn.app = d, d.Slack()
	return tn
}

// What the app proves itself with to Slack.
const clientID, clientSecret = "123.456", "sample"

// receive takes what functions send to Slack. A response_url of the sample events is
// one that is good; one of T0BROKEN never is.
func (tn *town) receive(w http.ResponseWriter, r *http.Request) {
	tn.mu.Lock()
	sampled := tn.sampled
	tn.mu.Unlock()
	if r.URL.Host == "hooks.slack.com" {
		// Whoever is killed from now on has sent all of it.
		body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
		if err != nil {
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		tn.posting <- struct{}{}
	}
	switch {
	case strings.Contains(r.URL.Path, "/T0BROKEN/"):
		http.Error(w, "broken", http.StatusBadGateway)
		return
	case strings.Contains(r.URL.Path, "/T0SAMPLE/") && sampled != "":
		good, err := url.Parse(sampled)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		r.URL = good
	}
	tn.slack.ServeHTTP(w, r)
}

// responseURL gives a response_url that nothing was posted to.
func (tn *town) responseURL(tb testing.TB) string {
	tb.Helper()
	n := &noSlack{}
	tn.mu.Lock()
	app := tn.app
	tn.app = n
	tn.mu.Unlock()
	ctx, cancel := context.WithCancel(tb.Context())
	cancel() // nobody waits for an answer
	_, err := tn.slack.Command(ctx, tn.me, "x")
	tn.mu.Lock()
	tn.app = app
	tn.mu.Unlock()
	if err != nil || n.to == "" {
		tb.Fatalf("got %q, %v; want a response_url", n.to, err)
	}
	return n.to
}

// RoundTrip is how Slack fetches a picture: a link leads to the image function, and
// what that leads to is on the stage.
func (tn *town) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasPrefix(r.URL.Path, "/i/") {
		return http.DefaultTransport.RoundTrip(r)
	}
	w := httptest.NewRecorder()
	tn.Images().ServeHTTP(w, httptest.NewRequestWithContext(r.Context(), r.Method, r.URL.String(), http.NoBody))
	resp := w.Result()
	resp.Request = r
	return resp, nil
}

// answer makes an invocation of a function that must go well. How long it took is
// without what this machine itself was late.
func (tn *town) answer(tb testing.TB, function string, event []byte) runtimeapi.Result {
	tb.Helper()
	late := lateness()
	r, err := tn.Functions[function].Invoke(tb.Context(), event)
	r.Duration = max(0, r.Duration-late())
	if err != nil {
		tb.Fatal(err)
	}
	if r.FunctionError != "" {
		tb.Fatalf("%s failed: %s\n%s", function, r.Body, r.Logs)
	}
	if limit := tn.Functions[function].Function().Timeout - tn.leisure; r.Duration > limit {
		tb.Errorf("%s took %v of %v", function, r.Duration, limit)
	}
	return r
}

// lateness measures, until it is asked, how late this machine is with what is to be done
// at a time: what others keep it from doing is no fault of a function's.
func lateness() (asked func() time.Duration) {
	const nap, usual = 10 * time.Millisecond, 20 * time.Millisecond // that a timer may be late
	over, sum := make(chan struct{}), make(chan time.Duration)
	go func() {
		var all time.Duration
		for {
			begin := time.Now()
			select {
			case <-over:
				sum <- all
				return
			case <-time.After(nap):
			}
			if late := time.Since(begin) - nap; late > usual {
				all += late
			}
		}
	}()
	return func() time.Duration {
		close(over)
		return <-sum
	}
}

// compare compares a value, as JSON, with a golden file.
func compare(tb testing.TB, name string, v any) {
	tb.Helper()
	var got bytes.Buffer
	encoder := json.NewEncoder(&got)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		tb.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// decoded reads JSON.
func decoded(tb testing.TB, raw []byte) any {
	tb.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		tb.Fatalf("%s: %v", raw, err)
	}
	return v
}
