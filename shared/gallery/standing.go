package gallery

import (
	"context"

	"shoebox/shared/fault"
)

// Standing gives the photo, live or trashed, that has the file, else the one of the
// id, as it was last written: for who was told just now that it is there, or that it
// is not. An empty sha256 asks for the id alone. NotFound where there is neither.
func (g *Gallery) Standing(ctx context.Context, id PhotoID, sha256 string) (Photo, error) {
	const op = "gallery.Standing"
	if err := g.mayLook(op); err != nil {
		return Photo{}, err
	}
	if sha256 != "" {
		item, err := g.all.table.GetConsistent(ctx, fileKey(g.id, sha256))
		if err == nil {
			id = PhotoID(item.String("photo"))
		} else if !fault.Is(err, fault.NotFound) {
			return Photo{}, fault.Wrap(op, err)
		}
	}
	if !identifier(string(id)) {
		return Photo{}, fault.New(op, fault.NotFound, "no such photo")
	}
	s, err := g.load(ctx, id)
	return s.Photo, fault.Wrap(op, err)
}
