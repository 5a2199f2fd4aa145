package sam_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/events"
)

// port is where sam local start-api listens if not told otherwise.
const port = "127.0.0.1:3000"

// exchange is a request over HTTP, and the function that answers it.
type exchange struct {
	name, function string
	event          []byte // as an HTTP API hands it over
}

// request is what an HTTP API's event holds of one.
type request struct {
	RawPath  string            `json:"rawPath"`
	RawQuery string            `json:"rawQueryString"`
	Headers  map[string]string `json:"headers"`
	Body     string            `json:"body"`
	Context  struct {
		HTTP struct {
			Method string `json:"method"`
		} `json:"http"`
	} `json:"requestContext"`
}

// serves compares what is answered over HTTP: the sample events as requests of their
// own, and what else there is a route for.
func (p *play) serves(t *testing.T) {
	exchanges := append(again(t), more()...)
	visited := map[route]bool{}
	for _, x := range exchanges {
		t.Run(x.name, func(t *testing.T) {
			var r request
			if err := json.Unmarshal(x.event, &r); err != nil {
				t.Fatal(err)
			}
			visited[routeOf(r)] = true
			want, _ := p.invoke(t, x.function, x.event)
			p.compareHTTP(t, send(t, r), want)
		})
	}
	for _, one := range routes(t) {
		if one.method == "ANY" {
			one.method = http.MethodGet
		}
		if !visited[one] {
			t.Errorf("nothing was sent to %s %s", one.method, one.path)
		}
	}
}

// again gives the sample events as requests of their own, since the first ones were
// answered and would get the stored answer.
func again(t *testing.T) []exchange {
	t.Helper()
	sender, err := events.Sample()
	if err != nil {
		t.Fatal(err)
	}
	var all []exchange
	for _, function := range []string{"slack", "image"} {
		for _, path := range samples(t, function) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			name := strings.TrimSuffix(filepath.Base(path), ".json")
			event, err := sender.Again(raw, "http-"+name)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, exchange{name, function, event})
		}
	}
	return all
}

// more gives requests that no sample event is of.
func more() []exchange {
	ask := func(name, function, method, path, query, body string) exchange {
		event := map[string]any{
			"version": "2.0", "routeKey": method + " " + path, "rawPath": path, "rawQueryString": query,
			"headers": map[string]string{"content-type": "application/x-www-form-urlencoded", "x-slack-request-timestamp": "1", "x-slack-signature": "v0=00"},
			"requestContext": map[string]any{
				"http": map[string]any{"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1"},
			},
			"body": body, "isBase64Encoded": false,
		}
		raw, err := json.Marshal(event)
		if err != nil {
			panic(err) // texts always have a form
		}
		return exchange{name, function, raw}
	}
	return []exchange{
		ask("Slack checks the certificate", "slack", http.MethodGet, "/slack/commands", "ssl_check=1&token=deprecated", ""),
		ask("a forged command", "slack", http.MethodPost, "/slack/commands", "", "command=%2Fphotos&text=beach"),
		ask("an installation where nobody may install", "slack", http.MethodGet, "/slack/install", "", ""),
		ask("its end", "slack", http.MethodGet, "/slack/oauth", "code=1&state=2", ""),
		ask("a link that is none", "image", http.MethodGet, "/i/AAAA", "", ""),
		ask("a picture can't be sent", "image", http.MethodPost, "/i/AAAA", "", "x"),
	}
}

// routeOf is the route that a request takes.
func routeOf(r request) route {
	path := r.RawPath
	if strings.HasPrefix(path, "/i/") {
		path = "/i/{token}"
	}
	return route{r.Context.HTTP.Method, path}
}

// start starts sam local start-api, without flags, until the test ends.
func (p *play) start(t *testing.T) {
	t.Helper()
	if c, err := (&net.Dialer{Timeout: time.Second}).DialContext(t.Context(), "tcp", port); err == nil {
		c.Close() //nolint:errcheck // nothing was written
		t.Fatalf("something listens on %s, where sam local start-api does without flags: stop it first", port)
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	said := &transcript{}
	api := p.command(ctx, said, "local", "start-api")
	api.Stdout = said
	if err := api.Start(); err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		api.Wait() //nolint:errcheck // it was interrupted
		if t.Failed() {
			t.Logf("sam local start-api:\n%s", said)
		}
	})
	const patience = time.Minute
	for began := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		c, err := (&net.Dialer{Timeout: time.Second}).DialContext(t.Context(), "tcp", port)
		if err == nil {
			c.Close() //nolint:errcheck // nothing was written
			return
		}
		if time.Since(began) > patience {
			t.Fatalf("sam local start-api did not listen within %v:\n%s", patience, said)
		}
	}
}

// transcript keeps what a program says.
type transcript struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (s *transcript) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.Write(p)
}

func (s *transcript) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.String()
}

// answer is one over HTTP.
type answer struct {
	Status  int
	Headers http.Header
	Body    []byte
}

// send sends a request to sam local start-api.
func send(t *testing.T, r request) answer {
	t.Helper()
	url := "http://" + port + r.RawPath
	if r.RawQuery != "" {
		url += "?" + r.RawQuery
	}
	out, err := http.NewRequestWithContext(t.Context(), r.Context.HTTP.Method, url, strings.NewReader(r.Body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range r.Headers {
		if name != "host" {
			out.Header.Set(name, value)
		}
	}
	client := http.Client{
		Timeout:       time.Minute,
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	in, err := client.Do(out)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Body.Close() //nolint:errcheck // it is read to its end
	body, err := io.ReadAll(in.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{in.StatusCode, in.Header, body}
}

// compareHTTP compares an answer over HTTP with what the function answers, as an HTTP
// API passes it on.
func (p *play) compareHTTP(t *testing.T, got answer, want any) {
	t.Helper()
	if got.Status == http.StatusFound {
		if diff := cmp.Diff(onlyPicture(want), any(p.fetch(t, got.Headers.Get("Location")))); diff != "" {
			t.Errorf("the picture: shoebox invoke -, sam local start-api +:\n%s", diff)
		}
		return
	}
	expected := overHTTP(t, want)
	// The server's own headers (Date, Server, ...) are not the function's.
	for name := range got.Headers {
		if _, ours := expected.Headers[name]; !ours {
			got.Headers.Del(name)
		}
	}
	if diff := cmp.Diff(described(expected), described(got)); diff != "" {
		t.Errorf("shoebox invoke -, sam local start-api +:\n%s", diff)
	}
}

// overHTTP is an answer of a function as an HTTP API passes it on.
func overHTTP(t *testing.T, v any) answer {
	t.Helper()
	fields, _ := v.(map[string]any)
	status, _ := fields["statusCode"].(float64)
	body, _ := fields["body"].(string)
	a := answer{Status: int(status), Headers: http.Header{}, Body: []byte(body)}
	if encoded, _ := fields["isBase64Encoded"].(bool); encoded {
		raw, err := base64.StdEncoding.DecodeString(body)
		if err != nil {
			t.Fatal(err)
		}
		a.Body = raw
	}
	headers, _ := fields["headers"].(map[string]any)
	for name, value := range headers {
		a.Headers.Set(name, fmt.Sprint(value))
	}
	return a
}

// described has the body of an answer as a value, if it is JSON, so that a difference
// in it can be seen.
func described(a answer) any {
	body := any(a.Body)
	if value, err := parsed(a.Body); err == nil {
		body = value
	}
	var headers []string
	for name := range a.Headers {
		headers = append(headers, name+": "+a.Headers.Get(name))
	}
	slices.Sort(headers)
	return map[string]any{"status": a.Status, "headers": headers, "body": body}
}
