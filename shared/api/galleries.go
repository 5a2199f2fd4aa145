package api

import (
	"context"
	"net/http"
	"slices"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Gallery is a gallery as one of its members sees it.
type Gallery struct {
	ID      gallery.ID      `json:"id"`
	Name    string          `json:"name"`
	Purpose gallery.Purpose `json:"purpose" schema:"enum=personal|shared|workspace"`
	Role    gallery.Role    `json:"role" schema:"enum=owner|editor|viewer" doc:"Of who asks."`
	Members int             `json:"members"`
	Made    time.Time       `json:"made"`
}

// GalleryList is all galleries of a person, the oldest first.
type GalleryList struct {
	Galleries []Gallery `json:"galleries"`
}

// naming gives a gallery its name.
type naming struct {
	Name string `json:"name" schema:"min=1,max=100"`
}

const galleryPath = "/api/galleries/{gallery}"

func (a *API) galleriesOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "getgalleries", Service: ServiceGalleries, Method: http.MethodGet, Path: "/api/galleries", Auth: Person,
			Summary: "List the galleries the person is a member of.",
		}, a.getGalleries),
		Does(Operation{
			ID: "addgallery", Service: ServiceGalleries, Method: http.MethodPost, Path: "/api/galleries", Auth: Person,
			Summary: "Make a gallery to share, as a family's. Who makes it is its owner.",
			Status:  http.StatusCreated, Errors: []Code{TooLarge},
		}, a.addGallery),
		Does(Operation{
			ID: "editgallery", Service: ServiceGalleries, Method: http.MethodPatch, Path: galleryPath,
			Summary: "Give a gallery another name.",
			Errors:  []Code{Forbidden},
		}, a.editGallery),
		Does(Operation{
			ID: "deletegallery", Service: ServiceGalleries, Method: http.MethodDelete, Path: galleryPath,
			Summary: "Delete a gallery with all its photos, at once and for good.",
			Errors:  []Code{Forbidden, Conflict},
		}, a.deleteGallery),
	}
}

func (a *API) getGalleries(ctx context.Context, c *Call, _ None) (GalleryList, error) {
	all, err := a.galleriesOf(ctx, c.User)
	return GalleryList{all}, err
}

// galleriesOf gives a person's galleries. The one they chose is among them even if
// they became a member this moment.
func (a *API) galleriesOf(ctx context.Context, u account.User) ([]Gallery, error) {
	all, err := a.Galleries.Of(ctx, u.ID)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(all, func(p gallery.Profile) bool { return p.ID == u.Gallery }) {
		m, err := a.Galleries.Membership(ctx, u.Gallery, u.ID)
		if err == nil {
			var chosen gallery.Profile
			if chosen, err = a.Galleries.As(m).Profile(ctx); err == nil {
				all = append(all, chosen)
			}
		}
		if err != nil && !fault.Is(err, fault.Denied) && !fault.Is(err, fault.NotFound) {
			return nil, err
		}
	}
	shown := make([]Gallery, len(all))
	for i, p := range all {
		shown[i] = galleryOf(p)
	}
	return shown, nil
}

func galleryOf(p gallery.Profile) Gallery {
	return Gallery{ID: p.ID, Name: p.Name, Purpose: p.Purpose, Role: p.Role, Members: p.Members, Made: p.Made}
}

func (a *API) addGallery(ctx context.Context, c *Call, in naming) (Gallery, error) {
	p, err := a.Galleries.Create(ctx, gallery.Shared, in.Name, gallery.Member{User: c.User.ID, Name: c.User.Name})
	if fault.Is(err, fault.TooLarge) {
		return Gallery{}, Refuse(TooLarge, "You have a hundred galleries already. Please leave or delete one first.", err)
	}
	if err != nil {
		return Gallery{}, named(err)
	}
	return galleryOf(p), nil
}

func (a *API) editGallery(ctx context.Context, c *Call, in naming) (Gallery, error) {
	if err := c.Gallery.Rename(ctx, in.Name); err != nil {
		return Gallery{}, named(err)
	}
	p, err := c.Gallery.Profile(ctx)
	return galleryOf(p), err
}

// named says of a name without a letter that a gallery has one.
func named(err error) error {
	if fault.Is(err, fault.Invalid) {
		return &refusal{code: Invalid, detail: "A gallery has a name. Please give it one.", pointer: "/name", err: err}
	}
	return err
}
