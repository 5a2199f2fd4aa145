package api

import (
	"context"
	"net/http"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// albumName is what an album is to be called.
type albumName struct {
	Name string `json:"name" schema:"min=1,max=100" doc:"With a letter or a digit. An album that has the name takes the photos in."`
}

// Refiled says how far photos are that leave an album, or come with it.
type Refiled struct {
	Photos int  `json:"photos" doc:"How many were changed by this request."`
	Done   bool `json:"done" doc:"False where there was no time for all: send the request again, and it goes on."`
}

func (a *API) albumsEditOperations() []Operation {
	of := []Parameter{{"album", "The album's name.", Schema{Type: "string", MinLength: 1}}}
	return []Operation{
		Does(Operation{
			ID: "editalbum", Service: ServiceEditPhoto, Method: http.MethodPatch, Path: "/api/albums",
			Summary: "Give an album another name.",
			Query:   of, Errors: []Code{NotFound, Forbidden},
		}, func(ctx context.Context, c *Call, in albumName) (Refiled, error) {
			return c.refile(ctx, func(ctx context.Context, album string, told gallery.Progress) error {
				_, err := c.Gallery.RenameAlbum(ctx, album, in.Name, told)
				return err
			})
		}),
		Does(Operation{
			ID: "deletealbum", Service: ServiceEditPhoto, Method: http.MethodDelete, Path: "/api/albums",
			Summary: "Take all photos out of an album, which is then no more; the photos stay.",
			Query:   of, Errors: []Code{NotFound, Forbidden},
		}, func(ctx context.Context, c *Call, _ None) (Refiled, error) {
			return c.refile(ctx, func(ctx context.Context, album string, told gallery.Progress) error {
				_, err := c.Gallery.DeleteAlbum(ctx, album, told)
				return err
			})
		}),
	}
}

// refile has work done on an album's photos for as long as a request may take. What is
// left when that is over is done by the next.
func (c *Call) refile(ctx context.Context, work func(context.Context, string, gallery.Progress) error) (Refiled, error) {
	const enough = 6 * time.Second // a function that edits has ten
	if !c.Given("album") {
		return Refiled{}, &refusal{code: BadParameter, detail: "Say in the address which album it is.", parameter: "album"}
	}
	limited, cancel := context.WithTimeout(ctx, enough)
	defer cancel()
	var r Refiled
	err := work(limited, c.Text("album"), func(done, _ int) { r.Photos = done })
	if err != nil && limited.Err() != nil && ctx.Err() == nil && r.Photos > 0 {
		return r, nil
	}
	r.Done = err == nil
	if fault.Is(err, fault.Invalid) {
		err = &refusal{code: Invalid, detail: "An album's name has a letter or a digit. Please choose another.", pointer: "/name", err: err}
	}
	return r, err
}
