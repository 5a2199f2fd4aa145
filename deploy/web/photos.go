package web

import (
	"context"
	"net/http"
	"strings"
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

// photos gives a page of the grid: everything, or what the words ask for.
func (p *page) photos(ctx context.Context, r *http.Request) (any, error) {
	actor, err := p.Accounts.Identify(ctx, p.Visitor)
	if err != nil {
		return nil, err
	}
	g := p.Galleries.As(actor.Membership)
	q, err := p.query(ctx, g, r.FormValue("words"))
	if err != nil {
		return nil, err
	}
	q.Limit = pageLength
	q.Cursor = gallery.Cursor(r.FormValue("cursor"))
	found, err := g.Find(ctx, q)
	if err != nil {
		return nil, err
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
	return map[string]any{"photos": tiles, "total": found.Total, "exact": found.Exact, "next": found.Next}, nil
}

// query understands the words as every channel would.
func (p *page) query(ctx context.Context, g *gallery.Gallery, words string) (gallery.Query, error) {
	if strings.TrimSpace(words) == "" {
		return gallery.Query{}, nil
	}
	vocabulary, err := g.Vocabulary(ctx)
	if err != nil {
		return gallery.Query{}, err
	}
	m, err := p.Understander.Understand(&intents.Request{
		Channel: account.Web, Utterance: words, At: p.Now(), Zone: p.Zone,
	}, vocabulary)
	return m.Query, err
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
