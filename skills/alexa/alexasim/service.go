package alexasim

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Service is what Alexa does for a skill while it answers: it speaks on the device
// before the answer, and tells where the device stands. It is as strict as Alexa: a
// token is good for one request, until that is answered. It is safe for concurrent
// use, and serves any number of devices.
type Service struct {
	abroad http.RoundTripper
	mu     sync.Mutex
	open   []*serving // the oldest first
}

// serving is a request that has no answer yet.
type serving struct {
	token, request, device string
	zone                   *time.Location
	said                   []string // as plain words
}

// What Alexa takes at most: directives of one request, and characters of what is
// said; and how many requests may wait, since nobody need take an answer.
const (
	maxDirectives = 5
	maxMeantime   = 600
	maxServing    = 100
)

// NewService makes a Service. Calls with tokens it did not give go abroad, to the
// real service; nil refuses them.
func NewService(abroad http.RoundTripper) *Service { return &Service{abroad: abroad} }

// Client is a client whose calls to Alexa end here.
func (s *Service) Client() *http.Client { return &http.Client{Transport: s} }

// begin gives the token of a request.
func (s *Service) begin(request, device string, zone *time.Location) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.open) == maxServing {
		s.open = slices.Delete(s.open, 0, 1)
	}
	one := &serving{token: "simulated." + rand.Text(), request: request, device: device, zone: zone}
	s.open = append(s.open, one)
	return one.token
}

// end takes a token back, and gives what was said with it.
func (s *Service) end(token string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.open, func(o *serving) bool { return o.token == token })
	if i < 0 {
		return nil
	}
	said := s.open[i].said
	s.open = slices.Delete(s.open, i, i+1)
	return said
}

// RoundTrip implements http.RoundTripper.
func (s *Service) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		var err error
		body, err = io.ReadAll(io.LimitReader(r.Body, maxResponse))
		if closing := r.Body.Close(); err == nil {
			err = closing
		}
		if err != nil {
			return nil, err
		}
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer || !s.gave(token) {
		if s.abroad == nil {
			return answered(r, http.StatusForbidden, ""), nil
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		return s.abroad.RoundTrip(r)
	}
	if r.URL.Scheme != "https" || r.URL.Host != "api.amazonalexa.com" {
		return answered(r, http.StatusForbidden, ""), nil
	}
	status, words := s.serve(token, r.Method+" "+r.URL.Path, r.Header.Get("Content-Type"), body)
	return answered(r, status, words), nil
}

// gave reports whether a token is one of a request that waits.
func (s *Service) gave(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.open, func(o *serving) bool { return o.token == token })
}

// serve does what a call asks, and gives the status and the answer.
func (s *Service) serve(token, call, contentType string, body []byte) (status int, words string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.open, func(o *serving) bool { return o.token == token })
	if i < 0 {
		return http.StatusForbidden, "" // answered meanwhile
	}
	one := s.open[i]
	switch call {
	case "POST /v1/directives":
		return one.say(contentType, body), ""
	case "GET /v2/devices/" + one.device + "/settings/System.timeZone":
		if one.zone == nil {
			return http.StatusNoContent, ""
		}
		return http.StatusOK, `"` + one.zone.String() + `"`
	}
	return http.StatusNotFound, ""
}

// say speaks, if it is told properly, and gives the status.
func (o *serving) say(contentType string, body []byte) int {
	var d struct {
		Header struct {
			RequestID string `json:"requestId"`
		} `json:"header"`
		Directive struct {
			Type   string `json:"type"`
			Speech string `json:"speech"`
		} `json:"directive"`
	}
	in := json.NewDecoder(bytes.NewReader(body))
	in.DisallowUnknownFields()
	if err := in.Decode(&d); err != nil || contentType != "application/json" {
		return http.StatusBadRequest
	}
	words, err := plain(d.Directive.Speech)
	switch {
	case err != nil, words == "", d.Directive.Type != "VoicePlayer.Speak", d.Header.RequestID != o.request,
		characters(d.Directive.Speech) > maxMeantime:
		return http.StatusBadRequest
	case len(o.said) == maxDirectives:
		return http.StatusForbidden
	}
	o.said = append(o.said, words)
	return http.StatusNoContent
}

func answered(r *http.Request, status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Status: http.StatusText(status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)), Request: r,
	}
}
