package telemetry

import (
	"context"
	"io"
	"log/slog"
)

// NewLogger makes a logger that writes JSON lines to w, each with the ids of its
// context.
func NewLogger(w io.Writer, level slog.Leveler) *slog.Logger {
	return slog.New(&handler{Handler: slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: guard})})
}

// NewMetricLogger makes a logger like NewLogger's whose lines about requests, jobs
// and pictures are metrics of that size, too, kept in a namespace of CloudWatch's.
// Those are written on every level: who wants few lines still wants to know whether
// it works.
func NewMetricLogger(w io.Writer, level slog.Leveler, size Size, namespace string) *slog.Logger {
	h := &handler{Handler: slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: guard})}
	if size != Off {
		h.metrics = newDirectives(size, namespace)
	}
	return slog.New(h)
}

// handler adds ids to each line. Those of one logger and all made of it share their
// metrics.
type handler struct {
	slog.Handler
	metrics *directives // nil makes none
}

// Handle implements slog.Handler.
func (h *handler) Handle(ctx context.Context, r slog.Record) error {
	var attrs [maxIDs]slog.Attr
	r.AddAttrs(appendIDs(ctx, attrs[:0])...)
	return h.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &handler{h.Handler.WithAttrs(attrs), h.metrics}
}

// WithGroup implements slog.Handler.
func (h *handler) WithGroup(name string) slog.Handler {
	return &handler{h.Handler.WithGroup(name), h.metrics}
}
