package e2e_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"golang.org/x/image/draw"
)

// heic is the path of a picture in the format of phones.
func heic(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../../shared/ingest/heif/testdata/eight-bits.heic")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// written is a file of a temporary folder.
func written(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// smaller is the path of a copy of a picture, half as wide.
func smaller(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := jpeg.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	half := image.NewRGBA(image.Rect(0, 0, whole.Bounds().Dx()/2, whole.Bounds().Dy()/2))
	draw.CatmullRom.Scale(half, half.Bounds(), whole, whole.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, half, nil); err != nil {
		t.Fatal(err)
	}
	return written(t, "copy.jpg", out.Bytes())
}

// swatches are the paths of so many small pictures, each another.
func swatches(t *testing.T, n int) []string {
	t.Helper()
	dir := t.TempDir()
	paths := make([]string, n)
	for i := range paths {
		m := image.NewNRGBA(image.Rect(0, 0, 48, 32))
		for at := range 48 * 32 {
			m.SetNRGBA(at%48, at/48, color.NRGBA{uint8(i), uint8(at * (i + 3)), uint8(at / 7), 255}) //nolint:gosec // any colour will do
		}
		var out bytes.Buffer
		if err := png.Encode(&out, m); err != nil {
			t.Fatal(err)
		}
		paths[i] = filepath.Join(dir, fmt.Sprintf("swatch %03d.png", i))
		if err := os.WriteFile(paths[i], out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// row is the upload of a name; an empty one where it is not on the list.
func row(name string) string {
	return fmt.Sprintf(`([...document.querySelectorAll(".uploads > li")].find(li => li.querySelector("b").textContent === %q) ?? document.createElement("li"))`, name)
}

// outcome is what all uploads came to, in words.
const outcome = `document.querySelector(".sum p")?.textContent`

// watchStates notes the states that uploads are seen in, and what is said of them.
func watchStates(b *tab) {
	b.t.Helper()
	b.is("there is a list", `document.querySelector(".uploads")`)
	b.do(`window.states = new Set(); window.words = new Set(); new MutationObserver(() => document.querySelectorAll(".uploads > li").forEach(li => { states.add(li.className); words.add(li.textContent) })).observe(document.querySelector(".uploads"), {subtree: true, childList: true, attributes: true})`)
}

func TestEachFileShowsHowFarItIsUntilItIsReadyOrRefused(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	b.follow("/upload")
	watchStates(b)
	lie := written(t, "lie.jpg", []byte("no picture at all"))
	film := written(t, "film.mp4", []byte("a film"))
	empty := written(t, "empty.jpg", nil)
	put, tell := b.held("*/objects/*", http.MethodPut), b.held("*/api/uploads?*", http.MethodGet)
	choose(b, picture(t, "dahlia"), picture(t, "cat"), picture(t, "fig"), picture(t, "kite"), heic(t), lie, film, empty)
	b.is("three are sent at a time", lines("sending")+" === 3 && "+lines("waiting")+" === 3")
	put()
	b.is("and arrive", lines("received")+" > 0")
	tell()
	b.is("all that are photos are ready, the one of a phone too", lines("ready")+" === 5 && "+row("eight-bits.heic")+`.className === "ready" && `+row("eight-bits.heic")+`.querySelector("img")?.naturalWidth > 0`)
	b.is("the others are refused, each for its reason", fmt.Sprintf(`%s === 3 && %s.innerText.includes("video") && %s.innerText.includes("empty") && %s.innerText.includes("wasn't added, because")`, lines("refused"), row("film.mp4"), row("empty.jpg"), row("lie.jpg")))
	b.is("what came of all is one line", outcome+` === "5 added and 3 refused"`)
	seen := value[[]string](b, `[...window.states]`)
	for _, state := range []string{"waiting", "sending", "received", "ready", "refused"} {
		if !slices.Contains(seen, state) {
			t.Errorf("the states %q were seen, and not %q", seen, state)
		}
	}
	accessible(b)
	choose(b, picture(t, "cat"), lie, film, picture(t, "dune-grass"))
	b.is("what was chosen before is not there twice", outcome+` === "6 added and 3 refused"`)
	b.tap(".sum", "Clear the list")
	choose(b, picture(t, "cat"))
	b.is("nor after it left the list, which is said", outcome+` === "1 there already"`)
	b.run(chromedp.Reload())
	b.is("what was cleared stays away", `document.querySelector("#pick") && document.querySelector(".room p") && document.querySelectorAll(".uploads > li").length === 0`)
	b.follow("/")
	b.is("all are in the grid", `document.querySelectorAll(".tile.here").length === 6`)
}

// leavesAnyway has the page be left though it warns of what is under way.
func leavesAnyway(b *tab) {
	b.t.Helper()
	b.listen(func(event any) {
		if _, asked := event.(*page.EventJavascriptDialogOpening); asked {
			go func() {
				_, _ = chromedp.Call(b, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
			}()
		}
	})
}

func TestAReloadForgetsNoUpload(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("503")
	leavesAnyway(b)
	signUp(b, "Ann")
	b.follow("/upload")
	var down atomic.Bool
	b.intercept("*/objects/*", func(_ int, r *network.Request) (int, string) {
		if down.Load() && r.Method == "PUT" {
			return 503, `{}`
		}
		return 0, ""
	})
	choose(b, picture(t, "cat"))
	b.is("one is there", lines("ready")+" === 1")
	down.Store(true)
	choose(b, picture(t, "fig"))
	b.is("the next is on its way", row("fig.jpg")+`.innerText.includes("Trying again")`)
	b.run(chromedp.Reload())
	b.is("after a reload both are on the list", row("cat.jpg")+`.className === "ready" && `+row("fig.jpg")+`.className === "missing" && `+row("cat.jpg")+`.querySelector("img")?.naturalWidth > 0`)
	b.is("with what is to be done", row("fig.jpg")+`.innerText.includes("Choose it again") && `+outcome+` === "1 added and 1 not here yet"`)
	accessible(b)
	down.Store(false)
	choose(b, picture(t, "fig"))
	b.is("chosen again it goes on, in its line", lines("ready")+" === 2 && document.querySelectorAll('.uploads > li').length === 2 && "+outcome+` === "2 added"`)

	choose(b, swatches(t, 12)...)
	b.is("some have arrived", lines("received")+" + "+lines("processing")+" + "+lines("ready")+" > 4")
	b.is("and all", lines("waiting")+" + "+lines("reading")+" + "+lines("sending")+" === 0")
	b.run(chromedp.Reload())
	b.is("what arrived becomes a photo, whoever looks", lines("ready")+` === 14 && `+outcome+` === "14 added"`)
}

func TestTwoHundredFilesAreAddedAtOnce(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	b.follow("/upload")
	b.is("there is a list", `document.querySelector(".uploads")`)
	b.do(`window.most = 0; new MutationObserver(() => { window.most = Math.max(window.most, document.querySelectorAll(".uploads > .reading, .uploads > .sending").length) }).observe(document.querySelector(".uploads"), {subtree: true, childList: true, attributes: true})`)
	choose(b, swatches(t, 200)...)
	b.is("all are on the list", `document.querySelectorAll(".uploads > li").length === 200`)
	b.follow("/")
	b.is("other views tell of them", `document.querySelector(".tray:not([hidden])")?.textContent.includes("of 200 photos")`)
	b.is("and show those that are there", firstPhoto)
	b.follow("/upload")
	for n := 10; n <= 200; n += 10 { // however slow, it goes on
		b.is(fmt.Sprintf("%d are ready", n), fmt.Sprintf("%s >= %d", lines("ready"), n))
	}
	b.is("what came of all is one line", outcome+` === "200 added"`)
	if most := value[int](b, `window.most`); most > 3 {
		t.Errorf("%d were sent at a time, want at most 3", most)
	}
}

func TestAPhotoThatLooksLikeAnotherIsAddedAndSaidTo(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	b.follow("/upload")
	choose(b, picture(t, "dahlia"), picture(t, "cat"))
	b.is("two are there", lines("ready")+" === 2")
	choose(b, smaller(t, picture(t, "dahlia")))
	b.is("a smaller copy is added, and said to look like the first", fmt.Sprintf(`(() => { const li = %s; return li.className === "ready" && li.querySelector(".alike")?.innerText.includes("It looks like") && li.querySelector(".alike a")?.innerText.includes("dahlia") && li.querySelector(".alike img")?.naturalWidth > 0 })()`, row("copy.jpg")))
	b.is("it alone", `document.querySelectorAll(".uploads .alike:not([hidden])").length === 1 && `+outcome+` === "3 added"`)
	accessible(b)
	b.do(row("copy.jpg") + `.querySelector(".alike a").click()`)
	b.is("its name leads to the first", photoShown+` && `+heading+` === "dahlia"`)
	b.is("which shows what looks alike", `document.querySelectorAll(".alikes li").length === 1 && document.querySelector(".alikes img").naturalWidth > 0`)
	accessible(b)
	b.click(".alikes a")
	b.is("and leads there", photoShown+` && `+heading+` === "copy" && document.querySelector(".alikes img")?.alt.includes("dahlia")`)
	b.follow("/search?q=cat")
	b.is("the other is found", firstPhoto)
	b.click(".tile")
	b.is("and opens", photoShown)
	b.is("it was asked what it looks like", `performance.getEntriesByType("resource").some(e => e.name.endsWith("/api" + location.pathname + "/similar") && e.responseStatus === 200)`)
	b.is("it looks like none", `!document.querySelector(".alikes li")`)
}

// drops drops what lies at some paths onto the middle of the page, once the page takes it.
func drops(b *tab, paths ...string) {
	b.t.Helper()
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: 1}
	drag := func(how input.DispatchDragEventType) {
		if _, err := chromedp.Call(b, input.DispatchDragEvent, input.DispatchDragEventParams{Type: how, X: 600, Y: 500, Data: data}); err != nil {
			b.t.Fatal(err)
		}
	}
	b.do(`window.taken = false; document.addEventListener("dragover", (event) => { if (event.defaultPrevented && event.dataTransfer.dropEffect === "copy") window.taken = true })`)
	drag(input.DispatchDragEventTypeDragEnter)
	for deadline := time.Now().Add(patience); !value[bool](b, `window.taken`); {
		if time.Now().After(deadline) {
			b.t.Fatal("the page takes no files that are dropped")
		}
		drag(input.DispatchDragEventTypeDragOver)
	}
	drag(input.DispatchDragEventTypeDrop)
}

func TestAFolderIsDroppedWithThePhotosInIt(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	dir := filepath.Join(t.TempDir(), "summer")
	for name, from := range map[string]string{"beach.jpg": picture(t, "kite"), "phone/IMG_0001.HEIC": heic(t), "phone/deep/cat.jpeg": picture(t, "cat")} {
		raw, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"notes.txt", "phone/IMG_0001.XMP", "phone/film.MOV"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("none of them is a photo"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b.follow("/albums")
	b.is("any view will do", heading+` === "Albums"`)
	drops(b, dir)
	b.is("its photos are added, and those of its folders", `location.pathname === "/upload" && `+lines("ready")+" === 3 && "+row("IMG_0001.HEIC")+`.querySelector("img")?.naturalWidth > 0`)
	b.is("the video is refused kindly, and the rest left out", outcome+` === "3 added and 1 refused" && `+row("film.MOV")+`.innerText.includes("This is a video, and Shoebox keeps photos")`)
}

func TestNobodyAsksForUploadsWhereNobodyLooks(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	b.follow("/upload")
	choose(b, picture(t, "cat"))
	b.is("one is there", lines("ready")+" === 1")
	asked := &counter{}
	b.listen(func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok && e.Request.Method == "GET" && strings.HasPrefix(b.path(e.Request.URL), "/api/uploads") {
			asked.add("asked")
		}
	})
	const wait = `new Promise(resolve => setTimeout(resolve, 1500))` // several pauses
	b.do(wait)
	if n := asked.of("asked"); n != 0 {
		t.Errorf("it was asked %d times while nothing was under way", n)
	}
	looks := func(state string) {
		t.Helper()
		b.do(fmt.Sprintf(`Object.defineProperty(document, "visibilityState", {value: %q, configurable: true}); document.dispatchEvent(new Event("visibilitychange"))`, state))
	}
	looks("hidden")
	choose(b, picture(t, "fig"))
	b.is("the next is sent all the same", row("fig.jpg")+`.className === "received"`)
	b.do(wait)
	if n := asked.of("asked"); n != 0 {
		t.Errorf("it was asked %d times while nobody looked", n)
	}
	looks("visible")
	b.is("who looks again sees what became of it", lines("ready")+" === 2")
}
