package slackbot_test

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/intents"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

const code = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// letIn is the answer to who wants to connect.
func letIn() *intents.Reply {
	return &intents.Reply{
		Kind: intents.Connect, Intent: intents.SignIn, Focus: -1, End: true,
		Speech: intents.Say("Sign in on the web."),
		Door:   intents.Door{Label: "Connect with Shoebox", URL: "https://photos.example/connect/" + code},
	}
}

func TestALinkThatLetsInIsForWhoAskedAlone(t *testing.T) {
	h := newHouse(t)
	h.album.reply = letIn()
	m := h.ask(t, "connect")
	if !m.Ephemeral || !strings.Contains(string(m.Blocks), code) || strings.Contains(m.Text, code) {
		t.Errorf("got %+v, want a private message with the link on a button alone", m)
	}
	if turn := must(h.Press(t.Context(), m, "door"))(t); len(turn.Refused) > 0 || len(turn.Messages) > 0 {
		t.Errorf("got %+v, want the press acknowledged, since Slack opens the link by itself", turn)
	}
	if h.album.calls != 1 || len(h.queue.bodies) > 0 || strings.Contains(h.log.String(), code) {
		t.Errorf("got %d questions, %d jobs and the log %s, want no more of it", h.album.calls, len(h.queue.bodies), h.log)
	}
}

func TestALinkThatLetsInIsToldPrivatelyWhereTheAppWasMentioned(t *testing.T) {
	for name, event := range map[string]map[string]any{
		"chat.postEphemeral": mentioned("<@UBOT> connect", nil), "chat.postMessage": messaged("connect", nil),
	} {
		s := newSpeaker(t, nil)
		s.album.reply = letIn()
		s.hear(t, told("Ev1", event, nil))
		if again := s.work(t, s.batch()); len(again) > 0 {
			t.Fatalf("got %q to be done again: %s", again, s.log)
		}
		if len(s.api.said) != 1 || s.api.said[0].Method != name || !strings.Contains(s.api.said[0].Blocks, code) || strings.Contains(s.api.said[0].Text, code) {
			t.Errorf("got %+v, want one message by %s", s.api.said, name)
		}
		if s.api.said[0].Method == "chat.postMessage" && s.api.said[0].Channel != "D0001" {
			t.Error("others see the link")
		}
	}
}

func TestNoQueueKeepsALinkThatLetsIn(t *testing.T) {
	for name, wait := range map[string]string{"that is to be posted later": "120", "that is refused": ""} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h, _ := flakyHouse(t, answer{status: 429, after: wait}, answer{status: 503}, answer{status: 503})
				h.album.reply = letIn()
				must(h.bot.Work(t.Context(), h.late(t)))(t)
				if len(h.queue.bodies) != 1 || strings.Contains(string(h.queue.bodies[0]), code) {
					t.Fatalf("got %q in the queue, want the wish without the link", h.queue.bodies)
				}
				calls := h.album.calls
				h.sleep(3 * time.Minute)
				for range 3 { // as often as the queue brings it
					must(h.bot.Work(t.Context(), h.queue.take()))(t)
				}
				if seen := h.Messages(); len(seen) != 1 || !strings.Contains(string(seen[0].Blocks), code) || h.album.calls == calls {
					t.Errorf("got %d messages and %d more answers, want a link that is made anew", len(seen), h.album.calls-calls)
				}
			})
		})
	}
}

// workspaces notes for whom galleries are made.
type workspaces struct {
	mu   sync.Mutex
	made []string
	err  error
}

func (w *workspaces) Workspace(_ context.Context, team, name, installer string) (gallery.ID, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.made = append(w.made, team+" "+name+" "+installer)
	return "gallery", w.err
}

func TestTheFirstCommandOfAWorkspaceMakesItsGallery(t *testing.T) {
	h := newHouse(t)
	w := &workspaces{err: fault.New("test.Workspace", fault.Unavailable, "away")}
	c := h.config()
	c.Workspaces = w
	h.bot = slackbot.New(c, h.album)
	send := func(team string, good bool) {
		body := commandForm(func(f url.Values) { f.Set("team_id", team); f.Set("team_domain", "acme"); f.Set("trigger_id", team) })
		if !good {
			c := h.config()
			c.Workspaces, c.Secrets = w, []string{"another"}
			h.bot = slackbot.New(c, h.album)
		}
		h.signed(t, "/slack/commands", formType, body)
	}
	send("T1", true)
	if h.album.calls != 1 {
		t.Error("a store that is away costs the answer")
	}
	w.err = nil
	for range 3 {
		send("T1", true)
	}
	send("T2", true)
	send("T3", false)
	if got, want := strings.Join(w.made, "|"), "T1 acme |T1 acme |T2 acme "; got != want {
		t.Errorf("got %q, want %q: each once, when it can be made, and only for who is Slack", got, want)
	}
}
