package deployment

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/deploy/runtimeapi"
)

// Invoke makes an invocation, as runtimeapi.Fleet's does.
type Invoke func(ctx context.Context, event []byte) (runtimeapi.Result, error)

// Gateway is an HTTP API of API Gateway before a function, by the payload of version
// 2.0. A function that fails is a 500 there.
func Gateway(invoke Invoke) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		const most = 10 << 20
		body, err := io.ReadAll(io.LimitReader(r.Body, most))
		if err != nil {
			http.Error(w, "Bad Request", http.StatusBadRequest)
			return
		}
		event, err := json.Marshal(payload(r, body))
		if err != nil {
			http.Error(w, "Internal Server Error", http.StatusInternalServerError)
			return
		}
		result, err := invoke(r.Context(), event)
		var answer events.APIGatewayV2HTTPResponse
		if err != nil || result.FunctionError != "" || json.Unmarshal(result.Body, &answer) != nil {
			http.Error(w, `{"message":"Internal Server Error"}`, http.StatusInternalServerError)
			return
		}
		send(w, answer)
	})
}

// payload is a request as the function gets it: names of headers in lower case,
// cookies apart.
func payload(r *http.Request, body []byte) events.APIGatewayV2HTTPRequest {
	e := events.APIGatewayV2HTTPRequest{
		Version: "2.0", RouteKey: r.Method + " " + r.URL.Path, RawPath: r.URL.Path, RawQueryString: r.URL.RawQuery,
		Headers: map[string]string{"host": r.Host}, Body: string(body),
	}
	for name, values := range r.Header {
		if name == "Cookie" {
			e.Cookies = strings.Split(strings.Join(values, "; "), "; ")
			continue
		}
		e.Headers[strings.ToLower(name)] = strings.Join(values, ",")
	}
	e.RequestContext.HTTP.Method, e.RequestContext.HTTP.Path = r.Method, r.URL.Path
	e.RequestContext.HTTP.Protocol, e.RequestContext.HTTP.SourceIP = "HTTP/1.1", "192.0.2.1"
	e.RequestContext.Stage, e.RequestContext.DomainName = "$default", r.Host
	return e
}

// send sends what a function answered.
func send(w http.ResponseWriter, answer events.APIGatewayV2HTTPResponse) {
	for _, name := range slices.Sorted(maps.Keys(answer.Headers)) {
		w.Header().Set(name, answer.Headers[name])
	}
	for _, cookie := range answer.Cookies {
		w.Header().Add("Set-Cookie", cookie)
	}
	body := []byte(answer.Body)
	if raw, err := base64.StdEncoding.DecodeString(answer.Body); answer.IsBase64Encoded && err == nil {
		body = raw
	}
	w.WriteHeader(answer.StatusCode)
	_, _ = w.Write(body) // who does not read it has its reasons
}
