package gallery

import (
	"cmp"
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

const (
	// emptiedTogether is how many photos go in one transaction, with their lines in the
	// trash, their files' names and notes of their objects, and the trash's count.
	emptiedTogether = 20
	// trashRead is how many lines of the trash are read in one request: some 150 KB.
	trashRead = 1000
)

// EmptyTrash deletes for good what was put into the trash TrashLife ago or before, has
// remove remove the objects of several photos at once, and says how many photos went. A
// photo that is restored meanwhile stays as it is. Objects that can't be removed stay
// noted, for [Gallery.Leftovers], and the others are gone on with. What is cut short is
// gone on with by calling it again.
//
// The trash lies in the order in which its photos were taken, so all its lines are read:
// a thousand for some 18 RCU, whatever goes.
func (g *Gallery) EmptyTrash(ctx context.Context, remove func(context.Context, Objects) error) (int, error) {
	const op = "gallery.EmptyTrash"
	if err := g.mayChange(op); err != nil {
		return 0, err
	}
	if err := g.repairOld(ctx); err != nil {
		return 0, fault.Wrap(op, err)
	}
	before := g.all.now().Add(-TrashLife)
	deleted := 0
	var failed error
	// What is due was written a month ago, so a read need not see what was written just now.
	q := table.Query{Partition: listPartition(g.id, trash), To: lastSort, Limit: trashRead}
	err := g.pages(ctx, q, func(items []table.Item) error {
		for ids := range slices.Chunk(outlived(items, before), emptiedTogether) {
			gone, err := g.deleteSome(ctx, ids, func(p Photo) bool { return !p.TrashedAt.After(before) })
			deleted += len(gone)
			if errs := g.disposeOf(ctx, gone, remove); errs != nil {
				failed = errs
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = failed
	}
	return deleted, fault.Wrap(op, err)
}

// outlived gives the photos of lines of the trash whose time there may be over.
func outlived(lines []table.Item, before time.Time) (ids []PhotoID) {
	for _, i := range lines {
		if _, id, ok := placed(i.Sort); ok && !mayStay(i, before) {
			ids = append(ids, id)
		}
	}
	return ids
}

// mayStay reports whether a posting of the trash tells that its photo has time left. One
// that tells nothing is from before postings did.
func mayStay(i table.Item, before time.Time) bool {
	trashed := unstamp(i.String("trashed"))
	return !trashed.IsZero() && trashed.After(before)
}

// deleteSome deletes those of the photos that are in the trash and may go, together,
// and gives them. Where others are at work on one of them, each goes alone.
func (g *Gallery) deleteSome(ctx context.Context, ids []PhotoID, may func(Photo) bool) (gone []Photo, err error) {
	found := make([]stored, len(ids))
	group, reading := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for n, id := range ids {
		group.Go(func() (err error) {
			found[n], err = g.settled(reading, id)
			if fault.Is(err, fault.NotFound) {
				return nil
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var changes []change
	for n, p := range found {
		if p.State == Trashed && may(p.Photo) {
			changes = append(changes, change{before: &found[n]})
			gone = append(gone, p.Photo)
		}
	}
	if len(changes) == 0 {
		return nil, nil
	}
	if err := g.remind(ctx, g.noteDue()); err != nil {
		return nil, err
	}
	switch err := g.commit(ctx, changes, nil); {
	case fault.Is(err, fault.Conflict):
		return g.deleteEach(ctx, gone, may)
	case err != nil:
		return nil, err // they may have gone after all: then their objects are noted
	}
	return gone, nil
}

// deleteEach deletes photos one by one, but for those that have gone or may stay after
// all. Unavailable where others were in the way all the time, after all had their turn.
func (g *Gallery) deleteEach(ctx context.Context, photos []Photo, may func(Photo) bool) (gone []Photo, err error) {
	var failed error
	for _, p := range photos {
		deleted, err := g.delete(ctx, p.ID, may)
		if fault.Is(err, fault.Conflict) {
			failed = cmp.Or(g.hasToGo(ctx, p.ID, may), failed)
			continue
		}
		switch {
		case err == nil:
			gone = append(gone, deleted)
		case !fault.Is(err, fault.NotFound):
			return gone, err
		}
	}
	return gone, failed
}

// hasToGo is an error where a photo that could not be deleted is still to be.
func (g *Gallery) hasToGo(ctx context.Context, id PhotoID, may func(Photo) bool) error {
	p, err := g.load(ctx, id)
	switch {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	case p.State == Trashed && may(p.Photo):
		return fault.New("gallery.hasToGo", fault.Unavailable, "others are at work on a photo that is to be deleted")
	}
	return nil
}

// disposeOf removes the objects of photos that were deleted just now.
func (g *Gallery) disposeOf(ctx context.Context, gone []Photo, remove func(context.Context, Objects) error) error {
	var group errgroup.Group // one that fails leaves the others to be removed
	group.SetLimit(atOnce)
	for _, p := range gone {
		group.Go(func() error {
			note := g.note(stored{Photo: p}).Item
			return g.dispose(ctx, note, func(ctx context.Context) error { return p.Objects.removed(ctx, remove) })
		})
	}
	return group.Wait()
}
