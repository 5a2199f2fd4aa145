package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"shoebox/deploy/web"
)

var config = web.Config{
	Pictures: []string{"https://pictures.example"}, Uploads: []string{"https://uploads.example"},
	Demo: true, Credits: `By "Anna" & <Ben>`,
}

// get asks the app for a path.
func get(t *testing.T, method, path string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "https://shoebox.example"+path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	web.Handler(config).ServeHTTP(w, r)
	return w
}

func text(w *httptest.ResponseRecorder) string { return w.Body.String() }

// linked are the assets the page names.
func linked(t *testing.T) []string {
	t.Helper()
	all := regexp.MustCompile(`/assets/[a-z]+-[0-9a-f]{16}\.[a-z]+`).FindAllString(text(get(t, "GET", "/")), -1)
	if len(all) < 2 {
		t.Fatalf("got %q in the page, want its script and its sheet", all)
	}
	return all
}

func TestThePageIsServedWhereTheAppHasViews(t *testing.T) {
	tests := []struct {
		name, method, path string
		want               int
	}{
		{"the beginning", "GET", "/", 200},
		{"a photo", "GET", "/photos/01J2SH0EB0X0000000000000AA", 200},
		{"a search", "GET", "/search?q=beach", 200},
		{"signing in", "HEAD", "/signin", 200},
		{"an address without a view", "GET", "/nowhere", 404},
		{"below a view", "GET", "/photos/a/b", 404},
		{"another method", "POST", "/signin", 405},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := get(t, tt.method, tt.path)
			page := text(w)
			if w.Code != tt.want || tt.method == "GET" && !strings.Contains(page, "<html") {
				t.Errorf("got %d %.60q, want %d and the page", w.Code, page, tt.want)
			}
		})
	}
}

func TestWhatIsServedIsKeptForAsLongAsItStays(t *testing.T) {
	for _, path := range linked(t) {
		w := get(t, "GET", path)
		if got := w.Header().Get("Cache-Control"); w.Code != 200 || got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: got %d %q, want it kept for a year", path, w.Code, got)
		}
	}
	page := get(t, "GET", "/")
	if got := page.Header().Get("Cache-Control"); got != "no-cache" {
		t.Errorf("the page: got %q, want it asked for anew", got)
	}
	if again := get(t, "GET", "/", "If-None-Match", page.Header().Get("ETag")); again.Code != http.StatusNotModified {
		t.Errorf("got %d, want 304 for who has the page", again.Code)
	}
	for _, path := range []string{"/assets/app.js", "/assets/app-0000000000000000.js", "/assets/", "/assets/..%2fweb.go", "/assets/index.html"} {
		if w := get(t, "GET", path); w.Code != 404 {
			t.Errorf("%s: got %d, want 404", path, w.Code)
		}
	}
}

func TestThePageMayOnlyDoWhatItBrings(t *testing.T) {
	w := get(t, "GET", "/")
	const want = "default-src 'none'; script-src 'self'; style-src 'self'; " +
		"img-src 'self' blob: data: https://pictures.example; connect-src 'self' https://uploads.example; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	if got := w.Header().Get("Content-Security-Policy"); got != want {
		t.Errorf("got the policy %q, want %q", got, want)
	}
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("got %s: %q, want %q", name, got, want)
		}
	}
	page := text(w)
	if found := regexp.MustCompile(`<script(?:>| [^>]*[^>]*>[^<])|<style|\son[a-z]+=|\sstyle=`).FindString(page); found != "" {
		t.Errorf("the page has %q in it, which its policy forbids", found)
	}
	if strings.Contains(page, "<Ben>") || !strings.Contains(page, "Ben") {
		t.Errorf("the credits are not escaped, or not there")
	}
}

// What a script may not write is not in the script.
func TestTheScriptWritesNoMarkup(t *testing.T) {
	for _, path := range linked(t) {
		if !strings.HasSuffix(path, ".js") {
			continue
		}
		script := text(get(t, "GET", path))
		for _, way := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc", "DOMParser", "createContextualFragment", "sessionStorage"} {
			if strings.Contains(script, way) {
				t.Errorf("the script has %s in it", way)
			}
		}
	}
}

// Their licence wants it wherever the names are shown, whatever the page is told.
func TestTheNamesOfPlacesAreCredited(t *testing.T) {
	for _, path := range linked(t) {
		if strings.HasSuffix(path, ".js") && !strings.Contains(text(get(t, "GET", path)), `"Place names from GeoNames (geonames.org), CC BY 4.0."`) {
			t.Errorf("%s credits nobody for the names of places", path)
		}
	}
}

// The rest of the budget is for the page, the session and the first photos.
func TestWhatIsServedIsSmall(t *testing.T) {
	const most = 60_000
	sum := 0
	for _, path := range append(linked(t), "/") {
		w := get(t, "GET", path, "Accept-Encoding", "br, gzip")
		if w.Header().Get("Content-Encoding") != "gzip" {
			t.Fatalf("%s is not compressed", path)
		}
		raw := w.Body.String()
		sum += len(raw)
		t.Logf("%s: %d bytes", path, len(raw))
		z, err := gzip.NewReader(strings.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if unpacked, err := io.ReadAll(z); err != nil || string(unpacked) != text(get(t, "GET", path)) {
			t.Errorf("%s: what is compressed is something else (%v)", path, err)
		}
	}
	if sum > most {
		t.Errorf("got %d bytes, want at most %d", sum, most)
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		web.Handler(config)
	}
}
