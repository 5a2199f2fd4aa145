package gallery

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// EmptyTrash deletes for good what was put into the trash TrashLife ago or before, has
// remove remove the objects, and says how many photos went. A photo that is restored
// meanwhile stays as it is. Objects that can't be removed are noted: see Leftovers; the
// others are gone on with.
func (g *Gallery) EmptyTrash(ctx context.Context, remove func(context.Context, Objects) error) (int, error) {
	const op = "gallery.EmptyTrash"
	if err := g.mayChange(op); err != nil {
		return 0, err
	}
	before := g.all.now().Add(-TrashLife)
	over := func(p Photo) bool { return !p.TrashedAt.After(before) }
	deleted := 0
	var failed error
	q := table.Query{Partition: listPartition(g.id, trash), To: lastSort, Limit: maxActions, Consistent: true}
	err := g.pages(ctx, q, func(items []table.Item) error {
		for _, i := range items {
			_, id, ok := placed(i.Sort)
			if !ok || mayStay(i, before) {
				continue
			}
			p, err := g.delete(ctx, id, over)
			switch {
			case fault.Is(err, fault.NotFound), fault.Is(err, fault.Conflict) && ctx.Err() == nil:
				continue
			case err != nil:
				return err
			}
			deleted++
			if err := g.disposeOf(ctx, p, remove); err != nil {
				failed = err
			}
		}
		return nil
	})
	if err == nil {
		err = failed
	}
	return deleted, fault.Wrap(op, err)
}

// mayStay reports whether a posting of the trash tells that its photo has time left. One
// that tells nothing is from before postings did.
func mayStay(i table.Item, before time.Time) bool {
	trashed := unstamp(i.String("trashed"))
	return !trashed.IsZero() && trashed.After(before)
}

// disposeOf removes the objects of a photo that was deleted just now.
func (g *Gallery) disposeOf(ctx context.Context, p Photo, remove func(context.Context, Objects) error) error {
	return g.dispose(ctx, g.note(stored{Photo: p}).Item, remove)
}
