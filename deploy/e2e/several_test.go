package e2e_test

import (
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// ticked is how many photos are chosen.
const ticked = `document.querySelectorAll('.tile[aria-checked="true"]').length`

func TestSeveralPhotosAreChosenAndDealtWithTogether(t *testing.T) {
	b := browse(t, serve(t))
	b.open("/")
	b.is("photos are there", `document.querySelectorAll(".tile.here").length > 5 && document.querySelectorAll(".bar a").length > 2`)
	b.tap(".heading", "Choose")
	b.is("tiles are boxes to tick", `document.querySelectorAll('.tile[role="checkbox"][aria-checked="false"]').length === document.querySelectorAll(".tile").length && [...document.querySelectorAll(".chosen button")].filter(x => x.disabled).length === 3`)
	b.do(`document.querySelectorAll(".tile")[1].click()`)
	b.is("one is ticked, and stays where it is", ticked+` === 1 && location.pathname === "/" && document.querySelector(".chosen p").textContent === "1 photo chosen"`)
	b.do(`document.querySelectorAll(".tile")[3].dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, shiftKey: true}))`)
	b.is("with the shift key all up to another are", ticked+" === 3")
	b.do(`document.querySelectorAll(".tile")[4].focus()`)
	b.run(chromedp.KeyEvent(" "))
	b.is("the space bar ticks", ticked+" === 4")
	b.run(chromedp.KeyEvent(kb.Enter))
	b.is("and Enter takes it back", ticked+" === 3")
	accessible(b)

	b.tap(".chosen", "Favourite")
	b.is("all of them have a heart, and it is over", `!document.querySelector('.tile[role="checkbox"]') && document.querySelector(".chosen").hidden && document.querySelector("#toasts").textContent.includes("3 photos have a heart")`)
	b.is("the focus is where it began", `document.activeElement.textContent === "Choose"`)
	b.run(chromedp.KeyEvent(kb.Enter))
	b.is("tiles are boxes again", `document.querySelectorAll('.tile[role="checkbox"]').length > 5`)
	b.do(`[1, 2, 3].forEach(i => document.querySelectorAll(".tile")[i].click())`)
	b.tap(".chosen", "Add to an album")
	b.is("an album is asked for", `document.activeElement.name === "album"`)
	accessible(b)
	b.write("dialog [name=album]", "The best of it")
	b.tap("dialog", "Add")
	b.is("they are in it", `document.querySelector("#toasts").textContent.includes("3 photos are in “The best of it”")`)
	b.follow("/albums/The%20best%20of%20it")
	b.is("all three", heading+` === "The best of it" && document.querySelectorAll(".tile").length === 3`)

	b.tap(".heading", "Choose")
	b.tap(".chosen", "All shown")
	b.is("all are ticked", ticked+" === 3")
	b.tap(".chosen", "Throw away")
	b.is("all are in the trash", `document.querySelector("#toasts").textContent.includes("3 photos are in the trash") && document.querySelectorAll(".tile").length === 0`)
	b.follow("/")
	b.is("and not among the others", `location.pathname === "/" && document.querySelector(".count")?.textContent === "23 photos"`)
	b.tap("#toasts", "Undo")
	b.is("that is undone", `document.querySelector(".count").textContent === "26 photos"`)
}

func TestSeveralPhotosLeaveTheTrashTogether(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("500")
	b.open("/albums/Garden")
	b.is("photos are there", `document.querySelectorAll(".tile.here").length > 2`)
	b.tap(".heading", "Choose")
	b.tap(".chosen", "All shown")
	all := value[int](b, ticked)
	failing := &counter{}
	b.intercept("*/api/photos/*", func(_ int, r *network.Request) (int, string) {
		if r.Method == "DELETE" && failing.add("asked") == 2 {
			return 500, `{"status":500,"detail":"Something went wrong here. Please try again."}`
		}
		return 0, ""
	})
	b.tap(".chosen", "Throw away")
	b.is("what fails is said, with how many were done", `/Something went wrong here.*of \d+ photos were done/.test(document.querySelector("#toasts").textContent)`)
	b.is("the others are gone from the list", `document.querySelectorAll(".tile").length > 0`)
	if left := value[int](b, `document.querySelectorAll(".tile").length`); left >= all {
		t.Errorf("%d photos are left of %d", left, all)
	}
	b.follow("/trash")
	b.is("the trash has some", `location.pathname === "/trash" && document.querySelectorAll(".tile").length > 0`)
	b.tap(".heading", "Choose")
	b.do(`document.querySelector(".tile").click()`)
	accessible(b)
	b.tap(".chosen", "Delete for good")
	b.is("that is asked once more", `document.querySelector("dialog").innerText.includes("Delete 1 photo for good?")`)
	b.run(chromedp.KeyEvent(kb.Escape))
	b.is("and nothing is lost by Escape", `!document.querySelector("dialog") && `+ticked+" === 1")
	b.run(chromedp.KeyEvent(kb.Escape))
	b.is("a second one ends it", `document.querySelector(".chosen").hidden && document.activeElement.textContent === "Choose"`)
	b.run(chromedp.KeyEvent(kb.Enter))
	b.tap(".chosen", "All shown")
	b.tap(".chosen", "Restore")
	b.is("all are back", `document.querySelector(".message h2")?.textContent === "The trash is empty" && document.querySelector("#toasts").textContent.includes("back in the gallery")`)
	b.follow("/")
	b.is("in the gallery", `document.querySelector(".count")?.textContent === "26 photos"`)
}
