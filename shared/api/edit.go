package api

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Edit is a change to a photo: what is not in it stays.
type Edit struct {
	Title       *string   `json:"title,omitempty" schema:"max=300"`
	Description *string   `json:"description,omitempty" schema:"max=5000"`
	Tags        *[]string `json:"tags,omitempty" schema:"items=50,max=100"`
	People      *[]string `json:"people,omitempty" schema:"items=50,max=100"`
	Albums      *[]string `json:"albums,omitempty" schema:"items=50,max=100"`
	Favourite   *bool     `json:"favourite,omitempty"`
	// Taken moves the photo to another place in every list.
	Taken *time.Time `json:"taken,omitempty" doc:"With the offset of the place."`
	Place *Place     `json:"place,omitempty" doc:"In names; an empty one takes a name away."`
}

func (a *API) editPhoto(ctx context.Context, c *Call, in Edit) (Photo, error) {
	edit := gallery.Edit{
		Title: in.Title, Description: in.Description, Tags: in.Tags, People: in.People, Albums: in.Albums,
		Favourite: in.Favourite, Taken: in.Taken, Version: c.Version(),
	}
	if in.Place != nil {
		edit.Place = &gallery.Place{City: in.Place.City, Region: in.Place.Region, Country: in.Place.Country}
	}
	p, err := c.Gallery.Edit(ctx, gallery.PhotoID(c.Path("id")), edit)
	if fault.Is(err, fault.Conflict) {
		return Photo{}, Refuse(Changed, "", err)
	}
	if err != nil {
		return Photo{}, err
	}
	c.Shows(p.Version)
	return a.photoOf(c.Actor.Membership.Gallery, p), nil
}

func (a *API) restorePhoto(ctx context.Context, c *Call, _ None) (Photo, error) {
	p, err := c.Gallery.Restore(ctx, gallery.PhotoID(c.Path("id")))
	if err != nil {
		return Photo{}, err
	}
	c.Shows(p.Version)
	return a.photoOf(c.Actor.Membership.Gallery, p), nil
}
