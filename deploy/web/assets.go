package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed assets
var embedded embed.FS

// source is the folder of the assets as they are written.
func source() fs.FS {
	files, err := fs.Sub(embedded, "assets")
	if err != nil {
		panic(err) // the name is a constant
	}
	return files
}

// entry is the module that puts the others together.
const entry = "app.js"

// assetsPath is where assets are served. Their names hold their content's hash.
const assetsPath = "/assets/"

// assets are what the page loads, by the names they are served under.
type assets struct {
	files map[string]*file
	names map[string]string // by the name they are written under
}

func newAssets(script string) *assets {
	a := &assets{files: map[string]*file{}, names: map[string]string{}}
	a.add("app.js", []byte(script))
	a.add("app.css", styles())
	for _, pattern := range []string{"*.svg", "*.png"} {
		for _, name := range matching(pattern) {
			a.add(name, content(name))
		}
	}
	return a
}

func (a *assets) add(name string, content []byte) {
	sum := sha256.Sum256(content)
	ending := path.Ext(name)
	hashed := strings.TrimSuffix(name, ending) + "-" + hex.EncodeToString(sum[:8]) + ending
	a.files[hashed] = newFile(mime.TypeByExtension(ending), content)
	a.names[name] = hashed
}

// path is where an asset is served.
func (a *assets) path(name string) string { return assetsPath + a.names[name] }

// ServeHTTP sends an asset to be kept for a year: another content has another name.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := a.files[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	f.send(w, r, http.StatusOK)
}

// styles joins the style sheets, base.css first.
func styles() []byte {
	names := matching("*.css")
	slices.SortStableFunc(names, func(a, b string) int {
		switch {
		case a == "base.css":
			return -1
		case b == "base.css":
			return 1
		}
		return strings.Compare(a, b)
	})
	var all []byte
	for _, name := range names {
		all = append(all, content(name)...)
	}
	return all
}

func matching(pattern string) []string {
	names, err := fs.Glob(source(), pattern)
	if err != nil {
		panic(err) // the patterns are constants
	}
	return names
}

func content(name string) []byte {
	raw, err := fs.ReadFile(source(), name)
	if err != nil {
		panic(err) // the name was listed
	}
	return raw
}

var routed = regexp.MustCompile(`(?m)^route\("(/[^"]*)"`)

// paths are the patterns of the addresses that have views, as app.js routes them.
func paths() []string {
	var all []string
	for _, found := range routed.FindAllStringSubmatch(string(content(entry)), -1) {
		pattern := regexp.MustCompile(`:(\w+)`).ReplaceAllString(found[1], "{$1}")
		if pattern == "/" {
			pattern = "/{$}"
		}
		all = append(all, pattern)
	}
	return all
}

// file is something to send, compressed when somebody first wants it so.
type file struct {
	kind    string
	content []byte
	tag     string
	zipped  func() []byte
}

func newFile(kind string, content []byte) *file {
	sum := sha256.Sum256(content)
	return &file{kind, content, `W/"` + hex.EncodeToString(sum[:8]) + `"`, sync.OnceValue(func() []byte { return zip(content) })}
}

func zip(content []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	if _, err := w.Write(content); err != nil {
		panic(err) // it is memory
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// with serves a page that is asked for anew each time, and mostly told to be the same.
func (f *file) with(status int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("ETag", f.tag)
		if status == http.StatusOK && r.Header.Get("If-None-Match") == f.tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		f.send(w, r, status)
	})
}

func (f *file) send(w http.ResponseWriter, r *http.Request, status int) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Vary", "Accept-Encoding")
	body := f.content
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = f.zipped()
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // who has gone needs nothing more
	}
}
