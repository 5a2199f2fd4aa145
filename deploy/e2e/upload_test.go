package e2e_test

import (
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// picture is the path of one of the sample's photographs.
func picture(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "sample", "photos", name+".jpg"))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// grain makes a picture of 4 MB that no compression makes smaller.
func grain(t *testing.T) string {
	t.Helper()
	const side = 1150
	m := image.NewNRGBA(image.Rect(0, 0, side, side))
	dice := rand.NewChaCha8([32]byte{1})
	if _, err := dice.Read(m.Pix); err != nil {
		t.Fatal(err)
	}
	for i := 3; i < len(m.Pix); i += 4 {
		m.Pix[i] = 0xff
	}
	path := filepath.Join(t.TempDir(), "grain.png")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // what matters is read again
	if err := png.Encode(f, m); err != nil {
		t.Fatal(err)
	}
	return path
}

// choose has the picker of the page for uploads choose files.
func choose(b *tab, paths ...string) {
	b.t.Helper()
	b.is("there is a picker", `document.querySelector("#pick")`)
	b.run(chromedp.SetUploadFiles(chromedp.CSS("#pick"), paths))
}

// lines is how many uploads are in a state.
func lines(state string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(".uploads > li")].filter(li => li.className === %q).length`, state)
}

// tap presses what has these words on it, under a selector.
func (b *tab) tap(scope, words string) {
	b.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll(%q)].flatMap(n => [...n.querySelectorAll("button, a, label, summary")]).find(n => n.checkVisibility() && !n.disabled && (n.textContent.trim() === %q || n.getAttribute("aria-label") === %q))`, scope, words, words)
	b.press(fmt.Sprintf("%q", words), find)
}

// press presses what an expression finds, as soon as it does. A view may be drawn anew
// between a look at it and a press, so both are one.
func (b *tab) press(name, find string) {
	b.t.Helper()
	for pressed := false; !pressed; {
		b.is(name+" can be pressed", find)
		pressed = value[bool](b, `(node => Boolean(node) && (node.click(), true))(`+find+`)`)
	}
}

// follow goes to a path without loading the page anew, and waits until its view is there
// instead of the one before.
func (b *tab) follow(path string) {
	b.t.Helper()
	b.do(fmt.Sprintf(`(() => { const a = document.createElement("a"); a.href = %q; document.body.append(a); a.click(); a.remove() })()`, path))
	b.is("the view of "+path+" is there", `document.querySelector("main").ariaBusy !== "true"`)
}

func TestPhotosAreUploadedWithProgressAndFound(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	b.tap("main", "Add photos")
	lie := filepath.Join(t.TempDir(), "lie.jpg")
	text := filepath.Join(t.TempDir(), "words.txt")
	for _, path := range []string{lie, text} {
		if err := os.WriteFile(path, []byte("no picture at all"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b.is("the picker is there", `document.querySelector("#pick")`)
	b.do(`window.seen = []; new MutationObserver(() => seen.push(...[...document.querySelectorAll(".uploads progress")].map(p => p.value))).observe(document.querySelector(".uploads"), {subtree: true, childList: true, attributes: true})`)
	b.connect(line{latency: 20, rate: 4e6})
	choose(b, grain(t), picture(t, "dahlia"), lie, text)
	b.is("both are in the gallery", lines("ready")+" === 2")
	b.connect(good)
	if seen := value[[]float64](b, `window.seen`); !slices.ContainsFunc(seen, func(v float64) bool { return v > 0 && v < 95 }) {
		t.Errorf("the progress was %v, want some between nothing and all", seen)
	}
	b.is("what is no picture is refused, each for its reason", lines("refused")+` === 2 && document.querySelector(".uploads").textContent.includes("HEIC or TIFF") && document.querySelector(".uploads").textContent.includes("not a picture")`)
	b.tap(".sum", "Clear the list")
	choose(b, picture(t, "dahlia"))
	b.is("what is there already is said to be, with the photo", lines("ready")+` === 1 && document.querySelector(".uploads .ready img") && document.querySelector(".uploads .ready").textContent.includes("There already")`)

	b.tap("header", "Photos")
	b.is("both are in the grid", `document.querySelectorAll(".tile.here").length === 2`)
	b.enter("#search", "dahlia")
	b.is("one is found by its name", `location.pathname === "/search" && document.querySelectorAll(".tile.here").length === 1`)
	b.click(".tile")
	b.is("and opens", photoShown+` && `+heading+` === "dahlia"`)
}

func TestAnUploadGoesOnAfterWhatFailed(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("503", "401", "403", "net::ERR_INTERNET_DISCONNECTED")
	signUp(b, "Ann")
	b.follow("/upload")
	asked := &counter{}
	b.intercept("*/objects/*", func(n int, r *network.Request) (int, string) {
		asked.add(r.Method)
		if n == 1 {
			return 503, `{}`
		}
		return 0, ""
	})
	watchStates(b)
	choose(b, picture(t, "cat"))
	b.is("a bad connection is said", `[...window.words].some(words => words.includes("Trying again"))`)
	b.is("and it goes on by itself", lines("ready")+" === 1")
	if n := asked.of("PUT"); n != 2 {
		t.Errorf("the file was put %d times, want 2", n)
	}

	b.connect(none)
	choose(b, picture(t, "fig"))
	b.is("no network is said", lines("paused")+` === 1 && document.querySelector(".uploads").textContent.includes("offline") && !document.querySelector("#offline").hidden`)
	b.connect(good)
	b.is("and it goes on when there is one", lines("ready")+" === 2")

	b.intercept("*/api/*", func(n int, r *network.Request) (int, string) {
		switch {
		case strings.Contains(r.URL, "/api/uploads") && asked.add("expired") == 1:
			return 401, `{"status":401,"code":"unauthenticated","detail":"Your sign-in is no longer good."}`
		case strings.HasSuffix(b.path(r.URL), "/api/session/refresh") && asked.add("refresh") == 1:
			return 401, `{"status":401,"code":"unauthenticated","detail":"Your session is over."}`
		case strings.HasPrefix(b.path(r.URL), "/api/uploads?gallery=") && r.Method == "POST" && asked.of("refresh") > 0 && asked.add("refused") == 1:
			return 403, `{"status":403,"code":"forbidden","detail":"Not at the moment."}`
		}
		return 0, ""
	})
	choose(b, picture(t, "lighthouse"))
	b.is("an expired session leads to signing in", `location.pathname === "/signin"`)
	signIn(b, "Ann")
	b.is("and back to what is under way", `location.pathname === "/upload"`)
	b.is("what fails for another reason can be tried again", lines("failed")+` === 1 && document.querySelector(".uploads .failed").textContent.includes("Not at the moment")`)
	b.tap(".uploads", "Try lighthouse.jpg again")
	b.is("and then it is there", lines("ready")+" === 3")
}

func TestAnUploadCanBeGivenUpAndIsNotLeftByMistake(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	b.follow("/upload")
	b.expects("net::ERR_INTERNET_DISCONNECTED")
	b.connect(none)
	choose(b, picture(t, "cat"), picture(t, "fig"), picture(t, "dahlia"), picture(t, "kite"))
	b.is("at most three are under way", lines("paused")+" === 3 && "+lines("waiting")+" === 1")
	b.is("leaving the page would warn", `!window.dispatchEvent(new Event("beforeunload", {cancelable: true}))`)
	b.follow("/")
	b.is("other views show how far they are", `document.querySelector(".tray:not([hidden])").textContent.includes("of 4 photos")`)
	b.tap("body", "Adding 1 of 4 photos")
	b.tap(".uploads", "Cancel cat.jpg")
	b.is("one is given up, and the next begins", `document.querySelectorAll(".uploads > li").length === 3 && `+lines("paused")+" === 3")
	b.tap(".sum", "Cancel all")
	b.is("and so are all", `document.querySelectorAll(".uploads > li").length === 0`)
	b.is("then nothing warns", `window.dispatchEvent(new Event("beforeunload", {cancelable: true}))`)
	b.connect(good)
}

func TestPhotosAreDroppedOnAnyPage(t *testing.T) {
	b := browse(t, serve(t))
	b.open("/albums") // of the sample album, whose owner looks
	b.is("the albums are there", `document.querySelector(".albums li")`)
	b.do(`(async () => {
		const bytes = await (await fetch(document.querySelector(".albums img").src)).blob();
		const dropped = new DataTransfer();
		dropped.items.add(new File([bytes], "dropped.jpg", {type: "image/jpeg"}));
		for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: dropped}));
	})()`)
	b.is("it is on its way", `location.pathname === "/upload" && document.querySelector(".uploads").textContent.includes("dropped.jpg")`)
	b.is("and arrives", lines("ready")+" === 1")
}

// counter counts by name.
type counter struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *counter) add(name string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n == nil {
		c.n = map[string]int{}
	}
	c.n[name]++
	return c.n[name]
}

func (c *counter) of(name string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n[name]
}
