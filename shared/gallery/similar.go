package gallery

import (
	"cmp"
	"context"
	"maps"
	"math/bits"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Alike is a photo that looks like another.
type Alike struct {
	Photo PhotoID
	// Distance is in how many of 64 bits their likenesses differ, at most MaxDistance.
	Distance int
}

const (
	// bandReach is how many neighbours on each side are looked at in the list of a band.
	// It is all that share the band in a gallery of up to 75,000 photos. In a larger one,
	// and among very many that look alike, those that share the most bits are found.
	bandReach = 150
	// maxSimilar is how many of the nearest are looked at to find live ones.
	maxSimilar = 100
)

// Similar gives at most n live photos that look alike, 1 to 100, nearest first, of
// equal ones the oldest id. None for a likeness that is not known, or so even that it
// says nothing.
//
// It costs at most 16 requests of 1.5 read units, and one for the photos found; where
// the trash is full of the same picture, those in the gallery may be missed.
func (g *Gallery) Similar(ctx context.Context, l Likeness, n int) ([]Alike, error) {
	const op = "gallery.Similar"
	if err := g.mayLook(op); err != nil {
		return nil, err
	}
	if n < 1 || n > maxSimilar {
		return nil, fault.New(op, fault.Invalid, "1 to 100 photos can be asked for")
	}
	if !l.telling() {
		return nil, nil
	}
	near, err := g.neighbours(ctx, l.turned())
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	alike, err := g.stillAlike(ctx, l, near, n)
	return alike, fault.Wrap(op, err)
}

// neighbours gives the photos that are said to look alike, nearest first.
func (g *Gallery) neighbours(ctx context.Context, turned uint64) ([]PhotoID, error) {
	found := make([][]table.Item, 2*bands)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for band := range bands {
		at := bandSort(turned, band)
		from, to := table.Prefix(at[:bandBits/4])
		for side, q := range []table.Query{
			{From: from, To: at, Descending: true}, // the same likeness stands above, since an id follows
			{From: at, To: to},
		} {
			q.Partition, q.Limit = bandPartition(g.id, band), bandReach
			group.Go(func() error {
				page, err := g.all.table.Query(ctx, q)
				found[2*band+side] = page.Items
				return err
			})
		}
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	near := map[PhotoID]int{}
	for n, items := range found {
		for _, i := range items {
			sort, id, _ := strings.Cut(i.Sort, "#")
			distance := bits.OnesCount64(turned ^ unbandSort(sort, n/2))
			if before, twice := near[PhotoID(id)]; distance <= MaxDistance && (!twice || distance < before) {
				near[PhotoID(id)] = distance
			}
		}
	}
	return slices.SortedFunc(maps.Keys(near), func(a, b PhotoID) int {
		return cmp.Or(cmp.Compare(near[a], near[b]), cmp.Compare(a, b))
	}), nil
}

// stillAlike gives those of the photos that are live and look alike: one in the trash
// stays among its neighbours, and one that looks otherwise now may.
func (g *Gallery) stillAlike(ctx context.Context, l Likeness, near []PhotoID, n int) ([]Alike, error) {
	near = near[:min(len(near), maxSimilar)]
	var alike []Alike
	for some := range slices.Chunk(near, max(2*n, 10)) {
		photos, err := g.Photos(ctx, some)
		if err != nil {
			return nil, err
		}
		for _, p := range photos {
			if d := l.Distance(p.Likeness); p.Likeness.telling() && d <= MaxDistance {
				alike = append(alike, Alike{p.ID, d})
			}
		}
		if len(alike) >= n {
			break
		}
	}
	slices.SortFunc(alike, func(a, b Alike) int {
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Photo, b.Photo))
	})
	return alike[:min(len(alike), n)], nil
}

// A photo is put among its neighbours before it is written, in no transaction with it:
// who dies between the two leaves neighbours that lead nowhere, which Similar passes
// over, and never a photo that is not found. It stays there while it is in the trash.

// befriend puts photos among their neighbours.
func (g *Gallery) befriend(ctx context.Context, photos ...Photo) error {
	var writes []table.Write
	for _, p := range photos {
		for _, key := range likenessKeys(g.id, p.ID, p.Likeness) {
			writes = append(writes, table.Put(table.Item{Key: key}))
		}
	}
	if len(writes) == 0 {
		return nil
	}
	return g.all.table.Batch(ctx, writes)
}

// part takes a photo out of where one likeness has put it.
func (g *Gallery) part(ctx context.Context, id PhotoID, l Likeness) error {
	keys := likenessKeys(g.id, id, l)
	if len(keys) == 0 {
		return nil
	}
	return g.remove(ctx, keys)
}
