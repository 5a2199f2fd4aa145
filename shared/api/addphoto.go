package api

import (
	"context"
	"net/http"
	"time"

	"shoebox/shared/inbox"
)

// addition makes a photo of an upload, with what somebody says of it.
type addition struct {
	Upload      string   `json:"upload" schema:"min=1,max=40" doc:"Its id. The file must have been put."`
	Title       string   `json:"title,omitempty" schema:"max=300" doc:"What the picture or its file's name says, where nothing is said."`
	Description string   `json:"description,omitempty" schema:"max=5000"`
	Tags        []string `json:"tags,omitempty" schema:"items=50,max=100"`
	People      []string `json:"people,omitempty" schema:"items=50,max=100"`
	Albums      []string `json:"albums,omitempty" schema:"items=50,max=100"`
}

// patience is how long a request waits for a photo to be made. Less than a gateway
// waits.
const patience = 20 * time.Second

func (a *API) addphotoOperations() []Operation {
	return []Operation{
		DoesOrWill(Operation{
			ID: "addphoto", Service: ServiceAddPhoto, Method: http.MethodPost, Path: "/api/photos",
			Summary: "Say what is to be said of a photo that was put, and wait for it: 200 where the gallery had it before, 202 with the upload where it takes longer.",
			Status:  http.StatusCreated, Also: []int{http.StatusOK}, MaxBody: 64 << 10,
			Limits: []Limit{{ByPerson, 2000, quarter}},
			Errors: []Code{NotFound, Conflict, Forbidden},
		}, a.addPhoto),
	}
}

func (a *API) addPhoto(ctx context.Context, c *Call, in addition) (Photo, *Uploading, error) {
	if err := c.Gallery.MayChange(); err != nil {
		return Photo{}, nil, err
	}
	u, err := a.upload(ctx, c, in.Upload)
	if err != nil {
		return Photo{}, nil, err
	}
	u, err = a.inbox.Say(ctx, c.Gallery, u, inbox.Says{
		Title: in.Title, Description: in.Description, Tags: in.Tags, People: in.People, Albums: in.Albums,
	})
	if err != nil {
		return Photo{}, nil, err
	}
	if u, err = a.inbox.Wait(ctx, u, patience); err != nil {
		return Photo{}, nil, err
	}
	switch u.State {
	case inbox.Waiting:
		return Photo{}, nil, Refuse(Conflict, "The file isn't here yet. Please send it, and then try again.", nil)
	case inbox.Refused:
		return Photo{}, nil, Refuse(Invalid, u.Sentence(), nil)
	case inbox.Received, inbox.Processing:
		later, err := a.uploading(ctx, c, u)
		return Photo{}, &later, err
	case inbox.Ready:
	}
	p, err := c.Gallery.Standing(ctx, u.Photo, "")
	if err != nil {
		return Photo{}, nil, err
	}
	if u.There {
		c.Status(http.StatusOK)
	}
	c.Shows(p.Version)
	return a.photoOf(c.Gallery.ID(), p), nil, nil
}
