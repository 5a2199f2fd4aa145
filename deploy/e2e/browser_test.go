package e2e_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is a browser tab, with what must not happen in it.
type tab struct {
	context.Context
	t      *testing.T
	origin string // of the server: scheme, host and port
	mu     sync.Mutex
	told   []string // errors of the console, and addresses elsewhere
	fine   []string // what may be told: parts of the lines

	answering sync.Mutex
	rules     []*rule // what is said in place of the server
}

// expects says that the browser may log what has these words in it.
func (b *tab) expects(words ...string) { b.fine = append(b.fine, words...) }

// try opens the simulators of a new server.
func try(t *testing.T) *tab {
	t.Helper()
	b := browse(t, serve(t))
	b.open("/try/")
	b.is("there are things to try", `document.querySelector("#tries button")`)
	return b
}

// running is the browser of all tests. Each has cookies and storage of its own in it.
type running struct {
	context.Context
	end func()
	err error
}

// browser starts it once.
var browser = sync.OnceValue(func() running {
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium()), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1400, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.WSURLReadTimeout(patience), // else 20 s, of which a cold start beside compilers takes some
	)...)
	ctx, end := chromedp.NewContext(ctx)
	return running{ctx, func() { end(); cancel() }, chromedp.Do(ctx)}
})

// browse opens a browser tab for the pages of a server, with nothing remembered of any
// other. The test fails if one logs an error or asks anybody else.
func browse(t *testing.T, origin string) *tab {
	t.Helper()
	if chromium() == "" {
		missing(t)
	}
	all := browser()
	if all.err != nil {
		t.Fatal(all.err)
	}
	ctx, cancel := chromedp.NewContext(all.Context, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)

	b := &tab{Context: ctx, t: t, origin: origin}
	if err := chromedp.Listen(ctx, func(event any) { b.watch(event) }); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, line := range b.told {
			if !slices.ContainsFunc(b.fine, func(words string) bool { return strings.Contains(line, words) }) {
				t.Error(line)
			}
		}
	})
	b.media("light")
	if _, err := chromedp.Call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: keepsToasts}); err != nil {
		t.Fatal(err)
	}
	// Each tab believes that it is looked at: several are at a time.
	if _, err := chromedp.Call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	return b
}

// keepsToasts has lines that are shown for some seconds stay, as when somebody points at
// them: a test may come to look at one later than that.
const keepsToasts = `new MutationObserver((changes) => {
	for (const { addedNodes } of changes) for (const node of addedNodes) if (node.classList?.contains("toast")) node.dispatchEvent(new Event("pointerenter"));
}).observe(document, { subtree: true, childList: true })`

// hush takes away the lines that are shown, where one is waited for that may be there
// already.
func (b *tab) hush() {
	b.t.Helper()
	b.do(`document.querySelector("#toasts").replaceChildren()`)
}

// open goes to a page of the server.
func (b *tab) open(path string) {
	b.t.Helper()
	b.run(chromedp.Navigate(b.origin + path))
}

func (b *tab) watch(event any) {
	line := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, b.origin+"/") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") && !strings.HasPrefix(u, "chrome") {
			line = "the page asked elsewhere: " + u
		}
	case *runtime.EventExceptionThrown:
		line = "the page threw: " + e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			line += " " + thrown.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" {
			line = "the page logged an error"
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" {
			line = "the browser logged: " + e.Entry.Text + " " + e.Entry.URL
		}
	}
	if line == "" {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.told = append(b.told, line)
}

// chromium finds the browser; "" is none.
func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// missing says that there is no browser.
func missing(t *testing.T) {
	t.Helper()
	const words = "no Chromium on this machine: install one (on Debian: apt-get install chromium) to try the page in a browser"
	if os.Getenv("SHOEBOX_E2E") == "required" {
		t.Fatal(words)
	}
	t.Skip(words)
}

// step is one thing to do in a tab.
type step = chromedp.Action[chromedp.Void]

// patience is how long one step, or one thing waited for, may take. Nothing is meant to
// take that long: some take ten seconds where much else is done beside, and what never
// comes is still told apart from that.
const patience = time.Minute

// run does things in the tab, or ends the test.
func (b *tab) run(steps ...step) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// aim gives where to press what a selector finds, and notes whether a click arrives
// there. It is null as long as nothing can be pressed: what isn't to be seen, what is
// covered, switched off or moving.
const aim = `(async () => {
	const node = document.querySelector(%q);
	if (!node?.checkVisibility() || node.disabled) return null;
	node.scrollIntoViewIfNeeded();
	const middle = () => { const box = node.getClientRects()[0]; return box ? [box.x + box.width / 2, box.y + box.height / 2] : []; };
	const before = middle();
	await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
	const at = middle();
	if (at.length === 0 || at.join() !== before.join() || node.disabled || !node.contains(document.elementFromPoint(...at))) return null;
	window.aimed?.abort();
	window.aimed = new AbortController();
	window.pressed = false;
	addEventListener("click", (event) => { if (node.contains(event.target)) window.pressed = true; }, { capture: true, signal: window.aimed.signal });
	return at;
})()`

// click presses what a selector finds with the mouse. Where it is drawn anew or moves
// while the button is down, nothing was pressed, and as anybody would one presses again.
func (b *tab) click(selector string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b, patience)
	defer cancel()
	for {
		at, err := chromedp.Run(ctx, chromedp.Evaluate[[]float64](fmt.Sprintf(aim, selector), chromedp.EvalAwaitPromise))
		if err == nil && at == nil {
			err = chromedp.Do(ctx, chromedp.Sleep(20*time.Millisecond))
			if err == nil {
				continue
			}
		}
		if err == nil {
			err = chromedp.Do(ctx, chromedp.MouseClickXY(at[0], at[1]))
		}
		if err != nil && ctx.Err() == nil && elsewhere(err) {
			continue // the page is another by now
		}
		if err != nil {
			b.t.Fatalf("%s could not be pressed: %v", selector, err)
		}
		arrived, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`window.pressed !== false`))
		if arrived || err != nil && elsewhere(err) { // what was pressed leads to another page
			return
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
}

// elsewhere reports whether a script had no answer because the page was left meanwhile.
func elsewhere(err error) bool {
	return slices.ContainsFunc([]string{"navigated", "Cannot find context", "context was destroyed", "Promise was collected"}, func(words string) bool { return strings.Contains(err.Error(), words) })
}

// enter replaces what a box holds, and presses Enter.
func (b *tab) enter(selector, words string) {
	b.t.Helper()
	b.run(chromedp.SetValue(chromedp.CSS(selector), words), chromedp.SendKeys(chromedp.CSS(selector), kb.Enter))
}

// do runs JavaScript, and waits for what it promises.
func (b *tab) do(script string) {
	b.t.Helper()
	b.run(chromedp.Evaluate[chromedp.Void](script, chromedp.EvalAwaitPromise))
}

// value gives what a JavaScript expression is.
func value[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// is waits until a JavaScript expression is true. What can't be told since a node of it
// isn't there is not true yet.
func (b *tab) is(why, expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b, patience)
	defer cancel()
	for {
		_, err := chromedp.Run(ctx, chromedp.Poll[bool](`(() => { try { return !!(`+expression+`) } catch (failure) { if (failure instanceof TypeError) return false; throw failure } })()`,
			chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(0)))
		if err == nil {
			return
		}
		if ctx.Err() == nil && elsewhere(err) {
			continue // to another page, which is waited for, too
		}
		said := value[string](b, `location.href + " | " + (document.body?.innerText ?? "").slice(0, 1500)`)
		b.t.Fatalf("waited in vain until %s (%v); the page says: %s", why, err, said)
	}
}

// looks sets the size of the window and its colours.
func (b *tab) looks(width, height int64, scheme string) {
	b.t.Helper()
	b.run(chromedp.EmulateViewport(width, height))
	b.media(scheme)
}

// media sets the colours, and that nothing moves by itself: what is clicked must
// still be where it was found.
func (b *tab) media(scheme string) {
	b.t.Helper()
	if _, err := chromedp.Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		},
	}); err != nil {
		b.t.Fatal(err)
	}
}

// imagesLoaded is true when every picture under a selector has arrived.
func imagesLoaded(selector string) string {
	return `(() => { const all = [...document.querySelectorAll("` + selector + ` img")]; return all.length > 0 && all.every(i => i.complete && i.naturalWidth > 1) })()`
}
