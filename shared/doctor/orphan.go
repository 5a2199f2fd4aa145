package doctor

import (
	"context"
	"errors"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// folder is one in which objects of no photo lie.
type folder struct {
	name    string // "" is beside all folders
	objects int
	bytes   int64
}

// maxFolders is how many folders of nobody's are remembered. Those beyond are found the
// next time.
const maxFolders = 100_000

// orphan takes an object that is of no photo, as it seems so far.
func (e *examination) orphan(o object) {
	e.report.Objects++
	e.bucket.take()
	if o.Modified.After(e.Now().Add(-young)) {
		return
	}
	n := len(e.orphans)
	switch {
	case n > 0 && e.orphans[n-1].name == o.folder:
	case n == maxFolders:
		return
	default:
		e.orphans = append(e.orphans, folder{name: o.folder})
		n++
	}
	e.orphans[n-1].objects++
	e.orphans[n-1].bytes += o.Size
}

// settleOrphans tells of objects that are of no photo, now that all photos are known
// that there were, and removes them.
func (e *examination) settleOrphans(ctx context.Context) error {
	for _, f := range e.orphans {
		left, err := e.ofNobody(ctx, f)
		if err != nil {
			return err
		}
		if len(left) == 0 {
			continue // they have gone, or are some photo's after all
		}
		finding := Finding{Sort: Orphan, Photo: gallery.PhotoID(f.name), Objects: len(left)}
		for _, o := range left {
			finding.Bytes += o.Size
		}
		if e.mend {
			if err := e.removeOrphans(ctx, f, &finding); err != nil {
				return err
			}
		}
		e.found(finding)
	}
	return nil
}

// ofNobody gives the objects of a folder that are of no photo, as it is now.
func (e *examination) ofNobody(ctx context.Context, f folder) ([]blob.Listed, error) {
	var owned gallery.Objects
	p, err := e.Gallery.Standing(ctx, gallery.PhotoID(f.name), "")
	switch {
	case err == nil:
		owned = p.Objects
	case !fault.Is(err, fault.NotFound):
		return nil, err
	}
	list := listing{bucket: e.Blobs, prefix: e.bucket.prefix}
	if f.name != "" {
		list.prefix += f.name + "/"
	}
	var left []blob.Listed
	for len(left) < blob.MaxPage {
		o, more, err := list.peek(ctx)
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		list.take()
		inside := f.name != "" || o.folder == ""
		if inside && !has(owned, o.Key) && !e.claimed[o.Key] && !o.Modified.After(e.Now().Add(-young)) {
			left = append(left, o.Listed)
		}
	}
	return left, nil
}

// removeOrphans removes the objects of a folder that are of no photo. Where the photo is
// not there nobody may write any for it meanwhile.
func (e *examination) removeOrphans(ctx context.Context, f folder, told *Finding) error {
	remove := func(ctx context.Context) error {
		left, err := e.ofNobody(ctx, f)
		if err != nil {
			return err
		}
		var failed error
		for _, o := range left {
			if err := e.Blobs.Delete(ctx, o.Key); err != nil {
				failed = err
			}
		}
		return failed
	}
	err := e.Gallery.Disown(ctx, gallery.PhotoID(f.name), remove)
	if fault.Is(err, fault.Conflict) || fault.Is(err, fault.Invalid) { // the photo has objects beside its own; it is no photo's folder
		err = remove(ctx)
	}
	switch {
	case err == nil:
		told.Mended = true
	case ctx.Err() != nil, errors.Is(err, context.Canceled):
		return err
	default:
		told.Why = "The bucket does not let them be removed: try again, or look at its permissions."
	}
	return nil
}

// emptyTrash tells of photos that should have left the trash, and deletes them.
func (e *examination) emptyTrash(ctx context.Context) error {
	if e.overdue == 0 {
		return nil
	}
	f := Finding{Sort: Overdue}
	if e.mend {
		_, err := e.Gallery.EmptyTrash(ctx, func(ctx context.Context, o gallery.Objects) error {
			for _, key := range o.Keys() {
				if err := e.Blobs.Delete(ctx, key); err != nil {
					return err
				}
			}
			return nil
		})
		if ctx.Err() != nil {
			return err
		}
		if f.Mended = err == nil; !f.Mended {
			f.Why = "The trash could not be emptied: try again."
		}
	}
	for range e.overdue {
		e.found(f)
	}
	return nil
}
