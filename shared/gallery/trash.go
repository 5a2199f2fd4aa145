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
		if p.State == Trashed {
			return p, nil
		}
		p.State, p.TrashedAt = Trashed, g.all.now().UTC().Truncate(time.Second)
		return p, g.remind(ctx, g.trashDue())
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

// Delete removes a photo for good and returns it, so that its objects can be removed;
// until [Gallery.Removed] says that they are, they are noted. It must be in the trash,
// else it is a Conflict.
func (g *Gallery) Delete(ctx context.Context, id PhotoID) (Photo, error) {
	const op = "gallery.Delete"
	if err := g.mayChange(op); err != nil {
		return Photo{}, err
	}
	if !identifier(string(id)) {
		return Photo{}, fault.New(op, fault.NotFound, "no such photo")
	}
	p, err := g.delete(ctx, id, func(Photo) bool { return true })
	return p, fault.Wrap(op, err)
}

// delete removes a trashed photo that may go; one that may not is a Conflict.
func (g *Gallery) delete(ctx context.Context, id PhotoID, may func(Photo) bool) (Photo, error) {
	const op = "gallery.delete"
	if err := g.repairOld(ctx); err != nil {
		return Photo{}, err
	}
	var last *stored // what an earlier attempt was to delete
	for attempt := range attempts {
		before, err := g.settled(ctx, id)
		switch {
		case fault.Is(err, fault.NotFound) && last != nil:
			return g.gone(ctx, last.Photo)
		case err != nil:
			return Photo{}, err
		case before.State != Trashed:
			return Photo{}, fault.New(op, fault.Conflict, "the photo is not in the trash")
		case !may(before.Photo):
			return Photo{}, fault.New(op, fault.Conflict, "the photo may stay in the trash")
		}
		if err := g.remind(ctx, g.noteDue()); err != nil {
			return Photo{}, err
		}
		err = g.commit(ctx, []change{{before: &before}}, nil)
		if err == nil {
			return before.Photo, nil
		}
		if !fault.Is(err, fault.Conflict) {
			return Photo{}, err
		}
		last = &before
		if err := pause(ctx, attempt); err != nil {
			return Photo{}, err
		}
	}
	return Photo{}, fault.New(op, fault.Conflict, "too many changes at once")
}

// gone gives a photo that was deleted after all, when the answer was lost, or by another.
// Where another has removed its objects too, they are nobody's to remove again: a photo
// of the same file may have come back.
func (g *Gallery) gone(ctx context.Context, p Photo) (Photo, error) {
	_, err := g.all.table.GetConsistent(ctx, noteKey(g.id, p.ID))
	if fault.Is(err, fault.NotFound) {
		p.Objects = Objects{}
		return p, nil
	}
	return p, err
}
