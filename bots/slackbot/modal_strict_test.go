package slackbot_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents/intentstest"
)

// strict is a Slack as strict as Slack, with a bot before the true router.
type strict struct {
	*slacktest.Slack
	world *intentstest.World
	anna  slacktest.Person
}

func newStrict(tb testing.TB) *strict {
	tb.Helper()
	s := &strict{world: intentstest.Open(tb), anna: slacktest.Person{Team: "T1", User: intentstest.Anna, Channel: "C1"}}
	var bot *slackbot.Bot
	budget, patience := intentstest.Unhurried()
	s.Slack = slacktest.New(slacktest.Config{
		Secret: secret, AppID: appID, Now: s.world.Clock.Now, Run: "run", Patience: patience,
		Endpoint: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { bot.HTTP().ServeHTTP(w, r) }),
	})
	s.Install(slacktest.Installed{Team: "T1", Scopes: slackbot.Scopes()})
	s.Meet(s.anna)
	bot = slackbot.New(slackbot.Config{
		Secrets: []string{secret}, AppID: appID, Links: s.world.Links, Queue: &queue{}, Client: s.Client(), Now: s.world.Clock.Now,
		Log: slog.New(slog.DiscardHandler), Budget: budget, Tokens: s.Slack,
	}, s.world.Router)
	return s
}

// must is a turn that nothing was wrong with.
func (s *strict) must(tb testing.TB, turn slacktest.Turn, err error) {
	tb.Helper()
	if err != nil || len(turn.Refused) > 0 {
		tb.Fatalf("got %v, %v", turn.Refused, err)
	}
}

func TestSearchInStrictSlack_3_3_3_8(t *testing.T) {
	s := newStrict(t)
	ctx := t.Context()
	top := func(depth int) slacktest.View {
		stack := s.Stack(s.anna)
		if len(stack) != depth {
			t.Fatalf("got %d views, want %d: %v", len(stack), depth, s.Refused())
		}
		return stack[depth-1]
	}
	turn, err := s.Shortcut(ctx, s.anna, "shoebox.search")
	s.must(t, turn, err)
	form := top(1)
	turn, err = s.Suggest(ctx, s.anna, form, "shoebox.suggest.place", "lisbin")
	if s.must(t, turn, err); !strings.Contains(string(turn.ResponseBody), "Lisbon") {
		t.Errorf("got %s, want Lisbon", turn.ResponseBody)
	}
	values := slacktest.Values{"place": {"shoebox.suggest.place": {"type": "external_select", "selected_option": map[string]any{"text": plainText("Lisbon"), "value": "Lisbon"}}}}
	turn, err = s.Submit(ctx, s.anna, values)
	s.must(t, turn, err)
	first := top(2)
	turn, err = s.PressIn(ctx, s.anna, first, "shoebox.next", nil)
	s.must(t, turn, err)
	second := top(2)
	if string(second.Blocks) == string(first.Blocks) || !strings.Contains(string(second.Blocks), "2 of ") {
		t.Errorf("got %s, want the second photo", second.Blocks)
	}
	turn, err = s.PressIn(ctx, s.anna, first, "shoebox.next", nil) // the view that was: a double click
	s.must(t, turn, err)
	if now := top(2); string(now.Blocks) != string(second.Blocks) {
		t.Errorf("got %s, want the second photo still", now.Blocks)
	}
	for _, call := range s.Calls() {
		if call.Error != "" && call.Error != "hash_conflict" {
			t.Errorf("Slack refused %s: %s %q", call.Name, call.Error, call.Wrong)
		}
	}
}
