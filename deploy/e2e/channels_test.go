package e2e_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestTheEchoAnswersWordsAndTouches(t *testing.T) {
	b := try(t)
	b.enter("#alexa-words", "pictures of flowers")
	b.is("photos are on the screen", imagesLoaded("#echo-screen"))
	b.is("the answer is said", `document.querySelector("#alexa-said").textContent.length > 10`)
	if said := value[string](b, `document.querySelector("#alexa-said").textContent`); strings.Contains(said, "<") {
		t.Errorf("said %q, want no markup", said)
	}
	b.click("#alexa-wire-request")
	b.is("the request on the wire is a true envelope", `document.querySelector("#alexa-wire-panel").textContent.includes('"IntentRequest"') && document.querySelector("#alexa-wire-panel").textContent.includes("Signature-256")`)
	b.click("#alexa-wire-response")
	b.is("the response is too", `document.querySelector("#alexa-wire-panel").textContent.includes('"outputSpeech"')`)
	b.is("its cost is shown", `/\d ms · \d+ requests? · [\d.]+ RCU/.test(document.querySelector("#alexa-wire .cost").textContent)`)

	b.do(`window.grid = document.querySelector("#echo-screen .stage")`)
	b.click("#echo-screen .apl-touch")
	b.is("a touch opens the photo", `document.querySelector("#echo-screen .stage") !== window.grid`)
	b.is("the photo has arrived", imagesLoaded("#echo-screen"))
	b.do(`window.said = document.querySelector("#alexa-said").textContent`)
	b.enter("#alexa-words", "when was this taken")
	b.is("the photo's date is told", `document.querySelector("#alexa-said").textContent !== window.said && /\b20\d\d\b/.test(document.querySelector("#alexa-said").textContent)`)
	b.click("#alexa-end")
	b.is("the conversation ends", `document.querySelector("#echo-screen .idle") !== null`)
}

func TestSlackAnswersPrivatelyAndSendsOnRequest(t *testing.T) {
	b := try(t)
	b.enter("#slack-words", "/photos flowers")
	b.is("one photo has arrived", imagesLoaded("#slack-messages .block.image"))
	b.is("only the person sees it", `document.querySelector("#slack-messages").innerText.includes("Only visible to you")`)
	b.is("it says where it stands", `/\b1 of \d/.test(document.querySelector("#slack-messages").innerText)`)
	press(b, "Next")
	b.is("Next shows the second in its place", `/\b2 of \d/.test(document.querySelector("#slack-messages").innerText) && !/\b1 of \d/.test(document.querySelector("#slack-messages").innerText)`)
	b.click("#slack-wire-request")
	b.is("the click was really signed", `/X-Slack-Signature: v0=[0-9a-f]{64}/i.test(document.querySelector("#slack-wire-panel").textContent)`)
	press(b, "Send")
	b.is("Send posts it to the channel with its sender", `/Shared by/.test(document.querySelector("#slack-messages").innerText)`)
	b.is("and takes the preview away", `!document.querySelector("#slack-messages").innerText.includes("Only visible to you")`)
	b.enter("#slack-words", "/photos dogs")
	b.is("another search answers", `document.querySelector("#slack-messages").innerText.includes("Only visible to you")`)
	press(b, "Cancel")
	b.is("Cancel removes it", `!document.querySelector("#slack-messages").innerText.includes("Only visible to you")`)
}

// press presses the last button of that name in the channel.
func press(b *tab, name string) {
	b.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll("#slack-messages button")].filter(x => x.textContent.trim().startsWith(%q) && !x.disabled).at(-1)`, name)
	b.press("the button "+name, find)
}

func TestTheSameWordsFindTheSamePhotosInBoth(t *testing.T) {
	b := try(t)
	b.click("#tries button")
	b.is("both answered", imagesLoaded("#echo-screen")+" && "+imagesLoaded("#slack-messages .block.image"))
	sameFirst(b)
}

func TestAMisspeltWordIsUnderstoodOrAskedAbout(t *testing.T) {
	b := try(t)
	b.enter("#alexa-words", "photos in Lizbon")
	b.is("Alexa says what she took the word for", `/lizbon for Lisbon/i.test(document.querySelector("#alexa-said").textContent)`)
	b.is("and shows the place", imagesLoaded("#echo-screen"))

	const unclear = "spaon" // Spain, or a spoon
	b.enter("#alexa-words", "photos of "+unclear)
	b.is("Alexa asks which", `/do you mean .*spoon/i.test(document.querySelector("#alexa-said").textContent)`)
	b.is("her screen has the choices", choice("#echo-screen", "Spain")+" !== undefined")
	b.do(`window.choices = document.querySelector("#echo-screen .stage")`)
	b.do(choice("#echo-screen", "Spain") + ".click()")
	b.is("a touched choice shows photos", `!window.choices.isConnected && `+imagesLoaded("#echo-screen"))

	b.enter("#slack-words", "/photos "+unclear)
	press(b, "Spain")
	b.is("a pressed choice shows one in Slack", imagesLoaded("#slack-messages .block.image"))
	sameFirst(b)
}

// sameFirst wants the first photo on the Echo's screen to be the one in Slack.
func sameFirst(b *tab) {
	b.t.Helper()
	alexa := value[string](b, `document.querySelector("#echo-screen .apl-touch").getAttribute("aria-label")`)
	slack := value[string](b, `document.querySelector("#slack-messages .block.image img").alt`)
	_, first, _ := strings.Cut(alexa, ". ")
	title := slack[:max(0, strings.IndexAny(slack, ",:."))]
	if title == "" || !strings.HasPrefix(first, title) {
		b.t.Errorf("Alexa's first photo is %q, Slack's %q", first, slack)
	}
}

// choice finds the button under a selector that has that word on it.
func choice(selector, word string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("%s button")].find(x => ((x.getAttribute("aria-label") ?? "") + x.textContent).includes(%q))`, selector, word)
}

func TestThePageFitsEveryWindow(t *testing.T) {
	b := try(t)
	for _, width := range []int64{360, 768, 1024, 1440} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%d pixels, %s", width, scheme), func(t *testing.T) {
				b.looks(width, 800, scheme)
				if over := value[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
					t.Errorf("the page is %d pixels wider than its window", over)
				}
			})
		}
	}
}

func TestEverythingThatCanBeUsedHasAName(t *testing.T) {
	b := try(t)
	nameless := value[[]string](b, `[...document.querySelectorAll("button, input, a, [role=tab], [tabindex='0']")].filter(n => {
		const labels = [...(n.labels ?? [])].map(l => l.textContent).join("");
		const labelled = (n.getAttribute("aria-labelledby") ?? "").split(" ").map(id => document.getElementById(id)?.textContent ?? "").join("");
		return !(n.getAttribute("aria-label") || labelled || labels || n.textContent).trim();
	}).map(n => n.outerHTML.slice(0, 120))`)
	for _, html := range nameless {
		t.Errorf("a screen reader has no name for %s", html)
	}
	unseen := value[[]string](b, `[...document.images].filter(i => !i.hasAttribute("alt")).map(i => i.outerHTML.slice(0, 120))`)
	for _, html := range unseen {
		t.Errorf("no alt: %s", html)
	}
}
