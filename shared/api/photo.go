package api

import (
	"time"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// Photo is a photo as clients see it.
type Photo struct {
	ID          gallery.PhotoID `json:"id"`
	Title       string          `json:"title" doc:"As people wrote it; empty where nobody did."`
	Description string          `json:"description"`
	Taken       time.Time       `json:"taken" doc:"With the offset of the place, as far as it is known."`
	TakenWords  string          `json:"taken_words"`
	Added       time.Time       `json:"added"`
	People      []string        `json:"people"`
	Tags        []string        `json:"tags"`
	Labels      []string        `json:"labels" doc:"What a machine sees in it."`
	Place       Place           `json:"place"`
	Camera      string          `json:"camera"`
	Albums      []string        `json:"albums"`
	Favourite   bool            `json:"favourite"`
	Rating      int             `json:"rating" doc:"Stars, 1 to 5, as a camera or another gallery gave them; 0 is none."`
	State       gallery.State   `json:"state" schema:"enum=live|trashed"`
	Goes        time.Time       `json:"goes,omitzero" doc:"Of one in the trash: when it goes for good by itself."`
	Width       int             `json:"width" doc:"Of the original, upright, in pixels; 0 is unknown."`
	Height      int             `json:"height"`
	Version     int64           `json:"version"`
	Alt         string          `json:"alt" doc:"A sentence for who can't see it."`
	Blurhash    string          `json:"blurhash" doc:"What it looks like until a picture has come: https://blurha.sh. Empty where it isn't known."`
	Pictures    Pictures        `json:"pictures"`
}

// Place is where a photo was taken, in names. Viewers see no coordinates, and nobody
// needs them in a list: nobody gets them.
type Place struct {
	City    string `json:"city" schema:"max=100"`
	Region  string `json:"region" schema:"max=100"`
	Country string `json:"country" schema:"max=100"`
}

// Pictures are links to the renditions of a photo, good for an hour or a little more.
type Pictures struct {
	Small  string `json:"small" schema:"format=uri" doc:"Fits 320 by 320 pixels."`
	Medium string `json:"medium" schema:"format=uri" doc:"Fits 720 by 480 pixels."`
	Large  string `json:"large" schema:"format=uri" doc:"Fits 1200 by 800 pixels."`
}

// linked is how long links to pictures are good at least.
const linked = time.Hour

// photoOf puts a photo of a gallery into the form clients see.
func (a *API) photoOf(id gallery.ID, p gallery.Photo) Photo {
	labels := make([]string, len(p.Labels))
	for i, l := range p.Labels {
		labels[i] = l.Name
	}
	var goes time.Time
	if p.State == gallery.Trashed {
		goes = p.TrashedAt.Add(gallery.TrashLife)
	}
	return Photo{
		ID: p.ID, Title: p.Title, Description: p.Description,
		Taken: p.Taken, TakenWords: p.Taken.Format("Monday, 2 January 2006, 15:04"), Added: p.Added,
		People: listed(p.People), Tags: listed(p.Tags), Labels: labels, Albums: listed(p.Albums),
		Place:  Place{City: p.Place.City, Region: p.Place.Region, Country: p.Place.Country},
		Camera: p.Camera, Favourite: p.Favourite, Rating: p.Rating, Blurhash: p.Blurhash, State: p.State, Goes: goes,
		Width: p.Width, Height: p.Height, Version: p.Version, Alt: intents.ShownPhoto(id, p).Alt, Pictures: a.pictures(id, p.ID, audience(p)),
	}
}

// photosOf puts photos into the form an actor sees.
func (a *API) photosOf(actor account.Actor, photos []gallery.Photo) []Photo {
	shown := make([]Photo, len(photos))
	for i, p := range photos {
		shown[i] = a.photoOf(actor.Membership.Gallery, p)
	}
	return shown
}

// audience is who links to a photo are for: what is in the trash, its members alone
// see.
func audience(p gallery.Photo) photolink.Audience {
	if p.State == gallery.Trashed {
		return photolink.ForTrash
	}
	return photolink.ForWeb
}

func (a *API) pictures(id gallery.ID, photo gallery.PhotoID, who photolink.Audience) Pictures {
	link := func(r photolink.Rendition) string {
		return a.Links.URL(photolink.Target{Gallery: id, Photo: photo, Rendition: r, Audience: who, Expires: a.Links.Until(linked)})
	}
	return Pictures{link(photolink.Small), link(photolink.Medium), link(photolink.Large)}
}

// listed is a list that is there, though it may be empty.
func listed(names []string) []string {
	if names == nil {
		return []string{}
	}
	return names
}
