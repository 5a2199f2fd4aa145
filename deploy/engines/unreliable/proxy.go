package unreliable

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// maxBody is the most of a request or an answer that is passed on: DynamoDB's are
// 16 MB at most.
const maxBody = 64 << 20

// Proxy passes requests on to one server, but for those that go wrong. Its methods
// may be called concurrently.
type Proxy struct {
	// URL is where it listens, on loopback.
	URL string

	target string
	server *http.Server
	client *http.Client

	mu       sync.Mutex
	faults   []*planned
	requests int
}

// Start makes a proxy before the server at a URL without a path, and listens.
func Start(target string) (*Proxy, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("unreliable.Start: %w", err)
	}
	p := &Proxy{
		URL: "http://" + listener.Addr().String(), target: target,
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100, DisableCompression: true}},
	}
	p.server = &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = p.server.Serve(listener) }() // ends with Close
	return p, nil
}

// Close ends it, with all connections.
func (p *Proxy) Close() error {
	err := p.server.Close()
	p.client.CloseIdleConnections()
	return err
}

// Plan says what goes wrong from now on, in place of what was planned; no faults
// heal it. Of several faults that befall one request the first does.
func (p *Proxy) Plan(faults ...Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.requests, p.faults = 0, nil
	for _, f := range faults {
		p.faults = append(p.faults, &planned{Fault: f})
	}
}

// Requests is how many there were since the last Plan.
func (p *Proxy) Requests() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.requests
}

// ServeHTTP implements http.Handler.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return // who asks has gone
	}
	asked := Request{Method: r.Method, URI: r.URL.RequestURI(), Header: r.Header, Body: body}
	p.way(asked)(Exchange{Request: asked, Writer: w, Gone: r.Context().Done(), proxy: p})
}

// way gives what befalls a request.
func (p *Proxy) way(r Request) Way {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.requests++
	for _, f := range p.faults {
		if f.befalls(r) {
			return f.Way
		}
	}
	return Passed
}

// ask puts a request to the server. It does not end with who asks: a server that
// was asked goes on.
func (p *Proxy) ask(r Request) (Answer, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	out, err := http.NewRequestWithContext(ctx, r.Method, p.target+r.URI, bytes.NewReader(r.Body))
	if err != nil {
		return Answer{}, err
	}
	out.Header = r.Header.Clone()
	in, err := p.client.Do(out)
	if err != nil {
		return Answer{}, err
	}
	body, err := io.ReadAll(io.LimitReader(in.Body, maxBody))
	return Answer{Status: in.StatusCode, Header: in.Header, Body: body}, errors.Join(err, in.Body.Close())
}
