package slackbot_test

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/ledger"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents/intentstest"
)

// talk is a Slack as strict as Slack, with a bot before the true router whose worker
// keeps a ledger.
type talk struct {
	*slacktest.Slack
	bot   *slackbot.Bot
	queue *queue
	world *intentstest.World
	anna  slacktest.Person // in a channel
	alone slacktest.Person // the same, with the app
}

func newTalk(tb testing.TB) *talk {
	tb.Helper()
	s := &talk{world: intentstest.Open(tb), queue: &queue{}}
	s.anna = slacktest.Person{Team: "T1", User: intentstest.Anna, Channel: "C1"}
	s.alone = slacktest.Person{Team: "T1", User: intentstest.Anna, Channel: "D1"}
	budget, patience := intentstest.Unhurried()
	s.Slack = slacktest.New(slacktest.Config{
		Secret: secret, AppID: appID, Now: s.world.Clock.Now, Run: "run", Patience: patience,
		Endpoint: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.bot.HTTP().ServeHTTP(w, r) }),
	})
	s.Install(slacktest.Installed{Team: "T1", Scopes: slackbot.Scopes()})
	s.Meet(s.anna)
	s.Meet(s.alone)
	s.bot = slackbot.New(slackbot.Config{
		Secrets: []string{secret}, AppID: appID, Links: s.world.Links, Queue: s.queue, Client: s.Client(), Now: s.world.Clock.Now,
		Log: slog.New(slog.DiscardHandler), Budget: budget, Tokens: s.Slack, Ledger: ledger.New(s.world.Store.Table, s.world.Clock.Now),
	}, s.world.Router)
	return s
}

// told delivers an event, several copies of it, and has the worker do what came of
// them.
func (s *talk) told(tb testing.TB, e slacktest.Event, copies int) {
	tb.Helper()
	all := []slacktest.Event{e}
	for range copies {
		c, err := s.Copy(e)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, c)
	}
	for _, e := range all {
		if d, err := s.Deliver(context.WithoutCancel(tb.Context()), e); err != nil || d.Failed != "" {
			tb.Fatalf("got %q, %v, want the event taken", d.Failed, err)
		}
	}
	if resp := must(s.bot.Work(tb.Context(), s.queue.take()))(tb); len(resp.BatchItemFailures) > 0 {
		tb.Fatalf("got failures %v, want none: %q", resp.BatchItemFailures, s.Refused())
	}
}

// answers are the messages of the app's in a channel.
func (s *talk) answers(channel string) []slacktest.Message {
	var own []slacktest.Message
	for _, m := range s.MessagesIn(channel) {
		if m.User == slacktest.BotUser {
			own = append(own, m)
		}
	}
	return own
}

func TestTalkInStrictSlack_3_5_3_8(t *testing.T) {
	s := newTalk(t)
	root, _ := s.Say(s.anna, "who has photos?", "")
	_, asked := s.Say(s.anna, "<@"+slacktest.BotUser+"> beach", root.TS)
	s.told(t, asked, 10)
	got := s.answers("C1")
	if len(got) != 1 || !got[0].Ephemeral || got[0].Thread != root.TS || !strings.Contains(got[0].Text, "1 of 10") {
		t.Fatalf("got %+v, want one private answer in the thread: %q", got, s.Refused())
	}
	for range 6 { // each click has its own response_url
		if _, err := s.Press(t.Context(), s.anna, s.answers("C1")[0], "shoebox.next"); err != nil {
			t.Fatal(err)
		}
	}
	got = s.answers("C1")
	if len(got) != 1 || got[0].Thread != root.TS || !strings.Contains(got[0].Text, "7 of 10") {
		t.Fatalf("got %+v, want the seventh in the place of the first: %q", got, s.Refused())
	}
	if _, err := s.Press(t.Context(), s.anna, got[0], "shoebox.send"); err != nil {
		t.Fatal(err)
	}
	got = s.answers("C1")
	if len(got) != 1 || got[0].Ephemeral || got[0].Thread != root.TS {
		t.Errorf("got %+v, want one photo for everybody in the thread: %q", got, s.Refused())
	}
	if refused := s.Refused(); len(refused) > 0 {
		t.Errorf("Slack refused %q", refused)
	}
}

func TestDirectMessagesInStrictSlack_3_5(t *testing.T) {
	s := newTalk(t)
	s.Fail("chat.postMessage", slacktest.Lost()) // taken, and nobody hears so
	_, asked := s.Say(s.alone, "beach", "")
	s.told(t, asked, 10)
	got := s.answers("D1")
	if len(got) != 1 || got[0].Ephemeral || !strings.Contains(got[0].Text, "1 of 10") {
		t.Fatalf("got %+v, want one answer: %q", got, s.Refused())
	}
	if _, err := s.Press(t.Context(), s.alone, got[0], "shoebox.next"); err != nil {
		t.Fatal(err)
	}
	got = s.answers("D1")
	if len(got) != 1 || got[0].Ephemeral || !strings.Contains(got[0].Text, "2 of 10") {
		t.Errorf("got %+v, want the second in the place of the first: %q", got, s.Refused())
	}
	if refused := s.Refused(); len(refused) > 0 {
		t.Errorf("Slack refused %q", refused)
	}
}
