package slacktest

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"net/url"
)

// params are what a method is called with: a form whose structures are JSON in
// strings, or JSON.
type params struct {
	form url.Values
	json map[string]json.RawMessage
}

func readParams(req *http.Request, body []byte) (params, error) {
	var p params
	// A header that can't be read gives "", which is a form or nothing.
	kind, _, _ := mime.ParseMediaType(req.Header.Get("Content-Type"))
	switch {
	case kind == "application/json":
		if json.Unmarshal(body, &p.json) != nil {
			return p, errors.New("the body is no JSON")
		}
	case req.Method == http.MethodGet:
		p.form = req.URL.Query()
	default:
		var err error
		if p.form, err = url.ParseQuery(string(body)); err != nil {
			return p, errors.New("the body is no form")
		}
	}
	return p, nil
}

// text gives a parameter as text.
func (p params) text(name string) string {
	if p.json == nil {
		return p.form.Get(name)
	}
	var s string
	if json.Unmarshal(p.json[name], &s) == nil {
		return s
	}
	return string(p.json[name]) // a number or a bool
}

// raw gives a parameter that is JSON; nil for none.
func (p params) raw(name string) json.RawMessage {
	s := p.text(name)
	if s == "" || s == "null" {
		return nil
	}
	return json.RawMessage(s)
}

func (p params) has(name string) bool {
	if p.json == nil {
		return p.form.Has(name)
	}
	return p.json[name] != nil
}
