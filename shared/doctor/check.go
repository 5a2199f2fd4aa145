package doctor

import (
	"context"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Bucket is where the objects of photos lie. A [blob.Store] is one.
type Bucket interface {
	List(ctx context.Context, prefix string, from blob.Cursor, limit int) (blob.Page, error)
	Delete(ctx context.Context, key string) error
}

// Config is what a doctor is given.
type Config struct {
	Gallery *gallery.Gallery // needed; in the role of an editor at least for Repair
	Blobs   Bucket           // needed
	Now     func() time.Time // needed
	// Redevelop makes what is shown of a photo anew from its original, and notes it; nil
	// where nobody can.
	Redevelop func(context.Context, gallery.Photo) error
	// Found is told of each finding, one after the other; nil where nobody asks.
	Found func(Finding)
	// Progress is told how many photos of how many were looked at; nil where nobody asks.
	Progress func(done, of int)
}

const (
	// young is how old an object may be and yet be of a photo that is still being added.
	young = 24 * time.Hour
	// overdue is how long after its time a photo may be in the trash: the calendar has it
	// go within two days, and a sweep that failed is made again the day after.
	overdue = 4 * 24 * time.Hour
)

// Check looks at a gallery and its bucket, and changes nothing.
func Check(ctx context.Context, c Config) (Report, error) {
	r, err := examine(ctx, c, false)
	return r, fault.Wrap("doctor.Check", err)
}

// Repair looks at a gallery and its bucket, and mends what can be mended: half-made
// changes are finished, renditions remade, objects of no photo removed, and the trash
// emptied of what is overdue. What can't be mended is left as it is, and told.
func Repair(ctx context.Context, c Config) (Report, error) {
	if err := c.Gallery.MayChange(); err != nil {
		return Report{}, fault.Wrap("doctor.Repair", err)
	}
	r, err := examine(ctx, c, true)
	return r, fault.Wrap("doctor.Repair", err)
}

// examination is one look.
type examination struct {
	Config
	mend    bool
	report  Report
	of      int // photos there are, by the gallery's count
	bucket  *listing
	orphans []folder
	claimed map[string]bool // keys of photos that lie outside of their own folders
	overdue int
}

func examine(ctx context.Context, c Config, mend bool) (Report, error) {
	e := examination{
		Config: c, mend: mend, report: Report{Tallies: map[Sort]Tally{}}, claimed: map[string]bool{},
		bucket: &listing{bucket: c.Blobs, prefix: string(c.Gallery.ID()) + "/"},
	}
	for _, step := range []func(context.Context) error{e.finish, e.merge, e.settleOrphans, e.emptyTrash} {
		if err := step(ctx); err != nil {
			return e.report, err
		}
	}
	return e.report, nil
}

// found notes a finding and tells of it.
func (e *examination) found(f Finding) {
	t := e.report.Tallies[f.Sort]
	t.Found++
	t.Objects += f.Objects
	t.Bytes += f.Bytes
	if f.Mended {
		t.Mended++
	}
	e.report.Tallies[f.Sort] = t
	if e.Found != nil {
		e.Found(f)
	}
}

// finish finds changes that were left half made.
func (e *examination) finish(ctx context.Context) error {
	n, err := e.Gallery.Unfinished(ctx)
	if err != nil {
		return err
	}
	if n > 0 && e.mend {
		if _, err := e.Gallery.Repair(ctx); err != nil {
			return err
		}
	}
	for range n {
		e.found(Finding{Sort: Unfinished, Mended: e.mend})
	}
	return nil
}

// merge goes through the photos and the bucket side by side.
func (e *examination) merge(ctx context.Context) error {
	u, err := e.Gallery.Usage(ctx)
	if err != nil {
		return err
	}
	e.of = u.Photos + u.Trashed
	err = e.Gallery.Each(ctx, func(p gallery.Photo) error {
		if err := e.photo(ctx, p); err != nil {
			return err
		}
		e.report.Photos++
		if e.Progress != nil {
			e.Progress(e.report.Photos, max(e.of, e.report.Photos))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for {
		o, more, err := e.bucket.peek(ctx)
		if err != nil || !more {
			return err
		}
		e.orphan(o)
	}
}
