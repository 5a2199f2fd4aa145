package gallery

import (
	"context"
	"slices"

	"shoebox/shared/fault"
)

// View is a gallery as a link shows it: the photos of the [Share] and nothing else of
// it. What it tells of a photo is what a stranger may know: its title, description,
// time, labels, and where it was taken in words; not who is in it, how the family
// files it, nor coordinates. It may be kept for one request: a link that is withdrawn
// meanwhile goes on in it.
type View struct {
	What    Share
	Gallery ID
	From    string // the gallery's name; "" where it has none
	all     *Gallery
}

// Shared gives what a link shows; NotFound for a token that never was, has expired or
// was withdrawn. It needs no account.
func (gs *Galleries) Shared(ctx context.Context, token string) (*View, error) {
	const op = "gallery.Shared"
	item, err := gs.table.GetConsistent(ctx, shareTokenKey(codeHash(token)))
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	s, err := readShare(item)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	id := ID(item.String("gallery"))
	p, err := gs.table.Get(ctx, profileKey(id))
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, fault.Wrap(op, err)
	}
	all := gs.As(Membership{Gallery: id, Role: Viewer})
	return &View{What: s, Gallery: id, From: p.String("name"), all: all}, nil
}

// Find gives a page of what the link shows, 1 to MaxLimit photos (0 is DefaultLimit),
// from a cursor of another page of it. Of a photo that went into the trash it is
// empty.
func (v *View) Find(ctx context.Context, limit int, c Cursor) (Page, error) {
	const op = "gallery.View.Find"
	q := v.query()
	q.Limit, q.Cursor = limit, c
	if v.What.Photo != "" {
		page, err := v.one(ctx, q)
		return page, fault.Wrap(op, err)
	}
	page, err := v.all.Find(ctx, q)
	return page, fault.Wrap(op, err)
}

// one gives the page of the one photo.
func (v *View) one(ctx context.Context, q Query) (Page, error) {
	if _, err := limit(q.Limit); err != nil {
		return Page{}, err
	}
	if q.Cursor != "" {
		return Page{}, fault.New("gallery.View.Find", fault.Stale, "a page of one photo leads nowhere")
	}
	p, err := v.Photo(ctx, v.What.Photo)
	if fault.Is(err, fault.NotFound) {
		return Page{Exact: true, Complete: true}, nil
	}
	if err != nil {
		return Page{}, err
	}
	hit := Hit{ID: p.ID, Title: shortTitle(p.Title), Taken: p.Taken}
	return Page{Hits: []Hit{hit}, Total: 1, Exact: true, Complete: true}, nil
}

// Photo gives one of the photos the link shows; NotFound for all others.
func (v *View) Photo(ctx context.Context, id PhotoID) (Photo, error) {
	const op = "gallery.View.Photo"
	none := fault.New(op, fault.NotFound, "no photo that the link shows")
	if v.What.Photo != "" && v.What.Photo != id {
		return Photo{}, none
	}
	p, err := v.all.Photo(ctx, id)
	if err != nil {
		return Photo{}, fault.Wrap(op, err)
	}
	selects, err := v.query().selector()
	if err != nil {
		return Photo{}, fault.Wrap(op, err)
	}
	if !selects(p) {
		return Photo{}, none
	}
	return strange(p), nil
}

// Photos gives those of the photos that the link shows, in the order of the ids,
// each once.
func (v *View) Photos(ctx context.Context, ids []PhotoID) ([]Photo, error) {
	const op = "gallery.View.Photos"
	if v.What.Photo != "" {
		ids = slices.DeleteFunc(slices.Clone(ids), func(id PhotoID) bool { return id != v.What.Photo })
	}
	selects, err := v.query().selector()
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	all, err := v.all.Photos(ctx, ids)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	var shown []Photo
	for _, p := range all {
		if selects(p) {
			shown = append(shown, strange(p))
		}
	}
	return shown, nil
}

// query gives what the link selects; everything live where it is one photo.
func (v *View) query() Query {
	switch {
	case v.What.Album != "":
		return Query{All: []Term{NewTerm(Album, v.What.Album)}}
	case v.What.Query != nil:
		return *v.What.Query
	}
	return Query{}
}

// strange gives what a stranger may know of a photo.
func strange(p Photo) Photo {
	p.Place.Lat, p.Place.Lon = 0, 0
	return Photo{
		ID: p.ID, Title: p.Title, Description: p.Description, Taken: p.Taken, Labels: p.Labels, Place: p.Place,
		State: p.State, Width: p.Width, Height: p.Height, Blurhash: p.Blurhash, Version: p.Version,
		Objects: Objects{Small: p.Objects.Small, Medium: p.Objects.Medium, Large: p.Objects.Large},
	}
}

// selector gives the test whether a query selects a photo, as its index terms tell;
// Invalid and TooLarge as for Find.
func (q Query) selector() (func(Photo) bool, error) {
	const op = "gallery.Query"
	c, err := q.criteria()
	if err != nil {
		return nil, err
	}
	if len(q.Times) > MaxTimes {
		return nil, fault.New(op, fault.TooLarge, "over 128 stretches of time in a query")
	}
	if o := q.order(); o != Newest && o != Oldest && o != Random {
		return nil, fault.New(op, fault.Invalid, "no such order")
	}
	when := q.Times.stamps()
	return func(p Photo) bool {
		return (p.State == Trashed) == q.Trash && when.has(place(p.Taken, p.ID)) && c.hold(p)
	}, nil
}

// hold reports whether a photo fulfils the criteria, by the index terms it stands
// under.
func (c criteria) hold(p Photo) bool {
	lacks := func(t string) bool { _, has := slices.BinarySearch(p.Terms, t); return !has }
	every := func(terms []string) bool { return !slices.ContainsFunc(terms, lacks) }
	if !every(c.all) || slices.ContainsFunc(c.none, every) {
		return false
	}
	sort := place(p.Taken, p.ID)
	for _, group := range c.any {
		if !slices.ContainsFunc(group, func(ch choice) bool {
			return every(ch.all) && !slices.ContainsFunc(ch.none, every) && ch.times.has(sort)
		}) {
			return false
		}
	}
	return true
}
