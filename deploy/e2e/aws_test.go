package e2e_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"shoebox/deploy/engines"
	"shoebox/deploy/engines/enginestest"
	"shoebox/deploy/runtimeapi/deployment"
	"shoebox/deploy/stage/stagetest"
)

// deployed gives the address of the page as it is in AWS, where each request is
// answered by the function that the template has for it, over DynamoDB Local,
// versitygw and cognito-local; and the address of the bucket.
func deployed(t *testing.T) (origin, bucket string) {
	t.Helper()
	s := stagetest.Open(t)
	cognito := enginestest.Cognito(t)
	names := deployment.Names()[len(deployment.Channels()):] // the services and the page
	names = append(names, "image")
	dir := t.TempDir()
	if err := deployment.Build(t.Context(), "../..", dir, names...); err != nil {
		t.Fatal(err)
	}
	app := http.NotFoundHandler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { app.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	d, err := deployment.Open(t.Context(), deployment.Options{
		Root: "../..", Bootstraps: dir, Environment: s.Environment, Slack: http.NotFoundHandler(), Copies: 8, Notify: s.Notify,
		Set: map[string]string{
			"SHOEBOX_CLOCK": "", "SHOEBOX_ACCOUNTS": enginestest.UserPool(t, cognito), "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER": cognito.URL,
			"SHOEBOX_PUBLIC_URL": server.URL,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	app = d.App()
	return server.URL, s.S3URL
}

func TestAGalleryIsMadeAndUsedOverTheEnginesOfAWS(t *testing.T) {
	origin, bucket := deployed(t)
	owner, stranger := browse(t, origin), browse(t, origin)
	for _, b := range []*tab{owner, stranger} {
		b.expects("asked elsewhere: " + bucket) // where pictures lie
	}
	stranger.expects("404")

	owner.open("/signup")
	owner.write("[name=name]", "Ann")
	owner.write("[name=email]", "ann@example.com")
	owner.write("[name=password]", password)
	owner.click("form.form [type=submit]")
	owner.is("a code is asked for", `document.querySelector("[name=code]")`)
	owner.write("[name=code]", engines.CognitoCode)
	owner.click("form.form [type=submit]")
	owner.is("it leads to signing in", `location.pathname === "/signin"`)
	signIn(owner, "ann")

	owner.tap("main", "Add photos")
	choose(owner, picture(t, "dahlia"), picture(t, "lighthouse"))
	owner.is("both are in the gallery", lines("ready")+" === 2")
	owner.tap("header", "Photos")
	owner.is("both are in the grid", `document.querySelectorAll(".tile.here").length === 2`)
	owner.enter("#search", "dahlia")
	owner.is("one is found by its name", `location.pathname === "/search" && document.querySelectorAll(".tile.here").length === 1`)
	owner.click(".tile")
	owner.is("and opens", photoShown+` && `+heading+` === "dahlia"`)

	owner.tap(".actions", "Edit")
	owner.write("dialog [name=title]", "A flower of the garden")
	owner.tap("dialog", "Save")
	owner.is("its new title is shown", `!document.querySelector("dialog") && `+heading+` === "A flower of the garden"`)
	owner.tap(".actions", "Favourite")
	owner.is("a heart is full", `document.querySelector('.actions [aria-pressed="true"]')`)
	owner.tap(".actions", "Share")
	owner.tap("dialog", "Make the link")
	link, ours := strings.CutPrefix(made(owner), strings.Replace(origin, "http:", "https:", 1))
	if !ours {
		t.Fatalf("got a link to %s, want one to the address that the gateway says is ours, by https", link)
	}
	stranger.open(link)
	stranger.is("a stranger sees it", `document.querySelector(".shown img")?.naturalWidth > 0 && `+heading+` === "A flower of the garden"`)

	owner.run(chromedp.Reload())
	owner.is("a reload keeps her signed in", photoShown)
	leave(owner)
}
