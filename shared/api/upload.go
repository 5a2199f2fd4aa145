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
	"shoebox/shared/inbox"
)

// announcement says what is to be uploaded. All of it is held to.
type announcement struct {
	Name   string `json:"name" schema:"max=255" doc:"What the file is called, for a title; no key is made of it."`
	Size   int64  `json:"size" schema:"min=1" doc:"Bytes; at most 64 MiB."`
	Type   string `json:"type" schema:"max=100" doc:"image/jpeg, image/png, image/gif, image/webp, image/heic or image/tiff."`
	SHA256 string `json:"sha256" schema:"min=64,max=64" doc:"Of the file, in hexadecimal digits."`
	// Modified is when the file was last changed.
	Modified time.Time `json:"modified,omitzero" doc:"When the file was last changed: when the photo was taken, where nothing else says so."`
}

// Uploading is an upload and how far it is, or the photo that the gallery has already.
type Uploading struct {
	ID      string    `json:"id,omitempty"`
	Name    string    `json:"name,omitempty" doc:"What the file is called."`
	State   string    `json:"state" schema:"enum=waiting|received|processing|ready|refused" doc:"waiting: put the file. received: it is here, and its turn comes by itself. ready: it is a photo. refused: it makes none."`
	Put     *Put      `json:"put,omitempty" doc:"How the file gets here, as long as it is waited for."`
	Photo   *Photo    `json:"photo,omitempty" doc:"What became of it; it may be in the trash. A ready upload without one became a photo that was deleted for good."`
	There   bool      `json:"there,omitempty" doc:"The gallery had the photo before."`
	Back    bool      `json:"back,omitempty" doc:"It had it in the trash, which the photo left, since its file was sent again."`
	Similar *Photo    `json:"similar,omitempty" doc:"A photo of the gallery that looks alike."`
	Reason  string    `json:"reason,omitempty" doc:"Why it was refused, or what holds it up: a sentence for a person."`
	Begun   time.Time `json:"begun,omitzero" doc:"When it was announced, or found."`
	Expires time.Time `json:"expires,omitzero" doc:"When the upload is forgotten."`
}

// Uploads are a person's, newest first.
type Uploads struct {
	Uploads []Uploading `json:"uploads"`
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

// announcements are how many files a person may announce in a quarter of an hour: more
// than become photos in that time of two hundred that are under way at once. It is those
// that hold back whoever has many, without a long wait.
const announcements = 10_000

func (a *API) uploadsOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "addupload", Service: ServiceAddPhoto, Method: http.MethodPost, Path: "/api/uploads",
			Summary: "Announce a file and learn where to put it; 200 with the photo where the gallery has the file.",
			Status:  http.StatusCreated, Also: []int{http.StatusOK},
			Limits: []Limit{{ByPerson, announcements, quarter}},
			Errors: []Code{Forbidden, TooLarge, Conflict},
		}, a.addUpload),
		Does(Operation{
			ID: "getuploads", Service: ServiceAddPhoto, Method: http.MethodGet, Path: "/api/uploads",
			Summary: "List one's uploads of the last day, newest first, and how far they are; for an owner those that were dropped into the bucket, too.",
		}, a.getUploads),
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

func (a *API) addUpload(ctx context.Context, c *Call, in announcement) (Uploading, error) {
	if err := c.Gallery.MayChange(); err != nil {
		return Uploading{}, err
	}
	if err := in.checked(); err != nil {
		return Uploading{}, err
	}
	switch there, err := again(ctx, c.Gallery, in.SHA256); {
	case err == nil:
		c.Status(http.StatusOK)
		return a.uploading(ctx, c, there)
	case fault.Is(err, fault.TooLarge):
		return Uploading{}, Refuse(TooLarge, noRoom, err)
	case !fault.Is(err, fault.NotFound):
		return Uploading{}, err
	}
	u, err := a.inbox.Announce(ctx, c.Gallery, inbox.Announcement{
		User: c.User.ID, Name: in.Name, Type: in.Type, Size: in.Size, SHA256: in.SHA256, Modified: in.Modified, Zone: c.User.Zone,
	})
	switch {
	case fault.Is(err, fault.Conflict):
		return Uploading{}, Refuse(Conflict, "Two hundred uploads of this gallery are under way. Please let some of them end first.", err)
	case fault.Is(err, fault.TooLarge):
		return Uploading{}, Refuse(TooLarge, noRoom, err)
	case err != nil:
		return Uploading{}, err
	}
	return a.uploading(ctx, c, u)
}

const noRoom = "There is no room left in the gallery. Please delete photos for good to make some."

// again gives the photo that the gallery has of a file, as an upload that is over. Who
// sends the file of one that lies in the trash wants it back. NotFound where there is
// none.
func again(ctx context.Context, g *gallery.Gallery, sha256 string) (inbox.Upload, error) {
	id, err := g.WithFile(ctx, sha256)
	if err != nil {
		return inbox.Upload{}, err
	}
	u := inbox.Upload{State: inbox.Ready, Photo: id, There: true}
	p, err := g.Standing(ctx, id, "")
	if err == nil && p.State == gallery.Trashed {
		u.Back = true
		_, err = g.Restore(ctx, id)
	}
	return u, err
}

// checked refuses what can't become a photo, before any of it is sent.
func (in *announcement) checked() error {
	in.SHA256 = strings.ToLower(in.SHA256)
	in.Type = strings.ToLower(in.Type)
	switch _, err := hex.DecodeString(in.SHA256); {
	case err != nil:
		return &refusal{code: Invalid, detail: "Sha256 must be 64 hexadecimal digits.", pointer: "/sha256", err: err}
	case strings.HasPrefix(in.Type, "video/"):
		return &refusal{code: Invalid, detail: "That is a video, and Shoebox keeps photos. Please choose a photo.", pointer: "/type"}
	case !slices.Contains(inbox.Types(), in.Type):
		return &refusal{code: Invalid, detail: "Shoebox keeps JPEG, PNG, GIF, WebP, HEIC and TIFF pictures. Please send the photo as one of these.", pointer: "/type"}
	case in.Size > inbox.MaxFile:
		return &refusal{code: TooLarge, detail: "A photo has at most 64 MB. Please send a smaller one.", pointer: "/size"}
	}
	return nil
}

// upload finds one of who calls.
func (a *API) upload(ctx context.Context, c *Call, id string) (inbox.Upload, error) {
	u, err := a.inbox.Find(ctx, c.Gallery.ID(), c.User.ID, id)
	if fault.Is(err, fault.NotFound) {
		err = Refuse(NotFound, "That upload is over, or never was. Please send the photo again.", err)
	}
	return u, err
}

func (a *API) getUpload(ctx context.Context, c *Call, _ None) (Uploading, error) {
	u, err := a.upload(ctx, c, c.Path("id"))
	if err != nil {
		return Uploading{}, err
	}
	if u.State == inbox.Waiting {
		if err := c.Gallery.MayChange(); err != nil {
			return Uploading{}, err
		}
	}
	return a.uploading(ctx, c, u)
}

func (a *API) deleteUpload(ctx context.Context, c *Call, _ None) (None, error) {
	u, err := a.inbox.Find(ctx, c.Gallery.ID(), c.User.ID, c.Path("id"))
	if fault.Is(err, fault.NotFound) {
		return None{}, nil
	}
	if err != nil {
		return None{}, err
	}
	return None{}, a.inbox.Forget(ctx, u)
}

// uploading shows one upload, with the way to put its file where it is waited for. Its
// photo is read as it was last written, for who was told just now that it is there.
func (a *API) uploading(ctx context.Context, c *Call, u inbox.Upload) (Uploading, error) {
	shown := showing(u)
	if u.State == inbox.Waiting {
		put, err := a.put(ctx, u)
		shown.Put = put
		return shown, err
	}
	if u.State != inbox.Ready {
		return shown, nil
	}
	p, err := c.Gallery.Standing(ctx, u.Photo, "")
	if fault.Is(err, fault.NotFound) {
		return shown, nil // deleted for good meanwhile
	}
	if err != nil {
		return Uploading{}, err
	}
	photo := a.photoOf(c.Gallery.ID(), p)
	shown.Photo = &photo
	alike, err := c.Gallery.Photos(ctx, idsOf(u.Similar))
	if err == nil && len(alike) > 0 {
		similar := a.photoOf(c.Gallery.ID(), alike[0])
		shown.Similar = &similar
	}
	return shown, err
}

// showing is what an upload's own record says.
func showing(u inbox.Upload) Uploading {
	return Uploading{ID: u.ID, Name: u.Name, State: string(u.State), There: u.There, Back: u.Back, Reason: u.Sentence(), Begun: u.Begun, Expires: u.Expires}
}

// idsOf leaves out those that are none.
func idsOf(ids ...gallery.PhotoID) []gallery.PhotoID {
	return slices.DeleteFunc(ids, func(id gallery.PhotoID) bool { return id == "" })
}

func (a *API) getUploads(ctx context.Context, c *Call, _ None) (Uploads, error) {
	all, err := a.inbox.List(ctx, c.Actor.Membership, c.User.ID)
	if err != nil {
		return Uploads{}, err
	}
	var ids []gallery.PhotoID
	for _, u := range all {
		ids = append(ids, idsOf(u.Photo, u.Similar)...)
	}
	photos, err := c.Gallery.PhotosAndTrashed(ctx, ids)
	if err != nil {
		return Uploads{}, err
	}
	known, live := map[gallery.PhotoID]*Photo{}, map[gallery.PhotoID]*Photo{}
	for _, p := range photos {
		shown := a.photoOf(c.Gallery.ID(), p)
		known[p.ID] = &shown
		if p.State == gallery.Live {
			live[p.ID] = &shown
		}
	}
	list := Uploads{Uploads: make([]Uploading, len(all))}
	for i, u := range all {
		list.Uploads[i] = showing(u)
		list.Uploads[i].Photo, list.Uploads[i].Similar = known[u.Photo], live[u.Similar]
	}
	return list, nil
}

// signedFor is how long a way to put a file is good; as long as its upload at most.
const signedFor = time.Hour

// put gives the way to put the file of an upload.
func (a *API) put(ctx context.Context, u inbox.Upload) (*Put, error) {
	good := max(blob.MinSigned, min(signedFor, u.Expires.Sub(a.Now())))
	signed, err := a.Blobs.SignPut(ctx, u.Key(), u.Content(), good)
	if err != nil {
		return nil, err
	}
	headers := map[string]string{}
	for name, value := range signed.Header {
		if !strings.EqualFold(name, "Content-Length") { // browsers let nobody set it
			headers[name] = value
		}
	}
	return &Put{Method: signed.Method, URL: signed.URL, Headers: headers, Expires: signed.Expires.UTC()}, nil
}
