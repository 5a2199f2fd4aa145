package api

import (
	"context"
	"crypto/sha256"
	"net/http"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
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

func (a *API) addphotoOperations() []Operation {
	atOnce := make(chan struct{}, 2) // pictures in memory, of all requests together
	return []Operation{
		Does(Operation{
			ID: "addphoto", Service: ServiceAddPhoto, Method: http.MethodPost, Path: "/api/photos",
			Summary: "Make a photo of an upload; 200 with the photo that is there where the gallery has the file.",
			Status:  http.StatusCreated, Also: []int{http.StatusOK}, MaxBody: 64 << 10,
			Limits: []Limit{{ByPerson, 2000, quarter}},
			Errors: []Code{NotFound, Conflict, Forbidden, TooLarge},
		}, func(ctx context.Context, c *Call, in addition) (Photo, error) {
			select {
			case atOnce <- struct{}{}:
				defer func() { <-atOnce }()
			case <-ctx.Done():
				return Photo{}, ctx.Err()
			}
			return a.addPhoto(ctx, c, in)
		}),
	}
}

func (a *API) addPhoto(ctx context.Context, c *Call, in addition) (Photo, error) {
	if err := c.Gallery.MayChange(); err != nil {
		return Photo{}, err
	}
	us := a.uploads()
	u, err := us.find(ctx, c, in.Upload)
	if err != nil {
		return Photo{}, err
	}
	switch u.State {
	case uploadRefused:
		return Photo{}, Refuse(Invalid, u.Reason, nil)
	case uploadAdded:
		p, err := c.Gallery.Standing(ctx, u.Photo, "")
		c.Status(http.StatusOK)
		return a.photoOf(c.Gallery.ID(), p), err
	case uploadWaiting:
	}
	p, there, err := a.take(ctx, c, u, in)
	if err != nil {
		return Photo{}, a.untaken(ctx, u, err)
	}
	u.State, u.Photo = uploadAdded, p.ID
	if err := us.finish(ctx, u); err != nil {
		return Photo{}, err // asked again, it finds the photo
	}
	if there {
		c.Status(http.StatusOK)
	}
	c.Shows(p.Version)
	return a.photoOf(c.Gallery.ID(), p), nil
}

// take makes a photo of the file of an upload, or finds the one that was made of it.
func (a *API) take(ctx context.Context, c *Call, u upload, in addition) (p gallery.Photo, there bool, err error) {
	data, err := a.arrived(ctx, u)
	if fault.Is(err, fault.NotFound) {
		// Somebody may have made the photo this moment; else there is nothing yet.
		if p, err := c.Gallery.Standing(ctx, "", u.SHA256); !fault.Is(err, fault.NotFound) {
			return p, true, err
		}
		return p, false, Refuse(Conflict, "The file isn't here yet. Please send it, and then try again.", err)
	}
	if err != nil {
		return p, false, err
	}
	ingester := ingest.New(ingest.Config{Gallery: c.Gallery, Bucket: a.Blobs, Now: a.clockOf(c.User)})
	made, err := ingester.Picture(ctx, ingest.Picture{
		Data: data, Type: u.Type, Name: u.Name, Changed: u.Modified,
		Says: ingest.Record{Title: in.Title, Description: in.Description, Tags: in.Tags, People: in.People, Albums: in.Albums},
	})
	return made.Photo, made.There, err
}

// lied is a file that is not what was announced, in words that go on after "because".
func lied(what string) error { return fault.New("api.arrived", fault.Invalid, what) }

// arrived reads the file of an upload: Invalid for one that is not what was announced,
// whoever let it in.
func (a *API) arrived(ctx context.Context, u upload) ([]byte, error) {
	at, err := a.Blobs.Head(ctx, u.key())
	if err != nil {
		return nil, err
	}
	want := u.content()
	switch {
	case at.Size != want.Size:
		return nil, lied("it has another size than was announced")
	case at.Type != want.Type:
		return nil, lied("it is of another type than was announced")
	case at.SHA256 != want.SHA256 && at.SHA256 != blob.Sum{}:
		return nil, lied("it has another checksum than was announced")
	}
	data, err := a.Blobs.ReadAll(ctx, u.key(), want.Size)
	switch {
	case fault.Is(err, fault.TooLarge): // replaced this moment
		return nil, lied("it has another size than was announced")
	case err != nil:
		return nil, err
	case sha256.Sum256(data) != want.SHA256:
		return nil, lied("it has another checksum than was announced")
	}
	return data, nil
}

// untaken says why a file made no photo. What it is it stays, so that the upload is
// over; what stands in its way may go.
func (a *API) untaken(ctx context.Context, u upload, err error) error {
	if !fault.Is(err, fault.Invalid) {
		if fault.Is(err, fault.TooLarge) {
			return Refuse(TooLarge, "The photo wasn't added, because "+told(err)+".", err)
		}
		return err
	}
	u.State, u.Reason = uploadRefused, "The photo wasn't added, because "+told(err)+". Please choose another file."
	if err := a.uploads().finish(ctx, u); err != nil {
		return err
	}
	return Refuse(Invalid, u.Reason, err)
}

// clockOf is ours in the zone of a person: a picture that does not say where its time
// is means theirs.
func (a *API) clockOf(u account.User) func() time.Time {
	zone, err := time.LoadLocation(u.Zone)
	if err != nil || u.Zone == "" {
		return a.Now
	}
	return func() time.Time { return a.Now().In(zone) }
}
