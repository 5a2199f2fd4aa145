package api

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"shoebox/shared/telemetry"
)

// exchange is one request with what becomes of it.
type exchange struct {
	*handler
	id        string
	started   time.Time
	cost      *telemetry.Cost
	operation *Operation
	body      []byte
	replayed  bool // the answer is one of before
	err       error
	code      Code // of what went wrong
}

// report logs one line about a request: never what was sent, nor who sent it.
func (x *exchange) report(ctx context.Context, a answer) {
	now := x.Now()
	line := telemetry.Request{At: now, Outcome: x.outcome(a.status), Took: now.Sub(x.started), Cost: x.cost}
	attrs := []slog.Attr{slog.Int("status", a.status)}
	if o := x.operation; o != nil {
		line.Intent = string(o.Service)
		attrs = append(attrs, slog.String("operation", o.ID))
	}
	if x.code != "" {
		attrs = append(attrs, slog.String("code", string(x.code)))
	}
	if a.status >= http.StatusInternalServerError {
		attrs = append(attrs, slog.String("cause", x.err.Error()))
	}
	line.Log(ctx, x.Log, attrs...)
}

// outcome says what came of a request.
func (x *exchange) outcome(status int) telemetry.Outcome {
	switch {
	case x.replayed:
		return telemetry.Duplicate
	case status >= http.StatusInternalServerError:
		return telemetry.Apologized
	case status >= http.StatusBadRequest:
		return telemetry.Refused
	}
	return telemetry.Answered
}
