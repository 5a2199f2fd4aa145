package intents

import (
	"context"
	"time"

	"shoebox/shared/account"
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

// identify finds out who is asking. Nobody known is told how to connect, unless
// they only want to leave.
func (rt *Router) identify(next Handler) Handler {
	return HandlerFunc(func(ctx context.Context, r *Request) (*Reply, error) {
		const op = "intents.identify"
		actor, err := rt.Accounts.Identify(ctx, r.Identity)
		switch {
		case fault.Is(err, fault.Unauthenticated) && (r.Intent == Stop || r.Intent == Cancel):
			return goodbye(r.Intent), nil
		case fault.Is(err, fault.Unauthenticated):
			return connect(r.Intent), nil
		case err != nil:
			return nil, fault.Wrap(op, err)
		}
		known := *r
		known.Actor = actor
		recordOf(ctx).gallery = actor.Membership.Gallery
		known.Zone = zoneOf(ctx, r, actor)
		if known.Locale == "" {
			known.Locale = actor.Locale
		}
		return next.ServeIntent(ctx, &known)
	})
}

// zoneOf is where an actor is: what they set goes before where the channel finds
// them, and that before what it takes them to be.
func zoneOf(ctx context.Context, r *Request, actor account.Actor) *time.Location {
	if zone, err := time.LoadLocation(actor.Zone); err == nil && actor.Zone != "" {
		return zone
	}
	if r.Locate != nil {
		if zone := r.Locate(ctx); zone != nil {
			return zone
		}
	}
	return r.Zone
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
