package sam_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/env"
)

// services compares what the services and the page answer over HTTP, by the routes of
// the template, with what they answer by themselves: their golden answers in
// deploy/runtimeapi.
func (p *play) services(t *testing.T) {
	var names []string
	for _, logical := range functions {
		if name := env.Name(logical); !slices.Contains([]string{"alexa", "slack", "slackworker", "image", "ingest", "retention", "digest"}, name) {
			names = append(names, name)
		}
	}
	if len(names) < 14 {
		t.Fatalf("got %v, want the services and the page", names)
	}
	for _, name := range names {
		for _, path := range samples(t, name) {
			t.Run(strings.TrimSuffix(filepath.Base(path), ".json"), func(t *testing.T) {
				raw, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				var r request
				if err := json.Unmarshal(raw, &r); err != nil {
					t.Fatal(err)
				}
				got := send(t, r)
				want := golden(t, filepath.Base(path))
				if got.Status != want.Answer.Status {
					t.Errorf("got status %d and %.300s, want %d", got.Status, got.Body, want.Answer.Status)
				}
				compareHeaders(t, got.Headers, want.Answer.Headers)
				body, err := parsed(got.Body)
				if err != nil { // a page, or nothing
					body = title(string(got.Body))
				}
				if diff := cmp.Diff(settled(want.Answer.Body), settled(body)); diff != "" {
					t.Errorf("by itself -, sam local start-api +:\n%s", diff)
				}
			})
		}
	}
}

// goldenAnswer is what a function answers by itself.
type goldenAnswer struct {
	Answer struct {
		Status  int               `json:"statusCode"`
		Headers map[string]string `json:"headers"`
		Body    any               `json:"body"`
	} `json:"answer"`
}

func golden(t *testing.T, name string) goldenAnswer {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "deploy", "runtimeapi", "deployment", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var g goldenAnswer
	if err := json.Unmarshal(raw, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

// compareHeaders compares those that say how an answer may be used.
func compareHeaders(t *testing.T, got http.Header, want map[string]string) {
	t.Helper()
	if want["content-type"] == "" { // SAM gives what has no body one
		got.Del("content-type")
	}
	for _, name := range []string{"cache-control", "content-type", "x-content-type-options", "allow", "www-authenticate"} {
		if got.Get(name) != want[name] {
			t.Errorf("got %s %q, want %q", name, got.Get(name), want[name])
		}
	}
}

// settled is a body without what is never the same.
func settled(body any) any {
	if fields, ok := body.(map[string]any); ok {
		delete(fields, "request_id")
		if put, upload := fields["put"].(map[string]any); upload {
			delete(fields, "id")
			delete(put, "expires")
			delete(put, "url")
		}
	}
	return body
}

// title is that of a page; "" where there is none.
func title(page string) string {
	_, rest, _ := strings.Cut(page, "<title>")
	inside, _, _ := strings.Cut(rest, "</title>")
	return inside
}
