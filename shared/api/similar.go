package api

import (
	"context"
	"net/http"
	"slices"

	"shoebox/shared/gallery"
)

// Alikes are the photos that look like another.
type Alikes struct {
	Photos []Photo `json:"photos" doc:"The most alike first."`
}

// mostAlike is how many photos that look alike are shown.
const mostAlike = 24

func (a *API) similarOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "getsimilar", Service: ServiceGetPhoto, Method: http.MethodGet, Path: "/api/photos/{id}/similar",
			Summary: "List the photos that look like one, such as other shots of the same and copies of another size.",
			Errors:  []Code{NotFound},
		}, a.getSimilar),
	}
}

func (a *API) getSimilar(ctx context.Context, c *Call, _ None) (Alikes, error) {
	p, err := c.Gallery.Photo(ctx, gallery.PhotoID(c.Path("id")))
	if err != nil {
		return Alikes{}, err
	}
	near, err := c.Gallery.Similar(ctx, p.Likeness, mostAlike+1) // it looks like itself
	if err != nil {
		return Alikes{}, err
	}
	ids := make([]gallery.PhotoID, len(near))
	for i, n := range near {
		ids[i] = n.Photo
	}
	ids = slices.DeleteFunc(ids, func(id gallery.PhotoID) bool { return id == p.ID })
	photos, err := c.Gallery.Photos(ctx, ids[:min(len(ids), mostAlike)])
	return Alikes{a.photosOf(c.Actor, photos)}, err
}
