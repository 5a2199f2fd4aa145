package e2e_test

import (
	"context"
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
	// Each tab believes that it is looked at: several are at a time.
	if _, err := chromedp.Call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	return b
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

// patience is how long one step, or one thing waited for, may take.
const patience = 30 * time.Second

// run does things in the tab, or ends the test.
func (b *tab) run(steps ...step) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) click(selector string) {
	b.t.Helper()
	b.run(chromedp.Click(chromedp.CSS(selector)))
}

// enter replaces what a box holds, and presses Enter.
func (b *tab) enter(selector, words string) {
	b.t.Helper()
	b.run(chromedp.SetValue(chromedp.CSS(selector), words), chromedp.SendKeys(chromedp.CSS(selector), kb.Enter))
}

// do runs JavaScript.
func (b *tab) do(script string) {
	b.t.Helper()
	b.run(chromedp.Evaluate[chromedp.Void](script))
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

// is waits until a JavaScript expression is true.
func (b *tab) is(why, expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b, patience)
	defer cancel()
	for {
		_, err := chromedp.Run(ctx, chromedp.Poll[bool]("!!("+expression+")", chromedp.WithPollingInterval(50*time.Millisecond)))
		if err == nil {
			return
		}
		if left := err.Error(); strings.Contains(left, "navigated") || strings.Contains(left, "Cannot find context") {
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
