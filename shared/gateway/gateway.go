package gateway

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/telemetry"
)

// Lambda gives what lambda.Start takes. The handler sees a request as net/http would
// give it: its RemoteAddr is who called the gateway, and its context knows the
// gateway's id of the request. The error is always nil: what can't be read is a 400.
func Lambda(h http.Handler) func(context.Context, events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	return func(ctx context.Context, event events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
		w := &recorder{header: http.Header{}}
		r, ok := request(ctx, event)
		if ok {
			h.ServeHTTP(w, r)
		} else {
			http.Error(w, "That couldn't be read.", http.StatusBadRequest)
		}
		return w.response(), nil
	}
}

type idKey struct{}

// RequestID is the gateway's id of the request that a context belongs to; "" is of
// none that came by the gateway.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(idKey{}).(string)
	return id
}

// request makes a request of an event; false where it is none.
func request(ctx context.Context, event events.APIGatewayV2HTTPRequest) (*http.Request, bool) {
	body := []byte(event.Body)
	if event.IsBase64Encoded {
		var err error
		if body, err = base64.StdEncoding.DecodeString(event.Body); err != nil {
			return nil, false
		}
	}
	at, ok := address(event)
	if !ok || event.RequestContext.HTTP.Method == "" {
		return nil, false
	}
	id := event.RequestContext.RequestID
	ctx = telemetry.WithIDs(context.WithValue(ctx, idKey{}, id), telemetry.IDs{Request: id})
	r := (&http.Request{
		Method: event.RequestContext.HTTP.Method, URL: at, RequestURI: at.RequestURI(), Host: event.RequestContext.DomainName,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, RemoteAddr: event.RequestContext.HTTP.SourceIP + ":0",
		Header: header(event), Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}).WithContext(ctx)
	if strings.Contains(event.RequestContext.HTTP.SourceIP, ":") {
		r.RemoteAddr = "[" + event.RequestContext.HTTP.SourceIP + "]:0"
	}
	return r, true
}

// address is the path and query of an event. An HTTP API gives the path decoded, a
// function URL as it was sent; a decoded one that could be decoded again is so rare
// that it need not be told apart.
func address(event events.APIGatewayV2HTTPRequest) (*url.URL, bool) {
	if !strings.HasPrefix(event.RawPath, "/") {
		return nil, false
	}
	at := &url.URL{Path: event.RawPath, RawQuery: event.RawQueryString}
	if path, err := url.PathUnescape(event.RawPath); err == nil {
		at.Path, at.RawPath = path, event.RawPath
	}
	return at, true
}

// header gives the headers of an event. Several of one name come joined by commas,
// cookies by themselves.
func header(event events.APIGatewayV2HTTPRequest) http.Header {
	h := make(http.Header, len(event.Headers)+1)
	for name, value := range event.Headers {
		h.Set(name, value)
	}
	if len(event.Cookies) > 0 {
		h.Set("Cookie", strings.Join(event.Cookies, "; "))
	}
	return h
}

// recorder is a response in memory: a Lambda function answers at most 6 MB.
type recorder struct {
	header http.Header
	sent   http.Header // as it was when the status was written
	status int
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK {
		w.status, w.sent = status, w.header.Clone()
	}
}

func (w *recorder) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

// response gives what was recorded as the gateway takes it: text as it is, anything
// else in base64.
func (w *recorder) response() events.APIGatewayV2HTTPResponse {
	w.WriteHeader(http.StatusOK)
	response := events.APIGatewayV2HTTPResponse{StatusCode: w.status, Headers: map[string]string{}}
	for name, values := range w.sent {
		if name == "Set-Cookie" {
			response.Cookies = values
			continue
		}
		response.Headers[strings.ToLower(name)] = strings.Join(values, ", ")
	}
	if body := w.body.Bytes(); textual(w.sent) && utf8.Valid(body) {
		response.Body = string(body)
	} else {
		response.Body, response.IsBase64Encoded = base64.StdEncoding.EncodeToString(body), true
	}
	return response
}

// textual reports whether a body is sent as it is.
func textual(h http.Header) bool {
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	plain := strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "javascript") || kind == "image/svg+xml" || kind == ""
	return plain && h.Get("Content-Encoding") == ""
}
