package api

import (
	"context"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

// announcement says what is to be uploaded. All of it is held to.
type announcement struct {
	Name   string `json:"name" schema:"max=255" doc:"What the file is called, for a title; no key is made of it."`
	Size   int64  `json:"size" schema:"min=1" doc:"Bytes; at most 64 MiB."`
	Type   string `json:"type" schema:"max=100" doc:"image/jpeg, image/png, image/gif or image/webp."`
	SHA256 string `json:"sha256" schema:"min=64,max=64" doc:"Of the file, in hexadecimal digits."`
	// Modified is when the file was last changed.
	Modified time.Time `json:"modified,omitzero" doc:"When the file was last changed: when the photo was taken, where nothing else says so."`
}

// Uploading is an upload and how far it is, or the photo that the gallery has already.
type Uploading struct {
	ID      string    `json:"id,omitempty"`
	State   string    `json:"state" schema:"enum=waiting|added|refused" doc:"waiting: put the file, then POST /api/photos."`
	Put     *Put      `json:"put,omitempty" doc:"How the file gets here, as long as it is waited for."`
	Photo   *Photo    `json:"photo,omitempty" doc:"What became of it; it may be in the trash."`
	Reason  string    `json:"reason,omitempty" doc:"Why it was refused: one sentence."`
	Expires time.Time `json:"expires,omitzero" doc:"When the upload is forgotten."`
}

// Put is a request that puts the announced file where we look for it, and nothing
// else, nor anywhere else. Content-Length is the announced size: clients set it by
// themselves. 412 says that the file is there already.
type Put struct {
	Method  string            `json:"method"`
	URL     string            `json:"url" schema:"format=uri"`
	Headers map[string]string `json:"headers" doc:"To be sent exactly so."`
	Expires time.Time         `json:"expires" doc:"GET /api/uploads/{id} gives another."`
}

func (a *API) uploadsOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "addupload", Service: ServiceAddPhoto, Method: http.MethodPost, Path: "/api/uploads",
			Summary: "Announce a file and learn where to put it; 200 with the photo where the gallery has the file.",
			Status:  http.StatusCreated, Also: []int{http.StatusOK},
			Limits: []Limit{{ByPerson, 2000, quarter}},
			Errors: []Code{Forbidden, TooLarge, Conflict},
		}, a.addUpload),
		Does(Operation{
			ID: "getupload", Service: ServiceAddPhoto, Method: http.MethodGet, Path: "/api/uploads/{id}",
			Summary: "Say how far an upload is; while it waits, with a fresh way to put the file.",
			Errors:  []Code{NotFound, Forbidden},
		}, a.getUpload),
		Does(Operation{
			ID: "deleteupload", Service: ServiceAddPhoto, Method: http.MethodDelete, Path: "/api/uploads/{id}",
			Summary: "Give up an upload that waits. One that is over is no error.",
		}, a.deleteUpload),
	}
}

func (a *API) uploads() uploads { return uploads{a.Table, a.Blobs, a.Now} }

func (a *API) addUpload(ctx context.Context, c *Call, in announcement) (Uploading, error) {
	if err := c.Gallery.MayChange(); err != nil {
		return Uploading{}, err
	}
	if err := in.checked(); err != nil {
		return Uploading{}, err
	}
	switch there, err := c.Gallery.WithFile(ctx, in.SHA256); {
	case err == nil:
		c.Status(http.StatusOK)
		return a.added(ctx, c, upload{Photo: there})
	case !fault.Is(err, fault.NotFound):
		return Uploading{}, err
	}
	u, err := a.uploads().announce(ctx, c, in)
	if err != nil {
		return Uploading{}, err
	}
	return a.waiting(ctx, u)
}

// checked refuses what can't become a photo, before any of it is sent.
func (in *announcement) checked() error {
	in.SHA256 = strings.ToLower(in.SHA256)
	in.Type = strings.ToLower(in.Type)
	switch _, err := hex.DecodeString(in.SHA256); {
	case err != nil:
		return &refusal{code: Invalid, detail: "Sha256 must be 64 hexadecimal digits.", pointer: "/sha256", err: err}
	case !slices.Contains(ingest.Types(), in.Type):
		return &refusal{code: Invalid, detail: "Shoebox keeps JPEG, PNG, GIF and WebP pictures. Please send the photo as one of these.", pointer: "/type"}
	case in.Size > ingest.MaxFile:
		return &refusal{code: TooLarge, detail: "A photo has at most 64 MB. Please send a smaller one.", pointer: "/size"}
	}
	return nil
}

func (a *API) getUpload(ctx context.Context, c *Call, _ None) (Uploading, error) {
	u, err := a.uploads().find(ctx, c, c.Path("id"))
	if err != nil {
		return Uploading{}, err
	}
	switch u.State {
	case uploadAdded:
		return a.added(ctx, c, u)
	case uploadRefused:
		return Uploading{ID: u.ID, State: string(u.State), Reason: u.Reason, Expires: u.Expires}, nil
	case uploadWaiting:
	}
	if err := c.Gallery.MayChange(); err != nil {
		return Uploading{}, err
	}
	return a.waiting(ctx, u)
}

func (a *API) deleteUpload(ctx context.Context, c *Call, _ None) (None, error) {
	u, err := a.uploads().find(ctx, c, c.Path("id"))
	if fault.Is(err, fault.NotFound) || err == nil && u.State != uploadWaiting {
		return None{}, nil
	}
	if err != nil {
		return None{}, err
	}
	return None{}, a.uploads().forget(ctx, u)
}

// added shows an upload that became a photo.
func (a *API) added(ctx context.Context, c *Call, u upload) (Uploading, error) {
	p, err := c.Gallery.Standing(ctx, u.Photo, "")
	if err != nil {
		return Uploading{}, err // deleted meanwhile
	}
	shown := a.photoOf(c.Gallery.ID(), p)
	return Uploading{ID: u.ID, State: string(uploadAdded), Photo: &shown, Expires: u.Expires}, nil
}

// signedFor is how long a way to put a file is good; as long as its upload at most.
const signedFor = time.Hour

// waiting shows an upload whose file is still to come.
func (a *API) waiting(ctx context.Context, u upload) (Uploading, error) {
	good := max(blob.MinSigned, min(signedFor, u.Expires.Sub(a.Now())))
	signed, err := a.Blobs.SignPut(ctx, u.key(), u.content(), good)
	if err != nil {
		return Uploading{}, err
	}
	headers := map[string]string{}
	for name, value := range signed.Header {
		if !strings.EqualFold(name, "Content-Length") { // browsers let nobody set it
			headers[name] = value
		}
	}
	put := &Put{Method: signed.Method, URL: signed.URL, Headers: headers, Expires: signed.Expires.UTC()}
	return Uploading{ID: u.ID, State: string(uploadWaiting), Put: put, Expires: u.Expires}, nil
}

// content is what an upload was announced to be.
func (u upload) content() blob.Content {
	c := blob.Content{Type: u.Type, Size: u.Size}
	raw, _ := hex.DecodeString(u.SHA256) // it was checked
	copy(c.SHA256[:], raw)
	return c
}

// key is where the file of an upload is put: a name of ours, below one of the gallery.
func (u upload) key() string { return incoming(u.Gallery) + u.ID }

func incoming(g gallery.ID) string { return "incoming/" + string(g) + "/" }
