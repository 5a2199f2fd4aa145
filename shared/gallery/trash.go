package gallery

import (
	"context"
	"time"

	"shoebox/shared/fault"
)

// Trash takes a photo out of every answer but those about the trash. One that is
// there already stays as it is.
func (g *Gallery) Trash(ctx context.Context, id PhotoID) (Photo, error) {
	const op = "gallery.Trash"
	p, err := g.change(ctx, op, id, func(p Photo) (Photo, error) {
		if p.State != Trashed {
			p.State, p.TrashedAt = Trashed, g.all.now().UTC().Truncate(time.Second)
		}
		return p, nil
	})
	return p, fault.Wrap(op, err)
}

// Restore takes a photo out of the trash. One that is not there stays as it is.
// TooLarge while the gallery holds more than its quota.
func (g *Gallery) Restore(ctx context.Context, id PhotoID) (Photo, error) {
	const op = "gallery.Restore"
	p, err := g.change(ctx, op, id, func(p Photo) (Photo, error) {
		if p.State == Trashed && p.Bytes > 0 {
			done, err := g.reserve(ctx, 0, true)
			if err != nil {
				return Photo{}, err
			}
			done()
		}
		p.State, p.TrashedAt = Live, time.Time{}
		return p, nil
	})
	return p, fault.Wrap(op, err)
}

// Delete removes a photo for good and returns it, so that its objects can be
// removed. It must be in the trash, else it is a Conflict.
func (g *Gallery) Delete(ctx context.Context, id PhotoID) (Photo, error) {
	const op = "gallery.Delete"
	if err := g.mayChange(op); err != nil {
		return Photo{}, err
	}
	if !identifier(string(id)) {
		return Photo{}, fault.New(op, fault.NotFound, "no such photo")
	}
	if err := g.repairOld(ctx); err != nil {
		return Photo{}, fault.Wrap(op, err)
	}
	var last *stored // what an earlier attempt was to delete
	for attempt := range attempts {
		before, err := g.settled(ctx, id)
		switch {
		case fault.Is(err, fault.NotFound) && last != nil:
			return last.Photo, nil // deleted after all, when the answer was lost, or by another
		case err != nil:
			return Photo{}, fault.Wrap(op, err)
		case before.State != Trashed:
			return Photo{}, fault.New(op, fault.Conflict, "the photo is not in the trash")
		}
		err = g.commit(ctx, []change{{before: &before}}, nil)
		if err == nil {
			return before.Photo, nil
		}
		if !fault.Is(err, fault.Conflict) {
			return Photo{}, fault.Wrap(op, err)
		}
		last = &before
		if err := pause(ctx, attempt); err != nil {
			return Photo{}, fault.Wrap(op, err)
		}
	}
	return Photo{}, fault.New(op, fault.Conflict, "too many changes at once")
}
