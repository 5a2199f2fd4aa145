package e2e_test

import (
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

const password = "a plain old umbrella"

// signUp signs somebody up on the page, with the code of the mail it shows, and in. The
// address is the name's, at example.com.
func signUp(b *tab, name string) {
	b.t.Helper()
	b.open("/signup")
	signsUp(b, name)
}

// signsUp does so from the page that asks for it.
func signsUp(b *tab, name string) {
	b.t.Helper()
	b.is("the rules are there before a password is", `document.querySelectorAll(".rules li").length > 0`)
	b.write("[name=name]", name)
	b.write("[name=email]", name+"@example.com")
	b.write("[name=password]", password)
	b.click("form.form [type=submit]")
	b.is("the mail is shown", `document.querySelector(".mail button")`)
	b.click(".mail button")
	b.click("form.form [type=submit]")
	b.is("it leads to signing in, the address known", `location.pathname === "/signin" && document.querySelector("[name=email]").value !== ""`)
	signIn(b, name)
}

// signIn signs in who signed up, from the page that asks for it.
func signIn(b *tab, name string) {
	b.t.Helper()
	b.write("[name=email]", name+"@example.com")
	b.enter("[name=password]", password)
	// The view that is led to takes the focus, so nothing is typed before it is there.
	b.is("somebody is signed in", `location.pathname !== "/signin" && document.querySelector("[popovertarget=menu]") && document.querySelector("main").ariaBusy !== "true"`)
}

// write has a box hold these words, typed.
func (b *tab) write(selector, words string) {
	b.t.Helper()
	b.is("there is "+selector, `document.querySelector("`+selector+`")`)
	b.do(`document.querySelector("` + selector + `").value = ""`)
	b.run(chromedp.SendKeys(chromedp.CSS(selector), words))
}

// leave signs out by the menu.
func leave(b *tab) {
	b.t.Helper()
	b.click("[popovertarget=menu]")
	b.is("the menu is open", `[...document.querySelectorAll("#menu button")].some(x => x.textContent === "Sign out")`)
	b.do(`[...document.querySelectorAll("#menu button")].find(x => x.textContent === "Sign out").click()`)
	// The page says so before the server does, whose answer takes the cookie away.
	b.is("they are signed out", `location.pathname === "/signin" && performance.getEntriesByType("resource").some(e => e.name.endsWith("/api/session/end") && e.responseStatus)`)
}

func TestSomebodySignsUpInOutAndGetsANewPassword(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("401", "422") // what is wrong on purpose
	b.open("/signup")
	b.is("the rules are there, by which a password is looked at", `document.querySelector(".rules li")`)
	b.write("[name=name]", "Ann")
	b.write("[name=email]", "ann")
	b.write("[name=password]", "short")
	b.click("form.form [type=submit]")
	b.is("what is wrong is said where it is", `[...document.querySelectorAll(".field .wrong")].filter(w => w.textContent).length === 2 && document.activeElement.name === "email"`)

	signUp(b, "Ann")
	b.is("a gallery of her own is empty, with a way on", `location.pathname === "/" && document.querySelector('.message a[href="/upload"]')`)
	b.run(chromedp.Reload())
	b.is("a reload keeps her signed in", `document.querySelector(".message") && document.querySelector("[popovertarget=menu]")`)
	if stored := value[string](b, `JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie`); stored != `{"shoebox.session":"1"}{}` {
		t.Errorf("got %s where scripts may look, want no token", stored)
	}

	leave(b)
	b.write("[name=email]", "Ann@example.com")
	b.enter("[name=password]", "not the umbrella")
	b.is("a wrong password is refused in one sentence", `document.querySelector("form > .wrong").textContent.length > 20`)
	b.click(`a[href="/forgot"]`)
	b.enter("[name=email]", "Ann@example.com")
	b.is("a code comes", `location.pathname === "/reset" && document.querySelector(".mail button")`)
	b.click(".mail button")
	b.enter("[name=password]", "another old umbrella")
	b.is("the new password is taken", `location.pathname === "/signin"`)
	b.enter("[name=password]", "another old umbrella")
	b.is("and lets her in", `location.pathname === "/" && document.querySelector(".message")`)
}

func TestAnAccessTokenIsRenewedOutOfSight(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("401")
	signUp(b, "Ann")
	b.intercept("*/api/search", func(n int, _ *network.Request) (int, string) {
		if n == 1 {
			return 401, `{"status":401,"code":"unauthenticated","detail":"Your sign-in is no longer good."}`
		}
		return 0, ""
	})
	b.enter("#search", "beach")
	b.is("the search is answered", `location.pathname === "/search" && document.querySelector(".reading p")`)
}

func TestAnExpiredSessionLeadsToSigningInAndBack(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("401")
	signUp(b, "Ann")
	b.forgetsCookies()
	b.intercept("*/api/search", func(n int, _ *network.Request) (int, string) {
		if n == 1 {
			return 401, `{"status":401,"code":"unauthenticated","detail":"Your sign-in is no longer good."}`
		}
		return 0, ""
	})
	b.enter("#search", "beach")
	b.is("she is asked to sign in", `location.pathname === "/signin" && /sign in again/i.test(document.querySelector("#toasts").textContent)`)
	signIn(b, "Ann")
	b.is("and is where she wanted to be", `location.pathname === "/search" && location.search === "?q=beach" && document.querySelector(".reading p")`)
}

func TestOnlyPathsOfThisSiteAreLedTo(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	leave(b)
	for _, next := range []string{"//evil.example", "/%5Cevil.example", "https://evil.example", "javascript:alert(1)"} {
		b.open("/signin?next=" + next)
		b.is("the form is there", `document.querySelector("[name=email]")`)
		signIn(b, "Ann")
		b.is("home is where it leads", `location.origin === `+"`"+b.origin+"`"+` && location.pathname === "/"`)
		leave(b)
	}
}

func TestWhoSignedOutLeavesNothingBehindBack(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	adds(b, "cat")
	b.follow("/")
	b.is("her photo is there", `document.querySelectorAll(".tile.here").length === 1`)
	leave(b)
	b.do(`history.back()`)
	b.is("what comes back is what anybody sees", `location.pathname === "/" && document.querySelector(".count")?.textContent === "26 photos"`)
}
