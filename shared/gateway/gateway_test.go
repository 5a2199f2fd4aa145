package gateway_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gateway"
	"shoebox/shared/telemetry"
)

// event is one as the gateway sends it for a request.
func event(method, path, query string) events.APIGatewayV2HTTPRequest {
	e := events.APIGatewayV2HTTPRequest{
		Version: "2.0", RawPath: path, RawQueryString: query,
		Headers: map[string]string{"host": "photos.example.com", "x-forwarded-for": "198.51.100.9"},
	}
	e.RequestContext.DomainName = "photos.example.com"
	e.RequestContext.RequestID = "JKJaXmPLvHcESHA="
	e.RequestContext.HTTP = events.APIGatewayV2HTTPRequestContextHTTPDescription{Method: method, Path: path, SourceIP: "203.0.113.7"}
	return e
}

// call has a handler answer an event.
func call(tb testing.TB, e events.APIGatewayV2HTTPRequest, h http.HandlerFunc) events.APIGatewayV2HTTPResponse {
	tb.Helper()
	response, err := gateway.Lambda(h)(context.WithoutCancel(tb.Context()), e)
	if err != nil {
		tb.Fatalf("got %v, want no error ever: a function that fails is only asked again", err)
	}
	return response
}

func TestARequestComesAsItWasSent(t *testing.T) {
	type seen struct {
		Method, Path, Host, Remote, Header, Cookie, Body, ID string
		Length                                               int64
		Query                                                map[string][]string
	}
	tests := []struct {
		name   string
		change func(*events.APIGatewayV2HTTPRequest)
		want   func(*seen)
	}{
		{"a plain one", func(*events.APIGatewayV2HTTPRequest) {}, func(*seen) {}},
		{"a query with several values, which stay in order and encoded until they are read", func(e *events.APIGatewayV2HTTPRequest) {
			e.RawQueryString = "a=1&a=2%2C3&b=%C3%A4"
		}, func(s *seen) { s.Query = map[string][]string{"a": {"1", "2,3"}, "b": {"ä"}} }},
		{"a body as text", func(e *events.APIGatewayV2HTTPRequest) { e.Body = `{"a":1}` }, func(s *seen) { s.Body, s.Length = `{"a":1}`, 7 }},
		{"a body as base64", func(e *events.APIGatewayV2HTTPRequest) {
			e.Body, e.IsBase64Encoded = base64.StdEncoding.EncodeToString([]byte{0xff, 0}), true
		}, func(s *seen) { s.Body, s.Length = "\xff\x00", 2 }},
		{"cookies, which come beside the headers", func(e *events.APIGatewayV2HTTPRequest) { e.Cookies = []string{"a=1", "session=x"} }, func(s *seen) { s.Cookie = "x" }},
		{"headers whose values the gateway joined", func(e *events.APIGatewayV2HTTPRequest) { e.Headers["accept"] = "a,b" }, func(s *seen) { s.Header = "a,b" }},
		{"a path that the gateway decoded", func(e *events.APIGatewayV2HTTPRequest) { e.RawPath = "/links/slack#T1 ä" }, func(s *seen) { s.Path = "/links/slack#T1 ä" }},
		{"a path that a function URL left as it was", func(e *events.APIGatewayV2HTTPRequest) { e.RawPath = "/links/slack%23T1" }, func(s *seen) { s.Path = "/links/slack#T1" }},
		{"a path with a percent sign of its own", func(e *events.APIGatewayV2HTTPRequest) { e.RawPath = "/100%" }, func(s *seen) { s.Path = "/100%" }},
		{"a caller of IPv6", func(e *events.APIGatewayV2HTTPRequest) { e.RequestContext.HTTP.SourceIP = "2001:db8::1" }, func(s *seen) { s.Remote = "[2001:db8::1]:0" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := seen{Method: "POST", Path: "/photos", Host: "photos.example.com", Remote: "203.0.113.7:0", ID: "JKJaXmPLvHcESHA=", Query: map[string][]string{}}
			tt.want(&want)
			e := event(http.MethodPost, "/photos", "")
			tt.change(&e)
			var got seen
			call(t, e, func(_ http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				if err != nil {
					t.Error(err)
				}
				got = seen{
					Method: r.Method, Path: r.URL.Path, Host: r.Host, Remote: r.RemoteAddr, Header: r.Header.Get("Accept"), Body: string(body),
					ID: gateway.RequestID(r.Context()), Length: r.ContentLength, Query: r.URL.Query(),
				}
				if c, err := r.Cookie("session"); err == nil {
					got.Cookie = c.Value
				}
			})
			if diff := cmp.Diff(got, want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestAnAnswerGoesAsTheGatewayTakesIt(t *testing.T) {
	tests := []struct {
		name   string
		handle http.HandlerFunc
		want   events.APIGatewayV2HTTPResponse
	}{
		{"nothing is a 200", func(http.ResponseWriter, *http.Request) {}, events.APIGatewayV2HTTPResponse{StatusCode: 200, Headers: map[string]string{}}},
		{"text goes as it is", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/problem+json")
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write([]byte(`{"ä":1}`))
		}, events.APIGatewayV2HTTPResponse{StatusCode: 404, Headers: map[string]string{"content-type": "application/problem+json"}, Body: `{"ä":1}`}},
		{"a picture goes as base64", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/jpeg")
			_, _ = w.Write([]byte{0xff, 0xd8})
		}, events.APIGatewayV2HTTPResponse{StatusCode: 200, Headers: map[string]string{"content-type": "image/jpeg"}, Body: "/9g=", IsBase64Encoded: true}},
		{"what is compressed goes as base64, whatever it is", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write([]byte("zip"))
		}, events.APIGatewayV2HTTPResponse{StatusCode: 200, Headers: map[string]string{"content-type": "text/html; charset=utf-8", "content-encoding": "gzip"}, Body: "emlw", IsBase64Encoded: true}},
		{"text that is no UTF-8 goes as base64", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			_, _ = w.Write([]byte{0xe4})
		}, events.APIGatewayV2HTTPResponse{StatusCode: 200, Headers: map[string]string{"content-type": "text/plain"}, Body: "5A==", IsBase64Encoded: true}},
		{"cookies go beside the headers, several values of one name together", func(w http.ResponseWriter, _ *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "a", Value: "1"})
			http.SetCookie(w, &http.Cookie{Name: "b", Value: "2"})
			w.Header().Add("Vary", "A")
			w.Header().Add("Vary", "B")
			w.WriteHeader(http.StatusNoContent)
		}, events.APIGatewayV2HTTPResponse{StatusCode: 204, Headers: map[string]string{"vary": "A, B"}, Cookies: []string{"a=1", "b=2"}}},
		{"headers count as they are when the status is written, which is written once", func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusEarlyHints)
			w.WriteHeader(http.StatusAccepted)
			w.Header().Set("Too", "late")
			w.WriteHeader(http.StatusTeapot)
		}, events.APIGatewayV2HTTPResponse{StatusCode: 202, Headers: map[string]string{}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(call(t, event(http.MethodGet, "/", ""), tt.handle), tt.want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestWhatIsNoRequestIsRefusedAndNeverServed(t *testing.T) {
	tests := []struct {
		name   string
		change func(*events.APIGatewayV2HTTPRequest)
	}{
		{"a body that is no base64", func(e *events.APIGatewayV2HTTPRequest) { e.Body, e.IsBase64Encoded = "%", true }},
		{"no method", func(e *events.APIGatewayV2HTTPRequest) { e.RequestContext.HTTP.Method = "" }},
		{"no path", func(e *events.APIGatewayV2HTTPRequest) { e.RawPath = "" }},
		{"another host in the place of the path", func(e *events.APIGatewayV2HTTPRequest) { e.RawPath = "https://elsewhere.example/" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := event(http.MethodGet, "/", "")
			tt.change(&e)
			got := call(t, e, func(http.ResponseWriter, *http.Request) { t.Error("it was served") })
			if got.StatusCode != http.StatusBadRequest {
				t.Errorf("got %d, want 400", got.StatusCode)
			}
		})
	}
}

func TestLinesOfALogKnowTheGatewaysRequest(t *testing.T) {
	var lines bytes.Buffer
	log := telemetry.NewLogger(&lines, slog.LevelInfo)
	call(t, event(http.MethodGet, "/", ""), func(_ http.ResponseWriter, r *http.Request) { log.InfoContext(r.Context(), "here") })
	if !strings.Contains(lines.String(), `"id":"JKJaXmPLvHcESHA="`) {
		t.Errorf("got %s, want the gateway's id", &lines)
	}
}

func FuzzLambda(f *testing.F) {
	for _, e := range []events.APIGatewayV2HTTPRequest{event("GET", "/", ""), event("POST", "/a%2Fb", "a=%zz&b"), {}} {
		raw, err := json.Marshal(e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var e events.APIGatewayV2HTTPRequest
		if json.Unmarshal(raw, &e) != nil {
			return
		}
		got := call(t, e, func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil || int64(len(body)) != r.ContentLength {
				t.Errorf("got %d bytes, %v, want %d", len(body), err, r.ContentLength)
			}
			fmt.Fprint(w, r.URL.Path, r.URL.Query(), r.FormValue("a"), r.Cookies(), r.URL.EscapedPath())
		})
		if got.StatusCode != http.StatusOK && got.StatusCode != http.StatusBadRequest {
			t.Errorf("got %d", got.StatusCode)
		}
	})
}
