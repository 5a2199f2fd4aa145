package house

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"
	"sync"
)

//go:embed authorize.html
var pageSource string

//go:embed authorize.css
var pageStyle string

// page is made when it is first shown.
var page = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageSource)) })

// shown is what the page says.
type shown struct {
	Style   template.CSS
	Client  string // what people know it by; "" shows no form
	Problem string
	Email   string // as it was typed
	Fields  map[string]string
	Seal    string
}

// showForm shows the page with its form.
func (h *House) showForm(w http.ResponseWriter, r *http.Request, a ask, status int, problem string) {
	browser := browser(w, r)
	show(w, status, a.redirect, shown{
		Client: a.client.Name, Problem: problem, Email: r.PostForm.Get("email"), Fields: a.fields(), Seal: h.seal(browser, a),
	})
}

// showDeadEnd shows the page with a sentence and no form.
func showDeadEnd(w http.ResponseWriter, status int, problem string) {
	show(w, status, "", shown{Problem: problem})
}

func show(w http.ResponseWriter, status int, redirect string, s shown) {
	s.Style = template.CSS(pageStyle) //nolint:gosec // it is embedded
	var out bytes.Buffer
	if err := page().Execute(&out, s); err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	guard(w.Header(), redirect)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(out.Bytes())
}

// guard sets what keeps a page to itself: nothing is loaded, framed or kept, and the
// form leads here or on to the client.
func guard(header http.Header, redirect string) {
	to := "'self'"
	if u, err := url.Parse(redirect); err == nil && u.Host != "" {
		to += " " + u.Scheme + "://" + u.Host // browsers hold redirects after a form to it
	}
	sum := sha256.Sum256([]byte(pageStyle))
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+
		"'; form-action "+to+"; frame-ancestors 'none'; base-uri 'none'")
	header.Set("X-Frame-Options", "DENY")
	header.Set("X-Content-Type-Options", "nosniff")
	// Without one at all, browsers would not say either where a form comes from.
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
}
