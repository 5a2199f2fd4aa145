package gallery

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// What is deleted for good leaves a note of its objects, in the same transaction, for
// whoever removes them: the note goes when they are gone, so that a bucket that fails
// leaves nothing that nobody knows of.
//
//	N#gallery  photo   the objects of a photo that is gone, and since when somebody removes them

// removing is how long whoever began to remove objects may be at it. Until then nobody
// else begins, and nothing is written in their place.
const removing = 2 * time.Minute

func notePartition(g ID) string { return "N#" + string(g) }

func noteKey(g ID, id PhotoID) table.Key {
	return table.Key{Partition: notePartition(g), Sort: string(id)}
}

// note notes the objects of a photo that is deleted, which the caller goes on to remove.
func (g *Gallery) note(p stored) table.Write {
	a := table.Attributes{"since": g.all.now().Unix()}
	if p.Objects != (Objects{}) {
		a["objects"] = objectsMap(p.Objects)
	}
	if p.Likeness != 0 {
		a["likeness"] = hexadecimal(uint64(p.Likeness))
	}
	return table.Put(table.Item{Key: noteKey(g.id, p.ID), Attributes: a})
}

// Removed says that the objects of a photo that was deleted are gone. It may be said
// again.
func (g *Gallery) Removed(ctx context.Context, id PhotoID) error {
	const op = "gallery.Removed"
	if err := g.mayChange(op); err != nil {
		return err
	}
	if !identifier(string(id)) {
		return fault.New(op, fault.NotFound, "no such photo")
	}
	item, err := g.all.table.GetConsistent(ctx, noteKey(g.id, id))
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err == nil {
		err = g.removed(ctx, item)
	}
	return fault.Wrap(op, err)
}

// removed takes a photo that is gone out of what its own transaction left, and drops
// the note.
func (g *Gallery) removed(ctx context.Context, note table.Item) error {
	if err := g.part(ctx, PhotoID(note.Sort), readLikeness(note.String("likeness"))); err != nil {
		return err
	}
	return g.all.table.Write(ctx, table.Delete(note.Key))
}

// reclaim drops what is noted of a photo that was deleted before, since objects are
// about to be written for it again, so that nobody removes them. Unavailable while
// somebody does.
func (g *Gallery) reclaim(ctx context.Context, id PhotoID) error {
	const op = "gallery.reclaim"
	note, err := g.all.table.GetConsistent(ctx, noteKey(g.id, id))
	switch {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	}
	err = g.all.table.Write(ctx, table.Delete(note.Key, table.AnyOf(table.Absent(), g.idle())))
	if fault.Is(err, fault.Conflict) {
		return fault.New(op, fault.Unavailable, "the photo has just been deleted, and its files are still being removed: try again in a few minutes")
	}
	if err == nil {
		err = g.part(ctx, id, readLikeness(note.String("likeness")))
	}
	return err
}

// Disown has remove remove what lies in the bucket for a photo that is not there; a
// Conflict where it is, or where somebody is at that. Meanwhile nobody writes anything
// for a photo of the id.
func (g *Gallery) Disown(ctx context.Context, id PhotoID, remove func(context.Context) error) error {
	const op = "gallery.Disown"
	if err := g.mayChange(op); err != nil {
		return err
	}
	if !identifier(string(id)) {
		return fault.New(op, fault.Invalid, "a photo's id is 1 to 40 letters, digits, dashes and underscores")
	}
	note := g.note(stored{Photo: Photo{ID: id}})
	note.If = []table.Condition{table.AnyOf(table.Absent(), g.idle())}
	err := g.remind(ctx, g.noteDue())
	if err == nil {
		err = g.all.table.Write(ctx, table.Check(photoKey(g.id, id), table.Absent()), note)
	}
	if err == nil {
		err = g.dispose(ctx, note.Item, remove)
	}
	return fault.Wrap(op, err)
}

// idle holds for a note that nobody is at work on.
func (g *Gallery) idle() table.Condition {
	return table.Less("since", g.all.now().Add(-removing).Unix())
}

// Leftovers has remove remove the objects of photos that were deleted and whose objects
// are still noted, and says of how many. Those that somebody else is removing are left
// to them. An error of remove leaves the note, and the others are gone on with.
func (g *Gallery) Leftovers(ctx context.Context, remove func(context.Context, Objects) error) (int, error) {
	const op = "gallery.Leftovers"
	if err := g.mayChange(op); err != nil {
		return 0, err
	}
	done := 0
	var failed error
	q := table.Query{Partition: notePartition(g.id), Limit: maxActions, Consistent: true}
	err := g.pages(ctx, q, func(items []table.Item) error {
		for _, i := range items {
			if err := ctx.Err(); err != nil {
				return err
			}
			switch mine, err := g.claim(ctx, i); {
			case err != nil:
				failed = err
				continue
			case !mine:
				continue
			}
			if err := g.disposeUnlessBack(ctx, i, remove); err != nil {
				failed = err
				continue
			}
			done++
		}
		return nil
	})
	if err == nil {
		err = failed
	}
	return done, fault.Wrap(op, err)
}

// claim reports whether the objects of a note are the caller's to remove from now on,
// and not another's. The gallery goes on the calendar first: another sweep, which leaves
// the note to the caller, strikes this day off, and the caller may fail.
func (g *Gallery) claim(ctx context.Context, note table.Item) (mine bool, err error) {
	if err := g.remind(ctx, g.noteDue()); err != nil {
		return false, err
	}
	now := table.Change{Set: table.Attributes{"since": g.all.now().Unix()}}
	err = g.all.table.Write(ctx, table.Update(note.Key, now, table.Equal("since", note.Int("since")), g.idle()))
	if fault.Is(err, fault.Conflict) {
		return false, nil
	}
	return err == nil, err
}

// disposeUnlessBack removes the objects of a note, but not those of a photo of the same
// id that has come since.
func (g *Gallery) disposeUnlessBack(ctx context.Context, note table.Item, remove func(context.Context, Objects) error) error {
	_, err := g.load(ctx, PhotoID(note.Sort))
	switch {
	case fault.Is(err, fault.NotFound):
		return g.dispose(ctx, note, func(ctx context.Context) error { return objectsOf(note).removed(ctx, remove) })
	case err != nil:
		return err
	}
	return g.all.table.Write(ctx, table.Delete(note.Key))
}

// dispose has the objects of a note removed, in less time than others wait for it.
func (g *Gallery) dispose(ctx context.Context, note table.Item, remove func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, removing/2)
	defer cancel()
	if err := remove(ctx); err != nil {
		return err
	}
	return g.removed(ctx, note)
}

// removed has objects removed, if there are any.
func (o Objects) removed(ctx context.Context, remove func(context.Context, Objects) error) error {
	if o == (Objects{}) {
		return nil
	}
	return remove(ctx, o)
}
