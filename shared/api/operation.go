package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// Auth says who may call an operation.
type Auth uint8

// Who may call.
const (
	// Member is a person with an access token, in a gallery: that of the path's
	// {gallery}, else of the query parameter gallery, else the one they chose.
	Member Auth = iota
	// Person is a person with an access token, and no gallery.
	Person
	// Open is everybody.
	Open
)

// Operation is one thing the API does: routing, the OpenAPI document, the checks of
// what comes in and the tests are all made of this value. [Does] gives it its work.
type Operation struct {
	ID      string // one lower-case word: "getphotos"
	Service Service
	Method  string
	Path    string // "/api/photos/{id}"; a {name} is one segment
	Summary string // one line
	Auth    Auth

	// Query are the parameters it takes beside gallery; any other is refused.
	Query []Parameter
	// Status is what it answers when all went well; 0 is 200, or 204 without a body.
	Status int
	// Also are other statuses below 400 that it sets by [Call.Status].
	Also []int
	// MaxBody is the most bytes of a request's body; 0 is 16 KiB.
	MaxBody int64
	// Limits are how often it may be called.
	Limits []Limit
	// RequireKey has a request without an Idempotency-Key refused. Who may change
	// things by a token may always send one.
	RequireKey bool
	// IfMatch has a request without If-Match refused. [Call.Version] tells what it
	// says.
	IfMatch bool
	// Cookie names the cookie it reads, for the document.
	Cookie string
	// Errors are the codes it answers with beside those that follow from the rest.
	Errors []Code

	in, out reflect.Type // nil is no body
	later   reflect.Type // what it answers by 202, in place of out; nil where it never does
	serve   func(ctx context.Context, c *Call, body []byte) (any, error)
	address func(body []byte) string // whom a body is about, for rate limits
}

// None is no body, coming in or going out.
type None struct{}

// addressed is a request that is about an e-mail address, which rate limits count.
type addressed interface{ addressee() string }

// Does gives an operation its work. In is its body as JSON, Out what it answers.
func Does[In, Out any](o Operation, serve func(ctx context.Context, c *Call, in In) (Out, error)) Operation {
	o.in, o.out = bodyType[In](), bodyType[Out]()
	o.serve = func(ctx context.Context, c *Call, body []byte) (any, error) {
		in, err := decode[In](body)
		if err != nil {
			return nil, err
		}
		return serve(ctx, c, in)
	}
	o.address = func(body []byte) string {
		in, _ := decode[In](body) // it was checked
		if a, ok := any(in).(addressed); ok {
			return strings.ToLower(strings.TrimSpace(a.addressee()))
		}
		return ""
	}
	return o
}

// DoesOrWill gives an operation its work, which may take longer than a request waits:
// where there is a Later it is answered in place of Out, by 202. Such an answer is not
// kept for an Idempotency-Key, since another follows.
func DoesOrWill[In, Out, Later any](o Operation, serve func(ctx context.Context, c *Call, in In) (Out, *Later, error)) Operation {
	o = Does(o, func(context.Context, *Call, In) (out Out, err error) { return out, err })
	o.later = bodyType[Later]()
	o.serve = func(ctx context.Context, c *Call, body []byte) (any, error) {
		in, err := decode[In](body)
		if err != nil {
			return nil, err
		}
		out, later, err := serve(ctx, c, in)
		if later != nil {
			c.Status(http.StatusAccepted)
			return later, err
		}
		return out, err
	}
	return o
}

func bodyType[T any]() reflect.Type {
	t := reflect.TypeFor[T]()
	if t == reflect.TypeFor[None]() {
		return nil
	}
	return t
}

// decode reads a body that was checked against the schema of its type.
func decode[In any](body []byte) (in In, err error) {
	if bodyType[In]() == nil {
		return in, nil
	}
	return in, fault.As("api.decode", fault.Invalid, json.NewDecoder(bytes.NewReader(body)).Decode(&in))
}

// Limits that follow from an operation.
const defaultBody = 16 << 10

func (o Operation) maxBody() int64 {
	if o.MaxBody == 0 {
		return defaultBody
	}
	return o.MaxBody
}

func (o Operation) status() int {
	switch {
	case o.Status != 0:
		return o.Status
	case o.out == nil:
		return http.StatusNoContent
	}
	return http.StatusOK
}

// changes reports whether an operation may change anything.
func (o Operation) changes() bool { return o.Method != http.MethodGet }

// keyed reports whether an operation takes an Idempotency-Key.
func (o Operation) keyed() bool { return o.changes() && o.Auth != Open }

// Limit is how often an operation may be called. It is counted in windows of Per that
// begin on the clock, so that at worst twice as many come within Per.
type Limit struct {
	By   By
	Most int
	Per  time.Duration
}

// By says what a Limit counts.
type By string

// What is counted.
const (
	ByIP      By = "ip"      // requests from one IPv4 address, or one /64 of IPv6
	ByAddress By = "address" // requests about one e-mail address
	ByPerson  By = "person"  // requests of one person
)
