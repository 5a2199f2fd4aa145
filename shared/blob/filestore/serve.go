package filestore

import (
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"strings"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// Handler answers the requests that this driver signed, below the path of its URL,
// as S3 would:
//
//	GET 200, 206, 304, 416; PUT 200
//	400 not the content that was announced, or it broke off
//	403 not signed, for something else, or expired
//	404 no such object              405 another method
//	411 a PUT of unknown size       412 there is an object already
//	503 the folder can't be used
func (d *Driver) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// What a stranger uploaded must not run as a part of this site.
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; sandbox")
		key, below := strings.CutPrefix(r.URL.Path, d.path+"/")
		switch {
		case !below || d.config.URL == "":
			http.NotFound(w, r)
		case r.Method == http.MethodGet:
			answer(w, d.serveGet(w, r, key))
		case r.Method == http.MethodPut:
			answer(w, d.servePut(w, r, key))
		default:
			w.Header().Set("Allow", "GET, PUT")
			http.Error(w, "Objects can be got and put.", http.StatusMethodNotAllowed)
		}
	})
}

// serveGet sends an object. After an error nothing was sent.
func (d *Driver) serveGet(w http.ResponseWriter, r *http.Request, key string) error {
	const op = "filestore.serveGet"
	if err := d.verify(r, key, blob.Content{}); err != nil {
		return err
	}
	a, body, err := d.open(r.Context(), op, key)
	if err != nil {
		return err
	}
	defer body.Close() //nolint:errcheck // it is only read
	w.Header().Set("Content-Type", a.Type)
	if a.SHA256 != (blob.Sum{}) {
		w.Header().Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(a.SHA256[:16])+`"`)
	}
	http.ServeContent(w, r, "", a.Modified, body)
	return nil
}

// servePut takes the object that was announced by what was signed.
func (d *Driver) servePut(w http.ResponseWriter, r *http.Request, key string) error {
	const op = "filestore.servePut"
	if r.ContentLength < 0 {
		w.WriteHeader(http.StatusLengthRequired)
		return nil
	}
	raw, err := base64.StdEncoding.DecodeString(r.Header.Get(sumHeader))
	if err != nil || len(raw) != len(blob.Sum{}) || r.Header.Get(absentHeader) != "*" {
		return fault.New(op, fault.Denied, "not the headers that were signed")
	}
	c := blob.Content{Type: r.Header.Get("Content-Type"), Size: r.ContentLength, SHA256: blob.Sum(raw)}
	if err := d.verify(r, key, c); err != nil {
		return err
	}
	if _, err := d.Head(r.Context(), key); err == nil { // before all of it is read
		return fault.New(op, fault.Conflict, "there is an object already")
	}
	return d.write(r.Context(), op, key, arriving{http.MaxBytesReader(w, r.Body, c.Size)}, blob.PutOptions{Content: c, IfAbsent: true})
}

// arriving is a body whose sender is to blame where it breaks off.
type arriving struct{ io.Reader }

func (a arriving) Read(p []byte) (int, error) {
	n, err := a.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fault.As("filestore.servePut", fault.Invalid, err)
	}
	return n, err
}

// answer turns an error into a status.
func answer(w http.ResponseWriter, err error) {
	if err == nil {
		return
	}
	status, words := http.StatusServiceUnavailable, "The folder can't be used at the moment."
	switch fault.Of(err) { //nolint:exhaustive // the rest is the folder's
	case fault.Denied:
		status, words = http.StatusForbidden, "This link is not good, or not good any more."
	case fault.NotFound:
		status, words = http.StatusNotFound, "There is no such object."
	case fault.Conflict:
		status, words = http.StatusPreconditionFailed, "There is an object already."
	case fault.Invalid:
		status, words = http.StatusBadRequest, "This is not the content that was announced."
	}
	http.Error(w, words, status)
}
