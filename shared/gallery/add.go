package gallery

import (
	"context"
	"time"

	"shoebox/shared/fault"
)

// Add puts a photo into the gallery. An empty ID is given one, as is a zero Added
// the present. An ID or a SHA256 that is there already is a Conflict, and nothing
// changes. State, Terms and Version are the gallery's to set; Edited is what people said of
// it themselves. TooLarge where its Bytes are more than the gallery's quota has room for.
func (g *Gallery) Add(ctx context.Context, p Photo) (Photo, error) {
	const op = "gallery.Add"
	if err := g.mayChange(op); err != nil {
		return Photo{}, err
	}
	s, names, err := g.fresh(p)
	if err != nil {
		return Photo{}, fault.Wrap(op, err)
	}
	if err := g.repairOld(ctx); err != nil {
		return Photo{}, fault.Wrap(op, err)
	}
	done, err := g.makeRoom(ctx, s)
	if err != nil {
		return Photo{}, fault.Wrap(op, err)
	}
	defer done()
	for attempt := range attempts {
		numbers, err := g.introduce(ctx, names)
		if err == nil && attempt == 0 {
			err = g.befriend(ctx, s.Photo)
		}
		if err != nil {
			return Photo{}, fault.Wrap(op, err)
		}
		err = g.commit(ctx, []change{{after: &s}}, numbers)
		if err == nil {
			return s.Photo, nil
		}
		if !fault.Is(err, fault.Conflict) {
			return Photo{}, fault.Wrap(op, err)
		}
		switch there, err := g.standing(ctx, s); {
		case err != nil:
			return Photo{}, fault.Wrap(op, err)
		case there == mine:
			return s.Photo, nil
		case there == others:
			return Photo{}, g.turnAway(ctx, s)
		}
		g.words.forget(s.Terms)
		if err := pause(ctx, attempt); err != nil {
			return Photo{}, fault.Wrap(op, err)
		}
	}
	return Photo{}, fault.New(op, fault.Conflict, "too many changes at once")
}

// makeRoom reserves the room a photo takes. Where there is none, one that is there
// already is a Conflict all the same.
func (g *Gallery) makeRoom(ctx context.Context, s stored) (done func(), err error) {
	if s.Bytes == 0 {
		return func() {}, nil
	}
	done, err = g.reserve(ctx, s.Bytes, true)
	if fault.Is(err, fault.TooLarge) {
		return g.makeRoomForOne(ctx, s)
	}
	return done, err
}

// fresh gives a photo as it is when it is added, and the names of its terms.
func (g *Gallery) fresh(p Photo) (stored, map[string]string, error) {
	now := g.all.now()
	if p.ID == "" {
		p.ID = PhotoID(newULID(now))
	}
	if p.Added.IsZero() {
		p.Added = now
	}
	p, err := checked(p)
	if err != nil {
		return stored{}, nil, err
	}
	p.State, p.TrashedAt, p.Edited, p.Version = Live, time.Time{}, fieldsAmong(p.Edited), 1
	s := stored{Photo: p, change: g.mark()}
	return s, s.describe(), nil
}

// describe sets the terms of a photo and gives their names.
func (s *stored) describe() map[string]string {
	d := describe(s.Photo)
	s.Terms, s.Unindexed = d.terms(), d.unindexed
	return d.names
}

// turnAway takes a photo that can't be added out of its neighbours, unless the photo of
// its id has put itself there, and says why.
func (g *Gallery) turnAway(ctx context.Context, s stored) error {
	there, err := g.load(ctx, s.ID)
	if fault.Is(err, fault.NotFound) || err == nil && there.Likeness != s.Likeness {
		err = g.part(ctx, s.ID, s.Likeness)
	}
	if err != nil {
		return err
	}
	return fault.New("gallery.Add", fault.Conflict, "the photo or its file is there already")
}

// standing says whose photo stands where one was to be added.
type standing int

const (
	nobodys standing = iota // the way is free: it was a lost race over something else
	mine                    // the addition was made, and its answer was lost
	others                  // the id or the file is taken
)

// standing finds out why a photo could not be added. What was begun of it is
// finished.
func (g *Gallery) standing(ctx context.Context, s stored) (standing, error) {
	there, err := g.settled(ctx, s.ID)
	switch {
	case err == nil && there.change == s.change:
		return mine, nil
	case err == nil:
		return others, nil
	case !fault.Is(err, fault.NotFound):
		return nobodys, err
	case s.SHA256 == "":
		return nobodys, nil
	}
	switch _, err := g.all.table.GetConsistent(ctx, fileKey(g.id, s.SHA256)); {
	case err == nil:
		return others, nil
	case !fault.Is(err, fault.NotFound):
		return nobodys, err
	}
	return nobodys, nil
}

// WithFile gives the photo, live or trashed, whose original has the SHA-256;
// NotFound where there is none.
func (g *Gallery) WithFile(ctx context.Context, sha256 string) (PhotoID, error) {
	const op = "gallery.WithFile"
	if err := g.mayLook(op); err != nil {
		return "", err
	}
	c := checker{op: op}
	if sha256 = c.hash(sha256); sha256 == "" {
		c.fail(fault.Invalid, "there is no SHA-256")
	}
	if c.err != nil {
		return "", c.err
	}
	item, err := g.all.table.Get(ctx, fileKey(g.id, sha256))
	return PhotoID(item.String("photo")), fault.Wrap(op, err)
}

// load reads a photo as it was last written.
func (g *Gallery) load(ctx context.Context, id PhotoID) (stored, error) {
	item, err := g.all.table.GetConsistent(ctx, photoKey(g.id, id))
	if err != nil {
		return stored{}, err
	}
	return photo(id, item), nil
}

// settled reads a photo that has no change pending.
func (g *Gallery) settled(ctx context.Context, id PhotoID) (stored, error) {
	s, err := g.load(ctx, id)
	if err != nil || s.pending == "" {
		return s, err
	}
	_, err = g.all.table.GetConsistent(ctx, journalKey(g.id, s.pending))
	if fault.Is(err, fault.NotFound) {
		return s, nil // done long ago, and a journal leaves the photo itself as it is
	}
	if err != nil {
		return stored{}, err
	}
	if err := g.finish(ctx, s.pending); err != nil {
		return stored{}, err
	}
	return g.load(ctx, id)
}
