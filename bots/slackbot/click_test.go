package slackbot_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shoebox/intents"
)

func TestButtons_3_8(t *testing.T) {
	h := newHouse(t)
	m := h.ask(t, "beach")
	if labels := buttons(t, m.Blocks); strings.Join(labels, " ") != "Next Shuffle Send Details Cancel Only with Anna" {
		t.Errorf("got buttons %q; the first photo has nothing before it", labels)
	}
	m = one(t, must(h.Press(t.Context(), m, "shoebox.next"))(t))
	if m.Replaced != 1 || !strings.Contains(m.Text, "2 of 47") {
		t.Errorf("got %+v, want the second photo in the place of the first", m)
	}
	if labels := buttons(t, m.Blocks); strings.Join(labels, " ") != "Previous Next Shuffle Send Details Cancel Only with Anna" {
		t.Errorf("got buttons %q", labels)
	}
	m = one(t, must(h.Press(t.Context(), m, "shoebox.previous"))(t))
	if m.Replaced != 2 || !strings.Contains(m.Text, "1 of 47") {
		t.Errorf("got %+v, want the first photo again", m)
	}
	one(t, must(h.Press(t.Context(), m, "shoebox.refine"))(t))
	if got, want := h.album.last.Utterance, "only the ones with Anna"; got != want {
		t.Errorf("got utterance %q, want %q", got, want)
	}
}

func TestSendShowsItToAllAndTakesThePreviewAway_3_8(t *testing.T) {
	h := newHouse(t)
	preview := h.ask(t, "beach")
	turn := must(h.Press(t.Context(), preview, "shoebox.send"))(t)
	seen := h.Messages()
	if len(turn.Refused) > 0 || len(seen) != 1 || seen[0].Ephemeral {
		t.Fatalf("got %+v, refused %q; want one message for all", seen, turn.Refused)
	}
	if !strings.Contains(string(seen[0].Blocks), "Shared by <@U2CERLKJA> with `/photos`") {
		t.Errorf("got %s, want the sender's name", seen[0].Blocks)
	}
	golden(t, "shared.json", pretty(t, turn.Posts[0].Body))
}

func TestDoubleClicksChangeNothingTwice_3_8(t *testing.T) {
	for _, action := range []string{"shoebox.next", "shoebox.shuffle", "shoebox.send", "shoebox.describe", "shoebox.cancel"} {
		t.Run(action, func(t *testing.T) {
			h := newHouse(t)
			m := h.ask(t, "beach")
			must(h.Press(t.Context(), m, action))(t)
			before, calls := h.Messages(), h.album.calls
			second := must(h.Press(t.Context(), m, action))(t)
			after := h.Messages()
			for i := range before {
				before[i].Replaced = 0
			}
			for i := range after {
				after[i].Replaced = 0 // by the same
			}
			if got, want := mustJSON(t, after), mustJSON(t, before); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if second.Status != http.StatusOK || h.album.calls != calls {
				t.Errorf("got status %d and %d more answers, want 200 and none", second.Status, h.album.calls-calls)
			}
		})
	}
}

func TestCancelTakesThePreviewAway_3_8(t *testing.T) {
	h := newHouse(t)
	m := h.ask(t, "beach")
	must(h.Press(t.Context(), m, "shoebox.cancel"))(t)
	if seen := h.Messages(); len(seen) > 0 {
		t.Errorf("got %+v, want nothing left", seen)
	}
}

func TestApologyKeepsThePicture_3_8(t *testing.T) {
	h := newHouse(t)
	m := h.ask(t, "beach")
	h.album.reply = &intents.Reply{Kind: intents.Apology, Focus: -1, Speech: intents.Say("I'm very busy just now.")}
	sorry := one(t, must(h.Press(t.Context(), m, "shoebox.next"))(t))
	if sorry.TS == m.TS || !sorry.Ephemeral || len(h.Messages()) != 2 {
		t.Errorf("got %+v, want a private message beside the picture", sorry)
	}
}

func TestClicksOfAnyShape_3_8(t *testing.T) {
	tests := []struct {
		name    string
		payload string
		status  int
	}{
		{"a type nobody knows", `{"type":"wave","api_app_id":"A0123456789"}`, 200},
		{"a view that was submitted", `{"type":"view_submission","api_app_id":"A0123456789","view":{"state":{"values":[]}}}`, 200},
		{"a shortcut without a channel", `{"type":"shortcut","api_app_id":"A0123456789","callback_id":"x"}`, 200},
		{"a button that is not ours", `{"type":"block_actions","api_app_id":"A0123456789","actions":[{"action_id":"x"}]}`, 200},
		{"no actions", `{"type":"block_actions","api_app_id":"A0123456789","actions":[]}`, 200},
		{"another app's", `{"type":"block_actions","api_app_id":"A9","actions":[]}`, 403},
		{"no app at all", `{"type":"block_actions"}`, 403},
		{"a response_url of somebody else", `{"type":"block_actions","api_app_id":"A0123456789","user":{"id":"U1"},"response_url":"https://evil.example/x","actions":[{"action_id":"shoebox.next"}]}`, 400},
		{"a response_url that is not https", `{"type":"block_actions","api_app_id":"A0123456789","user":{"id":"U1"},"response_url":"http://hooks.slack.com/x","actions":[{"action_id":"shoebox.next"}]}`, 400},
		{"a response_url with a user", `{"type":"block_actions","api_app_id":"A0123456789","user":{"id":"U1"},"response_url":"https://hooks.slack.com@evil.example/x","actions":[{"action_id":"shoebox.next"}]}`, 400},
		{"nobody who clicked", `{"type":"block_actions","api_app_id":"A0123456789","response_url":"https://hooks.slack.com/x","actions":[{"action_id":"shoebox.next"}]}`, 400},
		{"broken JSON", `{"type":`, 400},
		{"a list", `[]`, 400},
		{"no payload", ``, 400},
		{"JSON that goes very deep", `{"x":` + strings.Repeat("[", 100_000), 400},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			rec := h.signed(t, "/slack/interactions", formType, "payload="+url.QueryEscape(tt.payload))
			if rec.Code != tt.status || h.album.calls > 0 {
				t.Errorf("got %d and %d answers, want %d and none", rec.Code, h.album.calls, tt.status)
			}
		})
	}
}

func TestOrganisationWideClicksHaveNoTeam_3_8(t *testing.T) {
	h := newHouse(t)
	payload := `{"type":"block_actions","api_app_id":"A0123456789","team":null,"enterprise":{"id":"E1"},"user":{"id":"U1","team_id":"T9"},` +
		`"container":{"message_ts":"1.1","channel_id":"C1"},"state":{"values":[]},"response_url":"https://hooks.slack.com/actions/x","actions":[{"action_id":"shoebox.next","value":"garbled"}]}`
	h.signed(t, "/slack/interactions", formType, "payload="+url.QueryEscape(payload))
	got := h.album.last
	if got.Identity.Enterprise != "E1" || got.Identity.Team != "T9" || got.Intent != intents.Next || got.State != "" {
		t.Errorf("got %+v, want E1, T9, next, and no state of a garbled value", got)
	}
}

// buttons lists the labels of a message's buttons.
func buttons(tb testing.TB, blocks json.RawMessage) []string {
	tb.Helper()
	var all []struct {
		Type     string
		Elements []struct {
			Text json.RawMessage
		}
	}
	if err := json.Unmarshal(blocks, &all); err != nil {
		tb.Fatal(err)
	}
	var labels []string
	for _, block := range all {
		if block.Type != "actions" {
			continue
		}
		for _, e := range block.Elements {
			var text struct{ Text string }
			if err := json.Unmarshal(e.Text, &text); err != nil {
				tb.Fatal(err)
			}
			labels = append(labels, text.Text)
		}
	}
	return labels
}
