package install

import (
	"html/template"
	"net/http"
)

// page is what somebody sees who comes back from Slack.
type page struct {
	Title string
	Words string
	Again bool // offer to start once more
}

var pages = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{.Title}}</title>
<style>
body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1.5rem }
h1 { font-size: 1.75rem; line-height: 1.2 }
a { color: inherit }
</style>
<h1>{{.Title}}</h1>
<p>{{.Words}}</p>
{{if .Again}}<p><a href="install">Start once more</a></p>{{end}}
</html>
`))

// show shows a page that nobody may keep or frame.
func show(w http.ResponseWriter, status int, p page) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	w.WriteHeader(status)
	_ = pages.Execute(w, p) // who has gone reads no page
}
