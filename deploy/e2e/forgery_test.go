package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// forger serves a page that has its visitors' browsers send what it likes to another
// server: as a form would, and as a script may without asking that server first. It is of
// another origin and, since ports don't count, of the same site: cookies that are
// SameSite go with it, and what remains has to hold.
func forger(t *testing.T, origin string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprintf(w, `<!doctype html><title>evil</title><script>
			const send = (path, type) => fetch(%q + path, { method: "POST", mode: "no-cors", credentials: "include", headers: { "Content-Type": type }, body: '{"everywhere":true}' }).catch(() => null);
			const read = (path) => fetch(%q + path, { method: "POST", credentials: "include", headers: { "Content-Type": "application/json" }, body: "{}" }).then(r => r.text()).catch(() => "refused");
			Promise.all([send("/api/session/end", "text/plain"), send("/api/session/end", "application/x-www-form-urlencoded"), read("/api/session/refresh"), read("/api/session/demo"), read("/house/mail")])
				.then(([, , refresh, demo]) => { document.title = "done " + refresh + " " + demo });
		</script>`, origin, origin)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestAnotherSitesPageMayNotSpeakForAnybody(t *testing.T) {
	origin := serve(t)
	b := browse(t, origin)
	evil := forger(t, origin)
	b.expects("the page asked elsewhere: "+evil, "CORS", "ERR_FAILED", "403", "favicon")
	signUp(b, "Ann")
	b.run(chromedp.Navigate(evil))
	b.is("the forger has tried", `document.title === "done refused refused"`)
	b.open("/")
	b.is("she is still signed in, to her own gallery", `document.querySelector('.message a[href="/upload"]') && document.querySelector("[popovertarget=menu]")`)
}

// A page is shown in no frame of anybody's.
func TestThePageIsNotFramed(t *testing.T) {
	origin := serve(t)
	b := browse(t, origin)
	framer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprintf(w, `<!doctype html><title>framed</title><iframe src=%q onload="document.title = 'loaded'"></iframe>`, origin+"/signin")
	}))
	t.Cleanup(framer.Close)
	b.expects("the page asked elsewhere: "+framer.URL, "frame-ancestors", "refused", "favicon", "ERR_BLOCKED_BY_RESPONSE")
	b.run(chromedp.Navigate(framer.URL))
	b.is("the frame has come to its end", `document.title === "loaded"`)
	refused := func() bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		return slices.ContainsFunc(b.told, func(told string) bool { return strings.Contains(told, "frame-ancestors") })
	}
	// The browser logs it by another way than the page's events come.
	for deadline := time.Now().Add(patience); !refused() && time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
	}
	if !refused() {
		t.Error("the browser did not refuse to show the page in a frame")
	}
}
