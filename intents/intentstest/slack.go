package intentstest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/slacksim"
	"shoebox/shared/gallery"
)

// linkPattern finds the tokens of photo links in what a channel was sent.
var linkPattern = regexp.MustCompile(`/i/([A-Za-z0-9_.-]+)`)

// links gives the photos that are linked to, each once, in order.
func (w *World) links(tb testing.TB, wire string) []gallery.PhotoID {
	tb.Helper()
	var photos []gallery.PhotoID
	for _, m := range linkPattern.FindAllStringSubmatch(wire, -1) {
		target, err := w.Links.Verify(m[1])
		if err != nil {
			tb.Fatalf("a link that is not good: %v", err)
		}
		if !slices.Contains(photos, target.Photo) {
			photos = append(photos, target.Photo)
		}
	}
	return photos
}

// Slack is somebody in a simulated workspace: they type the command, and press the
// buttons of the last answer.
type Slack struct {
	w         *World
	workspace *slacksim.Workspace
	bot       *slackbot.Bot
	last      slacksim.Message
}

// Unhurried is how long a bot has for an answer in a test, and how long its Slack waits
// for it: by the true clock longer than a machine stands still, since what a test of
// answers says nothing of is promptness; in a bubble, whose time stands still while
// somebody works, and begins in the year 2000, what the product has (0).
func Unhurried() (budget, patience time.Duration) {
	if time.Now().Year() == 2000 {
		return 0, 0
	}
	return time.Minute, 2 * time.Minute
}

// NewSlack gives a user a workspace with the bot in it.
func (w *World) NewSlack(tb testing.TB, user string) *Slack {
	tb.Helper()
	return w.newSlack(tb, Team, user, nil)
}

// Team is the workspace of NewSlack.
const Team = "T0001"

// newSlack is NewSlack in any workspace, with parts of the bot of its own.
func (w *World) newSlack(tb testing.TB, team, user string, parts func(*slackbot.Config, *slacksim.Workspace)) *Slack {
	tb.Helper()
	const secret, app = "8f742231b10e8888abcd99yyyzzz85a5", "A0123456789"
	s := &Slack{w: w}
	budget, patience := Unhurried()
	// No Wait: with no worker, what is answered is answered with the acknowledgement.
	s.workspace = slacksim.New(slacksim.Config{
		Secret: secret, AppID: app, TeamID: team, UserID: user, ChannelID: "C0001", Now: w.Clock.Now, Patience: patience,
		Endpoint: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { s.bot.HTTP().ServeHTTP(rw, r) }),
	})
	config := slackbot.Config{
		Secrets: []string{secret}, AppID: app, Links: w.Links, Queue: noQueue{}, Client: s.workspace.Client(),
		Now: w.Clock.Now, Log: w.Logger, Budget: budget,
	}
	if parts != nil {
		parts(&config, s.workspace)
	}
	s.bot = slackbot.New(config, w.Router)
	return s
}

// Channel implements Speaker.
func (s *Slack) Channel() string { return "slack" }

// OneByOne implements Speaker.
func (s *Slack) OneByOne() bool { return true }

// Say types the command with words after it.
func (s *Slack) Say(tb testing.TB, words string) Heard {
	tb.Helper()
	turn, err := s.workspace.Command(tb.Context(), words)
	return s.hear(tb, turn, err)
}

// Press presses the button with that label under the last answer.
func (s *Slack) Press(tb testing.TB, label string) Heard {
	tb.Helper()
	turn, err := s.workspace.Press(tb.Context(), s.last, s.action(tb, label))
	return s.hear(tb, turn, err)
}

// Again presses the button of a message as it was, whatever it is now.
func (s *Slack) Again(tb testing.TB, m slacksim.Message, label string) Heard {
	tb.Helper()
	s.last = m
	return s.Press(tb, label)
}

// Last is the message of the last answer.
func (s *Slack) Last() slacksim.Message { return s.last }

// Door is the link on a button of the last answer; "" is none.
func (s *Slack) Door(tb testing.TB) string {
	tb.Helper()
	var blocks []struct {
		Elements []struct {
			URL string `json:"url"`
		} `json:"elements"`
	}
	if err := json.Unmarshal(s.last.Blocks, &blocks); err != nil {
		tb.Fatalf("the last answer has no blocks: %v", err)
	}
	for _, b := range blocks {
		for _, e := range b.Elements {
			if e.URL != "" {
				return e.URL
			}
		}
	}
	return ""
}

// Bot is the bot in the workspace.
func (s *Slack) Bot() *slackbot.Bot { return s.bot }

// Workspace is where it happens.
func (s *Slack) Workspace() *slacksim.Workspace { return s.workspace }

// action finds the action_id of the button with a label.
func (s *Slack) action(tb testing.TB, label string) string {
	tb.Helper()
	var blocks []struct {
		Elements []struct {
			ActionID string `json:"action_id"`
			Text     json.RawMessage
		} `json:"elements"`
	}
	if err := json.Unmarshal(s.last.Blocks, &blocks); err != nil {
		tb.Fatalf("the last answer has no blocks: %v", err)
	}
	var there []string
	for _, b := range blocks {
		for _, e := range b.Elements {
			if e.ActionID == "" {
				continue
			}
			var text struct{ Text string }
			if json.Unmarshal(e.Text, &text) == nil && text.Text == label {
				return e.ActionID
			}
			there = append(there, text.Text)
		}
	}
	tb.Fatalf("no button %q, only %q", label, there)
	return ""
}

// hear is what the person sees after a turn.
func (s *Slack) hear(tb testing.TB, turn slacksim.Turn, err error) Heard {
	tb.Helper()
	if err != nil {
		tb.Fatalf("Slack: %v", err)
	}
	if len(turn.Refused) > 0 {
		tb.Fatalf("Slack refused: %s", strings.Join(turn.Refused, "; "))
	}
	var heard Heard
	for _, m := range turn.Messages {
		if m.Deleted {
			continue
		}
		if len(m.Blocks) > 0 { // what is said in passing has none
			s.last = m
		}
		heard.Photos = append(heard.Photos, s.w.links(tb, string(m.Blocks))...)
		heard.Words += m.Text + "\n" + texts(m.Blocks)
	}
	// A conversation in Slack ends with a goodbye, or with its message gone.
	heard.End = len(turn.Messages) == 0 || strings.Contains(heard.Words, "Goodbye")
	return heard
}

// texts collects all that reads as "text" in blocks.
func texts(raw json.RawMessage) string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return ""
	}
	var found []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			for key, e := range v {
				if s, ok := e.(string); ok && key == "text" {
					found = append(found, s)
				} else {
					walk(e)
				}
			}
		}
	}
	walk(v)
	return strings.Join(found, "\n")
}

// noQueue is a queue nobody should need: an answer here takes no second.
type noQueue struct{}

// Send implements slackbot.Queue.
func (noQueue) Send(context.Context, []byte) error {
	return fmt.Errorf("an answer was too slow for its front")
}
