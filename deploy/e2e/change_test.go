package e2e_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// opens shows the first photo of the sample album, with all that can be done with it.
func opens(b *tab) (title string) {
	b.t.Helper()
	b.open("/")
	b.is("photos are there", firstPhoto)
	b.click(".tile")
	b.is("a photo is shown with what can be done", photoShown+` && document.querySelectorAll(".actions button").length > 3`)
	return value[string](b, heading)
}

func TestAPhotoIsEditedFavouredAndFiled(t *testing.T) {
	b := browse(t, serve(t))
	opens(b)
	b.tap(".actions", "Edit")
	b.write("dialog [name=title]", "The longest day")
	b.write("dialog [name=description]", "Two lines,\nand more.")
	b.run(chromedp.SendKeys(chromedp.CSS("dialog [name=tags]"), "midsummer,"))
	b.run(chromedp.SendKeys(chromedp.CSS("dialog [name=people]"), "Rose"))
	b.do(`(() => { const i = document.querySelector("dialog [name=taken]"); i.value = "2021-06-21T22:30:00" })()`)
	b.write("dialog [name=city]", "Oslo")
	b.write("dialog [name=region]", "")
	b.write("dialog [name=country]", "Norway")
	b.tap("dialog", "Save")
	b.is("all of it is shown", `!document.querySelector("dialog") && `+heading+` === "The longest day" && ["Rose", "midsummer", "Oslo, Norway", "21 June 2021, 22:30", "and more."].every(words => document.querySelector(".panel").innerText.includes(words))`)
	b.is("and that it was saved is said", `document.querySelector("#toasts").textContent.includes("Saved")`)

	b.tap(".actions", "Favourite")
	b.is("a heart is full", `document.querySelector('.actions [aria-pressed="true"]')`)
	b.tap(".actions", "Albums")
	b.write("dialog [name=fresh]", "Bright nights")
	b.tap("dialog", "Save")
	b.is("it is in a new album", `!document.querySelector("dialog") && document.querySelector(".facts a[href='/albums/Bright%20nights']")`)

	b.enter("#search", "midsummer in Oslo 2021")
	b.is("the search knows all of it", `location.pathname === "/search" && document.querySelectorAll(".tile").length === 1`)
	b.follow("/albums")
	b.is("the album has a cover and a count", `[...document.querySelectorAll(".albums li")].some(li => li.innerText.includes("Bright nights") && li.innerText.includes("1 photo") && li.querySelector("img"))`)
	b.do(`[...document.querySelectorAll(".albums a")].find(a => a.innerText.includes("Bright nights")).click()`)
	b.is("and holds it", heading+` === "Bright nights" && document.querySelectorAll(".tile.here").length === 1`)
	b.click(".tile")
	b.is("the photo is shown", photoShown)
	b.tap(".actions", "Albums")
	b.tap("dialog", "Bright nights")
	b.tap("dialog", "Save")
	b.is("it is taken out of the album", `!document.querySelector("dialog") && !document.querySelector(".facts a[href*='albums']")`)
	b.follow("/?favourite=true")
	b.is("it is among the favourites", `[...document.querySelectorAll(".tile b")].some(x => x.textContent === "The longest day")`)
}

func TestTwoWhoEditOnePhotoKeepWhatEachMeant(t *testing.T) {
	origin := serve(t)
	ann, ben := browse(t, origin), browse(t, origin)
	ann.expects("412")
	opens(ann)
	opens(ben)
	edit := func(b *tab, title, description string) {
		b.t.Helper()
		b.tap(".actions", "Edit")
		b.is("the form is there", `document.querySelector("dialog [name=title]")`)
		if title != "" {
			b.write("dialog [name=title]", title)
		}
		if description != "" {
			b.write("dialog [name=description]", description)
		}
	}
	edit(ann, "", "What Ann says.")
	edit(ben, "What Ben calls it", "")
	ben.tap("dialog", "Save")
	ben.is("Ben's title is there", heading+` === "What Ben calls it"`)
	ann.tap("dialog", "Save")
	ann.is("Ann's words are beside it", heading+` === "What Ben calls it" && document.querySelector(".description").textContent === "What Ann says."`)

	for _, tt := range []struct{ ann, ben, choice, want string }{
		{"Ann's first", "Ben's first", "Keep theirs", "Ben's first"},
		{"Ann's second", "Ben's second", "Keep mine", "Ann's second"},
	} {
		edit(ann, tt.ann, "")
		edit(ben, tt.ben, "")
		ben.tap("dialog", "Save")
		ben.is("Ben was faster", fmt.Sprintf(`%s === %q`, heading, tt.ben))
		ann.tap("dialog", "Save")
		ann.is("Ann sees both", fmt.Sprintf(`[%q, %q].every(words => document.querySelector("dialog .both")?.innerText.includes(words))`, tt.ann, tt.ben))
		ann.tap("dialog", tt.choice)
		ann.is("what she chose stays", fmt.Sprintf(`!document.querySelector("dialog") && %s === %q`, heading, tt.want))
		opens(ben)
		ben.is("for both", fmt.Sprintf(`%s === %q`, heading, tt.want))
	}
}

func TestWhatIsThrownAwayComesBackOrGoesForGood(t *testing.T) {
	b := browse(t, serve(t))
	title := opens(b)
	path := value[string](b, `location.pathname`)
	b.tap(".actions", "Throw away")
	b.is("the next photo is shown", fmt.Sprintf(`%s !== %q && location.pathname !== %q`, heading, title, path))
	b.tap("#toasts", "Undo")
	b.is("it is said to be back", `document.querySelector("#toasts").textContent.includes("back in the gallery")`)
	b.follow("/")
	b.is("and it is", fmt.Sprintf(`[...document.querySelectorAll(".tile b")].some(x => x.textContent === %q)`, title))

	b.follow(path)
	b.tap(".actions", "Throw away")
	b.is("it is said where it is", `document.querySelector("#toasts").textContent.includes("in the trash")`)
	b.follow("/trash")
	b.is("the trash has it alone", `document.querySelectorAll(".tile.here").length === 1`)
	b.click(".tile")
	b.is("what can be done there is another", `document.querySelector(".note")?.textContent.includes("in the trash") && [...document.querySelectorAll(".actions button")].map(x => x.textContent).join() === "Restore,Delete for good"`)
	b.tap(".actions", "Restore")
	b.is("restored it can be edited again", `[...document.querySelectorAll(".actions button")].some(x => x.textContent === "Edit")`)

	b.tap(".actions", "Throw away")
	b.is("it is gone again", fmt.Sprintf(`location.pathname !== %q`, path))
	b.open("/trash")
	b.is("the trash has it", `document.querySelectorAll(".tile").length === 1`)
	b.click(".tile")
	b.tap(".actions", "Delete for good")
	b.is("that is asked once more, and no is at hand", `document.querySelector("dialog[open]") && document.activeElement.textContent === "Cancel"`)
	b.run(chromedp.KeyEvent(kb.Escape))
	b.is("Escape is no", `!document.querySelector("dialog")`)
	b.tap(".actions", "Delete for good")
	b.tap("dialog", "Delete for good")
	b.is("it is gone", `location.pathname === "/" || location.pathname === "/trash"`)
	b.expects("404")
	b.open(path)
	b.is("nobody finds it any more", `document.querySelector(".message h1")?.textContent === "It isn't here"`)
}
