package e2e_test

import (
	"flag"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "take the screenshot of the README anew")

func TestTheScreenshotIsThere(t *testing.T) {
	if !*update {
		if _, err := os.Stat("screenshot.png"); err != nil {
			t.Fatalf("%v: take it with go test ./deploy/e2e -run Screenshot -update", err)
		}
		return
	}
	b := try(t)
	b.looks(1400, 1860, "light")
	b.click("#tries button")
	b.is("both answered", imagesLoaded("#echo-screen")+" && "+imagesLoaded("#slack-messages .block.image"))
	b.do(`scrollTo(0, 0)`) // the click may have moved the page
	png, err := chromedp.Run(b, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("screenshot.png", png, 0o644); err != nil {
		t.Fatal(err)
	}
}
