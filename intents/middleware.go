package intents

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// recoverer turns a panic, and an error that nobody apologized for, into a reply.
func (rt *Router) recoverer(next Handler) Handler {
	return HandlerFunc(func(ctx context.Context, r *Request) (reply *Reply, err error) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			// The value may hold what was said: its type and the stack tell enough.
			rt.Log.ErrorContext(ctx, "panic", "id", r.ID, "channel", r.Channel, "type", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			reply, err = apology(fault.Internal), nil
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

// logger writes one line for each request: nothing that was said, and no token.
func (rt *Router) logger(next Handler) Handler {
	return HandlerFunc(func(ctx context.Context, r *Request) (reply *Reply, err error) {
		start := rt.Now()
		ctx, tracker := table.Track(ctx)
		var cause error
		ctx = context.WithValue(ctx, causeKey{}, &cause)
		defer func() {
			used := tracker.Usage()
			line := []slog.Attr{
				slog.String("id", r.ID), slog.String("channel", string(r.Channel)),
				slog.Duration("duration", rt.Now().Sub(start).Round(time.Microsecond)),
				slog.Int("requests", used.Requests), slog.Float64("rcu", used.ReadUnits), slog.Float64("wcu", used.WriteUnits),
			}
			line, level := append(line, outcome(reply, cmp.Or(err, cause))...), slog.LevelInfo
			if reply == nil || reply.Kind == Apology {
				level = slog.LevelWarn
			}
			rt.Log.LogAttrs(ctx, level, "request", line...)
		}()
		return next.ServeIntent(ctx, r)
	})
}

// causeKey leads from apologize to the log: a *error.
type causeKey struct{}

// outcome says what came of a request; no reply and no error is a panic. An
// error's text holds nothing personal, by fault's rule.
func outcome(reply *Reply, err error) []slog.Attr {
	var attrs []slog.Attr
	switch {
	case reply != nil:
		attrs = append(attrs, slog.String("intent", string(reply.Intent)), slog.String("kind", string(reply.Kind)), slog.Int("photos", len(reply.Photos)))
	case err != nil:
		attrs = append(attrs, slog.String("kind", string(Apology)))
	default:
		attrs = append(attrs, slog.String("kind", string(Apology)), slog.String("fault", "panic"))
	}
	if err != nil {
		attrs = append(attrs, slog.String("fault", fault.Of(err).String()), slog.String("cause", err.Error()))
	}
	return attrs
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
		if cause, ok := ctx.Value(causeKey{}).(*error); ok {
			*cause = err
		}
		return sorry, nil
	})
}
