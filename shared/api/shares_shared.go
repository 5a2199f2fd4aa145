package api

import (
	"context"
	"net/http"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// Shared is what a link shows to whoever has it: a page of photos, and what they are.
type Shared struct {
	From    string         `json:"from" doc:"The gallery's name; may be empty."`
	Album   string         `json:"album,omitempty" doc:"The album's name, where the link is to one."`
	Words   string         `json:"words,omitempty" doc:"Of the search, where the link is to one."`
	Expires time.Time      `json:"expires"`
	Photos  []SharedPhoto  `json:"photos"`
	Total   int            `json:"total" doc:"As of the first page."`
	Exact   bool           `json:"exact" doc:"Whether the total is all there are; else there are at least so many."`
	Next    gallery.Cursor `json:"next" doc:"Where the list goes on; empty at its end."`
}

// SharedPhoto is a photo as strangers see it: not who is in it, nor how its people
// file it.
type SharedPhoto struct {
	ID          gallery.PhotoID `json:"id"`
	Title       string          `json:"title"`
	Description string          `json:"description"`
	Taken       time.Time       `json:"taken"`
	TakenWords  string          `json:"taken_words"`
	Labels      []string        `json:"labels"`
	Place       Place           `json:"place"`
	Width       int             `json:"width"`
	Height      int             `json:"height"`
	Alt         string          `json:"alt"`
	Pictures    Pictures        `json:"pictures"`
}

func (a *API) sharedOperation() Operation {
	return Does(Operation{
		ID: "getshared", Service: ServiceShares, Method: http.MethodGet, Path: "/api/shared/{token}", Auth: Open,
		Summary: "Show what a link is to.",
		Query:   []Parameter{limitParameter(), cursorParameter()},
		Limits:  []Limit{{ByIP, 600, quarter}}, Errors: []Code{NotFound, Gone},
	}, a.getShared)
}

func (a *API) getShared(ctx context.Context, c *Call, _ None) (Shared, error) {
	v, err := a.Galleries.Shared(ctx, c.Path("token"))
	if fault.Is(err, fault.NotFound) {
		return Shared{}, Refuse(NotFound, "This link has ended, or was withdrawn. Please ask who sent it for another.", err)
	}
	if err != nil {
		return Shared{}, err
	}
	limit := pageLength
	if c.Given("limit") {
		limit = c.Int("limit")
	}
	page, err := v.Find(ctx, limit, gallery.Cursor(c.Text("cursor")))
	if err != nil {
		return Shared{}, errPage(err)
	}
	ids := make([]gallery.PhotoID, len(page.Hits))
	for i, h := range page.Hits {
		ids[i] = h.ID
	}
	photos, err := v.Photos(ctx, ids)
	if err != nil {
		return Shared{}, err
	}
	shown := make([]SharedPhoto, len(photos))
	for i, p := range photos {
		shown[i] = a.sharedPhoto(v, p)
	}
	return Shared{
		From: v.From, Album: v.What.Album, Words: v.What.Words, Expires: v.What.Until,
		Photos: shown, Total: page.Total, Exact: page.Exact, Next: page.Next,
	}, nil
}

// sharedPhoto puts a photo into the form strangers see. Its pictures end with the link
// at the latest.
func (a *API) sharedPhoto(v *gallery.View, p gallery.Photo) SharedPhoto {
	until := a.Links.Until(linked)
	if v.What.Until.Before(until) {
		until = v.What.Until
	}
	link := func(r photolink.Rendition) string {
		return a.Links.URL(photolink.Target{Gallery: v.Gallery, Photo: p.ID, Rendition: r, Audience: photolink.ForWeb, Expires: until})
	}
	whole := a.photoOf(v.Gallery, p)
	return SharedPhoto{
		ID: p.ID, Title: p.Title, Description: p.Description, Taken: p.Taken, TakenWords: whole.TakenWords, Labels: whole.Labels, Place: whole.Place,
		Width: p.Width, Height: p.Height, Alt: whole.Alt,
		Pictures: Pictures{link(photolink.Small), link(photolink.Medium), link(photolink.Large)},
	}
}
