package photolink

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/telemetry"
)

// Photos finds the photo a link names, live or trashed; NotFound where the gallery
// has none. [From] gives them from the galleries.
type Photos interface {
	Photo(ctx context.Context, g gallery.ID, id gallery.PhotoID) (gallery.Photo, error)
}

// From finds photos in the galleries with the rights a link gives: to look.
func From(gs *gallery.Galleries) Photos { return viewer{gs} }

type viewer struct{ galleries *gallery.Galleries }

func (v viewer) Photo(ctx context.Context, g gallery.ID, id gallery.PhotoID) (gallery.Photo, error) {
	return v.galleries.As(gallery.Membership{Gallery: g, Role: gallery.Viewer}).Photo(ctx, id)
}

// Bucket is where the objects of photos lie. A [blob.Store] is one.
type Bucket interface {
	Head(ctx context.Context, key string) (blob.Attributes, error)
	ReadAll(ctx context.Context, key string, most int64) ([]byte, error)
}

// Signer signs URLs for clients to fetch objects of the Bucket by. A [blob.Store] is
// one.
type Signer interface {
	SignGet(ctx context.Context, key string, good time.Duration) (url string, err error)
}

// maxPicture is the most bytes of a rendition that is sent: a Lambda function may
// answer 6 MB, of which base64 takes a quarter.
const maxPicture = 4 << 20

// HandlerConfig is what a Handler needs, all of it but Signer.
type HandlerConfig struct {
	Links  *Links
	Photos Photos
	Bucket Bucket
	Signer Signer // has clients sent on to the bucket; nil is pictures sent from here
	Now    func() time.Time
	Log    *slog.Logger
}

// Handler answers GET and HEAD of /i/{token} with a picture, always: where there is
// none to show, with a placeholder that says so, beside the right status. Slack
// refuses a whole message over one image that fails to load, and a screen shows
// nothing at all.
//
//	200 the rendition, or, for a photo without a file, a placeholder
//	302 to a URL of the bucket, if there is a Signer and no cache at the edge asks
//	304 the client's copy is good
//	403 no link of ours          404 no such photo, or in the trash
//	410 expired                  405 another method
//	503 the store does not answer
type Handler struct {
	HandlerConfig
}

// NewHandler makes a Handler. It panics where something is missing.
func NewHandler(c HandlerConfig) *Handler {
	if c.Links == nil || c.Photos == nil || c.Bucket == nil || c.Now == nil || c.Log == nil {
		panic("photolink.NewHandler: incomplete config")
	}
	return &Handler{c}
}

// ServeHTTP answers one request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	started := h.Now()
	ctx, cost := telemetry.Track(r.Context())
	seen := &watched{ResponseWriter: w, status: http.StatusOK}
	target, err := h.serve(seen, r.WithContext(ctx))
	h.report(ctx, seen, shown{r.Method, target, err, started, cost})
}

// serve answers, and gives the target for the log and what went wrong. A panic is
// answered like a failure.
func (h *Handler) serve(w *watched, r *http.Request) (target Target, err error) {
	defer func() {
		if p := recover(); p != nil {
			telemetry.Panic(r.Context(), h.Log, p)
			err = fault.New("photolink.Handler", fault.Internal, "panicked")
			refuse(w, r, err)
		}
	}()
	w.Header().Set("Access-Control-Allow-Origin", "*") // P4
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Pictures can only be fetched.", http.StatusMethodNotAllowed)
		return Target{}, nil
	}
	at := strings.LastIndex(r.URL.Path, prefix)
	if at < 0 {
		show(w, r, gone, http.StatusNotFound)
		return Target{}, nil
	}
	target, err = h.Links.Verify(r.URL.Path[at+len(prefix):])
	if err == nil {
		err = h.send(w, r, target)
	}
	if err != nil {
		refuse(w, r, err)
	}
	return target, err
}

// send answers with the picture of a good link. After an error nothing was sent.
func (h *Handler) send(w *watched, r *http.Request, t Target) error {
	const op = "photolink.Handler"
	key, err := objectOf(r.Context(), h.Photos, t)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if key == "" {
		w.Header().Set("Cache-Control", "private, max-age=60") // the file may still come
		w.pictureless = true
		show(w, r, pictureless, http.StatusOK)
		return nil
	}
	if h.Signer != nil && r.Method == http.MethodGet && !fromEdge(r) {
		return fault.Wrap(op, h.redirect(w, r, t, key))
	}
	return fault.Wrap(op, h.copy(w, r, t, key))
}

// copy sends the object itself. Its ETag is of its bytes.
func (h *Handler) copy(w http.ResponseWriter, r *http.Request, t Target, key string) error {
	data, err := h.Bucket.ReadAll(r.Context(), key, maxPicture)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	w.Header().Set("Content-Type", "image/jpeg")
	w.Header().Set("Cache-Control", cacheFor(r, t.Expires.Sub(h.Now())))
	w.Header().Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:16])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	return nil
}

// signedFor is how long a URL signed for a redirect is good: long enough to start
// fetching, and no longer than the credentials of a Lambda function last.
const signedFor = 15 * time.Minute

// redirect sends the client on to the bucket. That the object is there is asked
// first, for a signed URL of nothing would end in an error that is no picture.
func (h *Handler) redirect(w http.ResponseWriter, r *http.Request, t Target, key string) error {
	if _, err := h.Bucket.Head(r.Context(), key); err != nil {
		return err
	}
	good := min(signedFor, max(t.Expires.Sub(h.Now()), time.Second))
	url, err := h.Signer.SignGet(r.Context(), key, good)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", cacheFor(r, good/2))
	w.Header().Set("Location", url)
	w.WriteHeader(http.StatusFound)
	return nil
}

// keyOf gives the object to show: the rendition asked for, else the next smaller
// one, else a larger one, never the original. "" is none.
func keyOf(o gallery.Objects, r Rendition) string {
	order := map[Rendition][]string{
		Small:  {o.Small, o.Medium, o.Large},
		Medium: {o.Medium, o.Small, o.Large},
		Large:  {o.Large, o.Medium, o.Small},
	}[r]
	for _, key := range order {
		if key != "" {
			return key
		}
	}
	return ""
}

// longest is the longest a picture is kept by a client: a photo moved to the trash
// should not be looked at for weeks.
const longest = 24 * time.Hour

func cacheFor(r *http.Request, d time.Duration) string {
	who := "private"
	if fromEdge(r) {
		who = "public"
	}
	seconds := int(min(max(d, 0), longest) / time.Second)
	return who + ", max-age=" + strconv.Itoa(seconds)
}
