package api

import (
	"context"
	"net/http"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Photos are a page of a list.
type Photos struct {
	Photos []Photo        `json:"photos"`
	Total  int            `json:"total" doc:"As of the first page."`
	Exact  bool           `json:"exact" doc:"Whether the total is all there are; else there are at least so many."`
	Next   gallery.Cursor `json:"next" doc:"Where the list goes on; empty at its end."`
}

func (a *API) photosOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "getphotos", Service: ServiceGetPhotos, Method: http.MethodGet, Path: "/api/photos",
			Summary: "List the photos of a gallery, an album or the trash, page by page.",
			Query: []Parameter{
				{"album", "Only photos of this album.", Schema{Type: "string", MinLength: 1, MaxLength: 100}},
				{"favourite", "Only favourites.", Schema{Type: "boolean"}},
				{"trash", "Look in the trash instead.", Schema{Type: "boolean"}},
				{"order", "The order of the list.", Schema{Type: "string", Enum: []string{"newest", "oldest"}}},
				limitParameter(), cursorParameter(),
			},
			Errors: []Code{Gone},
		}, a.getPhotos),
		Does(Operation{
			ID: "getphoto", Service: ServiceGetPhoto, Method: http.MethodGet, Path: "/api/photos/{id}",
			Summary: "Show one photo, also one in the trash.",
			Errors:  []Code{NotFound},
		}, a.getPhoto),
		Does(Operation{
			ID: "editphoto", Service: ServiceEditPhoto, Method: http.MethodPatch, Path: "/api/photos/{id}",
			Summary: "Change what people say of a photo.", IfMatch: true, MaxBody: 64 << 10,
			Errors: []Code{NotFound, Changed, Forbidden},
		}, a.editPhoto),
		Does(Operation{
			ID: "deletephoto", Service: ServiceDeletePhoto, Method: http.MethodDelete, Path: "/api/photos/{id}",
			Summary: "Put a photo into the trash, or out of it for good.",
			Query:   []Parameter{{"forever", "Remove it for good, with its pictures; it must be in the trash.", Schema{Type: "boolean"}}},
			Errors:  []Code{NotFound, Conflict, Forbidden},
		}, a.deletePhoto),
		Does(Operation{
			ID: "restorephoto", Service: ServiceEditPhoto, Method: http.MethodPost, Path: "/api/photos/{id}/restore",
			Summary: "Take a photo out of the trash.",
			Errors:  []Code{NotFound, Conflict, Forbidden, TooLarge},
		}, a.restorePhoto),
	}
}

func limitParameter() Parameter {
	one, most := int64(1), int64(gallery.MaxLimit)
	return Parameter{"limit", "The most entries of a page.", Schema{Type: "integer", Minimum: &one, Maximum: &most, Default: pageLength}}
}

func cursorParameter() Parameter {
	return Parameter{"cursor", "Where to go on: the next of the page before, of the same list.", Schema{Type: "string"}}
}

// pageLength is how long a page is whose request says nothing.
const pageLength = 24

// limit is how long a page may be.
func (c *Call) limit() int {
	if c.Given("limit") {
		return c.Int("limit")
	}
	return pageLength
}

func (a *API) getPhotos(ctx context.Context, c *Call, _ None) (Photos, error) {
	q := gallery.Query{
		Order: gallery.Direction(c.Text("order")), Trash: c.Bool("trash"),
		Limit: c.limit(), Cursor: gallery.Cursor(c.Text("cursor")),
	}
	if c.Given("album") {
		album := gallery.NewTerm(gallery.Album, c.Text("album"))
		if album.Value == "" {
			return Photos{}, &refusal{code: BadParameter, detail: "No album is called that. An album's name has a letter or a digit.", parameter: "album"}
		}
		q.All = append(q.All, album)
	}
	if c.Bool("favourite") {
		q.All = append(q.All, gallery.NewTerm(gallery.Favourite, "yes"))
	}
	return a.list(ctx, c, q)
}

// list answers with a page of a query.
func (a *API) list(ctx context.Context, c *Call, q gallery.Query) (Photos, error) {
	found, err := c.Gallery.Find(ctx, q)
	if err != nil {
		return Photos{}, errPage(err)
	}
	return a.shown(ctx, c, found, q.Trash)
}

// errPage says of a cursor that is not good that it is the list which has to begin
// anew.
func errPage(err error) error {
	if fault.Is(err, fault.Stale) {
		return Refuse(Gone, "That list has moved on. Please start it again.", err)
	}
	return err
}

// shown gives the photos of a page that was found.
func (a *API) shown(ctx context.Context, c *Call, found gallery.Page, trash bool) (Photos, error) {
	ids := make([]gallery.PhotoID, len(found.Hits))
	for i, h := range found.Hits {
		ids[i] = h.ID
	}
	read := c.Gallery.Photos
	if trash {
		read = c.trashed
	}
	photos, err := read(ctx, ids)
	if err != nil {
		return Photos{}, err
	}
	return Photos{a.photosOf(c.Actor, photos), found.Total, found.Exact, found.Next}, nil
}

// trashed reads photos of the trash, a few at a time. One that left it meanwhile is
// left out.
func (c *Call) trashed(ctx context.Context, ids []gallery.PhotoID) ([]gallery.Photo, error) {
	const atOnce = 8
	read := make([]gallery.Photo, len(ids))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, id := range ids {
		group.Go(func() (err error) {
			if read[i], err = c.Gallery.Photo(ctx, id); fault.Is(err, fault.NotFound) {
				return nil
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var photos []gallery.Photo
	for _, p := range read {
		if p.State == gallery.Trashed {
			photos = append(photos, p)
		}
	}
	return photos, nil
}

func (a *API) getPhoto(ctx context.Context, c *Call, _ None) (Photo, error) {
	p, err := c.Gallery.Photo(ctx, gallery.PhotoID(c.Path("id")))
	if err != nil {
		return Photo{}, err
	}
	c.Shows(p.Version)
	return a.photoOf(c.Actor.Membership.Gallery, p), nil
}
