package api

import (
	"context"
	"net/http"
	"time"

	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// Albums are a page of a gallery's albums, those with the latest photos first.
type Albums struct {
	Albums []Album        `json:"albums"`
	Total  int            `json:"total" doc:"Of all pages."`
	Next   gallery.Cursor `json:"next" doc:"Where the list goes on; empty at its end."`
}

// Album is one of them.
type Album struct {
	Name   string    `json:"name"`
	Photos int       `json:"photos" doc:"How many are in it, but for the trash."`
	First  time.Time `json:"first" doc:"When the earliest was taken, or a little before."`
	Last   time.Time `json:"last" doc:"When the latest was taken, or a little after."`
	Cover  Pictures  `json:"cover" doc:"The latest photo."`
}

func (a *API) albumsOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "getalbums", Service: ServiceGetPhotos, Method: http.MethodGet, Path: "/api/albums",
			Summary: "List the albums of a gallery, with how many photos they have and the latest of each.",
			Query:   []Parameter{limitParameter(), cursorParameter()},
			Errors:  []Code{Gone},
		}, a.getAlbums),
	}
}

func (a *API) getAlbums(ctx context.Context, c *Call, _ None) (Albums, error) {
	page, err := c.Gallery.Albums(ctx, c.limit(), gallery.Cursor(c.Text("cursor")))
	if err != nil {
		return Albums{}, errPage(err)
	}
	all := Albums{Albums: make([]Album, len(page.Albums)), Total: page.Total, Next: page.Next}
	for i, e := range page.Albums {
		all.Albums[i] = Album{e.Name, e.Photos, e.First, e.Last, a.pictures(c.Actor.Membership.Gallery, e.Cover.ID, photolink.ForWeb)}
	}
	return all, nil
}
