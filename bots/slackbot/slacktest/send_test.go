package slacktest_test

import (
	"io"
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
		for name, v := range header {
			w.Header()[name] = v
		}
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

// form is a modal with an input and a menu.
func form() fields {
	input := func(block, action, kind string) fields {
		return fields{"type": "input", "block_id": block, "label": plainText(block), "element": fields{"type": kind, "action_id": action}}
	}
	return modal(fields{"submit": plainText("Search"), "notify_on_close": true, "blocks": []any{
		input("words", "words", "plain_text_input"), input("who", "person", "external_select"),
	}})
}

func TestSubmissions_3_8(t *testing.T) {
	next := `{"type":"modal","title":{"type":"plain_text","text":"Found"},"blocks":[{"type":"divider"}]}`
	tests := []struct {
		name, answer string
		open         int // modals in the end
		refused      bool
	}{
		{"nothing closes it", "", 0, false},
		{"an update stays", `{"response_action":"update","view":` + next + `}`, 1, false},
		{"a push lies on it", `{"response_action":"push","view":` + next + `}`, 2, false},
		{"clear closes all", `{"response_action":"clear"}`, 0, false},
		{"errors stay", `{"response_action":"errors","errors":{"words":"What shall I look for?"}}`, 1, false},
		{"an error where no input is", `{"response_action":"errors","errors":{"nowhere":"x"}}`, 1, true},
		{"no errors at all", `{"response_action":"errors","errors":{}}`, 1, true},
		{"an action nobody knows", `{"response_action":"reload"}`, 1, true},
		{"a view that is none", `{"response_action":"update","view":{"type":"home","blocks":[]}}`, 1, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := newKit(t)
			k.call("views.open", fields{"trigger_id": k.Trigger(anna, ""), "view": form()})
			k.app = answering(tt.answer)
			turn := must(k.Submit(t.Context(), anna, slacktest.Values{"words": {"words": {"type": "plain_text_input", "value": "beach"}}}))(t)
			if got := len(k.Stack(anna)); got != tt.open || len(turn.Refused) > 0 != tt.refused {
				t.Errorf("got %d modals, refused %q; want %d and %v", got, turn.Refused, tt.open, tt.refused)
			}
			if !strings.Contains(must(url.QueryUnescape(string(turn.Body)))(t), `"value":"beach"`) {
				t.Error("what was filled in is not sent")
			}
		})
	}
}

func TestSuggestions_3_8(t *testing.T) {
	tests := []struct {
		name, answer string
		want         []slacktest.Option
		refused      bool
	}{
		{"options", `{"options":[{"text":{"type":"plain_text","text":"Anna"},"value":"anna"}]}`, []slacktest.Option{{Text: "Anna", Value: "anna"}}, false},
		{"none", `{"options":[]}`, nil, false},
		{"an empty answer", ``, nil, true},
		{"an empty object", `{}`, nil, true},
		{"an option without a value", `{"options":[{"text":{"type":"plain_text","text":"Anna"}}]}`, nil, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := newKit(t)
			k.call("views.open", fields{"trigger_id": k.Trigger(anna, ""), "view": form()})
			k.app = answering(tt.answer)
			turn := must(k.Suggest(t.Context(), anna, k.Stack(anna)[0], "person", "an"))(t)
			if diff := cmp.Diff(tt.want, turn.Options); diff != "" || len(turn.Refused) > 0 != tt.refused {
				t.Errorf("refused %q, -want +got:\n%s", turn.Refused, diff)
			}
		})
	}
}

func TestWhatPeopleDoIsTold_3_8(t *testing.T) {
	k := newKit(t)
	var told string
	k.app = func(_ http.ResponseWriter, body string) { told = must(url.QueryUnescape(body))(t) }
	k.call("views.open", fields{"trigger_id": k.Trigger(anna, ""), "view": form()})
	v := k.Stack(anna)[0]
	tests := []struct {
		name string
		do   func() error
		want []string
	}{
		{"a field that changes", func() error {
			_, err := k.PressIn(t.Context(), anna, v, "words", map[string]any{"value": "beach"})
			return err
		}, []string{`"type":"block_actions"`, `"hash":"` + v.Hash, `"values":{"words":{"words":{"type":"plain_text_input","value":"beach"}}}`}},
		{"a modal that closes", func() error { _, err := k.Dismiss(t.Context(), anna, true); return err }, []string{`"type":"view_closed"`, `"is_cleared":true`, `"values":[]`}},
		{"a shortcut", func() error { _, err := k.Shortcut(t.Context(), anna, "search"); return err }, []string{`"type":"shortcut"`, `"callback_id":"search"`}},
		{"a message's shortcut", func() error {
			m, _ := k.Say(anna, "look", "")
			_, err := k.MessageShortcut(t.Context(), anna, "save", m)
			return err
		}, []string{`"type":"message_action"`, `"response_url":"https://hooks.slack.com/`, `"text":"look"`}},
		{"a home tab that opens for the first time", func() error {
			_, err := k.Deliver(t.Context(), k.OpenHome(anna, "home"))
			return err
		}, []string{`"type":"app_home_opened"`, `"tab":"home"`}},
		{"a link in the composer", func() error {
			_, _, e := k.Link(anna, "see https://x.example/p/1", true)
			_, err := k.Deliver(t.Context(), e)
			return err
		}, []string{`"type":"link_shared"`, `"source":"composer"`, `"url":"https://x.example/p/1"`, `"domain":"x.example"`}},
		{"a file", func() error {
			_, err := k.Deliver(t.Context(), k.ShareFile(anna, k.Share(anna, slacktest.File{Name: "a.gif", Content: dot})))
			return err
		}, []string{`"type":"file_shared"`, `"file_id":"F0`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.do(); err != nil {
				t.Fatal(err)
			}
			for _, want := range tt.want {
				if !strings.Contains(told, want) {
					t.Errorf("got %s, want it to hold %s", told, want)
				}
			}
			if first := strings.Contains(told, "app_home_opened"); first && strings.Contains(told, `"view":`) {
				t.Error("there is no view to tell of before one was published")
			}
		})
	}
}

func TestUnfurlingShowsTheLink_3_10(t *testing.T) {
	k := newKit(t)
	show := fields{"https://x.example/p/1": fields{"blocks": []any{block("divider", nil)}}}
	m, _, _ := k.Link(anna, "https://x.example/p/1", false)
	if got := k.call("chat.unfurl", fields{"channel": anna.Channel, "ts": m.TS, "unfurls": show}); !got.OK || len(k.Messages()[0].Unfurls) != 1 {
		t.Errorf("in a message: got %+v, %v", got, k.Messages()[0].Unfurls)
	}
	_, id, _ := k.Link(anna, "https://x.example/p/1", true)
	if got := k.call("chat.unfurl", fields{"unfurl_id": id, "source": "composer", "unfurls": show}); !got.OK || len(k.Unfurled(id)) != 1 {
		t.Errorf("in the composer: got %+v, %v", got, k.Unfurled(id))
	}
}

// TestASubmissionBringsAWayToPost_3_8 where a menu of conversations asks for one.
func TestASubmissionBringsAWayToPost_3_8(t *testing.T) {
	k := newKit(t)
	k.call("views.open", fields{"trigger_id": k.Trigger(anna, ""), "view": modal(fields{"submit": plainText("Share"), "blocks": []any{
		fields{"type": "input", "block_id": "share", "label": plainText("Where"), "element": fields{
			"type": "conversations_select", "action_id": "share", "response_url_enabled": true,
		}},
	}})})
	var to string
	k.app = func(_ http.ResponseWriter, body string) {
		_, to, _ = strings.Cut(must(url.QueryUnescape(body))(t), `"response_url":"`)
		to, _, _ = strings.Cut(to, `"`)
	}
	must(k.Submit(t.Context(), anna, slacktest.Values{"share": {"share": {"type": "conversations_select", "selected_conversation": "C0007"}}}))(t)
	if resp, _ := k.do(http.MethodPost, to, "application/json", `{"response_type":"in_channel","text":"x"}`, ""); resp.StatusCode != 200 {
		t.Errorf("got %d from %q, want it taken", resp.StatusCode, to)
	}
	if got := k.MessagesIn("C0007"); len(got) != 1 || got[0].Ephemeral {
		t.Errorf("got %+v, want one message for all of the channel", got)
	}
}
