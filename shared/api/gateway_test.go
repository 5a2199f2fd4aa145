package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
	"shoebox/shared/gateway"
)

// lambda has the person's request come through the gateway.
func (p person) lambda(method, path, query, body string, header ...string) events.APIGatewayV2HTTPResponse {
	p.t.Helper()
	e := events.APIGatewayV2HTTPRequest{Version: "2.0", RawPath: path, RawQueryString: query, Body: body, Headers: map[string]string{
		"authorization": "Bearer " + p.token, "content-type": "application/json", "host": "photos.example.com",
	}}
	for i := 0; i+1 < len(header); i += 2 {
		e.Headers[strings.ToLower(header[i])] = header[i+1]
	}
	e.RequestContext.DomainName, e.RequestContext.RequestID = "photos.example.com", "JKJaXmPLvHcESHA="
	e.RequestContext.HTTP.Method, e.RequestContext.HTTP.SourceIP = method, "203.0.113.7"
	response, err := gateway.Lambda(p.handler)(context.WithoutCancel(p.t.Context()), e)
	if err != nil {
		p.t.Fatal(err)
	}
	return response
}

func TestThroughTheGatewayItIsTheSameAPI(t *testing.T) {
	anna := open(t).person("Anna")
	at := "/api/photos/" + string(anna.add(gallery.Photo{Title: "Lighthouse"}).ID)
	here, there := anna.do(http.MethodGet, at, nil), anna.lambda(http.MethodGet, at, "", "")
	if there.StatusCode != here.StatusCode || there.Body != string(here.body) || there.Headers["etag"] != here.Header.Get("ETag") || there.IsBase64Encoded {
		t.Errorf("got %+v, want %s", there, here.body)
	}
	if there.Headers["x-request-id"] != "JKJaXmPLvHcESHA=" || !strings.Contains(anna.log.String(), `"id":"JKJaXmPLvHcESHA="`) {
		t.Errorf("got %v and %s, want the gateway's id", there.Headers, anna.log)
	}
	if got := anna.lambda(http.MethodGet, "/api/photos", "limit=1&order=oldest", ""); got.StatusCode != http.StatusOK || !strings.Contains(got.Body, "Lighthouse") {
		t.Errorf("got %+v", got)
	}
	if got := anna.lambda(http.MethodPatch, at, "", `{"title":"Pier"}`, "If-Match", there.Headers["etag"], "Origin", "https://photos.example.com"); got.StatusCode != http.StatusOK {
		t.Errorf("got %+v, want the page's own requests to be served", got)
	}
	if got := anna.lambda(http.MethodPatch, at, "", `{"title":"Pier"}`, "If-Match", "*", "Origin", "https://evil.example"); !strings.Contains(got.Body, string(api.CrossOrigin)) {
		t.Errorf("got %+v, want other sites' refused", got)
	}
}
