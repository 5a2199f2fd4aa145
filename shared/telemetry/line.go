package telemetry

import (
	"context"
	"log/slog"
	"math"
	"time"
)

// Request is what came of one request of a person's, whatever the channel.
type Request struct {
	At      time.Time // when it was answered
	Intent  string    // one of the catalogue's, which are few; "" is none
	Outcome Outcome
	Took    time.Duration
	Cost    *Cost // nil is nothing
}

// Log writes the line, with the ids of the context. Its channel is one of the
// dimensions, so the context must have one.
func (r Request) Log(ctx context.Context, log *slog.Logger, attrs ...slog.Attr) {
	if r.Intent == "" {
		r.Intent = "none"
	}
	level := slog.LevelInfo
	if r.Outcome == Apologized {
		level = slog.LevelWarn
	}
	w := writing{line: RequestLine, at: r.At, plain: r.Outcome == Deferred}
	w.attrs, w.flags = w.room[:0], w.marks[:0]
	w.add(slog.String(DimensionIntent, r.Intent), slog.String("outcome", string(r.Outcome)))
	w.add(attrs...)
	w.flag(MetricRequests, true)
	w.flag(MetricNotUnderstood, r.Outcome == NotUnderstood)
	w.flag(MetricNothingFound, r.Outcome == NothingFound)
	w.flag(MetricApologies, r.Outcome == Apologized)
	w.flag(MetricQuestions, r.Outcome == Asked)
	w.flag(MetricRefusals, r.Outcome == Refused)
	w.flag(MetricDuplicates, r.Outcome == Duplicate)
	w.figure(MetricTimeToAnswer, millis(r.Took))
	w.cost(r.Cost)
	w.write(ctx, log, level, "request")
}

// Job is what came of one piece of the worker's work.
type Job struct {
	At      time.Time
	Sort    string // call, event, interaction, posts
	Outcome Outcome
	// Age is how long it lay in the queue, since it could have been begun.
	Age     time.Duration
	Retries int // deliveries before this one
	Took    time.Duration
	Cost    *Cost
}

// Log writes the line.
func (j Job) Log(ctx context.Context, log *slog.Logger, attrs ...slog.Attr) {
	w := writing{line: JobLine, at: j.At}
	w.attrs, w.flags = w.room[:0], w.marks[:0]
	w.add(slog.String("sort", j.Sort), slog.String("outcome", string(j.Outcome)))
	w.add(attrs...)
	w.add(slog.Float64("took_ms", millis(j.Took)))
	w.figure(MetricQueueAge, millis(max(j.Age, 0)))
	w.figure(MetricQueueRetries, float64(max(j.Retries, 0)))
	w.cost(j.Cost)
	level := slog.LevelInfo
	if j.Outcome == Again || j.Outcome == Unusable {
		level = slog.LevelWarn
	}
	w.write(ctx, log, level, "job")
}

// Picture is what came of a request for a picture.
type Picture struct {
	At      time.Time
	Outcome Outcome
	Took    time.Duration
	Cost    *Cost
}

// Log writes the line.
func (p Picture) Log(ctx context.Context, log *slog.Logger, attrs ...slog.Attr) {
	level := slog.LevelInfo
	if p.Outcome == Failed {
		level = slog.LevelError
	}
	good := p.Outcome == Served || p.Outcome == Missing || p.Outcome == Failed
	w := writing{line: PictureLine, at: p.At, plain: !good}
	w.attrs, w.flags = w.room[:0], w.marks[:0]
	w.add(slog.String("outcome", string(p.Outcome)))
	w.add(attrs...)
	w.add(slog.Float64("took_ms", millis(p.Took)))
	w.flag(MetricPicturesServed, p.Outcome == Served)
	w.flag(MetricPicturesMissing, p.Outcome != Served)
	w.cost(p.Cost)
	w.write(ctx, log, level, "image")
}

// Refusal is a request that was turned away before anybody looked at what it wants:
// it was not signed, or not for us.
type Refusal struct {
	At time.Time
}

// Log writes the line as a warning, with the message it is given.
func (r Refusal) Log(ctx context.Context, log *slog.Logger, message string, attrs ...slog.Attr) {
	w := writing{line: RefusalLine, at: r.At}
	w.attrs, w.flags = w.room[:0], w.marks[:0]
	w.add(attrs...)
	w.flag(MetricRefusals, true)
	w.write(ctx, log, slog.LevelWarn, message)
}

// writing is a line while it is put together.
type writing struct {
	line  Line
	at    time.Time
	plain bool // no metric, wherever it is written
	attrs []slog.Attr
	flags []flag

	room  [32]slog.Attr // for attrs and flags, so that they need no memory of their own
	marks [12]flag
}

// flag is a figure that only a metric needs when it is 0, or that the outcome says
// as well.
type flag struct {
	name string
	n    int
	told bool // the outcome says it
}

func (w *writing) add(attrs ...slog.Attr) { w.attrs = append(w.attrs, attrs...) }

func (w *writing) flag(name string, set bool) {
	n := 0
	if set {
		n = 1
	}
	w.flags = append(w.flags, flag{name, n, true})
}

func (w *writing) figure(name string, value float64) {
	w.attrs = append(w.attrs, slog.Float64(name, value))
}

// cost adds what the table did. That it was not hard is said only where it is a
// metric.
func (w *writing) cost(c *Cost) {
	s := c.own()
	w.figure(MetricTableRequests, float64(s.usage.Requests))
	w.figure(MetricReadUnits, s.usage.ReadUnits)
	w.figure(MetricWriteUnits, s.usage.WriteUnits)
	w.flags = append(w.flags, flag{MetricTableThrottles, s.strain.Throttles, false}, flag{MetricTableRetries, s.strain.Retries, false})
}

// write hands the line to the logger. A line that is a metric is written on every
// level.
func (w *writing) write(ctx context.Context, log *slog.Logger, level slog.Level, message string) {
	h, ours := log.Handler().(*handler)
	metric := ours && h.metrics != nil && !w.plain && len(h.metrics.metrics[w.line]) > 0
	if !metric && !log.Enabled(ctx, level) {
		return
	}
	for _, f := range w.flags {
		if f.n > 0 && !f.told || metric && h.metrics.has(w.line, f.name) {
			w.attrs = append(w.attrs, slog.Int(f.name, f.n))
		}
	}
	if metric {
		w.attrs = append(w.attrs, h.metrics.aws(w.line, w.at))
	}
	record := slog.NewRecord(w.at, level, message, 0)
	record.AddAttrs(w.attrs...)
	_ = log.Handler().Handle(ctx, record) // as slog does: nobody is left to tell
}

// millis rounds to a microsecond, which is as exact as anybody reads it.
func millis(d time.Duration) float64 {
	return math.Round(float64(d)/float64(time.Microsecond)) / 1000
}
