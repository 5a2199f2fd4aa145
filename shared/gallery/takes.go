package gallery

import (
	"context"
	"time"

	"shoebox/shared/fault"
)

// Takes says no to a photo that Add would refuse for what it is, its size or the
// asker's role, before its files are written anywhere: they are nobody's to remove from
// then on. Whether it is there already is not asked. Add decides all the same: others
// may take the room meanwhile. Unavailable while the files of one that was deleted just
// before are still being removed.
func (g *Gallery) Takes(ctx context.Context, p Photo) error {
	const op = "gallery.Takes"
	if err := g.mayChange(op); err != nil {
		return err
	}
	if p.Added.IsZero() {
		p.Added = time.Unix(0, 0)
	}
	if _, err := checked(p); err != nil {
		return fault.Wrap(op, err)
	}
	if p.Bytes > 0 {
		done, err := g.reserve(ctx, p.Bytes, true)
		if err != nil {
			return fault.Wrap(op, err)
		}
		done()
	}
	return fault.Wrap(op, g.reclaim(ctx, p.ID)) // last: what is refused has its note left
}
