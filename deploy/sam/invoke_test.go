package sam_test

import (
	"context"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/env"
)

// samples are the sample events of a function, by the folder of its main.
func samples(t *testing.T, function string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root, "deploy", "events", function+"-*.json"))
	if err != nil || len(paths) < 2 {
		t.Fatalf("got %d events for %s, want two or more (%v)", len(paths), function, err)
	}
	return paths
}

// invokes compares the answers to the sample events. The worker's are not among them,
// since it posts to Slack before it answers: see posts.
func (p *play) invokes(t *testing.T) {
	for _, function := range []string{"alexa", "slack", "image", "ingest", "retention", "digest"} {
		for _, path := range samples(t, function) {
			t.Run(filepath.Base(path), func(t *testing.T) {
				event, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				fromRoot := "deploy/events/" + filepath.Base(path)
				got := decoded(t, p.sam(t, "local", "invoke", env.Function(function), "-e", fromRoot))
				want, _ := p.invoke(t, function, event)
				p.compare(t, got, want)
			})
		}
	}
}

// compare compares two answers of a function.
func (p *play) compare(t *testing.T, got, want any) {
	t.Helper()
	// In AWS the client is sent on to the bucket, which a folder can't; so what it
	// finds there is compared.
	if fields, ok := got.(map[string]any); ok && fields["statusCode"] == float64(http.StatusFound) {
		got = p.follow(t, fields)
		want = onlyPicture(want)
	}
	if diff := cmp.Diff(readable(want), readable(got)); diff != "" {
		t.Errorf("shoebox invoke -, sam local +:\n%s", diff)
	}
}

// picture is what a client gets to see.
type picture struct {
	Type string
	Body []byte
}

// onlyPicture is the picture in an answer, without the headers that an answer with a
// body has beside it.
func onlyPicture(answer any) any {
	fields, _ := answer.(map[string]any)
	headers, _ := fields["headers"].(map[string]any)
	body, _ := fields["body"].(string)
	raw, err := base64.StdEncoding.DecodeString(body)
	if err != nil || fields["statusCode"] != float64(http.StatusOK) {
		return answer
	}
	kind, _ := headers["content-type"].(string)
	return picture{kind, raw}
}

// follow fetches what an answer sends the client on to, by the very URL: the bucket
// checks its signature and its time.
func (p *play) follow(t *testing.T, answer map[string]any) picture {
	t.Helper()
	headers, _ := answer["headers"].(map[string]any)
	location, _ := headers["location"].(string)
	return p.fetch(t, location)
}

func (p *play) fetch(t *testing.T, location string) picture {
	t.Helper()
	at, err := url.Parse(location)
	if err != nil || at.Hostname() != hostFromInside || !strings.HasPrefix(at.Path, "/shoebox-local/") {
		t.Fatalf("sent on to %q, want the bucket (%v)", location, err)
	}
	// The name that the engines have in a container stands for this machine.
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, net.JoinHostPort(p.gateway, at.Port()))
		},
	}}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, location, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // it is read to its end
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("the bucket answers %s %.300s (%v)", response.Status, body, err)
	}
	return picture{response.Header.Get("Content-Type"), body}
}

// hostFromInside is how functions call this machine.
const hostFromInside = "host.docker.internal"

// readable has JSON that is the body of an answer as its value, so that a difference
// in it can be seen.
func readable(answer any) any {
	fields, ok := answer.(map[string]any)
	if !ok {
		return answer
	}
	text, _ := fields["body"].(string)
	if strings.HasPrefix(text, "{") {
		if value, err := parsed([]byte(text)); err == nil {
			fields["body"] = value
		}
	}
	return fields
}
