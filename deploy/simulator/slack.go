package simulator

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/slacksim"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/shared/fault"
)

// maxEntries is how many lines of the channel the page shows.
const maxEntries = 40

// chat is the channel as the page shows it: what was typed, and the messages that
// came, in the order they came. All tabs look at the one channel.
type chat struct {
	workspace *slacksim.Workspace
	now       func() time.Time

	mu    sync.Mutex // one turn at a time
	lines []line
}

// line is something typed, or a message by its TS.
type line struct {
	typed string
	ts    string
	at    time.Time
}

// entry is a line as the script draws it.
type entry struct {
	ID      string    `json:"id,omitempty"`
	At      time.Time `json:"at"`
	Typed   string    `json:"typed,omitempty"`
	Private bool      `json:"private,omitempty"`
	Content *content  `json:"content,omitempty"`
}

// content is a message as the bot sent it.
type content struct {
	Text   string          `json:"text"`
	Blocks json.RawMessage `json:"blocks,omitempty"`
}

// chatTurn is what the Slack window asks: one of these.
type chatTurn struct {
	Command *string `json:"command"`
	Say     *string `json:"say"` // to the app, by its name
	Press   *struct {
		Message  string `json:"message"`
		ActionID string `json:"action_id"`
	} `json:"press"`
	viewTurn
}

// slack types a command or presses a button, as Slack would send it.
func (p *page) slack(ctx context.Context, r *http.Request) (any, error) {
	var wish chatTurn
	if err := read(r, &wish); err != nil {
		return nil, err
	}
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	var e exchange
	var turn slacksim.Turn
	err := e.measured(ctx, p.Now, func(ctx context.Context) error {
		var err error
		if turn, err = p.chat.turn(ctx, wish); err != nil {
			return err
		}
		e.keep(turn)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return struct {
		exchange
		Messages []entry `json:"messages"`
		seen
	}{e, p.chat.entries(), p.chat.seen(turn)}, nil
}

// turn does what the person did, and remembers the lines that came of it.
func (c *chat) turn(ctx context.Context, wish chatTurn) (slacksim.Turn, error) {
	const op = "simulator.slack"
	switch {
	case wish.Command != nil:
		c.lines = append(c.lines, line{typed: strings.TrimSpace("/photos " + *wish.Command), at: c.now()})
		turn, err := c.workspace.Command(ctx, *wish.Command)
		c.remember()
		return turn, fault.Wrap(op, err)
	case wish.Press != nil:
		messages := c.workspace.Messages()
		i := slices.IndexFunc(messages, func(m slacksim.Message) bool { return m.TS == wish.Press.Message })
		if i < 0 {
			return slacksim.Turn{}, fault.New(op, fault.NotFound, "no such message")
		}
		turn, err := c.workspace.Press(ctx, messages[i], wish.Press.ActionID)
		c.remember()
		return turn, fault.Wrap(op, err)
	case wish.Say != nil:
		turn, err := c.workspace.Say(ctx, "<@"+slacktest.BotUser+"> "+slackbot.Escape(*wish.Say), "")
		c.remember()
		return turn, fault.Wrap(op, err)
	}
	turn, err := c.look(ctx, wish.viewTurn)
	c.remember()
	return turn, fault.Wrap(op, err)
}

// remember adds the messages that are new.
func (c *chat) remember() {
	for _, m := range c.workspace.Messages() {
		if !slices.ContainsFunc(c.lines, func(l line) bool { return l.ts == m.TS }) {
			c.lines = append(c.lines, line{ts: m.TS, at: c.now()})
		}
	}
	if extra := len(c.lines) - maxEntries; extra > 0 {
		c.lines = slices.Delete(c.lines, 0, extra)
	}
}

// entries gives the lines with the messages as they are now.
func (c *chat) entries() []entry {
	messages := map[string]slacksim.Message{}
	for _, m := range c.workspace.Messages() {
		messages[m.TS] = m
	}
	entries := make([]entry, 0, len(c.lines))
	for _, l := range c.lines {
		m, there := messages[l.ts]
		switch {
		case l.typed != "":
			entries = append(entries, entry{At: l.at, Typed: l.typed})
		case there && m.User == c.workspace.Me().User:
			entries = append(entries, entry{At: l.at, Typed: slackbot.Unescape(strings.ReplaceAll(m.Text, "<@"+slacktest.BotUser+">", "@Shoebox"))})
		case there:
			entries = append(entries, entry{ID: m.TS, At: l.at, Private: m.Ephemeral, Content: &content{m.Text, m.Blocks}})
		}
	}
	return entries
}

// keep puts down a turn: the request, and the answer by whichever way it came.
func (e *exchange) keep(t slacksim.Turn) {
	e.Request = sent{t.Method, t.URL, flat(t.Header), string(t.Body)}
	e.Response = received{t.Status, flat(t.ResponseHeader), string(t.ResponseBody)}
	if len(t.ResponseBody) > 0 {
		return
	}
	for _, call := range t.Calls {
		if call.Error == "" && (call.Name == "response_url" || strings.HasPrefix(call.Name, "chat.") || strings.HasPrefix(call.Name, "views.")) {
			e.Response.Headers = map[string]string{"acknowledged": "at once, empty; the answer was posted to " + call.URL + ", status " + strconv.Itoa(call.Status)}
			e.Response.Body = string(call.Body)
		}
	}
}
