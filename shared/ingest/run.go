package ingest

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// batch is the most photos that are added together.
const batch = 512

// source gives inputs one after the other until it returns, give says no or ctx ends.
type source func(ctx context.Context, give func(input) bool) error

// run is the road of an import: inputs are prepared on all cores, and what is ready
// is added together. It returns when all is done, when ctx ends, or when the
// gallery or the bucket fails; what was ready by then is added if it can be.
func (in *Ingester) run(ctx context.Context, from source, total int, progress func(Progress)) (Report, error) {
	const op = "ingest.run"
	working, stop := context.WithCancel(ctx)
	defer stop()
	inputs, outputs := make(chan input), make(chan candidate, batch)
	var sourceErr error
	c := collector{in: in, progress: progress, at: Progress{Total: total}}
	go func() {
		defer close(inputs)
		sourceErr = from(working, func(i input) bool {
			if !c.turns.take(working, i.record.ID) {
				return false
			}
			select {
			case inputs <- i:
				c.received.Add(1)
				return true
			case <-working.Done():
				return false
			}
		})
	}()
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range inputs {
				if working.Err() == nil {
					outputs <- in.prepare(working, i)
				}
			}
		})
	}
	go func() {
		workers.Wait()
		close(outputs)
	}()

	for ready := range batches(outputs) {
		if err := c.take(context.WithoutCancel(ctx), ready); err != nil {
			stop()
			for range outputs { // let the workers end
			}
			return c.report, fault.Wrap(op, err)
		}
	}
	return c.report, fault.Wrap(op, errors.Join(ctx.Err(), sourceErr))
}

// batches gives what is ready, as much as is ready, at most a batch at once.
func batches(outputs <-chan candidate) func(func([]candidate) bool) {
	return func(yield func([]candidate) bool) {
		for first := range outputs {
			ready := []candidate{first}
			for more := true; more && len(ready) < batch; {
				select {
				case next, ok := <-outputs:
					if more = ok; ok {
						ready = append(ready, next)
					}
				default:
					more = false
				}
			}
			if !yield(ready) {
				return
			}
		}
	}
}

// collector adds what is ready and keeps the books.
type collector struct {
	in       *Ingester
	received atomic.Int64 // inputs that the workers have taken
	turns    turns
	progress func(Progress)
	at       Progress
	report   Report
}

func (c *collector) take(ctx context.Context, ready []candidate) error {
	var adding []candidate
	var photos []gallery.Photo
	for _, o := range ready {
		switch why, bad := errors.AsType[reason](o.err); {
		case bad:
			c.skip(o, string(why))
		case fault.Is(o.err, fault.Canceled):
			continue // it was not dealt with
		case fault.Is(o.err, fault.Invalid), fault.Is(o.err, fault.TooLarge):
			if err := c.in.room(ctx, o.photo, o.err); err != nil {
				return err
			}
			c.skip(o, gallerys(o.err))
		case o.err != nil:
			return o.err
		case o.there:
			c.there(o.photo, o.refined)
		default:
			adding, photos = append(adding, o), append(photos, o.photo)
		}
	}
	if len(photos) > 0 {
		results, err := c.in.Gallery.AddAll(ctx, photos)
		if err != nil {
			return err
		}
		var added []candidate
		for n, err := range results {
			if err := c.settle(ctx, adding[n], err); err != nil {
				return err
			}
			if err == nil {
				added = append(added, adding[n])
			}
		}
		if err := c.alike(ctx, added); err != nil {
			return err
		}
	}
	c.at.Refused = len(c.report.Skipped)
	c.at.Done = c.report.Added + c.report.There + c.report.Refined + c.at.Refused
	c.at.Received = max(int(c.received.Load()), c.at.Done)
	for _, o := range ready {
		c.at.Read = max(c.at.Read, o.read)
		c.turns.end(o.record.ID)
	}
	if c.progress != nil {
		c.progress(c.at)
	}
	return nil
}

// settle notes what the gallery said to a photo.
func (c *collector) settle(ctx context.Context, o candidate, err error) error {
	switch {
	case err == nil:
		c.report.Added++
		return nil
	case fault.Is(err, fault.Conflict): // the same came twice, or at the same time
		there, known, err := c.in.known(ctx, o.photo)
		if err == nil && known {
			there, o.refined, err = c.in.again(ctx, there, o)
		}
		if why, bad := errors.AsType[reason](err); bad {
			c.skip(o, string(why))
			return nil
		}
		if err != nil {
			return err
		}
		c.there(there, o.refined)
		return c.in.discard(ctx, o.photo)
	case fault.Is(err, fault.Invalid), fault.Is(err, fault.TooLarge):
		if err := c.in.room(ctx, o.photo, err); err != nil {
			return err
		}
		c.skip(o, gallerys(err))
		return nil
	}
	return err
}

// there notes a photo that the gallery has already.
func (c *collector) there(p gallery.Photo, refined bool) {
	if refined {
		c.report.Refined++
		return
	}
	c.report.There++
	if p.State == gallery.Trashed {
		c.report.Trashed++
	}
}

func (c *collector) skip(o candidate, why string) {
	c.report.Skipped = append(c.report.Skipped, Skip{File: o.record.File, Line: o.line, Reason: why})
}

// gallerys gives the gallery's own words for what is wrong.
func gallerys(err error) string { return cmp.Or(fault.Why(err), "the gallery does not take it") }
