package photolink

import (
	"bytes"
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/telemetry"
)

// Lambda answers a request that came through an API Gateway HTTP API (payload 2.0)
// or a function URL, as ServeHTTP would. It is what lambda.Start takes. The error
// is always nil: what goes wrong is a placeholder.
func (h *Handler) Lambda(ctx context.Context, event events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	w := &recorder{header: http.Header{}, status: http.StatusOK}
	ctx = telemetry.WithIDs(ctx, telemetry.IDs{Request: event.RequestContext.RequestID})
	h.ServeHTTP(w, request(ctx, event))
	response := events.APIGatewayV2HTTPResponse{
		StatusCode:      w.status,
		Headers:         map[string]string{},
		Body:            base64.StdEncoding.EncodeToString(w.body.Bytes()),
		IsBase64Encoded: true,
	}
	for name, values := range w.header {
		response.Headers[strings.ToLower(name)] = strings.Join(values, ", ")
	}
	return response, nil
}

// request gives the parts of an event that ServeHTTP reads.
func request(ctx context.Context, event events.APIGatewayV2HTTPRequest) *http.Request {
	r := (&http.Request{
		Method: event.RequestContext.HTTP.Method,
		URL:    &url.URL{Path: event.RawPath},
		Header: http.Header{},
	}).WithContext(ctx)
	for name, value := range event.Headers {
		r.Header.Set(name, value)
	}
	return r
}

// recorder is a response in memory. Renditions are far below the 6 MB that a
// Lambda may answer with.
type recorder struct {
	header http.Header
	status int
	sent   bool
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if !w.sent {
		w.status, w.sent = status, true
	}
}

func (w *recorder) Write(p []byte) (int, error) {
	w.sent = true
	return w.body.Write(p)
}
