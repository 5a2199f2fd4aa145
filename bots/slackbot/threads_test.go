package slackbot_test

import (
	"strings"
	"testing"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/ledger"
	"shoebox/intents/intentstest"
)

// routed is a speaker before the true router.
func routed(tb testing.TB) *speaker {
	tb.Helper()
	w := intentstest.Open(tb)
	s := newSpeaker(tb, nil)
	c := s.config()
	c.Now, c.Tokens, c.Ledger = w.Clock.Now, givenToken{}, ledger.New(w.Store.Table, w.Clock.Now)
	s.clock = w.Clock.Now()
	s.bot = slackbot.New(c, w.Router)
	return s
}

// says has Anna say something, and gives the answer.
func (s *speaker) says(tb testing.TB, event map[string]any) uttered {
	tb.Helper()
	before := len(s.api.said)
	s.hear(tb, told("Ev"+event["ts"].(string), with(event, map[string]any{"user": intentstest.Anna}), nil))
	s.work(tb, s.batch())
	if len(s.api.said) != before+1 {
		tb.Fatalf("got %d answers, want one: %s", len(s.api.said)-before, s.log)
	}
	return s.api.said[before]
}

func TestEachThreadIsAConversation(t *testing.T) {
	s := routed(t)
	say := func(text, ts, thread string) string {
		return s.says(t, mentioned("<@UBOT> "+text, map[string]any{"ts": ts, "thread_ts": thread})).Text
	}
	beach, dogs := say("beach", "1.1", "9.1"), say("dogs", "1.2", "9.2")
	if beach == dogs {
		t.Fatalf("got %q for both: the test shows nothing", beach)
	}
	if got := say("repeat", "1.3", "9.1"); !strings.Contains(got, "1 of 10") {
		t.Errorf("in the first thread: got %q, want the first of 10 again", got)
	}
	if got := say("repeat", "1.4", "9.2"); !strings.Contains(got, "1 of 4") {
		t.Errorf("in the second thread: got %q, want the first of 4 again", got)
	}
	if got := say("next", "1.5", "9.1"); !strings.Contains(got, "2 of ") {
		t.Errorf("got %q, want the second photo of the first thread's answer", got)
	}
}

func TestDirectMessagesGoOn(t *testing.T) {
	s := routed(t)
	first := s.says(t, messaged("beach", map[string]any{"ts": "1.1"}))
	second := s.says(t, messaged("show me the next one", map[string]any{"ts": "1.2"}))
	if !strings.Contains(first.Text, "1 of ") || !strings.Contains(second.Text, "2 of ") {
		t.Errorf("got %q, then %q, want one photo after the other", first.Text, second.Text)
	}
	if got := s.says(t, messaged("send it", map[string]any{"ts": "1.3"})); got.Method != "chat.postMessage" || !strings.Contains(got.Text, "shared a photo") {
		t.Errorf("got %+v, want the photo as a message that stays", got)
	}
}

func TestStrangerIsToldPrivatelyToConnect(t *testing.T) {
	s := routed(t)
	s.hear(t, told("Ev1", mentioned("<@UBOT> beach", nil), nil))
	s.work(t, s.batch())
	if len(s.api.said) != 1 || s.api.said[0].Method != "chat.postEphemeral" || !strings.Contains(s.api.said[0].Blocks, "Connect") {
		t.Errorf("got %+v, want how to connect, privately", s.api.said)
	}
}
