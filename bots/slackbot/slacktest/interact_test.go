package slacktest_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot/slacktest"
)

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
