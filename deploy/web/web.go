package web

import (
	"bytes"
	"encoding/json"
	"html/template"
	"net/http"
	"net/url"
	"strings"
)

// Config says what the page is told of where it runs. The zero Config is a page whose
// pictures and uploads are of its own origin, as on a laptop, with no sample album.
type Config struct {
	// Pictures are origins, beside its own, that links to pictures lead to:
	// "https://pictures.example".
	Pictures []string
	// Uploads are origins, beside its own, that uploads are put to.
	Uploads []string

	Demo    bool   // whoever has no account sees a gallery all the same: POST /api/session/demo signs in to it
	Mail    string // path that shows what mail there is for ?to=ADDRESS, where none is sent; "" is nowhere
	Try     string // path of the simulators; "" is nowhere
	Sample  bool   // what is seen so is the sample album, and not photos of somebody's own
	Credits string // a line about the sample's photographs
}

// Handler serves the app: its page at the paths it has views for, and its assets under
// /assets/. It needs nothing else, holds nothing of anybody's, and may be used
// concurrently. It panics if the assets can't be joined, which a test would have told.
func Handler(c Config) http.Handler {
	script, err := join(source(), entry)
	if err != nil {
		panic("web.Handler: " + err.Error())
	}
	all := newAssets(script)
	page, err := c.page(all)
	if err != nil {
		panic("web.Handler: " + err.Error())
	}
	mux := http.NewServeMux()
	mux.Handle("GET "+assetsPath+"{name}", all)
	mux.Handle("GET "+assetsPath, http.NotFoundHandler())
	for _, path := range paths() {
		mux.Handle("GET "+path, page.with(http.StatusOK))
	}
	mux.Handle("GET /", page.with(http.StatusNotFound))
	return secure(c.policy(), mux)
}

// told is what the script reads of the Config: see config.js.
type told struct {
	Demo    bool   `json:"demo"`
	Sample  bool   `json:"sample"`
	Mail    string `json:"mail"`
	Try     string `json:"try"`
	Credits string `json:"credits"`
	Icon    string `json:"icon"`
}

// page fills in index.html.
func (c Config) page(all *assets) (*file, error) {
	raw, err := embedded.ReadFile("assets/index.html")
	if err != nil {
		return nil, err
	}
	t, err := template.New("index").Parse(string(raw))
	if err != nil {
		return nil, err
	}
	config, err := json.Marshal(told{c.Demo, c.Sample, c.Mail, c.Try, c.Credits, all.path("icon.svg")})
	if err != nil {
		return nil, err
	}
	var html bytes.Buffer
	err = t.Execute(&html, map[string]any{
		"Config": string(config), "Styles": all.path("app.css"), "Script": all.path("app.js"), "Icon": inline("icon.svg"),
	})
	return newFile("text/html; charset=utf-8", html.Bytes()), err
}

// inline is a drawing as an address that holds it, which saves the first view a request.
func inline(name string) template.URL {
	return template.URL("data:image/svg+xml," + url.PathEscape(string(content(name)))) //nolint:gosec // it is ours
}

// policy is the Content-Security-Policy: the page may load its own script and sheet,
// show pictures, and ask this site. Nothing may be written as markup, or run otherwise.
func (c Config) policy() string {
	list := func(more []string, own ...string) string { return " " + strings.Join(append(own, more...), " ") }
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'",
		"img-src" + list(c.Pictures, "'self'", "blob:", "data:"), // what is about to be uploaded, and the page's icon
		"connect-src" + list(c.Uploads, "'self'"),
		"base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
		"require-trusted-types-for 'script'", "trusted-types 'none'",
	}, "; ")
}

// secure sets the headers of every answer.
func secure(policy string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer") // addresses of shares and invitations are secrets
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
		h.Set("Strict-Transport-Security", "max-age=63072000") // heeded over HTTPS alone
		next.ServeHTTP(w, r)
	})
}
