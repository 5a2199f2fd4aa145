package telemetry

import (
	"context"
	"log/slog"
	"time"
)

// Sweep is what was removed because its time was over.
type Sweep struct {
	At        time.Time
	Galleries int // that had something to remove
	Photos    int // deleted for good since their time in the trash was over
	Leftovers int // deleted before, whose objects had been left
	Outcome   Outcome
	Took      time.Duration
	Cost      *Cost
}

// Log writes the line.
func (s Sweep) Log(ctx context.Context, log *slog.Logger, attrs ...slog.Attr) {
	w := writing{line: SweepLine, at: s.At}
	w.attrs, w.flags = w.room[:0], w.marks[:0]
	w.add(slog.String("outcome", string(s.Outcome)), slog.Int("galleries", s.Galleries))
	w.add(attrs...)
	w.add(slog.Float64("took_ms", millis(s.Took)))
	w.figure(MetricPhotosSwept, float64(s.Photos))
	w.figure(MetricLeftoversSwept, float64(s.Leftovers))
	w.flag(MetricSweepsFailed, s.Outcome == Failed)
	w.cost(s.Cost)
	level := slog.LevelInfo
	if s.Outcome == Failed {
		level = slog.LevelError
	}
	w.write(ctx, log, level, "sweep")
}
