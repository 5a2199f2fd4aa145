package config

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// errForm says that a value has not the form it should have. Read makes the
// sentence of it, which holds no value: a value may be a secret at the wrong place.
var errForm = errors.New("wrong form")

// Place is where something is stored: a technology and what it calls the place.
type Place struct {
	Scheme string // "dynamodb", "bolt", "s3", "file"
	Name   string // a table, a bucket; an absolute path
}

// String writes the place as a URL.
func (p Place) String() string {
	return (&url.URL{Scheme: p.Scheme, Host: p.host(), Path: p.path()}).String()
}

func (p Place) host() string {
	if strings.HasPrefix(p.Name, "/") {
		return ""
	}
	return p.Name
}

func (p Place) path() string {
	if strings.HasPrefix(p.Name, "/") {
		return p.Name
	}
	return ""
}

// place reads a URL of one of two schemes: the first names its place by a word,
// the second by an absolute path.
func place(v, word, path string) (Place, error) {
	u, err := url.Parse(v)
	if err != nil || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return Place{}, errForm
	}
	switch {
	case u.Scheme == word && u.Host != "" && (u.Path == "" || u.Path == "/"):
		return Place{u.Scheme, u.Host}, nil
	case u.Scheme == path && u.Host == "" && len(u.Path) > 1:
		return Place{u.Scheme, u.Path}, nil
	}
	return Place{}, errForm
}

// web checks an http(s) URL, with a path or without one.
func web(v string, withPath bool) error {
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return errForm
	}
	if !slices.Contains([]string{"https", "http"}, u.Scheme) || (u.Path != "") != withPath {
		return errForm
	}
	return nil
}
