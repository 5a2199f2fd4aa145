package gallery

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
)

// AlbumEntry is one album of the gallery.
type AlbumEntry struct {
	Name   string // as people wrote it
	Photos int    // live ones
	// First and Last are when the earliest and the latest of them were taken. They
	// may be too wide after photos were removed, never too narrow.
	First, Last time.Time
	Cover       Hit // the newest of them
}

// AlbumPage is a part of a gallery's albums.
type AlbumPage struct {
	Albums []AlbumEntry
	Total  int    // of all pages, as far as it is known
	Next   Cursor // "" at the end
}

// Albums gives a page of the albums that have live photos, those with the latest
// photos first: 1 to MaxLimit (0 is DefaultLimit), from a cursor of another page. An
// album that came in another process may be missing for a minute, and one that went
// leaves its page shorter.
//
// It costs one read of half a unit for each album, and once a minute the vocabulary.
func (g *Gallery) Albums(ctx context.Context, length int, c Cursor) (AlbumPage, error) {
	const op = "gallery.Albums"
	if err := g.mayLook(op); err != nil {
		return AlbumPage{}, err
	}
	length, err := limit(length)
	if err != nil {
		return AlbumPage{}, fault.Wrap(op, err)
	}
	s := sealer{keys: g.all.keys, bound: bindings(g.id, "albums")}
	var after albumPlace
	if c != "" {
		p, err := s.open(c)
		if err != nil {
			return AlbumPage{}, fault.Wrap(op, err)
		}
		after.last, after.value, _ = strings.Cut(p.at, "#")
	}
	v, err := g.Vocabulary(ctx)
	if err != nil {
		return AlbumPage{}, fault.Wrap(op, err)
	}
	entries := v.at(v.byKind[Album])
	slices.SortFunc(entries, func(a, b Entry) int { return placeOf(a).compare(placeOf(b)) })
	page := AlbumPage{Total: len(entries)}
	if c != "" {
		entries = slices.DeleteFunc(entries, func(e Entry) bool { return placeOf(e).compare(after) <= 0 })
	}
	if len(entries) > length {
		entries = entries[:length]
		last := placeOf(entries[length-1])
		page.Next = s.seal(position{at: last.last + "#" + last.value})
	}
	page.Albums, err = g.covered(ctx, entries)
	return page, fault.Wrap(op, err)
}

// albumPlace is where an album stands among all.
type albumPlace struct{ last, value string }

func placeOf(e Entry) albumPlace { return albumPlace{stamp(e.Last), e.Term.Value} }

func (p albumPlace) compare(other albumPlace) int {
	return cmp.Or(cmp.Compare(other.last, p.last), cmp.Compare(p.value, other.value))
}

// covered gives albums their covers and exact counts, and leaves out those that are
// empty by now.
func (g *Gallery) covered(ctx context.Context, entries []Entry) ([]AlbumEntry, error) {
	albums := make([]AlbumEntry, len(entries))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for n, e := range entries {
		group.Go(func() error {
			page, err := g.Find(ctx, Query{All: []Term{e.Term}, Limit: 1})
			if err != nil || len(page.Hits) == 0 {
				return err
			}
			albums[n] = AlbumEntry{Name: e.Display, Photos: page.Total, First: e.First, Last: e.Last, Cover: page.Hits[0]}
			return nil
		})
	}
	err := group.Wait()
	return slices.DeleteFunc(albums, func(a AlbumEntry) bool { return a.Photos == 0 }), err
}
