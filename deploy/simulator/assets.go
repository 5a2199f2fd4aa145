package simulator

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"time"
)

//go:embed assets
var files embed.FS

// assets serves what index.html asks for.
func assets() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asset(r.PathValue("name")).ServeHTTP(w, r)
	})
}

// asset serves one embedded file. Its tag is its content's, so a browser asks
// again and is mostly told that nothing changed.
func asset(name string) http.Handler {
	content, err := files.ReadFile("assets/" + name)
	if err != nil {
		return http.NotFoundHandler()
	}
	sum := sha256.Sum256(content)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	kind := mime.TypeByExtension(path.Ext(name))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("ETag", tag)
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
	})
}
