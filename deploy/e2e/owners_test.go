package e2e_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestTheViewsOfMembersCanBeReadAndHeard(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("404") // links that are over
	signUp(b, "Ann")
	b.follow("/upload")
	choose(b, picture(t, "cat"), picture(t, "fig"))
	b.is("two photos are there", lines("ready")+" === 2")
	accessible(b)
	rows := `document.querySelector(".plainlist li")`
	for _, view := range []struct{ path, there string }{
		{"/albums", `document.querySelector(".albums li")`},
		{"/albums/Nothing", `document.querySelector(".message h2")`},
		{"/trash", `document.querySelector(".message h2")`},
		{"/galleries", rows},
		{"/shares", rows},
		{"/settings", `document.querySelector("#away")`},
		{"/shared/NOTHING", heading + `.includes("over")`},
		{"/invitations/NOTHING", heading + `.includes("over")`},
		{"/connect/NOTHING", heading + `.includes("over")`},
	} {
		t.Run(view.path, func(t *testing.T) {
			b.t = t
			b.follow(view.path)
			b.is("the view is there", `location.pathname === "`+view.path+`" && document.querySelector("main h1") && `+view.there)
			b.do(`document.querySelectorAll("details").forEach(d => { d.open = true })`)
			accessible(b)
		})
	}
	b.t = t
	b.follow("/galleries")
	b.is("the gallery is there", rows)
	b.do(`document.querySelector(".plainlist a").click()`)
	b.is("its members are", `document.querySelector("[aria-label=Members] li")`)
	accessible(b)
}

func TestDialogsKeepTheFocusAndGiveItBack(t *testing.T) {
	b := browse(t, serve(t))
	opens(b)
	for _, dialog := range []struct{ action, first string }{
		{"Edit", "title"}, {"Albums", "album-0"}, {"Share", "days"},
	} {
		t.Run(dialog.action, func(t *testing.T) {
			b.t = t
			find := fmt.Sprintf(`[...document.querySelectorAll(".actions button")].find(x => x.textContent === %q)`, dialog.action)
			b.is("there is a button", find)
			b.do(find + ".focus()")
			b.run(chromedp.KeyEvent(kb.Enter))
			b.is("the dialog has the focus, in its first field", fmt.Sprintf(`document.activeElement.name === %q && document.querySelector("dialog[open]").contains(document.activeElement)`, dialog.first))
			accessible(b)
			for range 40 {
				b.run(chromedp.KeyEvent(kb.Tab))
				if out := value[string](b, `document.activeElement === document.body || document.activeElement.closest("dialog") ? "" : document.activeElement.outerHTML.slice(0, 80)`); out != "" {
					t.Fatalf("the focus got out of the dialog, to %s", out)
				}
			}
			b.run(chromedp.KeyEvent(kb.Escape))
			b.is("Escape gives it back", `!document.querySelector("dialog") && document.activeElement === `+find)
		})
	}
	b.t = t
	b.do(`document.querySelector('.actions [aria-pressed]').focus()`)
	b.run(chromedp.KeyEvent(kb.Enter))
	b.is("what was pressed keeps the focus when the photo is drawn anew", `document.querySelector('.actions [aria-pressed="true"]') && document.activeElement.textContent === "Favourite"`)
}

// bidi turns what follows around, where it is let.
const bidi = "\u202e"

func TestHostileTextsStayTexts(t *testing.T) {
	b := browse(t, serve(t))
	opens(b)
	title := `<img src=x onerror="document.title='broken'"><script>alert(1)</script>` + strings.Repeat("w", 200)
	b.tap(".actions", "Edit")
	b.write("dialog [name=title]", title)
	b.write("dialog [name=description]", `"><svg onload=alert(1)> {{.Config}} ${alert(1)} javascript:alert(1)`)
	b.run(chromedp.SendKeys(chromedp.CSS("dialog [name=tags]"), "<b>bold</b>,"))
	b.run(chromedp.SendKeys(chromedp.CSS("dialog [name=albums]"), "../../?x=<i>#y&z,"))
	b.tap("dialog", "Save")
	b.is("all of it is text", fmt.Sprintf(`!document.querySelector("dialog") && %s === %q`, heading, title))
	foreign := `[...document.querySelectorAll("main img[src=x], main script, main svg[onload], main b, main i")].filter(n => !n.closest(".tile")).length`
	if n := value[int](b, foreign); n != 0 {
		t.Errorf("%d elements were made of texts, want none", n)
	}
	accessible(b) // however long, it stays in the window
	b.do(`[...document.querySelectorAll(".facts a")].find(a => a.textContent.startsWith("..")).click()`)
	b.is("an album of that name has an address of its own", heading+` === "../../?x=<i>#y&z" && `+firstPhoto)
	accessible(b)
	b.tap("main", "Share")
	b.tap("dialog", "Make the link")
	link := made(b)

	b.open("/galleries")
	b.is("the gallery is there", `document.querySelector(".plainlist a")`)
	b.do(`document.querySelector(".plainlist a").click()`)
	b.tap("main", "Rename")
	b.write("dialog [name=name]", bidi+"<u>ours</u> "+strings.Repeat("m", 80))
	b.tap("dialog", "Save")
	b.is("the gallery is called so", heading+`.includes("<u>ours</u>")`)
	accessible(b)

	stranger := browse(t, b.origin)
	stranger.open(link)
	stranger.is("a stranger sees texts, too", firstPhoto+` && document.querySelector("main").innerText.includes("<u>ours</u>") && !document.querySelector("main u, main i")`)
	stranger.click(".tile")
	stranger.is("in the photo as well", fmt.Sprintf(`document.querySelector("dialog h2")?.textContent === %q`, title))
	accessible(stranger)
}
