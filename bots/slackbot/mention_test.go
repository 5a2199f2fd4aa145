package slackbot_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/bots/slackbot"
	"shoebox/intents"
)

func TestWhatIsSaidIsAnsweredWhereItWasSaid(t *testing.T) {
	const me, thread = "U2CERLKJA", "1752999999.000100"
	tests := []struct {
		name  string
		event map[string]any
		want  uttered
		heard string
	}{
		{
			"a mention in a channel, privately in the channel: a private message can open no thread",
			mentioned("<@UBOT> beach last summer", nil),
			uttered{Method: "chat.postEphemeral", Channel: "C0001", User: me}, "beach last summer",
		},
		{
			"a mention in a thread, privately in the thread, where commands can't run",
			mentioned("<@UBOT> beach", map[string]any{"thread_ts": thread}),
			uttered{Method: "chat.postEphemeral", Channel: "C0001", User: me, Thread: thread}, "beach",
		},
		{
			"a mention at the end",
			mentioned("show me the beach, <@UBOT|shoebox>", nil),
			uttered{Method: "chat.postEphemeral", Channel: "C0001", User: me}, "show me the beach,",
		},
		{
			"a direct message, by a message",
			messaged("beach &amp; sea", nil),
			uttered{Method: "chat.postMessage", Channel: "D0001"}, "beach & sea",
		},
		{
			"a direct message in a thread, in the thread",
			messaged("beach", map[string]any{"thread_ts": thread}),
			uttered{Method: "chat.postMessage", Channel: "D0001", Thread: thread}, "beach",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSpeaker(t, nil)
			s.hear(t, told("Ev1", tt.event, nil))
			if len(s.api.calls) > 0 || s.album.calls > 0 {
				t.Error("something was done before the acknowledgement")
			}
			if again := s.work(t, s.batch()); len(again) > 0 {
				t.Fatalf("got %q to be done again, want nothing: %s", again, s.log)
			}
			if diff := cmp.Diff(s.api.said, []uttered{tt.want}, cmpopts.IgnoreFields(uttered{}, "Text", "Blocks", "mark")); diff != "" {
				t.Fatalf("got - want +:\n%s\n%s", diff, s.log)
			}
			if got := s.album.last.Utterance; got != tt.heard {
				t.Errorf("got %q as what was said, want %q", got, tt.heard)
			}
			said := s.api.said[0]
			wrong, err := slackbot.Check([]byte(fmt.Sprintf(`{"text":%q,"blocks":%s}`, said.Text, said.Blocks)))
			if err != nil || len(wrong) > 0 {
				t.Errorf("Slack would refuse the answer: %v %v", wrong, err)
			}
			if sends := strings.Contains(said.Blocks, `"shoebox.send"`); sends != (said.Method == "chat.postEphemeral") {
				t.Errorf("got a Send button: %v; a private answer can be sent, one that stands in a direct message is", sends)
			}
		})
	}
}

func TestMentionAloneShowsTheLatest(t *testing.T) {
	s := newSpeaker(t, nil)
	s.hear(t, told("Ev1", mentioned("<@UBOT>", nil), nil))
	s.work(t, s.batch())
	if got := s.album.last.Intent; got != intents.Latest {
		t.Errorf("got %q, want %q", got, intents.Latest)
	}
}

func TestWhatIsNotSaidToUsIsNotAnswered_3_5(t *testing.T) {
	tests := []struct {
		name  string
		event map[string]any
	}{
		{"our own message", messaged("I found 47 photos", map[string]any{"user": "UBOT"})},
		{"another app's message", messaged("hello", map[string]any{"bot_id": "B1"})},
		{"nobody's message", messaged("hello", map[string]any{"user": ""})},
		{"Slack's own", messaged("hello", map[string]any{"user": "USLACKBOT"})},
		{"an edit", messaged("beach", map[string]any{"subtype": "message_changed", "hidden": true})},
		{"a message that was edited", mentioned("<@UBOT> beach", map[string]any{"edited": map[string]any{"user": "U1", "ts": "2.0"}})},
		{"somebody who joined", messaged("joined", map[string]any{"subtype": "channel_join"})},
		{"a message in a channel that does not mention us", messaged("beach", map[string]any{"channel": "C0001", "channel_type": "channel"})},
		{"a message without a place", messaged("beach", map[string]any{"channel": ""})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSpeaker(t, nil)
			s.hear(t, told("Ev1", tt.event, nil))
			if again := s.work(t, s.batch()); len(again) > 0 || len(s.api.said) > 0 || s.album.calls > 0 {
				t.Errorf("got %d answers and %q to be done again, want nothing", len(s.api.said), again)
			}
		})
	}
}

func TestWithoutTokensNothingSaidIsTaken(t *testing.T) {
	s := newSpeaker(t, func(c *slackbot.Config) { c.Tokens = nil })
	s.hear(t, told("Ev1", mentioned("<@UBOT> beach", nil), nil))
	if got := len(s.queue.take().Records); got > 0 {
		t.Errorf("got %d jobs, want none", got)
	}
}

// pressIn presses a button of a message the Web API was given.
func (s *speaker) pressIn(tb testing.TB, m uttered, ts, actionID string) {
	tb.Helper()
	var blocks []struct {
		Elements []struct {
			ActionID string `json:"action_id"`
			Value    string `json:"value"`
		} `json:"elements"`
	}
	if err := json.Unmarshal([]byte(m.Blocks), &blocks); err != nil {
		tb.Fatal(err)
	}
	for _, b := range blocks {
		for _, e := range b.Elements {
			if e.ActionID == actionID {
				s.click(tb, m, ts, actionID, e.Value)
				return
			}
		}
	}
	tb.Fatalf("no button %s in %s", actionID, m.Blocks)
}

func (s *speaker) click(tb testing.TB, m uttered, ts, actionID, value string) {
	tb.Helper()
	payload := mustJSON(tb, map[string]any{
		"type": "block_actions", "api_app_id": appID, "team": map[string]any{"id": "T0001"},
		"user": map[string]any{"id": "U2CERLKJA", "team_id": "T0001"}, "channel": map[string]any{"id": m.Channel},
		"container": map[string]any{
			"type": "message", "message_ts": ts, "channel_id": m.Channel, "is_ephemeral": m.Method == "chat.postEphemeral",
		},
		"response_url": "https://hooks.slack.com/actions/T0001/1/x", "actions": []any{map[string]any{"action_id": actionID, "value": value}},
	})
	rec := s.signed(tb, "/slack/interactions", formType, "payload="+urlEscape(payload))
	if rec.Code != 200 {
		tb.Fatalf("got %d, want 200", rec.Code)
	}
}

func TestButtonsOfAnswersWork_3_8(t *testing.T) {
	tests := []struct {
		name   string
		event  map[string]any
		button string
		want   string // of the post to the response_url
	}{
		{
			"Next in a thread replaces the answer in the thread", mentioned("<@UBOT> beach", map[string]any{"thread_ts": "9.9"}), "shoebox.next",
			`{"response_type":"ephemeral","replace_original":true,"thread_ts":"9.9"}`,
		},
		{
			"Send in a thread shows the photo in the thread", mentioned("<@UBOT> beach", map[string]any{"thread_ts": "9.9"}), "shoebox.send",
			`{"response_type":"in_channel","replace_original":false,"thread_ts":"9.9"}`,
		},
		{
			"Next in a direct message changes the message, which stays", messaged("beach", nil), "shoebox.next",
			`{"replace_original":true}`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSpeaker(t, nil)
			s.hear(t, told("Ev1", tt.event, nil))
			s.work(t, s.batch())
			hooks := &hooks{}
			s.client.Transport = byHost{"slack.com": s.api, "hooks.slack.com": hooks}
			s.rewire()
			s.pressIn(t, s.api.said[0], "1.1", tt.button)
			if len(hooks.bodies) == 0 {
				t.Fatalf("nothing came to the response_url: %s", s.log)
			}
			var got map[string]any
			if err := json.Unmarshal(hooks.bodies[0], &got); err != nil {
				t.Fatal(err)
			}
			delete(got, "text")
			delete(got, "blocks")
			if diff := cmp.Diff(mustJSON(t, got), canonical(t, tt.want)); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestUsedUpResponseURLIsFollowedByAMessage_3_2(t *testing.T) {
	s := newSpeaker(t, nil)
	s.hear(t, told("Ev1", mentioned("<@UBOT> beach", map[string]any{"thread_ts": "9.9"}), nil))
	s.work(t, s.batch())
	first := s.api.said[0]
	s.pressIn(t, first, "1.1", "shoebox.next") // the simulated workspace knows no such response_url: 404
	if len(s.api.said) != 2 {
		t.Fatalf("got %d messages, want a second one: %s", len(s.api.said), s.log)
	}
	got := s.api.said[1]
	if got.Method != "chat.postEphemeral" || got.Thread != "9.9" || !strings.Contains(got.Text, "2 of 47") {
		t.Errorf("got %+v, want the next photo as a private message in the thread", got)
	}
}

func TestLateAnswerToACommandIsAMessage_3_2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSpeaker(t, nil)
		s.album.slow = 1
		must(s.Command(t.Context(), "beach"))(t)
		batch := s.batch()
		s.sleep(31 * time.Minute)
		s.work(t, batch)
		if len(s.api.said) != 1 || s.api.said[0].Method != "chat.postEphemeral" || s.api.said[0].Channel != "C0001" {
			t.Errorf("got %+v, want one private message in the channel", s.api.said)
		}
	})
}

func FuzzEvents(f *testing.F) {
	f.Add(told("Ev1", mentioned("<@UBOT> beach", nil), nil))
	f.Add(told("Ev1", messaged("<@|>&amp;\xff<@U", map[string]any{"thread_ts": "x", "edited": 1}), map[string]any{"authorizations": nil}))
	f.Add(told("Ev1", map[string]any{"type": "tokens_revoked", "tokens": []any{}}, map[string]any{"team_id": "E1"}))
	f.Add(`{"type":"event_callback","api_app_id":"A0123456789","event_id":"Ev1","event":[]}`)
	f.Fuzz(func(t *testing.T, body string) {
		h := newHouse(t)
		h.client.Transport = byHost{"slack.com": &webAPI{}, "": h.client.Transport}
		c := h.config()
		c.Tokens = givenToken{}
		h.bot = slackbot.New(c, h.album)
		if rec := h.signed(t, "/slack/events", "application/json", body); rec.Code >= 500 {
			t.Errorf("got %d: a stranger's bytes are no failure of ours", rec.Code)
		}
		must(h.bot.Work(t.Context(), h.queue.take()))(t)
	})
}
