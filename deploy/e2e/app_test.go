package e2e_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What the first view may take before photographs come.
const (
	mostRequests = 5
	mostBytes    = 100_000
)

const (
	firstPhoto = `document.querySelector(".tile.here")`
	photoShown = `document.querySelector(".photo .large.here")`
	heading    = `document.querySelector("main h1")?.textContent`
)

// tally is what a tab asked for, in order, and how much came of it.
type tally struct {
	mu     sync.Mutex
	ids    map[network.RequestID]string
	paths  []string
	before []string // what was asked for before the first photograph
	bytes  map[string]float64
}

func (b *tab) tally() *tally {
	a := &tally{ids: map[network.RequestID]string{}, bytes: map[string]float64{}}
	b.listen(func(event any) {
		a.mu.Lock()
		defer a.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			path := b.path(e.Request.URL)
			if strings.HasPrefix(path, "/i/") && a.before == nil {
				a.before = append([]string{}, a.paths...)
			}
			a.ids[e.RequestID] = path
			a.paths = append(a.paths, path)
		case *network.EventLoadingFinished:
			a.bytes[a.ids[e.RequestID]] += e.EncodedDataLength
		}
	})
	return a
}

// check holds what came before the first photograph to the budget.
func (a *tally) check(t *testing.T) {
	t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	sum := 0.0
	for _, path := range a.before {
		sum += a.bytes[path]
	}
	t.Logf("%d requests and %.0f bytes before photographs: %s", len(a.before), sum, strings.Join(a.before, " "))
	if len(a.before) == 0 || len(a.before) > mostRequests || sum == 0 || sum > mostBytes {
		t.Errorf("got %d requests and %.0f bytes before photographs, want at most %d and %d", len(a.before), sum, mostRequests, mostBytes)
	}
}

func TestTheFirstViewIsSmall(t *testing.T) {
	b := browse(t, serve(t))
	first := b.tally()
	b.open("/")
	b.is("photographs are there", firstPhoto)
	first.check(t)

	signUp(b, "Ann")
	again := b.tally()
	b.open("/search?q=") // her gallery is empty: the words are asked for all the same
	b.is("the view is there", heading+` === "Everything"`)
	again.mu.Lock()
	defer again.mu.Unlock()
	// The view before may have asked for something still, until this one's sheet.
	sheet := slices.IndexFunc(again.paths, func(path string) bool { return strings.HasSuffix(path, ".css") })
	view := append([]string{"/search?q="}, again.paths[max(0, sheet):]...)
	if n := len(view); n > mostRequests+1 { // who she is comes behind
		t.Errorf("got %d requests with a session, want at most %d: %s", n, mostRequests+1, view)
	}
}

func TestTheSampleAlbumIsLookedThrough(t *testing.T) {
	b := browse(t, serve(t))
	b.open("/")
	b.is("the sample album is there at once", `document.querySelectorAll(".tile.here").length > 3`)
	b.is("and said to be that, with the way to one's own", `document.querySelector("main .note").textContent.includes("sample album") && document.querySelector('main a[href="/signup"]') && document.querySelector('main a[href="/try/"]')`)
	b.do(`window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value }).observe({type: "layout-shift", buffered: true})`)
	b.do(`document.querySelectorAll(".tile img").forEach(i => i.loading = "eager")`)
	b.is("all photos are there", `document.querySelectorAll(".tile.here").length === document.querySelectorAll(".tile").length`)
	b.is("what can be done with several comes where its place was", `document.querySelector(".heading .ends").checkVisibility({visibilityProperty: true})`)
	if shift := value[float64](b, `window.shift`); shift > 0.05 {
		t.Errorf("the page jumped by %.3f while photos came, want at most 0.05", shift)
	}

	b.do(`scrollTo(0, document.body.scrollHeight)`)
	b.is("the rest comes when it comes into sight", `document.querySelectorAll(".tile").length === 26 && document.querySelector(".count").textContent === "26 photos"`)
	b.do(`scrollTo(0, 200)`)
	b.do(`window.second = document.querySelectorAll(".tile")[3].href`)
	b.do(`document.querySelectorAll(".tile")[3].focus({preventScroll: true})`)
	b.run(chromedp.KeyEvent(kb.Enter))
	b.is("a photo opens large", photoShown)
	b.is("at an address of its own", `location.href === window.second`)
	b.is("with when, where and who", `["When", "Where"].every(name => document.querySelector(".facts").textContent.includes(name))`)
	title := value[string](b, heading)
	b.run(chromedp.KeyEvent(kb.ArrowRight))
	b.is("a key shows the next", fmt.Sprintf(`%s !== %q && location.href !== window.second`, heading, title))
	b.run(chromedp.KeyEvent(kb.ArrowLeft))
	b.is("and the one before", fmt.Sprintf(`%s === %q && location.href === window.second`, heading, title))
	b.click(".over.forward")
	b.is("a button does, too", fmt.Sprintf(`%s !== %q`, heading, title))
	b.do(`window.third = location.href`)
	b.run(chromedp.KeyEvent(kb.Escape))
	b.is("Escape goes back to the grid, where it was", `location.pathname === "/" && document.querySelectorAll(".tile").length > 3 && Math.abs(scrollY - 200) < 80`)
	b.is("and to the photo that was looked at last", `document.activeElement.href === window.third`)

	b.open(value[string](b, `new URL(window.second).pathname`))
	b.is("the address alone shows the photo", photoShown+` && `+fmt.Sprintf(`%s === %q`, heading, title))
}

func TestTheSearchBoxUnderstandsAndSuggests(t *testing.T) {
	b := browse(t, serve(t))
	b.open("/")
	b.is("photos are there", firstPhoto)
	// Names are suggested while one types, too, and choosing begins anew with each list.
	b.do(`new MutationObserver(() => { window.offered = document.querySelector("#search").value }).observe(document.querySelector("#suggestions"), {childList: true})`)
	b.run(chromedp.SendKeys(chromedp.CSS("#search"), "photos with an"))
	b.is("names are suggested", `window.offered === "photos with an" && [...document.querySelectorAll("#suggestions li")].some(o => o.textContent.includes("Anna"))`)
	b.run(chromedp.KeyEvent(kb.ArrowDown))
	b.is("the first is chosen", `document.getElementById(document.querySelector("#search").getAttribute("aria-activedescendant")).getAttribute("aria-selected") === "true"`)
	b.run(chromedp.KeyEvent(kb.Enter))
	b.is("and searched for", `location.search.includes("Anna") && `+firstPhoto)
	b.is("what was understood is said", `/Anna/.test(document.querySelector(".reading")?.textContent)`)

	b.enter("#search", "Lizbon")
	b.is("a misspelt word is taken for what it means", `/Lisbon/.test(document.querySelector(".reading")?.textContent) && `+firstPhoto)
	b.enter("#search", "spaon")
	b.is("what could be two things is asked", `document.querySelectorAll(".reading .tries a").length > 1`)
	b.do(`[...document.querySelectorAll(".reading .tries a")].find(a => a.textContent.includes("Spain")).click()`)
	b.is("an answer finds", `!document.querySelector(".reading .tries") && `+firstPhoto)
	b.enter("#search", "flowers in Lisbon")
	b.is("what is not there is offered otherwise", `document.querySelectorAll(".reading .tries a").length > 0 && !document.querySelector(".tile")`)
	b.run(chromedp.Evaluate[chromedp.Void](`history.back()`))
	b.is("Back shows the search before", `new URLSearchParams(location.search).get("q") !== "flowers in Lisbon" && `+firstPhoto)
	b.is("and its words in the box", `document.querySelector("#search").value === new URLSearchParams(location.search).get("q")`)
	b.enter("#search", "<img src=x onerror=alert(1)>")
	b.is("markup is text", heading+`?.includes("<img") && !document.querySelector("main img[src=x]")`)
}

func TestWhoTypesWhileAViewComesGoesOnTyping(t *testing.T) {
	b := browse(t, serve(t))
	come := b.held("*/api/photos?*", http.MethodGet)
	b.open("/")
	b.is("there is a box, and no photo yet", `document.querySelector("#search")?.checkVisibility() && !document.querySelector(".tile")`)
	b.run(chromedp.SendKeys(chromedp.CSS("#search"), "bea"))
	come()
	b.is("photos are there", firstPhoto)
	b.run(chromedp.KeyEvent("ch" + kb.Enter))
	b.is("nothing that was typed is lost", `location.search === "?q=beach"`)
}
