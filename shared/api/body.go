package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"unicode/utf8"
)

// maxDepth is how deep objects and lists of a body lie in each other.
const maxDepth = 8

// body reads and checks the body of a request. An operation without one reads none.
func (h *handler) body(r *http.Request, o *Operation) ([]byte, error) {
	if o.in == nil {
		return nil, nil
	}
	kind, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	encoding := r.Header.Get("Content-Encoding")
	if err != nil || kind != "application/json" || charset != "" && charset != "utf-8" && charset != "UTF-8" || encoding != "" && encoding != "identity" {
		return nil, &refusal{code: BadType, err: err}
	}
	raw, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, o.maxBody()))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return nil, &refusal{code: TooLarge, err: err}
	}
	if err != nil {
		return nil, &refusal{code: Malformed, err: err}
	}
	v, err := parse(raw, maxDepth)
	if err != nil {
		return nil, &refusal{code: Malformed, err: err}
	}
	return raw, h.schemas.check(h.schemas.of(o.in), v, "")
}

// Ways in which a body is not one JSON value.
var (
	errNotUTF8   = errors.New("not UTF-8")
	errTwice     = errors.New("a name twice in an object")
	errTooDeep   = errors.New("too deep")
	errMore      = errors.New("more than one value")
	errNotAValue = errors.New("not a JSON value")
)

// parse reads one JSON value strictly: UTF-8, no name twice, not too deep, and
// nothing behind it. Numbers stay as they were written.
func parse(raw []byte, depth int) (any, error) {
	if !utf8.Valid(raw) {
		return nil, errNotUTF8
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	v, err := value(d, depth)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errMore
	}
	return v, nil
}

func value(d *json.Decoder, depth int) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return object(d, depth-1)
	case json.Delim('['):
		return list(d, depth-1)
	case json.Delim('}'), json.Delim(']'):
		return nil, errNotAValue
	}
	return token, nil
}

func object(d *json.Decoder, depth int) (any, error) {
	if depth < 0 {
		return nil, errTooDeep
	}
	members := map[string]any{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, ok := token.(string)
		if _, twice := members[name]; twice || !ok {
			return nil, errTwice
		}
		if members[name], err = value(d, depth); err != nil {
			return nil, err
		}
	}
	_, err := d.Token() // the end of it
	return members, err
}

func list(d *json.Decoder, depth int) (any, error) {
	if depth < 0 {
		return nil, errTooDeep
	}
	items := []any{}
	for d.More() {
		v, err := value(d, depth)
		if err != nil {
			return nil, err
		}
		items = append(items, v)
	}
	_, err := d.Token()
	return items, err
}
