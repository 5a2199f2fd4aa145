package intents

import (
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/telemetry"
)

// recoverer turns a panic, and an error that nobody apologized for, into a reply.
func (rt *Router) recoverer(next Handler) Handler {
	return HandlerFunc(func(ctx context.Context, r *Request) (reply *Reply, err error) {
		ctx = telemetry.WithIDs(ctx, idsOf(r))
		defer func() {
			if p := recover(); p != nil {
				telemetry.Panic(ctx, rt.Log, p)
				reply, err = apology(fault.Internal), nil
			}
		}()
		reply, err = next.ServeIntent(ctx, r)
		switch {
		case err != nil:
			return apology(fault.Of(err)), nil
		case reply == nil:
			return apology(fault.Internal), nil
		}
		return reply, nil
	})
}

// apologize turns a fault into a kind sentence with a way on.
func (rt *Router) apologize(next Handler) Handler {
	return HandlerFunc(func(ctx context.Context, r *Request) (*Reply, error) {
		reply, err := next.ServeIntent(ctx, r)
		if err == nil {
			return reply, nil
		}
		sorry := apology(fault.Of(err))
		sorry.Intent, sorry.State = r.Intent, r.State
		recordOf(ctx).cause = err
		return sorry, nil
	})
}
