package gallery

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Each gives every photo, live and trashed, once, in the order in which a bucket lists
// folders of their ids: one after the other, until there is no more or each gives an
// error. Photos that come meanwhile may be missing, and those that change may be as they
// were.
//
// It keeps the ids of all photos in memory, about 50 bytes each, and reads each photo's
// posting and the photo.
func (g *Gallery) Each(ctx context.Context, each func(Photo) error) error {
	const op = "gallery.Each"
	if err := g.mayLook(op); err != nil {
		return err
	}
	ids, err := g.everyID(ctx)
	if err != nil {
		return fault.Wrap(op, err)
	}
	const page = 100
	for some := range slices.Chunk(ids, page) {
		keys := make([]table.Key, len(some))
		byKey := make(map[table.Key]PhotoID, len(some))
		for n, id := range some {
			keys[n] = photoKey(g.id, id)
			byKey[keys[n]] = id
		}
		items, err := g.all.table.BatchGet(ctx, keys)
		if err != nil {
			return fault.Wrap(op, err)
		}
		for _, i := range items {
			if err := each(photo(byKey[i.Key], i).Photo); err != nil {
				return err
			}
		}
	}
	return nil
}

// everyID gives the ids of all photos, sorted. The trash is read twice, before and
// after the rest, so that who goes from one to the other is seen in one of them.
func (g *Gallery) everyID(ctx context.Context) ([]PhotoID, error) {
	var ids []PhotoID
	for _, list := range []string{trash, timeline, trash} {
		q := table.Query{Partition: listPartition(g.id, list), To: lastSort}
		err := g.pages(ctx, q, func(items []table.Item) error {
			for _, i := range items {
				if _, id, ok := placed(i.Sort); ok {
					ids = append(ids, id)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(ids, func(a, b PhotoID) int { return CompareFolders(string(a), string(b)) })
	return slices.Compact(ids), nil
}

// CompareFolders compares two names as the keys of objects in folders of these names
// are: a slash follows each, which comes after a dash and before letters and digits.
func CompareFolders(a, b string) int {
	n := min(len(a), len(b))
	return cmp.Or(strings.Compare(a[:n], b[:n]), strings.Compare(a[n:]+"/", b[n:]+"/"))
}
