package e2e_test

import (
	"fmt"
	"testing"
)

func TestTheEchoIsLinkedToAnAccountByTheIssuersPage(t *testing.T) {
	b := browse(t, serve(t))
	signUp(b, "Ann")
	b.open("/try/")
	b.is("there is a way to link", `document.querySelector("#alexa-link:not([hidden])")`)
	session := value[string](b, `new URL(document.querySelector("#alexa-link").href).searchParams.get("session")`)
	asks := fmt.Sprintf(`fetch("/try/simulator/alexa", { method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({ session: %q, say: "how many photos do I have" }) })
		.then(r => r.json()).then(a => { window.said = a.heard.speech; window.sent = a.request.body })`, session)
	b.do(`window.said = ""; ` + asks)
	b.is("it asks the sample album until then", `/26 photos/.test(window.said) && !window.sent.includes("accessToken")`)

	b.open("/try/link?session=" + session)
	b.is("the issuer's page asks", `location.pathname === "/oauth/authorize" && document.querySelector("[type=password]")`)
	b.write("[type=email], [name=email]", "Ann@example.com")
	b.enter("[type=password]", password)
	b.is("and leads back", `location.pathname === "/try/linked" && document.querySelector("h1")?.textContent.includes("is linked")`)
	b.open("/try/")
	b.is("the page is there", `document.querySelector("#tries button")`)
	b.do(`window.said = ""; ` + asks)
	b.is("the Echo asks her own gallery, by her token", `window.said && !/26 photos/.test(window.said) && window.sent.includes("accessToken")`)
	b.do(`location.href = "/try/linked?code=forged&state=forged"`)
	b.is("a forged way back links nothing", `document.querySelector("h1")?.textContent.includes("not linked")`)
}
