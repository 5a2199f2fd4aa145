package gallery

import (
	"context"
	"maps"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
)

const (
	// chunkSize is how many photos are added under one journal: each is a
	// photo and a file in its first transaction.
	chunkSize = 48
	// chunksAtOnce is how many chunks are on their way. More would only meet
	// at the counts of the same terms.
	chunksAtOnce = 8
)

// AddAll adds many photos, faster than one by one. results[i] is nil or what kept
// photos[i] out: another photo with its ID or SHA256 is a Conflict, one there is no room
// for TooLarge. After an error some photos may be there; adding all again adds the
// others.
//
// A photo without an ID is given one that the caller does not learn.
func (g *Gallery) AddAll(ctx context.Context, photos []Photo) (results []error, err error) {
	const op = "gallery.AddAll"
	if err := g.mayChange(op); err != nil {
		return nil, err
	}
	if _, err := g.repair(ctx, "", allAsides); err != nil {
		return nil, fault.Wrap(op, err)
	}
	results = make([]error, len(photos))
	fresh, names := g.freshAll(photos, results)
	numbers, err := g.introduce(ctx, names)
	if err != nil {
		return results, fault.Wrap(op, err)
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(chunksAtOnce)
	for from := 0; from < len(fresh); from += chunkSize {
		chunk := fresh[from:min(from+chunkSize, len(fresh))]
		group.Go(func() error { return g.addChunk(ctx, chunk, numbers, results) })
	}
	return results, fault.Wrap(op, group.Wait())
}

// numberedPhoto is a photo to be added and its place in what was given.
type numberedPhoto struct {
	place int
	stored
}

// freshAll gives those of the photos that can be added as far as can be seen
// without the table, and the names of all their terms.
func (g *Gallery) freshAll(photos []Photo, results []error) ([]numberedPhoto, map[string]string) {
	const op = "gallery.AddAll"
	fresh := make([]numberedPhoto, 0, len(photos))
	names := map[string]string{}
	ids, files := map[PhotoID]bool{}, map[string]bool{}
	for n, p := range photos {
		s, its, err := g.fresh(p)
		switch {
		case err != nil:
			results[n] = fault.Wrap(op, err)
			continue
		case ids[s.ID] || s.SHA256 != "" && files[s.SHA256]:
			results[n] = fault.New(op, fault.Conflict, "the photo or its file is given twice")
			continue
		}
		ids[s.ID], files[s.SHA256] = true, true
		fresh = append(fresh, numberedPhoto{n, s})
		for t, name := range its {
			if names[t] == "" {
				names[t] = name
			}
		}
	}
	return fresh, names
}

// addChunk adds photos together, but for those that are found to be there already.
func (g *Gallery) addChunk(ctx context.Context, chunk []numberedPhoto, numbers map[string]known, results []error) error {
	const op = "gallery.AddAll"
	chunk, done, err := g.makeRoomForAll(ctx, chunk, results)
	if err != nil {
		return err
	}
	defer done()
	photos := make([]Photo, len(chunk))
	for n := range chunk {
		photos[n] = chunk[n].Photo
	}
	if err := g.befriend(ctx, photos...); err != nil {
		return err
	}
	for attempt := range attempts {
		if len(chunk) == 0 {
			return nil
		}
		changes := make([]change, len(chunk))
		for n := range chunk {
			chunk[n].pending = ""
			changes[n] = change{after: &chunk[n].stored}
		}
		err := g.commit(ctx, changes, numbers)
		if err == nil || !fault.Is(err, fault.Conflict) {
			return err
		}
		free := chunk[:0:0]
		for _, p := range chunk {
			switch there, err := g.standing(ctx, p.stored); {
			case err != nil:
				return err
			case there == others:
				results[p.place] = g.turnAway(ctx, p.stored)
				if !fault.Is(results[p.place], fault.Conflict) {
					return results[p.place]
				}
			case there == nobodys:
				free = append(free, p)
			}
		}
		if len(free) == len(chunk) {
			if err := pause(ctx, attempt); err != nil {
				return err
			}
			numbers, err = g.refreshed(ctx, chunk)
			if err != nil {
				return err
			}
		}
		chunk = free
	}
	return fault.New(op, fault.Conflict, "too many changes at once")
}

// makeRoomForAll reserves the room photos take together, or as many of them as there
// is room for.
func (g *Gallery) makeRoomForAll(ctx context.Context, chunk []numberedPhoto, results []error) (fit []numberedPhoto, done func(), err error) {
	var bytes int64
	for _, p := range chunk {
		bytes += p.Bytes
	}
	if bytes == 0 {
		return chunk, func() {}, nil
	}
	done, err = g.reserve(ctx, bytes, true)
	if !fault.Is(err, fault.TooLarge) {
		return chunk, done, err
	}
	var reserved []func()
	done = func() {
		for _, each := range reserved {
			each()
		}
	}
	for _, p := range chunk {
		one, err := g.makeRoomForOne(ctx, p.stored)
		switch {
		case err == nil:
			fit, reserved = append(fit, p), append(reserved, one)
		case fault.Is(err, fault.TooLarge), fault.Is(err, fault.Conflict):
			results[p.place] = fault.Wrap("gallery.AddAll", err)
		default:
			done()
			return nil, nil, err
		}
	}
	return fit, done, nil
}

// makeRoomForOne reserves the room of a photo that may be there already: then it is a
// Conflict, and takes none.
func (g *Gallery) makeRoomForOne(ctx context.Context, s stored) (done func(), err error) {
	if s.Bytes == 0 {
		return func() {}, nil
	}
	switch there, err := g.standing(ctx, s); {
	case err != nil:
		return nil, err
	case there == others:
		return nil, fault.New("gallery.Add", fault.Conflict, "the photo or its file is there already")
	}
	return g.reserve(ctx, s.Bytes, false)
}

// refreshed gives what is known of the terms of photos, read again.
func (g *Gallery) refreshed(ctx context.Context, chunk []numberedPhoto) (map[string]known, error) {
	names := map[string]string{}
	for _, p := range chunk {
		d := describe(p.Photo)
		maps.Copy(names, d.names)
	}
	g.words.forget(described{names: names}.terms())
	return g.introduce(ctx, names)
}
