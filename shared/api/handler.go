package api

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/gateway"
	"shoebox/shared/telemetry"
)

// handler serves some of the operations.
type handler struct {
	*API
	routes  *routes
	all     *routes // those of other functions as well
	schemas *schemas
}

// Handler serves these services alone; all that the Config is enough for when none
// is named. It panics on a service that lacks a part it needs, since that is a
// mistake of the program's setup.
func (a *API) Handler(services ...Service) http.Handler {
	h := &handler{API: a, schemas: newSchemas()}
	if len(services) == 0 {
		services = slices.DeleteFunc(Services(), func(s Service) bool { return a.lacks(s) != "" })
	}
	for _, s := range services {
		if part := a.lacks(s); part != "" {
			panic("api: " + string(s) + " needs " + part)
		}
	}
	var served []Operation
	for _, o := range a.operations {
		if slices.Contains(services, o.Service) {
			served = append(served, o)
			if o.in != nil {
				h.schemas.of(o.in) // now, so that no two requests make it at once
			}
		}
	}
	h.routes, h.all = newRoutes(served), newRoutes(a.operations)
	return h
}

// answer is what is sent.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// ServeHTTP answers one request: always, and where something goes wrong with a
// Problem.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := &exchange{handler: h, started: h.Now(), id: gateway.RequestID(r.Context())}
	if x.id == "" {
		x.id = rand.Text()
	}
	ctx := telemetry.WithIDs(r.Context(), telemetry.IDs{Channel: "web", Request: x.id})
	ctx, x.cost = telemetry.Track(ctx)
	answered := x.answer(ctx, r.WithContext(ctx))
	header := w.Header()
	maps.Copy(header, answered.header)
	guard(header)
	header.Set("X-Request-Id", x.id)
	w.WriteHeader(answered.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(answered.body)
	}
	x.report(ctx, answered)
}

// guard says to browsers that an answer is data, and nobody's but who asked.
func guard(header http.Header) {
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	header.Set("Referrer-Policy", "no-referrer")
	if header.Get("Cache-Control") == "" {
		header.Set("Cache-Control", "no-store")
	}
}

// answer gives what is sent, in the one order in which a request is looked at. A
// panic is answered like a failure.
func (x *exchange) answer(ctx context.Context, r *http.Request) (a answer) {
	call := &Call{At: x.started, request: r, header: http.Header{}}
	defer func() {
		if p := recover(); p != nil {
			telemetry.Panic(ctx, x.Log, p)
			a = x.refuse(call, fault.New("api.Handler", fault.Internal, "panicked"))
		}
	}()
	o, methods := x.routes.find(r)
	if o == nil && methods == nil {
		_, methods = x.all.find(r) // a path of another function tells what may be done there
	}
	switch {
	case o == nil && methods == nil:
		return x.refuse(call, &refusal{code: NotFound})
	case o == nil:
		call.header.Set("Allow", strings.Join(methods, ", "))
		return x.refuse(call, &refusal{code: NotAllowed})
	}
	x.operation = o
	for _, step := range []func(context.Context, *Call) error{x.sameOrigin, x.limitCaller, x.arrive, x.parameters, x.enter, x.limitPerson, x.read, x.limitAddress, x.precondition} {
		if err := step(ctx, call); err != nil {
			return x.refuse(call, err)
		}
	}
	return x.once(ctx, call, func() answer { return x.work(ctx, call) })
}

// sameOrigin refuses what a page of somebody else's has a browser send.
func (x *exchange) sameOrigin(_ context.Context, c *Call) error {
	if err := x.foreign.Check(c.request); err != nil {
		return &refusal{code: CrossOrigin, err: err}
	}
	return nil
}

// parameters reads the query.
func (x *exchange) parameters(_ context.Context, c *Call) (err error) {
	c.parameters, err = x.operation.query(c.request)
	return err
}

// read reads the body.
func (x *exchange) read(_ context.Context, c *Call) (err error) {
	x.body, err = x.handler.body(c.request, x.operation)
	return err
}

// precondition wants an If-Match where one is needed.
func (x *exchange) precondition(_ context.Context, c *Call) error {
	if x.operation.IfMatch && c.request.Header.Get("If-Match") == "" {
		return &refusal{code: NoPrecondition, parameter: "If-Match"}
	}
	return nil
}

// work has the operation do its work.
func (x *exchange) work(ctx context.Context, c *Call) answer {
	out, err := x.operation.serve(ctx, c, x.body)
	if err != nil {
		return x.refuse(c, err)
	}
	a := answer{status: x.operation.status(), header: c.header}
	if c.status != 0 {
		a.status = c.status
	}
	if x.operation.out == nil {
		return a
	}
	if a.body, err = json.Marshal(out); err != nil {
		return x.refuse(c, fault.As("api.Handler", fault.Internal, err))
	}
	a.header.Set("Content-Type", "application/json")
	if c.version == 0 {
		return a
	}
	tag := etag(c.version, a.body)
	a.header.Set("ETag", tag)
	if x.operation.changes() {
		return a
	}
	a.header.Set("Cache-Control", "private, no-cache")
	if fresh(c.request, tag) {
		a.status, a.body = http.StatusNotModified, nil
		a.header.Del("Content-Type")
	}
	return a
}

// refuse answers with a problem.
func (x *exchange) refuse(c *Call, err error) answer {
	p := problemOf(err, x.id)
	x.err, x.code = err, p.Code
	header := http.Header{}
	for _, name := range []string{"Allow", "Retry-After", "Www-Authenticate", "Set-Cookie"} {
		if values := c.header.Values(name); values != nil {
			header[name] = values
		}
	}
	return p.answer(header)
}
