package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"shoebox/shared/api"
)

// document is as much of the OpenAPI document as tests read.
type document struct {
	Paths      map[string]map[string]route `json:"paths"`
	Components struct {
		Schemas map[string]*api.Schema `json:"schemas"`
	} `json:"components"`
}

type route struct {
	ID         string                `json:"operationId"`
	Summary    string                `json:"summary"`
	Security   []map[string][]string `json:"security"`
	Parameters []struct {
		Name     string      `json:"name"`
		In       string      `json:"in"`
		Required bool        `json:"required"`
		Schema   *api.Schema `json:"schema"`
	} `json:"parameters"`
	Body *struct {
		Content map[string]struct {
			Schema *api.Schema `json:"schema"`
		} `json:"content"`
	} `json:"requestBody"`
	Responses map[string]struct {
		Codes []api.Code `json:"x-codes"`
	} `json:"responses"`
}

// described reads the document as it is served.
func (w *world) described() document {
	w.t.Helper()
	var d document
	r := w.do(http.MethodGet, "/openapi.json", nil)
	if err := json.Unmarshal(r.body, &d); err != nil || r.StatusCode != http.StatusOK {
		w.t.Fatalf("got %d, %v, want the document", r.StatusCode, err)
	}
	return d
}

func TestTheDocumentIsServedAsItIsGenerated(t *testing.T) {
	w := open(t)
	served := w.do(http.MethodGet, "/openapi.json", nil)
	var want bytes.Buffer
	if err := json.Compact(&want, api.Describe()); err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := json.Compact(&got, served.body); err != nil || !bytes.Equal(unescaped(got.Bytes()), unescaped(want.Bytes())) {
		t.Errorf("got another document than generate writes (%v)", err)
	}
	if again := w.do(http.MethodGet, "/openapi.json", nil, "If-None-Match", served.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("got %d for what the client has, want 304", again.StatusCode)
	}
}

// unescaped writes what JSON escapes for pages of HTML as it is.
func unescaped(b []byte) []byte {
	return []byte(strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(b)))
}

func TestTheDocumentSaysOfEveryOperationWhatItTakes(t *testing.T) {
	d := open(t).described()
	seen := map[string]bool{}
	for path, methods := range d.Paths {
		for method, o := range methods {
			name := method + " " + path
			if seen[o.ID] || o.ID == "" || strings.ToLower(o.ID) != o.ID {
				t.Errorf("%s: got the id %q, want one lower-case word of its own", name, o.ID)
			}
			seen[o.ID] = true
			if !strings.HasSuffix(o.Summary, ".") {
				t.Errorf("%s: got the summary %q, want a sentence", name, o.Summary)
			}
			for segment := range strings.SplitSeq(path, "/") {
				if strings.HasPrefix(segment, "{") && !o.takes(strings.Trim(segment, "{}"), "path") {
					t.Errorf("%s: %s is not described", name, segment)
				}
			}
			if o.Body != nil {
				d.bounded(t, name, o.Body.Content["application/json"].Schema)
			}
			if o.Responses["500"].Codes == nil || len(o.Security) > 0 && o.Responses["401"].Codes == nil {
				t.Errorf("%s: does not say how it fails", name)
			}
		}
	}
}

func (o route) takes(name, in string) bool {
	for _, p := range o.Parameters {
		if p.Name == name && p.In == in {
			return true
		}
	}
	return false
}

// bounded holds every text and list that comes in to a limit.
func (d document) bounded(t *testing.T, at string, s *api.Schema) {
	t.Helper()
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		s = d.Components.Schemas[name]
	}
	switch s.Type {
	case "string":
		if s.MaxLength == 0 && s.Enum == nil && s.Format != "date-time" {
			t.Errorf("%s: a text without a limit", at)
		}
	case "array":
		if s.MaxItems == 0 {
			t.Errorf("%s: a list without a limit", at)
		}
		d.bounded(t, at, s.Items)
	case "object":
		if s.AdditionalProperties != false {
			t.Errorf("%s: takes what is not described", at)
		}
		for name, property := range s.Properties {
			d.bounded(t, at+"/"+name, property)
		}
	}
}
