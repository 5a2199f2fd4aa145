package e2e_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

// slackSecret is what Slack signs its requests with.
const slackSecret = "0123456789abcdef0123456789abcdef"

// slackUser is somebody of a Slack workspace whom Shoebox doesn't know.
const slackUser = "U0ANN0000"

// slackSays has them type a command, and gives the answer only they see.
func slackSays(t *testing.T, origin, words string) string {
	t.Helper()
	form := url.Values{
		"command": {"/photos"}, "text": {words}, "team_id": {"T0ABCDEFG"}, "user_id": {slackUser}, "channel_id": {"C0ABCDEFG"}, "api_app_id": {"A0SHOEBOX"},
		"trigger_id": {"1.2." + hex.EncodeToString([]byte(slackUser+words))}, "response_url": {"https://hooks.slack.com/commands/T0ABCDEFG/1/abc"},
	}.Encode()
	at := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(slackSecret))
	mac.Write([]byte("v0:" + at + ":" + form))
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, origin+"/slack/commands", strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Slack-Request-Timestamp", at)
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // it is read to its end
	body, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("Slack was answered %s: %v", answer.Status, err)
	}
	return string(body)
}

// door is the link of an answer that lets somebody in, without the server.
func door(t *testing.T, origin, answer string) string {
	t.Helper()
	var reply struct {
		Blocks []struct{ Elements []struct{ URL string } }
	}
	if err := json.Unmarshal([]byte(answer), &reply); err != nil {
		t.Fatal(err)
	}
	for _, block := range reply.Blocks {
		for _, e := range block.Elements {
			if path, ok := strings.CutPrefix(e.URL, origin); ok {
				return path
			}
		}
	}
	t.Fatalf("no link in %s", answer)
	return ""
}

func TestSlackIsConnectedAndDisconnected(t *testing.T) {
	origin := serve(t)
	ann, eve := browse(t, origin), browse(t, origin)
	for _, b := range []*tab{ann, eve} {
		b.expects("404", "409")
	}
	link := door(t, origin, slackSays(t, origin, "connect"))
	ann.open(link)
	ann.is("who comes by the link is asked to sign in", heading+` === "Connect Slack"`)
	ann.tap(".card", "Sign up")
	signsUp(ann, "Ann")
	ann.is("and comes back, to who asks and what it means", `location.pathname.startsWith("/connect/") && ["U0ANN0000", "T0ABCDEFG", "typed /photos connect yourself"].every(words => document.querySelector(".card")?.innerText.includes(words))`)
	ann.tap(".card", "Connect")
	ann.is("it is said that they are joined", `document.activeElement.textContent === "You are connected"`)
	if said := slackSays(t, origin, "whoami"); !strings.Contains(said, "Ann") {
		t.Errorf("Slack says %s, want Ann", said)
	}
	ann.open(link)
	ann.is("the link is good once", heading+` === "This link is over"`)

	signUp(eve, "Eve")
	slackSays(t, origin, "disconnect")
	again := door(t, origin, slackSays(t, origin, "connect"))
	eve.open(again)
	eve.is("somebody else is told what they would let in", `document.querySelector(".card .note")?.textContent.includes("close the page")`)
	ann.open(again)
	ann.tap(".card", "Connect")
	ann.is("Ann was faster", `document.activeElement.textContent === "You are connected"`)
	eve.tap(".card", "Connect")
	eve.is("which is told kindly", `document.querySelector(".card").innerText.includes("This link is over")`)

	ann.open("/settings")
	ann.is("it is listed", `document.querySelector("[aria-label=Connected]")?.innerText.includes("U0ANN0000")`)
	ann.tap("[aria-label=Connected]", "Disconnect Slack U0ANN0000")
	ann.tap("dialog", "Disconnect")
	ann.is("and gone", `!document.querySelector("[aria-label=Connected]") && document.activeElement.id === "linked"`)
	if said := slackSays(t, origin, "connect"); !strings.Contains(said, "/connect/") {
		t.Errorf("Slack says %s, want another link", said)
	}
}

func TestWhoUsesTheSlackWindowMayConnect(t *testing.T) {
	b := try(t)
	b.enter("#slack-words", "/photos connect")
	b.is("a link leads to an account of one's own", `[...document.querySelectorAll("#slack-messages a, #slack-messages button")].some(x => x.textContent.includes("Connect with Shoebox"))`)
}
