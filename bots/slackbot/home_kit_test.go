package slackbot_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/telemetry"
)

// tenant is somebody in a strict fake of Slack, before the whole bot and the true
// router.
type tenant struct {
	*slacktest.Slack
	slacktest.Person
	world *intentstest.World
	queue *queue
	bot   *slackbot.Bot
	log   *intentstest.Log
	parts slackbot.Config
}

// rebuild has the bot made of other parts.
func (t *tenant) rebuild(change func(*slackbot.Config)) {
	change(&t.parts)
	t.bot = slackbot.New(t.parts, t.world.Router)
}

// newTenant gives a user a workspace with the bot in it. Both changes may be nil; the
// handler is the world's router unless one is given.
func newTenant(tb testing.TB, user string, handler intents.Handler, slack func(*slacktest.Config), change func(*slackbot.Config)) *tenant {
	tb.Helper()
	w := intentstest.Open(tb)
	budget, patience := intentstest.Unhurried()
	t := &tenant{world: w, queue: &queue{}, log: w.Log, Person: slacktest.Person{Team: "T0001", User: user, Channel: "C0001"}}
	sc := slacktest.Config{
		Secret: secret, AppID: appID, Now: w.Clock.Now, Run: "run", Patience: patience,
		Endpoint: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { t.bot.HTTP().ServeHTTP(rw, r) }),
	}
	if slack != nil {
		slack(&sc)
	}
	t.Slack = slacktest.New(sc)
	t.Meet(t.Person)
	t.Introduce(slacktest.User{ID: user, Team: "T0001", Name: "you", Zone: "Europe/Berlin", Locale: "en-GB"})
	t.Install(slacktest.Installed{Team: "T0001", Scopes: append(slackbot.Scopes(), slackbot.FileScopes()...)})
	c := slackbot.Config{
		Secrets: []string{secret}, AppID: appID, Links: w.Links, Queue: t.queue, Client: t.Client(), Tokens: t.Slack,
		Now: w.Clock.Now, Log: telemetry.NewLogger(w.Log, slog.LevelInfo), Budget: budget,
	}
	if change != nil {
		change(&c)
	}
	if handler == nil {
		handler = w.Router
	}
	t.parts = c
	t.bot = slackbot.New(c, handler)
	return t
}

// told delivers an event, and lets the worker do what comes of it.
func (t *tenant) told(tb testing.TB, e slacktest.Event) {
	tb.Helper()
	d := must(t.Deliver(tb.Context(), e))(tb)
	if d.Failed != "" || len(d.Refused) > 0 {
		tb.Fatalf("not acknowledged: %s %q", d.Failed, d.Refused)
	}
	t.works(tb)
}

// works lets the worker do what is queued.
func (t *tenant) works(tb testing.TB) {
	tb.Helper()
	resp := must(t.bot.Work(tb.Context(), t.queue.take()))(tb)
	if len(resp.BatchItemFailures) > 0 {
		tb.Fatalf("got failures %v; %s", resp.BatchItemFailures, t.log)
	}
}

// home is the tab, which must be there.
func (t *tenant) home(tb testing.TB) slacktest.View {
	tb.Helper()
	v, ok := t.Home(t.Person)
	if !ok {
		tb.Fatalf("no Home tab; refused %q; %s", t.Refused(), t.log)
	}
	return v
}

// opens opens the tab.
func (t *tenant) opens(tb testing.TB) slacktest.View {
	tb.Helper()
	t.told(tb, t.OpenHome(t.Person, "home"))
	return t.home(tb)
}

// presses presses a button of the tab, by its label, and gives the tab then.
func (t *tenant) presses(tb testing.TB, v slacktest.View, label string) slacktest.View {
	tb.Helper()
	t.acts(tb, v, actionOf(tb, v.Blocks, label), nil)
	return t.home(tb)
}

// types types into the tab's search, and presses Enter.
func (t *tenant) types(tb testing.TB, v slacktest.View, words string) slacktest.View {
	tb.Helper()
	t.acts(tb, v, "home.search", map[string]any{"value": words})
	return t.home(tb)
}

func (t *tenant) acts(tb testing.TB, v slacktest.View, action string, chosen map[string]any) {
	tb.Helper()
	turn := must(t.PressIn(tb.Context(), t.Person, v, action, chosen))(tb)
	if len(turn.Refused) > 0 {
		tb.Fatalf("refused: %q; %s", turn.Refused, t.log)
	}
}

// actionOf is the action_id of the button with a label.
func actionOf(tb testing.TB, blocks json.RawMessage, label string) string {
	tb.Helper()
	var all []struct {
		Elements []struct {
			ActionID string `json:"action_id"`
			Text     json.RawMessage
		}
	}
	if err := json.Unmarshal(blocks, &all); err != nil {
		tb.Fatal(err)
	}
	for _, b := range all {
		for _, e := range b.Elements {
			var text struct{ Text string }
			if json.Unmarshal(e.Text, &text) == nil && e.ActionID != "" && text.Text == label {
				return e.ActionID
			}
		}
	}
	tb.Fatalf("no button %q in %q", label, buttons(tb, blocks))
	return ""
}

// strict fails where Slack refused anything.
func (t *tenant) strict(tb testing.TB) {
	tb.Helper()
	if refused := t.Refused(); len(refused) > 0 {
		tb.Errorf("Slack refused: %q", refused)
	}
}

// texts are the words in blocks.
var texts = regexp.MustCompile(`"text":"[^"]{0,200}`)

// shows fails where a tab lacks words, or has those it must not.
func shows(tb testing.TB, blocks json.RawMessage, want ...string) {
	tb.Helper()
	for _, words := range want {
		without, not := strings.CutPrefix(words, "!")
		if strings.Contains(string(blocks), without) == not {
			tb.Errorf("got %q; want %q", texts.FindAllString(string(blocks), -1), words)
		}
	}
}
