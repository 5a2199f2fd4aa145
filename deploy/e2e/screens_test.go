package e2e_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"shoebox/skills/alexa/alexasim"
)

// device has the page's Echo be another one.
func device(b *tab, name string) {
	b.t.Helper()
	b.is("there are devices to choose from", `document.querySelectorAll("#alexa-device option").length > 1`)
	b.do(fmt.Sprintf(`(() => { const s = document.getElementById("alexa-device"); s.value = %q; s.dispatchEvent(new Event("change")) })()`, name))
}

// front is the title of the photo in front of the pager.
const front = `[...document.querySelectorAll("#echo-screen .apl-pager > div")].find(p => p.style.display !== "none")?.querySelector(".apl-text").textContent`

func TestA4TouchAndVoiceTurnTheSamePages(t *testing.T) {
	b := try(t)
	device(b, alexasim.Hub)
	b.enter("#alexa-words", "show me my latest photos")
	b.is("photos are on the screen", imagesLoaded("#echo-screen"))
	b.enter("#alexa-words", "the second one")
	b.is("one of them is in front", front)
	second := value[string](b, front)
	b.do(`window.pager = document.querySelector("#echo-screen .apl-pager")`)

	b.do(`[...document.querySelectorAll('#echo-screen [aria-label="The next photo"]')].find(n => n.offsetParent).click()`)
	b.is("a touch turns the page", front+" !== "+fmt.Sprintf("%q", second))
	third := value[string](b, front)
	b.is("the skill is told of it", `document.querySelector("#alexa-wire-panel") && (document.querySelector("#alexa-wire-request").click(), document.querySelector("#alexa-wire-panel").textContent.includes('"page"'))`)
	b.enter("#alexa-words", "tell me about it")
	b.is("what is said is of the photo in front", fmt.Sprintf(`document.querySelector("#alexa-said").textContent.includes(%q)`, third))

	b.enter("#alexa-words", "next")
	b.is("a word turns the page", front+" !== "+fmt.Sprintf("%q", third))
	b.do(`document.querySelector("#alexa-wire-response").click()`)
	b.is("by a command for the document that is there", `document.querySelector("#alexa-wire-panel").textContent.includes("SetPage") && document.querySelector("#echo-screen .apl-pager") === window.pager`)
	fourth := value[string](b, front)
	b.run(chromedp.SendKeys(chromedp.CSS("#echo-screen .apl-pager"), kb.ArrowLeft))
	b.is("a key turns it back", front+" === "+fmt.Sprintf("%q", third))
	b.enter("#alexa-words", "next")
	b.is("and the skill knows that too", front+" === "+fmt.Sprintf("%q", fourth))
	b.do(`document.querySelector('#echo-screen [aria-label="Back to the photos"]').click()`)
	b.is("back shows them all", `document.querySelectorAll("#echo-screen .apl-touch img").length > 5`)
}

// outside are the words on a screen that are cut off, or not on it.
const outside = `(() => {
	const stage = document.querySelector("#echo-screen .stage"), box = stage.getBoundingClientRect(), out = [];
	for (const words of stage.querySelectorAll(".apl-text")) {
		if (!words.textContent || !words.offsetParent) continue;
		const at = words.getBoundingClientRect();
		if (words.scrollHeight > words.clientHeight + 2) out.push("cut: " + words.textContent);
		const scrolls = words.closest('[style*="auto"]');
		if (!scrolls && (at.bottom > box.bottom + 1 || at.right > box.right + 1 || at.top < box.top - 1 || at.left < box.left - 1)) out.push("outside: " + words.textContent);
	}
	return out;
})()`

func TestNoWordsAreCutOffOnAnyScreen(t *testing.T) {
	b := try(t)
	b.looks(1400, 1000, "dark")
	images := regexp.MustCompile(`"image": "[^"]*"`)
	for _, name := range []string{"found", "paged", "help", "topics", "choices", "noted", "nothing"} {
		raw, err := os.ReadFile(filepath.Join("..", "..", "skills", "alexa", "testdata", name+"_hub.json"))
		if err != nil {
			t.Fatal(err)
		}
		var golden struct {
			Response struct{ Directives []json.RawMessage }
		}
		if err := json.Unmarshal(images.ReplaceAll(raw, []byte(`"image": "/try/assets/icon.svg"`)), &golden); err != nil {
			t.Fatal(err)
		}
		for _, display := range alexasim.Displays() {
			device(b, display.Name)
			viewport, err := json.Marshal(display)
			if err != nil {
				t.Fatal(err)
			}
			b.do(`(async () => { const { draw } = await import("/try/assets/apl.js");
				document.getElementById("echo-screen").replaceChildren(draw(` + string(golden.Response.Directives[0]) + `, ` + string(viewport) + `, () => {}).stage) })()`)
			b.is("it is drawn", `document.querySelector("#echo-screen .stage .apl-text")`)
			if cut := value[[]string](b, outside); len(cut) > 0 {
				t.Errorf("%s on %s:\n%s", name, display.Label, strings.Join(cut, "\n"))
			}
		}
	}
}
