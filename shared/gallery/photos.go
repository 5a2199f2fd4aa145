package gallery

import (
	"context"
	"slices"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Photo gives one photo, live or trashed.
func (g *Gallery) Photo(ctx context.Context, id PhotoID) (Photo, error) {
	const op = "gallery.Photo"
	if err := g.mayLook(op); err != nil {
		return Photo{}, err
	}
	if !identifier(string(id)) {
		return Photo{}, fault.New(op, fault.NotFound, "no such photo")
	}
	item, err := g.all.table.Get(ctx, photoKey(g.id, id))
	if err != nil {
		return Photo{}, fault.Wrap(op, err)
	}
	return photo(id, item).Photo, nil
}

// Photos gives those of the photos that are there, live, in the order of the ids,
// each once.
func (g *Gallery) Photos(ctx context.Context, ids []PhotoID) ([]Photo, error) {
	all, err := g.PhotosAndTrashed(ctx, ids)
	return slices.DeleteFunc(all, func(p Photo) bool { return p.State != Live }), err
}

// PhotosAndTrashed gives those of the photos that are there, live or trashed, in the order
// of the ids, each once.
func (g *Gallery) PhotosAndTrashed(ctx context.Context, ids []PhotoID) ([]Photo, error) {
	const op = "gallery.PhotosAndTrashed"
	if err := g.mayLook(op); err != nil {
		return nil, err
	}
	keys := make([]table.Key, 0, len(ids))
	byKey := map[table.Key]PhotoID{}
	for _, id := range ids {
		key := photoKey(g.id, id)
		if _, twice := byKey[key]; !twice && identifier(string(id)) {
			byKey[key] = id
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil, nil
	}
	items, err := g.all.table.BatchGet(ctx, keys)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	photos := make([]Photo, len(items))
	for at, i := range items {
		photos[at] = photo(byKey[i.Key], i).Photo
	}
	return photos, nil
}
