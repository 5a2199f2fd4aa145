package simulator

import (
	"context"
	"net/http"
	"time"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

const (
	pageLength   = 24        // photos of the grid loaded at once
	linkLifetime = time.Hour // of the pictures on the page
)

// tile is a photo as the grid shows it.
type tile struct {
	ID     gallery.PhotoID `json:"id"`
	Title  string          `json:"title"`
	Day    string          `json:"day"`
	Place  string          `json:"place"`
	People []string        `json:"people"`
	Alt    string          `json:"alt"`
	Medium string          `json:"medium"`
	Large  string          `json:"large"`
}

// gridPage is a part of the grid, and how the words were taken that asked for it.
type gridPage struct {
	Photos []tile         `json:"photos"`
	Total  int            `json:"total"`
	Exact  bool           `json:"exact"`
	Next   gallery.Cursor `json:"next"`
	reading
}

// photos gives a page of the grid: everything, or what the words ask for. Words
// that ask for something else than photos, or leave open for which, have an answer
// without any.
func (p *page) photos(ctx context.Context, r *http.Request) (any, error) {
	actor, err := p.Accounts.Identify(ctx, p.Visitor)
	if err != nil {
		return nil, err
	}
	g := p.Galleries.As(actor.Membership)
	q, understood, err := p.search(ctx, g, r.FormValue("words"))
	if err != nil {
		return nil, err
	}
	if len(understood.Choices) > 0 || len(understood.Topics) > 0 {
		return gridPage{Photos: []tile{}, reading: understood}, nil
	}
	q.Limit = pageLength
	q.Cursor = gallery.Cursor(r.FormValue("cursor"))
	found, err := g.Find(ctx, q)
	if err != nil {
		return nil, err
	}
	if words := r.FormValue("words"); len(found.Hits) == 0 && q.Cursor == "" && words != "" {
		if understood, err = p.instead(ctx, words); err != nil {
			return nil, err
		}
	}
	ids := make([]gallery.PhotoID, len(found.Hits))
	for i, h := range found.Hits {
		ids[i] = h.ID
	}
	photos, err := g.Photos(ctx, ids)
	if err != nil {
		return nil, err
	}
	tiles := make([]tile, len(photos))
	for i, photo := range photos {
		tiles[i] = p.tile(actor, photo)
	}
	return gridPage{tiles, found.Total, found.Exact, found.Next, understood}, nil
}

func (p *page) tile(actor account.Actor, photo gallery.Photo) tile {
	link := func(size photolink.Rendition) string {
		return p.Links.URL(photolink.Target{
			Gallery: actor.Membership.Gallery, Photo: photo.ID,
			Rendition: size, Audience: photolink.ForWeb, Expires: p.Links.Until(linkLifetime),
		})
	}
	shown := intents.ShownPhoto(actor.Membership.Gallery, photo)
	return tile{
		ID: shown.ID, Title: shown.Title, Day: shown.Taken.Format("2 January 2006"), Place: shown.Place.City,
		People: shown.People, Alt: shown.Alt, Medium: link(photolink.Medium), Large: link(photolink.Large),
	}
}
