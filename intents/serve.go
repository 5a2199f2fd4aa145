package intents

import "context"

// Handler answers a request. An error becomes words in one place, the apologize
// middleware.
type Handler interface {
	ServeIntent(ctx context.Context, r *Request) (*Reply, error)
}

// HandlerFunc is a function as a Handler.
type HandlerFunc func(ctx context.Context, r *Request) (*Reply, error)

// ServeIntent calls f.
func (f HandlerFunc) ServeIntent(ctx context.Context, r *Request) (*Reply, error) { return f(ctx, r) }

// Middleware wraps a Handler.
type Middleware func(Handler) Handler

// Decoder turns a channel's event into a Request. What is refused is an error: the
// channel answers it in its own form.
type Decoder[Event any] func(ctx context.Context, e Event) (*Request, error)

// Renderer turns a Reply into what the channel sends.
type Renderer[Wire any] func(ctx context.Context, r *Request, reply *Reply) (Wire, error)

// Serve is the road of one request as one function: what it returns is what
// lambda.Start takes.
func Serve[Event, Wire any](decode Decoder[Event], h Handler, render Renderer[Wire]) func(context.Context, Event) (Wire, error) {
	return func(ctx context.Context, e Event) (Wire, error) {
		var none Wire
		r, err := decode(ctx, e)
		if err != nil {
			return none, err
		}
		reply, err := h.ServeIntent(ctx, r)
		if err != nil {
			return none, err
		}
		return render(ctx, r, reply)
	}
}
