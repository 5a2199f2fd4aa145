package e2e_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// views are the app's, each with when it is there. They are looked at in the sample
// album.
func views() map[string]string {
	return map[string]string{
		"/":                            `document.querySelectorAll(".tile.here").length > 3`,
		"/search?q=beach":              firstPhoto,
		"/search?q=flowers in Lisbon":  `document.querySelector(".reading a")`,
		"/search?q=help search":        `document.querySelector(".topics a")`,
		"/albums":                      `document.querySelectorAll("main li img").length > 3`,
		"/upload":                      `document.querySelector("[type=file]")`,
		"/trash":                       heading + ` === "Trash"`,
		"/shares":                      heading + ` === "Shared links"`,
		"/galleries":                   heading + ` === "Your galleries"`,
		"/signin":                      `document.querySelector("[name=password]")`,
		"/signup":                      `document.querySelector(".rules li")`,
		"/forgot":                      `document.querySelector("[name=email]")`,
		"/confirm?email=a@example.com": `document.querySelector("[name=code]")`,
		"/reset?email=a@example.com":   `document.querySelector("[name=code]") && document.querySelector(".rules li")`,
	}
}

// nameless are the things one can use that a screen reader has no name for, and images
// that say nothing of themselves.
const nameless = `[...document.querySelectorAll("button, input, select, textarea, a[href], [role=tab], [role=option], [tabindex='0'], dialog")].filter(n => n.type !== "hidden").filter(n => {
	const labels = [...(n.labels ?? [])].map(l => l.textContent).join("");
	const labelled = (n.getAttribute("aria-labelledby") ?? "").split(" ").map(id => document.getElementById(id)?.textContent ?? "").join("");
	const images = [...n.querySelectorAll("img")].map(i => i.alt).join("");
	return !(n.getAttribute("aria-label") || labelled || labels || n.textContent || images).trim();
}).concat([...document.images].filter(i => !i.hasAttribute("alt"))).map(n => n.outerHTML.slice(0, 120))`

// faint are the words whose colour is too near to what they stand on: WCAG 2.2, 1.4.3.
const faint = `(() => {
	const parse = (text) => { const n = text.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0]; return [n[0], n[1], n[2], n[3] ?? 1]; };
	const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => (v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
	const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
	const behind = (node) => {
		const layers = [];
		for (let at = node; at; at = at.parentElement) {
			const style = getComputedStyle(at);
			if (style.backgroundImage !== "none" && !at.matches("body")) return null; // a picture: not to be told
			layers.push(parse(style.backgroundColor));
		}
		return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
	};
	const out = [];
	const check = (node, colour, words) => {
		const ground = behind(node);
		if (!ground) return;
		const [a, b] = [light(over(parse(colour), ground)), light(ground)].sort((x, y) => y - x);
		const style = getComputedStyle(node), size = parseFloat(style.fontSize);
		const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
		const ratio = (a + .05) / (b + .05);
		if (ratio < (large ? 3 : 4.5)) out.push(ratio.toFixed(2) + " " + words.slice(0, 60));
	};
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const node = walk.currentNode.parentElement, words = walk.currentNode.textContent.trim();
		if (!words || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || node.closest("noscript, .visually-hidden, .skip, :disabled, [aria-disabled]")) continue;
		check(node, getComputedStyle(node).color, words);
	}
	for (const input of document.querySelectorAll("input[placeholder]")) if (input.checkVisibility()) check(input, getComputedStyle(input, "::placeholder").color, input.placeholder);
	return out;
})()`

func TestWhatIsFaintOrNamelessIsFound(t *testing.T) {
	b := browse(t, serve(t))
	b.open("/signin")
	b.is("the view is there", heading)
	b.do(`document.querySelector("h1").style.color = "#bbb"; document.querySelector("[name=email]").labels[0].remove()`)
	if found := value[[]string](b, faint); len(found) != 1 || !strings.Contains(found[0], "Sign in") {
		t.Errorf("got %q, want the heading", found)
	}
	if found := value[[]string](b, nameless); len(found) != 1 || !strings.Contains(found[0], "email") {
		t.Errorf("got %q, want the field", found)
	}
}

func TestEveryViewCanBeReadAndHeard(t *testing.T) {
	b := browse(t, serve(t))
	for path, there := range views() {
		t.Run(path, func(t *testing.T) {
			b.open(path)
			b.is("the view is there", there)
			accessible(b)
		})
	}
	b.open("/")
	b.is("photos are there", firstPhoto)
	b.do(`document.querySelector(".tile").click()`)
	b.is("a photo is there", photoShown)
	accessible(b)
}

// accessible checks the view that is shown: names, contrast in both colours, one
// heading, and that nothing is wider than the window.
func accessible(b *tab) {
	b.t.Helper()
	for _, html := range value[[]string](b, nameless) {
		b.t.Errorf("a screen reader has no name for %s", html)
	}
	if n := value[int](b, `document.querySelectorAll("h1").length`); n != 1 {
		b.t.Errorf("got %d first headings, want one", n)
	}
	if title := value[string](b, `document.title`); title == "" || title == "Shoebox" {
		b.t.Errorf("got the title %q, want the view's", title)
	}
	for _, look := range []struct {
		width  int64
		scheme string
	}{{1280, "light"}, {1280, "dark"}, {390, "light"}, {390, "dark"}} {
		b.looks(look.width, 844, look.scheme)
		if over := value[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
			b.t.Errorf("%d pixels, %s: the page is %d pixels wider than its window", look.width, look.scheme, over)
		}
		for _, words := range value[[]string](b, faint) {
			b.t.Errorf("%d pixels, %s: too faint: %s", look.width, look.scheme, words)
		}
	}
	b.looks(1400, 900, "light")
}

// focused is what has the focus: its name, whether one sees that, and whether it stands
// behind the one before.
const focused = `(() => {
	const at = document.activeElement, before = window.before, style = getComputedStyle(at), box = at.getBoundingClientRect();
	window.before = at;
	const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
	const seen = box.width > 0 && box.height > 0 && box.right > 0;
	const follows = !before || before === document.body || at === document.body || Boolean(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
	return { name: (at.getAttribute("aria-label") || at.textContent || at.name || at.tagName).trim().slice(0, 40), marked, seen, follows, end: at === document.body };
})()`

type focus struct {
	Name                       string
	Marked, Seen, Follows, End bool
}

func TestTheKeyboardReachesEverythingInOrder(t *testing.T) {
	b := browse(t, serve(t))
	for path, there := range views() {
		t.Run(path, func(t *testing.T) {
			b.open(path)
			b.is("the view is there", there)
			b.is("who looks is known, by which the header has its links", `document.querySelector(".bar").hidden || document.querySelectorAll(".bar a").length > 2`)
			b.do(`document.activeElement.blur(); window.before = undefined; getSelection().removeAllRanges(); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex")`)
			var names []string
			for range 40 {
				b.run(chromedp.KeyEvent(kb.Tab))
				at := value[focus](b, focused)
				if at.End || len(names) > 0 && at.Name == names[0] {
					break
				}
				names = append(names, at.Name)
				if !at.Marked || !at.Seen || !at.Follows {
					t.Errorf("%s: got %+v, want to see where the focus is, and it to go on", at.Name, at)
				}
			}
			if len(names) < 3 || names[0] != "Skip to the photos" {
				t.Errorf("got %q, want a way past the header, and more", names)
			}
		})
	}
	b.open("/")
	b.is("photos are there", firstPhoto)
	b.do(`scrollTo(0, document.body.scrollHeight)`)
	b.is("all of them, else the end is elsewhere when it is reached", `document.querySelectorAll(".bar a").length > 2 && document.querySelectorAll(".tile").length === 26`)
	b.do(`document.querySelector(".skip").focus()`)
	b.run(chromedp.KeyEvent(kb.Enter))
	b.is("the skip link skips", `document.activeElement === document.querySelector("main") && location.pathname === "/"`)
	b.run(chromedp.KeyEvent(kb.Tab))
	b.is("and what comes then is in the view", `document.querySelector("main").contains(document.activeElement)`)
	b.do(`document.querySelector(".tile").focus()`)
	b.run(chromedp.KeyEvent(kb.ArrowRight))
	b.is("arrows go from photo to photo", `document.activeElement === document.querySelectorAll(".tile")[1]`)
	b.run(chromedp.KeyEvent(kb.ArrowDown))
	b.is("and from row to row", `document.activeElement.getBoundingClientRect().top > document.querySelectorAll(".tile")[1].getBoundingClientRect().top`)
	b.run(chromedp.KeyEvent(kb.End))
	b.is("End goes to the end", `document.activeElement === [...document.querySelectorAll(".tile")].at(-1)`)
}
