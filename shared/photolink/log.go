package photolink

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/telemetry"
)

// shown is one request as the log tells of it.
type shown struct {
	method  string
	target  Target // zero of a link that is not good
	err     error
	started time.Time
	cost    *telemetry.Cost
}

// report logs one line about a request: never the token, nor who is in the picture.
func (h *Handler) report(ctx context.Context, w *watched, s shown) {
	now := h.Now()
	attrs := make([]slog.Attr, 0, 8)
	attrs = append(attrs, slog.String("method", s.method), slog.Int("status", w.status))
	if s.target.Gallery != "" {
		attrs = append(attrs, slog.String("gallery", string(s.target.Gallery)),
			slog.String("rendition", s.target.Rendition.String()), slog.String("audience", s.target.Audience.String()))
	}
	if s.err != nil {
		attrs = append(attrs, slog.String("fault", fault.Of(s.err).String()))
	}
	if w.status >= http.StatusInternalServerError {
		attrs = append(attrs, slog.String("cause", s.err.Error()))
	}
	picture := telemetry.Picture{At: now, Outcome: w.outcome(s.target), Took: now.Sub(s.started), Cost: s.cost}
	picture.Log(ctx, h.Log, attrs...)
}

// watched remembers what was sent.
type watched struct {
	http.ResponseWriter
	status      int
	pictureless bool // a placeholder, for a photo without a file
}

// WriteHeader implements http.ResponseWriter.
func (w *watched) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// outcome says what came of a request, by what it asked for and what was sent.
func (w *watched) outcome(t Target) telemetry.Outcome {
	switch {
	case w.pictureless:
		return telemetry.Missing
	case w.status < http.StatusBadRequest:
		return telemetry.Served
	case w.status >= http.StatusInternalServerError:
		return telemetry.Failed
	}
	switch w.status {
	case http.StatusNotFound:
		if t != (Target{}) {
			return telemetry.Missing
		}
	case http.StatusGone:
		return telemetry.Expired
	}
	return telemetry.Refused // no link of ours, or not asked for a picture
}
