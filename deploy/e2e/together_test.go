package e2e_test

import (
	"strconv"
	"testing"
)

// made is the link that a dialog shows, without the server.
func made(b *tab) string {
	b.t.Helper()
	b.is("there is a link to copy", `document.querySelector("dialog [readonly]")?.value`)
	link := b.path(value[string](b, `document.querySelector("dialog [readonly]").value`))
	b.tap("dialog", "Done")
	b.is("the dialog is gone", `!document.querySelector("dialog")`)
	return link
}

func TestALinkShowsStrangersWhatIsSharedUntilItIsWithdrawn(t *testing.T) {
	origin := serve(t)
	owner, stranger := browse(t, origin), browse(t, origin)
	stranger.expects("404")
	title := opens(owner)
	owner.tap(".actions", "Share")
	owner.tap("dialog", "Make the link")
	photo := made(owner)

	owner.enter("#search", "beach")
	owner.is("something is found", firstPhoto)
	found := value[int](owner, `document.querySelectorAll(".tile").length`)
	owner.tap("main", "Share")
	owner.tap("dialog", "Make the link")
	search := made(owner)

	owner.follow("/albums")
	owner.is("there are albums", `document.querySelectorAll(".albums li").length > 1`)
	owner.do(`document.querySelectorAll(".albums a")[1].click()`)
	owner.is("one is open", `location.pathname.startsWith("/albums/") && `+firstPhoto)
	owner.tap("main", "Share")
	owner.tap("dialog", "Make the link")
	album := made(owner)

	stranger.open(photo)
	stranger.is("a stranger sees the photo", `document.querySelector(".shown img")?.naturalWidth > 0 && `+heading+` === `+strconv.Quote(title))
	stranger.is("without an account, or a way to change it", `!document.querySelector("[popovertarget=menu]") && !document.querySelector(".actions")`)
	stranger.open(album)
	stranger.is("the album, too", firstPhoto)
	stranger.open(search)
	stranger.is("and the search, with as many photos", firstPhoto+` && document.querySelectorAll(".tile").length === `+strconv.Itoa(found))
	stranger.click(".tile")
	stranger.is("one opens large", `document.querySelector("dialog img.shown")?.naturalWidth > 0 && location.pathname.startsWith("/shared/")`)
	if session := value[string](stranger, `JSON.stringify({...localStorage}) + document.cookie`); session != "{}" {
		t.Errorf("got %s kept of a stranger, want nothing", session)
	}

	owner.follow("/shares")
	owner.is("all three are listed", `document.querySelectorAll(".plainlist li").length === 3`)
	for range 3 {
		owner.do(`window.links = document.querySelectorAll(".plainlist li").length; document.querySelector(".plainlist button").click()`)
		owner.tap("dialog", "Withdraw it")
		owner.is("one less", `document.querySelectorAll(".plainlist button").length === window.links - 1`)
	}
	for _, link := range []string{photo, album, search} {
		stranger.open(link)
		stranger.is("it shows nothing any more", heading+` === "This link is over"`)
	}
}

func TestSomebodyIsInvitedAndLooksWithoutChanging(t *testing.T) {
	origin := serve(t)
	owner, ben := browse(t, origin), browse(t, origin)
	ben.expects("404", "403")
	invite := func(role string) string {
		t.Helper()
		owner.tap("main", "Invite somebody")
		owner.is("there are roles to choose from", `document.querySelector("dialog select")`)
		owner.do(`document.querySelector("dialog select").value = ` + strconv.Quote(role))
		owner.tap("dialog", "Make the link")
		return made(owner)
	}
	owner.open("/galleries")
	owner.is("there is one gallery", `document.querySelectorAll(".plainlist li").length === 1`)
	owner.do(`document.querySelector(".plainlist a").click()`)
	link := invite("viewer")
	other := invite("editor")
	owner.is("both wait", `document.querySelectorAll("[aria-label=Invitations] button").length === 2`)

	ben.open(link)
	ben.is("the page says what it is to", `document.querySelector(".card")?.innerText.includes("invites you")`)
	ben.tap(".card", "Sign up")
	signsUp(ben, "Ben")
	ben.is("signing up leads back", `location.pathname.startsWith("/invitations/")`)
	ben.tap(".card", "Join")
	ben.is("the photos are there", firstPhoto)
	ben.click(".tile")
	ben.is("he may look at one", photoShown)
	ben.is("and change nothing", `!document.querySelector(".actions") && !document.querySelector('.bar a[href="/upload"]')`)
	ben.follow("/upload")
	ben.is("nor add any, which is told kindly", `document.querySelector(".message h1")?.textContent === "You look at this gallery"`)
	ben.open(link)
	ben.is("an invitation is good once", heading+` === "This invitation is over"`)

	owner.follow("/galleries")
	owner.is("the gallery is listed", `document.querySelector(".plainlist a")`)
	owner.do(`document.querySelector(".plainlist a").click()`)
	owner.is("there are two members", `document.querySelectorAll("[aria-label=Members] li").length === 2 && document.querySelector("[aria-label=Members]").innerText.includes("Ben")`)
	owner.do(`(() => { const s = document.querySelector('select[aria-label="Role of Ben"]'); s.value = "editor"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`)
	owner.is("Ben is made an editor", `document.querySelector("#toasts").textContent.includes("Saved")`)
	ben.open("/")
	ben.is("he sees photos", firstPhoto)
	ben.click(".tile")
	ben.is("and may edit them", `[...document.querySelectorAll(".actions button")].some(x => x.textContent === "Edit")`)
	owner.tap("main", "Remove Ben")
	owner.tap("dialog", "Remove")
	owner.is("Ben is no member any more", `document.querySelectorAll("[aria-label=Members] li").length === 1`)
	ben.open("/galleries")
	ben.is("he has his own gallery left", `document.querySelectorAll(".plainlist li").length === 1 && document.querySelector(".plainlist").innerText.includes("Ben")`)

	owner.tap("[aria-label=Invitations]", value[string](owner, `document.querySelector("[aria-label=Invitations] button").getAttribute("aria-label")`))
	owner.is("an invitation is withdrawn", `document.querySelectorAll("[aria-label=Invitations] button").length === 0`)
	ben.open(other)
	ben.is("and over", heading+` === "This invitation is over"`)
}
