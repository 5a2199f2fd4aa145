package slacktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"shoebox/bots/slackbot"
)

// A response_url's bounds, and a trigger id's.
const (
	maxUses     = 5
	maxAge      = 30 * time.Minute
	triggerLife = 3 * time.Second
)

// hook is a response_url.
type hook struct {
	person  Person
	source  string // the message that was clicked in; "" for a command's
	opened  time.Time
	uses    int
	posts   []Exchange
	refused []string
	touched []string // messages since the last look
}

// trigger lets a view be opened: once, and soon.
type trigger struct {
	person Person
	view   string // the modal it comes from; "" is none
	opened time.Time
	used   bool
}

// open makes a response_url and a trigger id, as they come with one payload.
func (s *Slack) open(sort string, p Person, source string) (to, triggerID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.hooks, func(_ string, h *hook) bool { return s.c.Now().Sub(h.opened) > 2*maxAge })
	n := s.next()
	to = fmt.Sprintf("https://hooks.slack.com/%s/%s/%d/secret%s%06d", sort, p.Team, 1000+n, s.c.Run, n)
	s.hooks[to] = &hook{person: p, source: source, opened: s.c.Now()}
	return to, s.trigger(n, p, "")
}

// Trigger makes a trigger id, as it comes with everything people do. view is the
// modal they do it in; "" is none.
func (s *Slack) Trigger(p Person, view string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.trigger(s.next(), p, view)
}

func (s *Slack) trigger(n int, p Person, view string) string {
	maps.DeleteFunc(s.triggers, func(_ string, t *trigger) bool { return s.c.Now().Sub(t.opened) > maxAge })
	id := fmt.Sprintf("%d.%d.%s", n, s.c.Now().Unix(), s.c.Run)
	s.triggers[id] = &trigger{person: p, view: view, opened: s.c.Now()}
	return id
}

// takePost answers a post to a response_url.
func (s *Slack) takePost(req *http.Request, body []byte) answer {
	s.mu.Lock()
	h := s.hooks[req.URL.String()]
	s.mu.Unlock()
	status, word := http.StatusOK, ""
	var wrong []string
	switch {
	case h == nil:
		status, word = http.StatusNotFound, "no_service"
	case req.Method != http.MethodPost:
		status, word = http.StatusMethodNotAllowed, "method_not_allowed"
	case !strings.HasPrefix(req.Header.Get("Content-Type"), "application/json"):
		status, word = http.StatusUnsupportedMediaType, "invalid_content_type"
	case s.c.Now().Sub(h.opened) > maxAge:
		status, word = http.StatusNotFound, "expired_url"
	case !s.use(h):
		status, word = http.StatusNotFound, "used_url"
	default:
		if refused := s.show(h, body); refused != nil {
			status, word, wrong = http.StatusBadRequest, refused.word, refused.wrong
			if word == "message_not_found" {
				status = http.StatusNotFound
			}
		}
	}
	said := word
	if word == "" {
		said = "ok"
	} else if len(wrong) > 0 {
		said += ": " + strings.Join(wrong, "; ")
	}
	return answer{status: status, header: http.Header{"Content-Type": {"text/plain"}}, body: []byte(said), word: word, wrong: wrong}
}

// use counts a use of a response_url, and reports whether there was one left.
func (s *Slack) use(h *hook) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	h.uses++
	return h.uses <= maxUses
}

// show does what a message's body says, at a response_url or in the acknowledgement
// of a command.
func (s *Slack) show(h *hook, body []byte) *refusal {
	var in slackbot.Message
	wrong, err := slackbot.Check(body)
	if err != nil || json.Unmarshal(body, &in) != nil {
		return no("invalid_payload", "no JSON, or fields of another type")
	}
	if len(wrong) > 0 {
		return no("invalid_blocks", wrong...)
	}
	if refused := s.pictures(&grant{Installed: Installed{Team: h.person.Team}}, in.Blocks); refused != nil {
		return refused
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	source := s.messages[h.source]
	replace := in.ReplaceOriginal != nil && *in.ReplaceOriginal && source != nil
	if (in.DeleteOriginal || replace) && (source == nil || source.Deleted) {
		return no("message_not_found")
	}
	switch {
	case in.DeleteOriginal:
		source.Deleted = true
		h.touch(source.TS)
	case replace:
		source.Text, source.Blocks = in.Text, in.Blocks
		source.Replaced++
		h.touch(source.TS)
	default:
		m := Message{Channel: h.person.Channel, User: BotUser, Thread: in.Thread, Text: in.Text, Blocks: in.Blocks}
		if in.ResponseType != slackbot.InChannel {
			m.Ephemeral, m.For = true, h.person.User
		}
		m.TS = s.stamp()
		s.messages[m.TS] = &m
		h.touch(m.TS)
	}
	return nil
}

func (h *hook) touch(ts string) {
	if !slices.Contains(h.touched, ts) {
		h.touched = append(h.touched, ts)
	}
}
