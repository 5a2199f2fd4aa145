package e2e_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// adds puts photos into somebody's own gallery.
func adds(b *tab, names ...string) {
	b.t.Helper()
	b.follow("/upload")
	paths := make([]string, len(names))
	for i, name := range names {
		paths[i] = picture(b.t, name)
	}
	choose(b, paths...)
	b.is("they are there", fmt.Sprintf("%s === %d", lines("ready"), len(names)))
}

func TestTheTrashTellsHowLongAndIsEmptied(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("500")
	signUp(b, "Ann")
	adds(b, "cat", "fig", "kite", "dahlia")
	b.follow("/")
	for left := 4; left > 0; left-- {
		b.is("photos are there", fmt.Sprintf(`location.pathname === "/" && document.querySelectorAll(".tile").length === %d`, left))
		b.click(".tile")
		b.is("one is open", photoShown)
		b.do(`window.thrown = location.pathname`)
		b.tap(".actions", "Throw away")
		b.is("it is thrown away", `location.pathname !== window.thrown`)
		b.follow("/")
	}
	b.follow("/trash")
	b.is("each says how long it is there", `document.querySelectorAll(".tile .badge").length === 4 && [...document.querySelectorAll(".badge")].every(s => s.textContent === "30 days left")`)
	b.is("and all of them together", `document.querySelector("main").innerText.includes("30 days")`)
	accessible(b)
	b.click(".tile")
	b.is("a photo says so, too", `document.querySelector(".note")?.innerText === "This photo is in the trash: 30 days left."`)
	b.follow("/trash")
	b.is("the trash is there", `document.querySelectorAll(".tile").length === 4`)

	gone := &counter{}
	b.intercept("*forever=true", func(_ int, r *network.Request) (int, string) {
		if strings.Contains(r.URL, "forever") && gone.add("asked") == 3 {
			return 500, `{"status":500,"detail":"Something went wrong here. Please try again."}`
		}
		return 0, ""
	})
	b.do(`window.told = new Set(); new MutationObserver(() => { const words = document.querySelector(".work p")?.textContent; if (words) told.add(words) }).observe(document.querySelector("main"), {subtree: true, childList: true, characterData: true})`)
	b.tap("main", "Empty the trash")
	b.tap("dialog", "Delete all for good")
	b.is("what fails is said, with what went", `/Something went wrong here.*3 photos went/.test(document.querySelector("#toasts").textContent)`)
	if told := value[[]string](b, `[...window.told]`); len(told) < 3 || told[0] != "0 of 4 photos deleted" {
		t.Errorf("got the progress %q, want it from none of 4 on", told)
	}
	b.is("the rest is there", `document.querySelectorAll(".tile").length === 1`)
	b.tap("main", "Empty the trash")
	b.tap("dialog", "Delete all for good")
	b.is("it is empty", `document.querySelector(".message h2")?.textContent === "The trash is empty" && ![...document.querySelectorAll("main button")].some(x => x.textContent.includes("Empty") && x.checkVisibility())`)
	accessible(b)
}

func TestAnAlbumGetsAnotherNameAndGoesWhileItsPhotosStay(t *testing.T) {
	b := browse(t, serve(t))
	b.open("/albums")
	b.is("there are albums", `document.querySelectorAll(".albums li").length > 2`)
	b.do(`document.querySelectorAll(".albums a")[1].click()`)
	b.is("one is open", `location.pathname.startsWith("/albums/") && `+firstPhoto)
	name := value[string](b, heading)
	photos := value[int](b, `document.querySelectorAll(".tile").length`)
	there := fmt.Sprintf(`document.querySelectorAll(".tile").length === %d`, photos)
	b.tap("main", "Rename")
	b.is("the name is at hand", fmt.Sprintf(`document.activeElement.value === %q`, name))
	accessible(b)
	b.write("dialog [name=name]", "!?")
	b.tap("dialog", "Save")
	b.expects("422")
	b.is("what is no name is said at the field", `document.querySelector("dialog .field .wrong")?.textContent.includes("letter")`)
	asked := &counter{}
	b.intercept("*/api/albums?album=*", func(_ int, r *network.Request) (int, string) {
		if r.Method == "PATCH" && asked.add("renamed") == 1 {
			return 200, `{"photos":1,"done":false}` // as for an album so large that one request is not enough
		}
		return 0, ""
	})
	b.write("dialog [name=name]", "Bright & <i>early</i>")
	b.tap("dialog", "Save")
	b.is("it has another name, and its photos", `!document.querySelector("dialog") && `+heading+` === "Bright & <i>early</i>" && `+there)
	if n := asked.of("renamed"); n != 2 {
		t.Errorf("it was renamed by %d requests, want one more where the first was not enough", n)
	}
	b.click(".tile")
	b.is("the photos know it", `document.querySelector(".facts")?.innerText.includes("Bright & <i>early</i>")`)
	b.follow("/albums")
	b.is("so does the list", fmt.Sprintf(`(all => all.includes("Bright & <i>early</i>") && !all.includes(%q))([...document.querySelectorAll(".albums b")].map(x => x.textContent))`, name))

	b.do(`[...document.querySelectorAll(".albums a")].find(a => a.innerText.includes("Bright")).click()`)
	b.tap("main", "Delete the album")
	b.is("that the photos stay is said", `document.querySelector("dialog").innerText.includes("stay in the gallery") && document.activeElement.textContent === "Cancel"`)
	accessible(b)
	b.tap("dialog", "Delete the album")
	b.is("it is gone from the list", `location.pathname === "/albums" && document.querySelector(".albums li") && ![...document.querySelectorAll(".albums b")].some(x => x.textContent.includes("Bright"))`)
	b.follow("/")
	b.is("and all photos are there", `document.querySelector(".count")?.textContent === "26 photos"`)
}

func TestTheRoomThereIsIsTold(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("413")
	signUp(b, "Ann")
	adds(b, "cat", "fig")
	b.is("beside what is added", `/^\d.* of \d.*B are used, by 2 photos\./.test(document.querySelector(".room p").textContent)`)
	b.follow("/settings")
	b.is("and in the settings", `document.querySelector("#room") && document.querySelector(".room p")?.textContent.includes("by 2 photos")`)
	accessible(b)
	b.follow("/")
	b.click(".tile")
	b.tap(".actions", "Throw away")
	b.is("one is in the trash", `document.querySelector("#toasts").textContent.includes("in the trash")`)
	b.follow("/settings")
	b.is("where it takes room, too", `document.querySelector(".room p")?.textContent.includes("by 1 photo. 1 more in the trash takes room, too.")`)

	full := false
	b.intercept("*/api/*", func(_ int, r *network.Request) (int, string) {
		switch {
		case strings.Contains(r.URL, "/api/usage"):
			return 200, `{"photos":9,"trashed":1,"bytes":4990000000,"quota":5000000000}`
		case strings.Contains(r.URL, "/api/uploads") && r.Method == "POST" && !full:
			full = true
			return 413, `{"status":413,"code":"too_large","detail":"There is no room left in the gallery. Please delete photos for good to make some."}`
		}
		return 0, ""
	})
	b.follow("/upload")
	b.is("that there is little left is said, and what to do", `/5 GB of 5 GB are used.*little room left/.test(document.querySelector(".room")?.textContent)`)
	choose(b, picture(t, "kite"))
	b.is("what finds no room can be tried again", lines("failed")+` === 1 && document.querySelector(".uploads").innerText.includes("no room left")`)
	accessible(b)
	b.tap(".uploads", "Try kite.jpg again")
	b.is("and is there when there is some", lines("ready")+" === 3")
}

func TestAnOlderAnswerTakesNoRoomBack(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	first := make(chan struct{})
	b.answer("*/api/usage", func(n int, _ *network.Request) answer {
		a := answer{status: 200, body: fmt.Sprintf(`{"photos":%d,"trashed":0,"bytes":1000000,"quota":5000000000}`, n)}
		if n == 1 {
			a.until = first
		}
		return a
	})
	adds(b, "cat")
	b.is("the newer answer is told", `document.querySelector(".room p").textContent.includes("by 2 photos")`)
	close(first)
	b.is("the older has come", `performance.getEntriesByType("resource").filter(e => e.name.endsWith("/api/usage") && e.responseStatus === 200).length === 2`)
	b.do(`new Promise(resolve => setTimeout(resolve, 300))`) // time to be told
	b.is("and is not told any more", `document.querySelector(".room p").textContent.includes("by 2 photos")`)
}

func TestPlacesSayWhoseNamesTheyBear(t *testing.T) {
	b := browse(t, serve(t))
	const credit = "Place names from GeoNames (geonames.org), CC BY 4.0."
	b.open("/")
	b.is("photos are there", firstPhoto)
	b.is("below the photos", fmt.Sprintf(`document.querySelector("footer").innerText.includes(%q)`, credit))
	b.click(".tile")
	b.is("and beside one whose place is told", fmt.Sprintf(`document.querySelector(".facts").innerText.includes("Where") && document.querySelector(".panel .credit")?.innerText === %q`, credit))
	b.tap(".actions", "Share")
	b.tap("dialog", "Make the link")
	link := made(b)
	stranger := browse(t, b.origin)
	stranger.open(link)
	stranger.is("for strangers, too", fmt.Sprintf(`document.querySelector(".shown .credit")?.innerText === %q`, credit))
	accessible(stranger)
}

// rated is the path of a picture whose packet of XMP gives it stars.
func rated(t *testing.T, path string, stars int) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	packet := "http://ns.adobe.com/xap/1.0/\x00" + fmt.Sprintf(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="%d"/></rdf:RDF></x:xmpmeta>`, stars)
	segment := []byte{0xff, 0xe1, byte((2 + len(packet)) >> 8), byte(2 + len(packet))} //nolint:gosec // it is short
	return written(t, "rated.jpg", slices.Concat(raw[:2], segment, []byte(packet), raw[2:]))
}

func TestAPhotoShowsTheStarsItCameWith(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	b.follow("/upload")
	choose(b, rated(t, picture(t, "kite"), 4), picture(t, "cat"))
	b.is("both are there", lines("ready")+" === 2")
	b.do(row("rated.jpg") + `.querySelector("a").click()`)
	b.is("its stars are shown, and have a name", photoShown+` && document.querySelector(".stars")?.textContent === "★★★★☆" && document.querySelector(".stars").getAttribute("aria-label") === "4 of 5 stars"`)
	accessible(b)
	b.follow("/search?q=cat")
	b.is("the other is found", firstPhoto)
	b.click(".tile")
	b.is("and has none", photoShown+` && document.querySelector(".facts") && !document.querySelector(".stars")`)
}
