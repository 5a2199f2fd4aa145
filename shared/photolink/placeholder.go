package photolink

import (
	_ "embed"
	"net/http"
	"strconv"

	"shoebox/shared/fault"
)

// A placeholder is a picture that says why there is no picture: a JPEG of 720×480,
// which every client shows. The tests draw them; `-update` draws them anew.
type placeholder []byte

//go:embed placeholders/denied.jpg
var denied placeholder

//go:embed placeholders/expired.jpg
var expired placeholder

//go:embed placeholders/gone.jpg
var gone placeholder

//go:embed placeholders/pictureless.jpg
var pictureless placeholder

//go:embed placeholders/unavailable.jpg
var unavailable placeholder

// refuse shows the placeholder for an error, with the status it stands for.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	switch fault.Of(err) {
	case fault.Denied, fault.Invalid, fault.Unauthenticated:
		show(w, r, denied, http.StatusForbidden)
	case fault.Stale:
		show(w, r, expired, http.StatusGone)
	case fault.NotFound:
		show(w, r, gone, http.StatusNotFound)
	case fault.Internal, fault.Conflict, fault.TooLarge,
		fault.Throttled, fault.Unavailable, fault.Timeout, fault.Canceled:
		w.Header().Set("Retry-After", "5")
		show(w, r, unavailable, http.StatusServiceUnavailable)
	}
}

// show sends a placeholder. Unless the caller said otherwise nobody keeps it, for
// the picture may be there the next time.
func show(w http.ResponseWriter, r *http.Request, p placeholder, status int) {
	header := w.Header()
	if header.Get("Cache-Control") == "" {
		header.Set("Cache-Control", "no-store")
	}
	header.Set("Content-Type", "image/jpeg")
	header.Set("Content-Length", strconv.Itoa(len(p)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(p) // an error is the client's going away
}
