package alexa

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"shoebox/shared/fault"
)

// service is what Alexa does for a skill while it answers: speak before the answer,
// tell where a device stands. It is called with the token of the request at hand,
// which goes to Alexa's own hosts and nowhere else, and into no log. A nil service
// calls nobody.
type service struct{ client *http.Client }

// access is what a request gives to call the service for it.
type access struct {
	endpoint string // "https://api.eu.amazonalexa.com"
	token    string
}

// serviceHosts are Alexa's in North America, Europe and the Far East.
func serviceHosts() []string {
	return []string{"api.amazonalexa.com", "api.eu.amazonalexa.com", "api.fe.amazonalexa.com"}
}

// maxServiceAnswer is how much of an answer is read, in bytes: a time zone's name
// is the longest we ask for.
const maxServiceAnswer = 4 << 10

// newService makes a service that calls with a client. It follows no redirect: the
// token is not for whoever stands at its end.
func newService(client *http.Client) *service {
	if client == nil {
		return nil
	}
	own := *client
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &service{client: &own}
}

// serves reports whether a request can be served: there is a client, a token, and
// an endpoint that is Alexa's.
func (s *service) serves(a access) bool {
	_, ours := a.host()
	return s != nil && a.token != "" && ours
}

// host is the host of the endpoint, if it is one of Alexa's: https, on its own
// port, and nothing else in the URL.
func (a access) host() (string, bool) {
	u, err := url.Parse(a.endpoint)
	if err != nil || !strings.EqualFold(u.Scheme, "https") || u.User != nil || u.Opaque != "" ||
		strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.ForceQuery || strings.Contains(a.endpoint, "#") {
		return "", false
	}
	host := strings.ToLower(u.Hostname())
	if port := u.Port(); !slices.Contains(serviceHosts(), host) || port != "" && port != "443" || strings.HasSuffix(u.Host, ":") {
		return "", false
	}
	return host, true
}

// call asks the service and gives its answer. A status that is no success is an
// error of its kind, without a word of the answer.
func (s *service) call(ctx context.Context, a access, method, path string, body []byte) ([]byte, error) {
	const op = "alexa.service"
	host, ours := a.host()
	if !ours || s == nil || a.token == "" {
		return nil, fault.New(op, fault.Denied, "not a service of Alexa's")
	}
	r, err := http.NewRequestWithContext(ctx, method, "https://"+host+path, bytes.NewReader(body))
	if err != nil {
		return nil, fault.New(op, fault.Invalid, "request can't be made")
	}
	r.Header.Set("Authorization", "Bearer "+a.token)
	r.Header.Set("Accept", "application/json")
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := s.client.Do(r)
	if err != nil { // its text has the URL, and so the device's id
		return nil, fault.New(op, unanswered(ctx), "no answer")
	}
	defer func() { _ = answer.Body.Close() }() // read as far as it is wanted
	words, err := io.ReadAll(io.LimitReader(answer.Body, maxServiceAnswer))
	switch {
	case err != nil:
		return nil, fault.New(op, unanswered(ctx), "answer broke off")
	case answer.StatusCode == http.StatusUnauthorized, answer.StatusCode == http.StatusForbidden:
		return nil, fault.New(op, fault.Denied, answer.Status)
	case answer.StatusCode == http.StatusTooManyRequests:
		return nil, fault.New(op, fault.Throttled, answer.Status)
	case answer.StatusCode >= 300:
		return nil, fault.New(op, fault.Unavailable, answer.Status)
	}
	return words, nil
}

// unanswered is why there is no answer.
func unanswered(ctx context.Context) fault.Kind {
	if err := ctx.Err(); err != nil {
		return fault.Of(err)
	}
	return fault.Unavailable
}

// send is call with JSON.
func (s *service) send(ctx context.Context, a access, path string, body any) error {
	b, err := marshal(body)
	if err != nil {
		return fault.As("alexa.service", fault.Internal, err)
	}
	_, err = s.call(ctx, a, http.MethodPost, path, b)
	return err
}
