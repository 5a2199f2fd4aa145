package e2e_test

import (
	"flag"
	"os"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "take the screenshots of the README anew")

func TestTheScreenshotsAreThere(t *testing.T) {
	for name, show := range map[string]func(*tab){"gallery.jpg": showGallery, "channels.jpg": showChannels} {
		t.Run(name, func(t *testing.T) {
			if !*update {
				if _, err := os.Stat(name); err != nil {
					t.Fatalf("%v: take it with go test ./deploy/e2e -run Screenshots -update", err)
				}
				return
			}
			b := browse(t, serve(t))
			show(b)
			b.do(`scrollTo(0, 0)`) // a click may have moved the page
			quality := int64(85)
			taken, err := chromedp.Call(b, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatJpeg, Quality: &quality})
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, taken.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func showGallery(b *tab) {
	b.looks(1280, 860, "light")
	b.open("/")
	b.is("photos are there", `document.querySelectorAll(".tile.here").length > 8 && document.querySelectorAll(".bar a").length > 2`)
}

func showChannels(b *tab) {
	b.looks(1400, 1500, "light")
	b.open("/try/")
	b.is("there are things to try", `document.querySelector("#tries button")`)
	b.click("#tries button")
	b.is("both answered", imagesLoaded("#echo-screen")+" && "+imagesLoaded("#slack-messages .block.image"))
}
