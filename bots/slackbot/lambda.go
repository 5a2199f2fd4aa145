package slackbot

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/fault"
)

// Lambda answers what API Gateway (HTTP APIs and REST APIs) or a Function URL
// sends. What can't be read gets a status, never an error: a function that fails
// would only be tried again.
func (b *Bot) Lambda(ctx context.Context, payload json.RawMessage) (json.RawMessage, error) {
	h, rest, err := decodeGateway(payload)
	a := refusal(http.StatusBadRequest, "not understood")
	if err == nil {
		a = b.serve(ctx, h)
	} else {
		b.logRefused(named(ctx, ""), err)
	}
	var out any = events.APIGatewayV2HTTPResponse{StatusCode: a.status, Headers: a.header, Body: string(a.body)}
	if rest {
		out = events.APIGatewayProxyResponse{StatusCode: a.status, Headers: a.header, Body: string(a.body)}
	}
	raw, err := json.Marshal(out)
	return raw, fault.Wrap("slackbot.Lambda", err)
}

// Invoke implements Lambda's Handler: Lambda without what lambda.Start does for a
// function, which is to read the event and write the answer once more.
func (b *Bot) Invoke(ctx context.Context, event []byte) ([]byte, error) { return b.Lambda(ctx, event) }

// gateway is what the three payloads have between them. HTTP APIs and Function
// URLs send version 2.0, with lower-case header names; REST APIs send header names
// as they came, once or several times each.
type gateway struct {
	RawPath        string `json:"rawPath"`
	RawQuery       string `json:"rawQueryString"`
	RequestContext struct {
		RequestID string `json:"requestId"`
		HTTP      struct {
			Method string `json:"method"`
		} `json:"http"`
	} `json:"requestContext"`

	Path       string            `json:"path"`
	HTTPMethod string            `json:"httpMethod"`
	Query      map[string]string `json:"queryStringParameters"`

	Headers      map[string]string   `json:"headers"`
	MultiHeaders map[string][]string `json:"multiValueHeaders"`
	Cookies      []string            `json:"cookies"` // of version 2.0, which has no header for them
	Body         string              `json:"body"`
	Base64       bool                `json:"isBase64Encoded"`
}

func decodeGateway(payload []byte) (h hit, rest bool, err error) {
	const op = "slackbot.decodeGateway"
	var g gateway
	if err := json.Unmarshal(payload, &g); err != nil {
		return hit{}, false, fault.New(op, fault.Invalid, "not a gateway's payload")
	}
	rest = g.HTTPMethod != ""
	h = hit{id: g.RequestContext.RequestID, method: g.RequestContext.HTTP.Method, path: g.RawPath, header: http.Header{}, body: []byte(g.Body)}
	if rest {
		h.method, h.path, h.query = g.HTTPMethod, g.Path, url.Values{}
		for k, v := range g.Query {
			h.query.Set(k, v)
		}
	} else if h.query, err = url.ParseQuery(g.RawQuery); err != nil {
		return hit{}, rest, fault.New(op, fault.Invalid, "query")
	}
	if h.method == "" {
		return hit{}, rest, fault.New(op, fault.Invalid, "no method")
	}
	for k, values := range g.MultiHeaders {
		for _, v := range values {
			h.header.Add(k, v)
		}
	}
	for k, v := range g.Headers {
		h.header.Set(k, v)
	}
	if len(g.Cookies) > 0 {
		h.header.Set("Cookie", strings.Join(g.Cookies, "; "))
	}
	if g.Base64 {
		if h.body, err = base64.StdEncoding.DecodeString(g.Body); err != nil {
			return hit{}, rest, fault.New(op, fault.Invalid, "base64")
		}
	}
	return h, rest, nil
}
