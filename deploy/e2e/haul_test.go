package e2e_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// note is what of the last drop or choice wasn't added.
const note = `(document.querySelector(".adding .note:not([hidden]) p")?.innerText ?? "")`

// lain is a folder with empty files of these names, and its path.
func lain(t *testing.T, names ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "summer")
	for _, name := range names {
		lay(t, filepath.Join(dir, name), nil)
	}
	return dir
}

// lay writes a file, and the folders above.
func lay(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// plain is a picture of one colour, as long as that of any other.
func plain(t *testing.T, c color.NRGBA) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 48, 32))
	for at := range 48 * 32 {
		m.SetNRGBA(at%48, at/48, c)
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.NoCompression}).Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// pickFolder has the picker of folders choose one.
func pickFolder(b *tab, dir string) {
	b.t.Helper()
	b.is("there is a picker", `document.querySelector("#pickfolder")`)
	b.run(chromedp.SetUploadFiles(chromedp.CSS("#pickfolder"), []string{dir}))
}

func TestFilesThatAreCalledAlikeAreAllAdded(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("503")
	leavesAnyway(b)
	signUp(b, "Ann")
	b.follow("/upload")
	dir := t.TempDir()
	red, blue := plain(t, color.NRGBA{200, 20, 20, 255}), plain(t, color.NRGBA{20, 20, 200, 255})
	at := time.Date(2024, 7, 5, 12, 0, 0, 0, time.UTC)
	for name, content := range map[string][]byte{"one": red, "two": blue} {
		path := filepath.Join(dir, name, "IMG_0001.png")
		lay(t, path, content)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	drops(b, filepath.Join(dir, "one"), filepath.Join(dir, "two"))
	b.is("what two folders hold is two files", lines("ready")+" === 2 && "+outcome+` === "2 added"`)
	goOn := b.held("*/api/uploads?*", http.MethodPost)
	drops(b, filepath.Join(dir, "two"), filepath.Join(dir, "one"))
	b.is("both are read when they are dropped again", lines("reading")+" === 2")
	goOn()
	b.is("and stay two", `document.querySelectorAll(".uploads > li").length === 2 && `+lines("ready")+" === 2 && "+outcome+` === "2 added"`)
	b.tap(".sum", "Clear the list")

	var up atomic.Bool
	b.intercept("*/objects/*", func(_ int, r *network.Request) (int, string) {
		if r.Method == "PUT" && !up.Load() {
			return 503, `{}`
		}
		return 0, ""
	})
	green, grey := plain(t, color.NRGBA{20, 200, 20, 255}), plain(t, color.NRGBA{90, 90, 90, 255})
	first, second := written(t, "IMG_0001.png", green), written(t, "IMG_0001.png", grey)
	if err := os.Chtimes(second, at, at); err != nil { // else both may be of the same millisecond, and the same size
		t.Fatal(err)
	}
	choose(b, first)
	b.is("one is on its way", row("IMG_0001.png")+`.innerText.includes("Trying again")`)
	b.run(chromedp.Reload())
	b.is("and waits for its file", lines("missing")+" === 1")
	up.Store(true)
	choose(b, second, first)
	b.is("two of its name are both added", `document.querySelectorAll(".uploads > li").length === 2 && `+outcome+` === "2 added"`)
}

func TestAFileThatIsAddedAgainIsBackFromTheTrash(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	adds(b, "cat", "fig")
	throwAway := func() {
		t.Helper()
		b.hush()
		b.do(row("cat.jpg") + `.querySelector(".ends a").click()`)
		b.is("its photo is open", photoShown+` && `+heading+` === "cat"`)
		b.tap(".actions", "Throw away")
		b.is("it is thrown away", `document.querySelector("#toasts").textContent.includes("in the trash")`)
	}
	throwAway()
	b.follow("/upload")
	choose(b, picture(t, "cat"), picture(t, "fig"))
	b.is("it is said to be back, and the other stays as it was", row("cat.jpg")+`.innerText.includes("It was in the trash, and is back.") && `+outcome+` === "1 added and 1 back from the trash"`)
	b.is("each in its line", `document.querySelectorAll(".uploads > li").length === 2`)
	b.follow("/")
	b.is("both are in the grid", `document.querySelectorAll(".tile.here").length === 2`)
	b.follow("/upload")
	b.is("the list is as it was", outcome+` === "1 added and 1 back from the trash" && document.querySelectorAll(".uploads > li").length === 2`)

	throwAway()
	b.follow("/upload")
	b.run(chromedp.Reload())
	b.is("who looks later reads where it is", row("cat.jpg")+`.innerText.includes("It was added, and is in the trash.") && `+row("cat.jpg")+`.querySelector(".ends a")`)
}

func TestAFolderIsChosenAndWhatIsNotAddedIsSaid(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	dir := lain(t, "a.DNG", "deep/b.dng", "deep/c.avif", "deep/README", "cat.jpg.json", ".DS_Store", "._cat.jpg", "Thumbs.db", "takeout-001.zip", "old.rar")
	raw, err := os.ReadFile(picture(t, "cat"))
	if err != nil {
		t.Fatal(err)
	}
	lay(t, filepath.Join(dir, "deep", "cat.jpg"), raw)
	b.follow("/upload")
	pickFolder(b, dir)
	b.is("its photos are added", row("cat.jpg")+`.className === "ready"`)
	b.is("an archive is refused kindly, with what reads it", row("takeout-001.zip")+`.className === "refused" && `+row("takeout-001.zip")+`.innerText.includes("“shoebox import” brings in a Google Takeout")`)
	b.is("any archive is", row("old.rar")+`.innerText.includes("Please unpack it and choose its folder.")`)
	b.is("the rest is counted", note+` === "5 other files were left out, which can't be added here: DNG, names without an ending, AVIF and others. What JSON files say of photos is read by “shoebox import”."`)
	accessible(b)
	b.tap(".adding .note", "Dismiss")
	b.is("who has read it is rid of it", note+` === "" && document.activeElement.id === "pick"`)

	b.tap(".sum", "Clear the list")
	b.follow("/albums")
	b.is("any view will do", heading+` === "Albums"`)
	drops(b, lain(t, "a.dng"))
	b.is("a drop without a photo says so, too", `location.pathname === "/upload" && `+note+` === "1 file was left out, which can't be added here: DNG."`)
	drops(b, lain(t, ".nothing"))
	b.is("and one of nothing", note+` === "There are no photos in it."`)
}

func TestOfAVeryLargeFolderTheFirstAreTakenAndThatIsSaid(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	b.follow("/upload")
	names := make([]string, 5001)
	for i := range names {
		names[i] = fmt.Sprintf("%04d.jpg", i)
	}
	pickFolder(b, lain(t, names...))
	b.is("it is said", note+`.includes("the first 5,000 were taken") && `+note+`.includes("shoebox import")`)
	b.is("and so it is", `document.querySelectorAll(".uploads > li").length === 5000`)
}

func TestWhoAddsSoManyThatTheyMustWaitIsToldUntilWhen(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("429")
	signUp(b, "Ann")
	b.follow("/upload")
	waits := []string{"600", "1"}
	b.answer("*/api/uploads?*", func(_ int, r *network.Request) answer {
		if r.Method != "POST" || len(waits) == 0 {
			return answer{}
		}
		a := answer{status: 429, body: `{"status":429,"code":"throttled","detail":"That was tried too often. Please wait a while."}`, wait: waits[0]}
		waits = waits[1:]
		return a
	})
	choose(b, picture(t, "fig"))
	b.is("it is said when it goes on", `/^So many at once: this goes on by itself at \d{1,2}:\d\d/.test(`+row("fig.jpg")+`.querySelector("p")?.innerText)`)
	b.tap(".uploads", "Cancel fig.jpg")
	choose(b, picture(t, "cat"))
	b.is("and then it does", row("cat.jpg")+`.className === "ready"`)
}

func TestWhatWasNeverShownIsNotClearedWithTheList(t *testing.T) {
	origin := serve(t)
	b, elsewhere := browse(t, origin), browse(t, origin)
	signUp(b, "Ann")
	b.follow("/upload")
	elsewhere.open("/signin")
	signIn(elsewhere, "Ann")
	elsewhere.follow("/upload")
	choose(elsewhere, written(t, "lie.jpg", []byte("no picture at all")))
	elsewhere.is("a file is refused elsewhere", lines("refused")+" === 1")

	choose(b, picture(t, "cat"), written(t, "other.jpg", []byte("no picture either")))
	b.is("one is ready here, and one refused", lines("ready")+" === 1 && "+lines("refused")+" === 1")
	b.tap(".sum", "Clear the list")
	b.is("the list is empty", `document.querySelectorAll(".uploads > li").length === 0`)
	b.run(chromedp.Reload())
	b.is("what was not on it is shown, and it alone", row("lie.jpg")+`.className === "refused" && document.querySelectorAll(".uploads > li").length === 1`)
}
