package retention

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/telemetry"
)

// Bucket is where the objects of photos lie. A [blob.Store] is one.
type Bucket interface {
	Delete(ctx context.Context, key string) error
}

// Config is what a sweep is made of.
type Config struct {
	Galleries *gallery.Galleries // needed
	Blobs     Bucket             // of the photos' objects; needed
	Now       func() time.Time   // needed
	Log       *slog.Logger       // needed
}

// Report is what a sweep has removed.
type Report struct {
	Galleries int // that had something due and are done with it
	Photos    int // deleted for good since their time in the trash was over
	Leftovers int // deleted before, whose objects had been left

	Unfinished bool // its time was over before all was done
}

// margin is what a sweep leaves of its time: to end what it is at, and to say so.
const margin = 10 * time.Second

// Sweep removes what is due, writes a line of what it removed, and tells it. Where one
// thing can't be removed the others are gone on with; the first error says why, and the
// next sweep tries again. A sweep for which there is not enough time stops 10 seconds
// before ctx ends, which is no error: another goes on there.
func Sweep(ctx context.Context, c Config) (Report, error) {
	const op = "retention.Sweep"
	began := c.Now()
	ctx, cost := telemetry.Track(ctx)
	s := sweep{Config: c}
	unfinished, err := s.run(ctx)
	line := telemetry.Sweep{
		At: began, Galleries: int(s.galleries.Load()), Photos: int(s.photos.Load()), Leftovers: int(s.leftovers.Load()),
		Outcome: telemetry.Done, Took: c.Now().Sub(began), Cost: cost,
	}
	switch {
	case err != nil:
		line.Outcome = telemetry.Failed
		line.Log(ctx, c.Log, slog.String("fault", fault.Of(err).String()))
	case unfinished:
		line.Outcome = telemetry.Again
		line.Log(ctx, c.Log)
	default:
		line.Log(ctx, c.Log)
	}
	return Report{Galleries: line.Galleries, Photos: line.Photos, Leftovers: line.Leftovers, Unfinished: unfinished}, fault.Wrap(op, err)
}

// sweep is one that is under way.
type sweep struct {
	Config
	galleries, photos, leftovers atomic.Int64
}

// run removes all that is due, or as much as there is time for.
func (s *sweep) run(ctx context.Context) (unfinished bool, err error) {
	if end, ok := ctx.Deadline(); ok {
		sooner, cancel := context.WithDeadline(ctx, end.Add(-margin))
		defer cancel()
		ctx = sooner
	}
	err = s.Galleries.Due(ctx, s.gallery)
	switch end := ctx.Err(); { // whatever failed on the way there
	case fault.Is(end, fault.Timeout):
		return true, nil
	case end != nil:
		return true, end
	}
	return false, err
}

// gallery removes what is due in one gallery.
func (s *sweep) gallery(ctx context.Context, g *gallery.Gallery) error {
	n, err := g.EmptyTrash(ctx, s.remove)
	s.photos.Add(int64(n))
	if err == nil {
		n, err = g.Leftovers(ctx, s.remove)
		s.leftovers.Add(int64(n))
	}
	if err == nil {
		s.galleries.Add(1)
	}
	return err
}

// remove removes the objects of a photo.
func (s *sweep) remove(ctx context.Context, o gallery.Objects) error {
	for _, key := range o.Keys() {
		if err := s.Blobs.Delete(ctx, key); err != nil {
			return err
		}
	}
	return nil
}
