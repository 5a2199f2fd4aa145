package slacktest_test

import (
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/slacktest"
)

// command types a command that is answered with nothing, and gives its response_url.
func (k *kit) command(tb testing.TB) string {
	tb.Helper()
	turn := must(k.Command(tb.Context(), anna, "beach"))(tb)
	return must(url.ParseQuery(string(turn.Body)))(tb).Get("response_url")
}

func answering(body string) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, _ string) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, body)
	}
}

func TestWhatIsSentIsSigned_3_1(t *testing.T) {
	k := newKit(t)
	turn := must(k.Command(t.Context(), anna, "beach"))(t)
	if err := slackbot.Verify([]string{"s"}, turn.Header, turn.Body, k.now()); err != nil {
		t.Errorf("got %v, want a good signature", err)
	}
}

func TestAResponseURLIsGoodForFiveUses_3_2(t *testing.T) {
	k := newKit(t)
	to := k.command(t)
	for i, want := range []int{200, 200, 200, 200, 200, 404} {
		if resp, _ := k.do(http.MethodPost, to, "application/json", `{"text":"x"}`, ""); resp.StatusCode != want {
			t.Errorf("use %d: got %d, want %d", i+1, resp.StatusCode, want)
		}
	}
	late := k.command(t)
	k.pass(30*time.Minute + time.Second)
	if resp, said := k.do(http.MethodPost, late, "application/json", `{"text":"x"}`, ""); resp.StatusCode != 404 || said != "expired_url" {
		t.Errorf("half an hour later: got %d %s", resp.StatusCode, said)
	}
}

func TestAResponseURLReplacesAndRemovesItsOwnMessage_3_2(t *testing.T) {
	k := newKit(t)
	k.app = answering(`{"text":"old","blocks":[{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"b"}}]}]}`)
	m := must(k.Command(t.Context(), anna, "beach"))(t).Messages[0]
	if !m.Ephemeral || m.For != anna.User {
		t.Errorf("got %+v, want it for %s alone", m, anna.User)
	}
	press := func(body string) slacktest.Turn {
		k.app = func(_ http.ResponseWriter, form string) {
			var to string
			payload := must(url.ParseQuery(form))(t).Get("payload")
			_, to, _ = strings.Cut(payload, `"response_url":"`)
			to, _, _ = strings.Cut(to, `"`)
			k.do(http.MethodPost, to, "application/json", body, "")
		}
		return must(k.Press(t.Context(), anna, m, "a"))(t)
	}
	if got := press(`{"replace_original":true,"text":"new"}`).Messages; len(got) != 1 || got[0].Text != "new" || got[0].TS != m.TS {
		t.Errorf("replaced: got %+v", got)
	}
	if got := press(`{"replace_original":false,"text":"more"}`).Messages; len(got) != 1 || got[0].TS == m.TS {
		t.Errorf("not replaced: got %+v", got)
	}
	if got := press(`{"delete_original":true}`).Messages; len(got) != 1 || !got[0].Deleted {
		t.Errorf("removed: got %+v", got)
	}
	if got := press(`{"replace_original":true,"text":"gone"}`).Refused; len(got) != 1 {
		t.Errorf("a message that is gone: got %q, want a refusal", got)
	}
}

func TestEventsComeAgain_3_5(t *testing.T) {
	k := newKit(t)
	var status int
	var header http.Header
	k.app = func(w http.ResponseWriter, _ string) {
		maps.Copy(w.Header(), header)
		w.WriteHeader(status)
	}
	_, e := k.Say(anna, "<@"+slacktest.BotUser+"> beach", "")
	retried := func(want int) slacktest.Delivery {
		t.Helper()
		all := must(k.Retry(t.Context()))(t)
		if len(all) != want {
			t.Fatalf("got %d retries, want %d", len(all), want)
		}
		if want == 0 {
			return slacktest.Delivery{}
		}
		return all[0]
	}
	status = 500
	if d := must(k.Deliver(t.Context(), e))(t); d.Failed == "" || d.Header.Get("X-Slack-Retry-Num") != "" {
		t.Errorf("got %+v, want a failed first delivery", d)
	}
	if d := retried(1); d.Header.Get("X-Slack-Retry-Num") != "1" || d.Header.Get("X-Slack-Retry-Reason") != "http_error" || string(d.Body) != string(e.Body) {
		t.Errorf("the first retry comes nearly at once, with headers: got %v", d.Header)
	}
	retried(0)
	k.pass(time.Minute)
	retried(1)
	k.pass(4 * time.Minute)
	retried(0)
	k.pass(time.Minute)
	if d := retried(1); d.Header.Get("X-Slack-Retry-Num") != "3" {
		t.Errorf("got %v, want the third and last", d.Header)
	}
	k.pass(time.Hour)
	retried(0)

	header = http.Header{"X-Slack-No-Retry": {"1"}}
	must(k.Deliver(t.Context(), e))(t)
	retried(0)
	header, status = nil, 200
	must(k.Deliver(t.Context(), e))(t)
	retried(0)
}

func TestAnAppMayBeGivenMoreTime(t *testing.T) {
	for after, refused := range map[time.Duration]int{29 * time.Second: 0, 31 * time.Second: 1} {
		k := newKitWith(t, func(c *slacktest.Config) { c.Patience = 30 * time.Second })
		k.app = func(http.ResponseWriter, string) { k.pass(after) }
		if turn := must(k.Command(t.Context(), anna, "beach"))(t); len(turn.Refused) != refused {
			t.Errorf("acknowledged after %v: got %q refused, want %d", after, turn.Refused, refused)
		}
	}
}

func TestAnAcknowledgementAfterThreeSecondsIsNone_3_2(t *testing.T) {
	k := newKit(t)
	k.app = func(w http.ResponseWriter, body string) {
		k.pass(3100 * time.Millisecond)
		w.Header().Set("X-Slack-No-Retry", "1")
	}
	turn := must(k.Command(t.Context(), anna, "beach"))(t)
	if len(turn.Refused) != 1 || !strings.HasPrefix(turn.Refused[0], "operation_timeout") {
		t.Errorf("a command: got %q", turn.Refused)
	}
	_, e := k.Say(anna, "beach", "")
	must(k.Deliver(t.Context(), e))(t)
	again := must(k.Retry(t.Context()))(t)
	if len(again) != 1 || again[0].Header.Get("X-Slack-Retry-Reason") != "http_timeout" {
		t.Errorf("an event: got %d retries, want one for the time-out, whatever its headers said", len(again))
	}
}

func TestOneEventUnderTwoIDs_3_5(t *testing.T) {
	k := newKit(t)
	_, e := k.Say(anna, "beach", "")
	c := must(k.Copy(e))(t)
	blot := func(e slacktest.Event) string { return strings.ReplaceAll(string(e.Body), e.ID, "Ev") }
	if c.ID == e.ID || strings.Contains(string(c.Body), `"event_id":"`+e.ID) {
		t.Errorf("got %s and %s, want two ids", e.ID, c.ID)
	}
	inner := func(e slacktest.Event) string { _, after, _ := strings.Cut(blot(e), `"event":`); return after[:20] }
	if diff := cmp.Diff(inner(e), inner(c)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
