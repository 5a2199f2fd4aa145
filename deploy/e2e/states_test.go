package e2e_test

import (
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// tryAgain is the button of a view that did not come.
const tryAgain = `[...document.querySelectorAll("main .message button")].find(x => x.textContent === "Try again")`

func TestASlowNetworkShowsThatSomethingComes(t *testing.T) {
	b := browse(t, serve(t))
	b.open("/signin") // so that the app is there
	b.is("the app is there", heading)
	list, photos := b.held("*/api/photos?*", http.MethodGet), b.held("*/i/*", http.MethodGet)
	b.do(`[...document.querySelectorAll("button")].find(x => x.textContent.includes("sample album")).click()`)
	b.is("it is told that something is on its way", `!document.querySelector("#busy").hidden && document.querySelector(".skeleton")`)
	list()
	b.is("the photos have their places before they are there", `document.querySelector(".tile:not(.here)")?.offsetHeight > 50`)
	photos()
	b.is("and come", firstPhoto)
	b.is("and nothing is on its way any more", `document.querySelector("#busy").hidden && !document.querySelector(".skeleton")`)
}

func TestOfflineIsSaidAndGetsBetterByItself(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("ERR_INTERNET_DISCONNECTED")
	b.open("/")
	b.is("photos are there", firstPhoto)
	b.connect(none)
	b.is("offline is said", `!document.querySelector("#offline").hidden`)
	b.is("what is there stays", firstPhoto)
	b.enter("#search", "beach")
	b.is("a search says so in a sentence", `/offline/.test(document.querySelector("main").textContent) && `+tryAgain)
	b.connect(good)
	b.is("and is done as soon as there is a network", `document.querySelector("#offline").hidden && location.pathname === "/search" && `+firstPhoto)
	b.do(`history.back()`)
	b.is("the grid is where it was", `location.pathname === "/" && `+firstPhoto)
}

func TestAGalleryThatIsDownIsSaidWithAWayOn(t *testing.T) {
	tests := []struct {
		name, pattern, path, body string
		status, times             int
		want                      string
	}{
		{"an outage", "*/api/photos?*", "/", `{"status":503,"code":"unavailable","detail":"The gallery is slow to answer. Please try again in a moment."}`, 503, 2, "slow to answer"},
		{"a failure that says nothing", "*/api/photos?*", "/", `<html>oops`, 500, 1, "Something went wrong here"},
		{"no session to be had", "*/api/session/demo", "/", ``, 503, 1, "slow to answer"},
		{"a photo that is not there", "*/api/photos/*", "/photos/01J2SH0EB0X0000000000000AA", `{"status":404,"code":"not_found","detail":"There is nothing here, or nothing that you can see."}`, 404, 1, "nothing that you can see"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := browse(t, serve(t))
			b.expects("503", "500", "404")
			b.intercept(tt.pattern, func(n int, _ *network.Request) (int, string) {
				if n > tt.times {
					return 0, ""
				}
				return tt.status, tt.body
			})
			b.open(tt.path)
			b.is("it is said in a sentence", `document.querySelector("main .message p")?.textContent.includes("`+tt.want+`")`)
			if tt.status == 404 {
				b.click(`main a[href="/"]`)
			} else {
				b.do(tryAgain + `.click()`)
			}
			b.is("and there is a way on", firstPhoto)
		})
	}
}

func TestWhoComesFromElsewhereSignsIn(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("404")
	b.intercept("*/api/session/demo", func(int, *network.Request) (int, string) { return 404, "" }) // as for a tunnel's name
	b.open("/search?q=beach")
	b.is("signing in is what there is", `location.pathname === "/signin" && location.search === "?next=%2Fsearch%3Fq%3Dbeach"`)
}

func TestTheRestOfAListIsAskedForAgain(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("500")
	b.intercept("*cursor=*", func(n int, _ *network.Request) (int, string) {
		if n == 1 {
			return 500, `{"detail":"Something went wrong here. Please try again."}`
		}
		return 0, ""
	})
	b.open("/")
	b.is("photos are there", firstPhoto)
	b.do(`scrollTo(0, document.body.scrollHeight)`)
	b.is("what is missing is said below them", `document.querySelector(".grid-end .wrong")`)
	b.click(".grid-end button")
	b.is("and comes", `document.querySelectorAll(".tile").length === 26`)
}

func TestWhatHoldsAnUploadUpIsSaid(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("404")
	signUp(b, "Ann")
	shown := make(chan struct{})
	b.answer("*/api/uploads?gallery=*", func(n int, _ *network.Request) answer {
		if n > 1 {
			return answer{until: shown} // nobody knows of them
		}
		return answer{status: 200, body: `{"uploads":[
			{"id":"01M83G1PGP4P5BE9Y1W5WQXHK1","name":"held.jpg","state":"received","reason":"Something failed on our side. The photo will be tried again by itself.","begun":"2026-11-23T06:00:00Z"},
			{"id":"01M83G1PGP4P5BE9Y1W5WQXHK2","name":"made.jpg","state":"processing","begun":"2026-11-23T06:00:00Z"},
			{"id":"01M83G1PGP4P5BE9Y1W5WQXHK3","name":"gone.jpg","state":"ready","begun":"2026-11-23T06:00:00Z"}]}`}
	})
	b.follow("/upload")
	b.is("each says how far it is, and what holds it up", `(all => ["held.jpgSomething failed on our side. The photo will be tried again by itself.", "made.jpgProcessing", "gone.jpgIt was added, and is in the gallery no more."].every(words => all.some(one => one.includes(words))))([...document.querySelectorAll(".uploads > li")].map(li => li.textContent))`)
	close(shown)
	b.is("what nobody knows of any more is said to be chosen again", lines("refused")+` === 2 && document.querySelector(".uploads .refused").innerText.includes("Please choose it again")`)
	accessible(b)
}

func TestTheGridShowsLaterWhatWasAddedWhileItCouldNotAsk(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("500")
	signUp(b, "Ann")
	b.follow("/")
	b.is("there is no photo yet", `document.querySelector(".message h2")`)
	b.follow("/upload")
	var up atomic.Bool
	b.intercept("*/api/photos?*", func(int, *network.Request) (int, string) {
		if up.Load() {
			return 0, ""
		}
		return 500, `{"status":500,"detail":"Something went wrong here. Please try again."}`
	})
	choose(b, picture(t, "cat"))
	b.is("it is there, and the grid could not ask", lines("ready")+` === 1 && performance.getEntriesByType("resource").some(e => e.name.includes("/api/photos?") && e.responseStatus === 500)`)
	up.Store(true)
	b.do(`history.back()`)
	b.is("the grid has it once there is a network", `location.pathname === "/" && (dispatchEvent(new Event("online")), `+firstPhoto+`)`)
}
