package gallery

import (
	"context"
	"slices"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Progress is told how many photos of how many are done.
type Progress func(done, of int)

// RenameAlbum gives an album another name, of 1 to 100 characters with a letter or a
// digit; an album that has it already takes the photos in. Links to the album go on
// to it. It says how many photos were changed; progress may be nil.
//
// It edits the photos one after the other, those in the trash too, at the price of an
// edit each. What is cut short leaves photos of both names: calling it again goes on.
// NotFound where no photo is in the album.
func (g *Gallery) RenameAlbum(ctx context.Context, from, to string, progress Progress) (int, error) {
	const op = "gallery.RenameAlbum"
	if err := g.mayChange(op); err != nil {
		return 0, err
	}
	c := checker{op: op}
	to = c.name(to)
	term := NewTerm(Album, to)
	if term.Value == "" {
		c.fail(fault.Invalid, "an album's name has a letter or a digit")
	}
	if c.err != nil {
		return 0, c.err
	}
	f, err := g.filing(ctx, op, from)
	if err != nil {
		return 0, fault.Wrap(op, err)
	}
	// The photos go last: while some are left, calling it again does all of this.
	if err := g.display(ctx, term, to); err != nil {
		return 0, fault.Wrap(op, err)
	}
	err = g.eachShareOf(ctx, from, func(item table.Item) []table.Write {
		named := table.Change{Set: table.Attributes{"album": to}}
		return []table.Write{
			table.Update(shareTokenKey(item.String("hash")), named, table.Present()),
			table.Update(item.Key, named, table.Present()),
		}
	})
	if err != nil {
		return 0, fault.Wrap(op, err)
	}
	n, err := g.refile(ctx, f, to, progress)
	return n, fault.Wrap(op, err)
}

// DeleteAlbum takes all photos out of an album; the photos stay. Links to the album
// end first. Otherwise it is as RenameAlbum is.
func (g *Gallery) DeleteAlbum(ctx context.Context, name string, progress Progress) (int, error) {
	const op = "gallery.DeleteAlbum"
	if err := g.mayChange(op); err != nil {
		return 0, err
	}
	err := g.eachShareOf(ctx, name, func(item table.Item) []table.Write {
		return []table.Write{table.Delete(shareTokenKey(item.String("hash"))), table.Delete(item.Key)}
	})
	if err != nil {
		return 0, fault.Wrap(op, err)
	}
	f, err := g.filing(ctx, op, name)
	if err != nil {
		return 0, fault.Wrap(op, err)
	}
	n, err := g.refile(ctx, f, "", progress)
	return n, fault.Wrap(op, err)
}

// filing is what is in an album.
type filing struct {
	album   Term
	queries []Query // live, and in the trash
	photos  int
}

// filing finds out what is in an album; NotFound where nothing is.
func (g *Gallery) filing(ctx context.Context, op, name string) (filing, error) {
	f := filing{album: NewTerm(Album, name)}
	if f.album.Value == "" {
		return filing{}, fault.New(op, fault.NotFound, "no such album")
	}
	for _, trash := range []bool{false, true} {
		q := Query{All: []Term{f.album}, Limit: MaxLimit, Trash: trash}
		tally, err := g.Count(ctx, q)
		if err != nil {
			return filing{}, err
		}
		f.photos += tally.Total
		f.queries = append(f.queries, q)
	}
	if f.photos == 0 {
		return filing{}, fault.New(op, fault.NotFound, "no such album")
	}
	return f, nil
}

// refile moves all photos of one album to another, or out of it where to is "".
func (g *Gallery) refile(ctx context.Context, f filing, to string, progress Progress) (done int, err error) {
	for _, q := range f.queries {
		for more := true; more; more = q.Cursor != "" {
			page, err := g.Find(ctx, q)
			if err != nil {
				return done, err
			}
			for _, h := range page.Hits {
				if err := g.refileOne(ctx, h.ID, f.album, to); err != nil {
					return done, err
				}
				if done++; progress != nil {
					progress(done, max(done, f.photos))
				}
			}
			q.Cursor = page.Next
		}
	}
	return done, nil
}

// refileOne moves a photo, if it is still there.
func (g *Gallery) refileOne(ctx context.Context, id PhotoID, from Term, to string) error {
	_, err := g.change(ctx, "gallery.refile", id, func(p Photo) (Photo, error) {
		next := p
		next.Albums = refiled(p.Albums, from, to)
		next, err := checked(next)
		next.Edited = editedSince(p, next)
		return next, err
	})
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// refiled gives the albums of a photo with another in the place of one, or none.
func refiled(albums []string, from Term, to string) []string {
	albums = slices.Clone(albums)
	for n, a := range albums {
		if NewTerm(Album, a) == from {
			albums[n] = to
		}
	}
	return albums // without what is empty or twice when it is checked
}

// display has a name be shown as it was written last.
func (g *Gallery) display(ctx context.Context, t Term, name string) error {
	index := indexTerm(t.Kind, t.Value)
	if _, err := g.introduce(ctx, map[string]string{index: name}); err != nil {
		return err
	}
	set := table.Change{Set: table.Attributes{"name": name}}
	err := g.all.table.Write(ctx, table.Update(termKey(g.id, index), set, table.Present()))
	g.words.changed(nil)
	return err
}

// eachShareOf makes changes to each link to an album. One that ends meanwhile is left.
func (g *Gallery) eachShareOf(ctx context.Context, album string, writes func(table.Item) []table.Write) error {
	term := NewTerm(Album, album)
	items, err := g.shares(ctx)
	for _, item := range items {
		if err == nil && item.String("album") != "" && NewTerm(Album, item.String("album")) == term {
			if err = g.all.table.Write(ctx, writes(item)...); fault.Is(err, fault.Conflict) {
				err = nil
			}
		}
	}
	return err
}
