package slackbot

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

// installPages answers people's browsers, which sign nothing: the way into a
// workspace. Its own state and cookie guard it.
func installPages(o *install.OAuth) http.Handler {
	mux := http.NewServeMux()
	o.Register(mux)
	return mux
}

// isInstall reports whether a path is one of the way in.
func (b *Bot) isInstall(path string) (string, bool) {
	for _, page := range []string{install.PathInstall, install.PathCallback} {
		if b.Install != nil && strings.HasSuffix(strings.TrimSuffix(path, "/"), page) {
			return page, true
		}
	}
	return "", false
}

// page has a page answer a hit.
func (b *Bot) page(ctx context.Context, path string, h hit) (ack, error) {
	const op = "slackbot.page"
	if h.method != http.MethodGet {
		a := refusal(http.StatusMethodNotAllowed, "GET only")
		a.header["Allow"] = http.MethodGet
		return a, nil
	}
	u := url.URL{Scheme: "https", Host: h.header.Get("Host"), Path: path, RawQuery: h.query.Encode()}
	req, err := http.NewRequestWithContext(ctx, h.method, u.String(), http.NoBody)
	if err != nil {
		return ack{}, fault.As(op, fault.Invalid, err)
	}
	req.Header = h.header
	w := &shown{header: http.Header{}, status: http.StatusOK}
	b.pages.ServeHTTP(w, req)
	a := ack{status: w.status, header: map[string]string{}, body: w.body.Bytes()}
	for name := range w.header {
		a.header[name] = w.header.Get(name) // none of them comes twice
	}
	return a, nil
}

// shown is a page as it was written.
type shown struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (s *shown) Header() http.Header { return s.header }

// WriteHeader implements http.ResponseWriter.
func (s *shown) WriteHeader(status int) { s.status = status }

// Write implements http.ResponseWriter.
func (s *shown) Write(p []byte) (int, error) { return s.body.Write(p) }
