package e2e_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestSlacksHomeTabAndItsSearchForm(t *testing.T) {
	b := try(t)
	b.click("#slack-tab")
	b.is("the newest photos have arrived", imagesLoaded("#slack-home"))
	b.do(`window.before = document.querySelector("#slack-home").firstChild`)
	b.enter("#slack-home input", "flowers")
	b.is("a search answers in place", `!window.before.isConnected && /flower/i.test(document.querySelector("#slack-home").innerText)`)
	b.is("its photos have arrived", imagesLoaded("#slack-home"))
	b.click("#slack-tab")
	b.click(`#slack-home button[data-go="shoebox.modal.search"]`)
	b.is("the form opens", `document.querySelector("#slack-modal").open`)
	b.enter("#slack-modal input", "flowers")
	b.is("what was found lies on it", imagesLoaded("#slack-modal .block.image"))
	b.run(chromedp.KeyEvent(kb.Escape))
	b.is("Escape goes back to the form", `document.querySelector("#slack-modal").open && document.querySelector("#slack-modal [data-block=words]") !== null`)
	b.click("#slack-modal .ends button")
	b.is("Cancel closes it", `!document.querySelector("#slack-modal").open`)
	b.click("#slack-channel")
	b.enter("#slack-words", "@Shoebox flowers")
	b.is("a mention is answered", imagesLoaded("#slack-messages .block.image"))
}
