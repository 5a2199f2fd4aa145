package simulator

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// exchange is what went over the wire, as the page shows it.
type exchange struct {
	Request  sent     `json:"request"`
	Response received `json:"response"`
	Millis   float64  `json:"millis"`
	Usage    usage    `json:"usage"`
}

type sent struct {
	Method  string            `json:"method"`
	Path    string            `json:"path"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

type received struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

type usage struct {
	Requests   int     `json:"requests"`
	ReadUnits  float64 `json:"readUnits"`
	WriteUnits float64 `json:"writeUnits"`
}

// measured runs f and puts down what it took.
func (e *exchange) measured(ctx context.Context, now func() time.Time, f func(ctx context.Context) error) error {
	ctx, tracker := table.Track(ctx)
	start := now()
	err := f(ctx)
	e.Millis = float64(now().Sub(start).Microseconds()) / 1000
	u := tracker.Usage()
	e.Usage = usage{u.Requests, u.ReadUnits, u.WriteUnits}
	return err
}

// post sends a request to one of our own endpoints and keeps both sides of it.
func (e *exchange) post(ctx context.Context, endpoint http.Handler, path string, header http.Header, body []byte) error {
	const op = "simulator.post"
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, path, bytes.NewReader(body))
	if err != nil {
		return fault.Wrap(op, err)
	}
	r.Header = header
	w := &recording{header: http.Header{}, status: http.StatusOK}
	endpoint.ServeHTTP(w, r)
	e.Request = sent{http.MethodPost, path, flat(header), string(body)}
	e.Response = received{w.status, flat(w.header), w.body.String()}
	return nil
}

// recording is a ResponseWriter that keeps what is written.
type recording struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recording) Header() http.Header         { return r.header }
func (r *recording) WriteHeader(status int)      { r.status = status }
func (r *recording) Write(b []byte) (int, error) { return r.body.Write(b) }

func flat(h http.Header) map[string]string {
	out := make(map[string]string, len(h))
	for name, values := range h {
		out[name] = strings.Join(values, ", ")
	}
	return out
}

// read decodes a script's question.
func read(r *http.Request, into any) error {
	const op = "simulator.read"
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		return fault.New(op, fault.Invalid, "not JSON")
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return fault.New(op, fault.TooLarge, "body over the limit")
	}
	if err := json.Unmarshal(body, into); err != nil {
		return fault.New(op, fault.Invalid, "broken JSON")
	}
	return nil
}
