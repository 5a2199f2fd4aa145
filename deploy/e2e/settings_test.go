package e2e_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/cdproto/network"
)

func TestSettingsAreKeptAndAnAccountIsDeleted(t *testing.T) {
	origin := serve(t)
	b, second := browse(t, origin), browse(t, origin)
	b.expects("401", "403", "422")
	second.expects("401")
	signUp(b, "Ann")
	second.open("/signin")
	signIn(second, "Ann")
	b.open("/settings")
	b.write("main [name=name]", "Anna Bell")
	b.do(`document.querySelector("[name=zone]").value = "Europe/Lisbon"; document.querySelector("[name=locale]").value = "en-GB"`)
	b.tap("main", "Save")
	b.is("it is said to be saved", `document.querySelector("#toasts").textContent.includes("Saved")`)
	b.open("/settings")
	b.is("and is", `document.querySelector("main [name=name]")?.value === "Anna Bell" && document.querySelector("[name=zone]").value === "Europe/Lisbon" && document.querySelector("[name=locale]").value === "en-GB"`)

	b.tap("main", "Sign out everywhere")
	b.is("she is signed out here", `location.pathname === "/signin" && document.querySelector("#toasts").textContent.includes("signed out everywhere")`)
	second.open("/settings")
	second.is("and there", `location.pathname === "/signin"`)
	signIn(b, "Ann")
	b.open("/settings")
	b.tap("main", "Delete my account …")
	b.is("what goes is said", `document.querySelector("dialog").innerText.includes("photos")`)
	b.write("dialog [name=password]", "not the umbrella")
	b.write("dialog [name=word]", "yes")
	b.tap("dialog", "Delete for good")
	b.is("the word is asked for", `document.activeElement.name === "word" && document.querySelector("dialog").innerText.includes("Please type delete")`)
	b.write("dialog [name=word]", "delete")
	b.tap("dialog", "Delete for good")
	b.is("so is the password", `document.activeElement.name === "password" && document.querySelector("dialog").innerText.includes("isn't your password")`)
	b.write("dialog [name=password]", password)
	b.tap("dialog", "Delete for good")
	b.is("then it is gone", `location.pathname === "/signin" && !document.querySelector("dialog") && document.querySelector("#toasts").textContent.includes("deleted")`)
	b.write("[name=email]", "Ann@example.com")
	b.enter("[name=password]", password)
	b.is("and nobody signs in with it", `document.querySelector("form > .wrong").textContent.length > 20`)
}

// A field is looked at some time after it was left. A refusal that comes before may not
// be taken back by that.
func TestWhatIsRefusedAtOnceStaysSaid(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("403")
	signUp(b, "Ann")
	b.open("/settings")
	b.tap("main", "Delete my account …")
	b.is("the question is there", `document.querySelector("dialog [name=word]")`)
	b.intercept("*/api/me", func(_ int, r *network.Request) (int, string) {
		if r.Method == http.MethodDelete {
			return http.StatusForbidden, `{"status":403,"code":"forbidden","detail":"That isn't your password.","pointer":"/password"}`
		}
		return 0, ""
	})
	b.do(`(() => {
		const form = document.querySelector("dialog form"), refused = form.querySelector(".wrong");
		form.password.value = "not the umbrella";
		form.word.value = "delete";
		form.requestSubmit();
		new MutationObserver((_, all) => {
			if (!refused.textContent) return;
			all.disconnect();
			setTimeout(() => { window.later = true; }, 600);
		}).observe(refused, { childList: true, characterData: true, subtree: true });
		form.password.dispatchEvent(new Event("change"));
	})()`)
	b.is("time has passed since the refusal", `window.later`)
	b.is("and it is still said", `document.querySelector("dialog .wrong").textContent.includes("isn't your password")`)
}

func TestWhatIsRefusedIsSaidAtTheForm(t *testing.T) {
	b := browse(t, serve(t))
	b.expects("401", "403")
	signUp(b, "Ann")
	b.intercept("*/api/me*", func(n int, r *network.Request) (int, string) {
		if r.Method == http.MethodPatch {
			return 403, `{"status":403,"code":"not_a_member","detail":"You aren't a member of that gallery. Please choose another."}`
		}
		return 0, ""
	})
	b.open("/settings")
	b.is("the settings are there", `document.querySelector("main [name=name]")`)
	b.tap("main", "Save")
	b.is("what is refused is said at the form", `document.querySelector("main form .wrong[role=alert]:not(:empty)")?.textContent.includes("aren't a member")`)
}
