package install

import (
	"html"
	"io"
	"net/http"
)

// page is what somebody sees who comes back from Slack.
type page struct {
	Title string
	Words string
	Again bool // offer to start once more
}

// begins, again and ends are what stands around a page's title and words. They are
// no template: one reflects on methods, which has the linker keep every method of
// every client, and makes the function half as large again.
const (
	begins = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>
body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1.5rem }
h1 { font-size: 1.75rem; line-height: 1.2 }
a { color: inherit }
</style>
`
	again = "<p><a href=\"install\">Start once more</a></p>\n"
	ends  = "</html>\n"
)

// html writes the page. Its words are ours, and are escaped all the same.
func (p page) html() string {
	title := html.EscapeString(p.Title)
	text := begins + "<title>" + title + "</title>\n<h1>" + title + "</h1>\n<p>" + html.EscapeString(p.Words) + "</p>\n"
	if p.Again {
		text += again
	}
	return text + ends
}

// show shows a page that nobody may keep or frame.
func show(w http.ResponseWriter, status int, p page) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, p.html()) // who has gone reads no page
}
