package intents

import (
	"cmp"
	"context"
	"log/slog"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/telemetry"
)

// idsOf are the ids in each line about a request. The Home tab, say, is a channel of
// its own for the conversation, and a surface of Slack for who counts requests.
func idsOf(r *Request) telemetry.IDs {
	ids := telemetry.IDs{Channel: string(cmp.Or(r.Identity.Channel, r.Channel)), Request: r.ID}
	if ids.Channel != string(r.Channel) {
		ids.Surface = string(r.Channel)
	}
	return ids
}

// record is what the steps beneath tell the log.
type record struct {
	gallery   gallery.ID // of who asks, once that is known
	cause     error      // what was apologized for
	duplicate bool       // the request came before
}

type recordKey struct{}

// recordOf gives the record of a request. Where nobody logs it is one that nobody
// reads.
func recordOf(ctx context.Context) *record {
	if rec, ok := ctx.Value(recordKey{}).(*record); ok {
		return rec
	}
	return new(record)
}

// logger writes one line for each request: nothing that was said, and no token.
func (rt *Router) logger(next Handler) Handler {
	return HandlerFunc(func(ctx context.Context, r *Request) (reply *Reply, err error) {
		start := rt.Now()
		tracked, cost := telemetry.Track(ctx)
		rec := new(record)
		defer func() {
			end := rt.Now()
			line := telemetry.Request{At: end, Outcome: outcome(r, reply, rec), Took: end.Sub(start), Cost: cost}
			line.Intent = string(rt.intentOf(r, reply))
			line.Log(ctx, rt.Log, details(reply, cmp.Or(err, rec.cause), rec)...)
		}()
		return next.ServeIntent(context.WithValue(tracked, recordKey{}, rec), r)
	})
}

// intentOf is the intent that was answered, or that the channel said. It is one of
// the catalogue's, or "": what it counts must be few.
func (rt *Router) intentOf(r *Request, reply *Reply) Name {
	name := r.Intent
	if reply != nil && reply.Intent != "" {
		name = reply.Intent
	}
	if _, ok := rt.answers[name]; !ok {
		return ""
	}
	return name
}

// outcome says in one word what came of a request. No reply is a panic or an error,
// which become an apology.
func outcome(r *Request, reply *Reply, rec *record) telemetry.Outcome {
	switch {
	case rec.duplicate:
		return telemetry.Duplicate
	case reply == nil:
		return telemetry.Apologized
	}
	switch reply.Kind {
	case Asked:
		return telemetry.Asked
	case NotHeard:
		return telemetry.NotUnderstood
	case Nothing:
		return telemetry.NothingFound
	case Connect:
		if reply.Intent == SignIn {
			return telemetry.Answered
		}
		return telemetry.Refused
	case Silence:
		return telemetry.Duplicate // a button pressed twice
	case Apology:
		return apologized(r, rec.cause)
	case Found, Told, Farewell, SharedWith:
	}
	return telemetry.Answered
}

// apologized tells a failure of ours from what is none: somebody may not see what
// they ask for, or the time is up where others have more of it.
func apologized(r *Request, cause error) telemetry.Outcome {
	switch kind := fault.Of(cause); {
	case cause == nil:
		return telemetry.Apologized
	case kind == fault.Denied, kind == fault.Unauthenticated:
		return telemetry.Refused
	case r.Defers && (kind == fault.Timeout || kind == fault.Canceled):
		return telemetry.Deferred
	}
	return telemetry.Apologized
}

// details are what more the line says. An error's text holds nothing personal, by
// fault's rule.
func details(reply *Reply, cause error, rec *record) []slog.Attr {
	attrs := make([]slog.Attr, 0, 6)
	if rec.gallery != "" {
		attrs = append(attrs, slog.String("gallery", string(rec.gallery)))
	}
	switch {
	case reply != nil:
		attrs = append(attrs, slog.String("kind", string(reply.Kind)), slog.Int("photos", len(reply.Photos)))
	case cause == nil:
		return append(attrs, slog.String("kind", string(Apology)), slog.String("fault", "panic"))
	default:
		attrs = append(attrs, slog.String("kind", string(Apology)))
	}
	if cause != nil {
		attrs = append(attrs, slog.String("fault", fault.Of(cause).String()), slog.String("cause", cause.Error()))
	}
	return attrs
}
