package slacktest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"strings"

	"shoebox/shared/fault"
)

// Values are what people filled in, by block_id and action_id: each as Slack tells
// of it, {"type":"plain_text_input","value":"beach"}.
type Values map[string]map[string]map[string]any

// Element is the part of an element that tells what was done with it.
type Element struct {
	Type     string          `json:"type"`
	ActionID string          `json:"action_id"`
	BlockID  string          `json:"block_id"`
	Value    string          `json:"value"`
	Text     json.RawMessage `json:"text"`
	URL      string          `json:"url"`
	// ResponseURL says that a menu of conversations wants a way to post into the
	// one that is chosen.
	ResponseURL bool `json:"response_url_enabled"`
}

// Find looks for an element in blocks, by its action_id or what it begins with up to
// a dot.
func Find(blocks json.RawMessage, actionID string) (Element, bool) {
	var all []struct {
		BlockID   string `json:"block_id"`
		Elements  []json.RawMessage
		Accessory json.RawMessage
		Element   json.RawMessage
	}
	if json.Unmarshal(blocks, &all) != nil {
		return Element{}, false
	}
	for i, block := range all {
		for _, raw := range append(block.Elements, block.Accessory, block.Element) {
			var e Element
			if json.Unmarshal(raw, &e) != nil || e.ActionID != actionID && !strings.HasPrefix(e.ActionID, actionID+".") {
				continue
			}
			if e.BlockID = block.BlockID; e.BlockID == "" {
				e.BlockID = fmt.Sprintf("b%d", i) // Slack makes one up
			}
			return e, true
		}
	}
	return Element{}, false
}

// payload is what all interactions have in common.
func (s *Slack) payload(p Person, kind string, more map[string]any) map[string]any {
	body := map[string]any{
		"type": kind, "api_app_id": s.c.AppID, "token": "deprecated", "is_enterprise_install": p.OrgWide,
		"team": map[string]any{"id": p.Team, "domain": "shoebox"}, "enterprise": nil,
		"user": map[string]any{"id": p.User, "username": "you", "name": "you", "team_id": p.Team},
	}
	if p.Enterprise != "" {
		body["enterprise"] = map[string]any{"id": p.Enterprise, "name": "Homes"}
	}
	if p.OrgWide {
		body["team"] = nil
	}
	maps.Copy(body, more)
	return body
}

func (s *Slack) interact(ctx context.Context, hook string, payload map[string]any, ack func(*Turn)) (Turn, error) {
	form := url.Values{"payload": {string(encoded(payload))}}
	return s.turn(ctx, toInteractions, []byte(form.Encode()), hook, ack)
}

// Press is somebody who presses a button of a message as they see it. A message as
// it was before an answer replaced it may be given too: that is a double click. An
// actionID may end before its last part; the first button that it begins is pressed.
func (s *Slack) Press(ctx context.Context, p Person, m Message, actionID string) (Turn, error) {
	e, ok := Find(m.Blocks, actionID)
	if !ok {
		return Turn{}, fault.New("slacktest.Press", fault.NotFound, "no such button in the message")
	}
	to, trigger := s.open("actions", p, m.TS)
	return s.interact(ctx, to, s.payload(p, "block_actions", map[string]any{
		"channel":    map[string]any{"id": p.Channel, "name": "general"},
		"container":  map[string]any{"type": "message", "message_ts": m.TS, "channel_id": p.Channel, "is_ephemeral": m.Ephemeral, "thread_ts": m.Thread},
		"message":    m.wire(false),
		"state":      map[string]any{"values": []any{}}, // Slack really sends a list for no values
		"trigger_id": trigger, "response_url": to,
		"actions": []any{s.action(e, nil)},
	}), s.emptyAck)
}

func (s *Slack) action(e Element, chosen map[string]any) map[string]any {
	a := map[string]any{
		"type": e.Type, "action_id": e.ActionID, "block_id": e.BlockID, "action_ts": fmt.Sprintf("%d.000100", s.c.Now().Unix()),
	}
	if e.Type == "button" {
		a["value"], a["text"] = e.Value, e.Text
	}
	maps.Copy(a, chosen)
	return a
}

// PressIn is somebody who does something with an element of a view: a button, or a
// field whose value the app wants to hear of. chosen is what an element of another
// type tells: {"selected_date":"2026-07-04"}.
func (s *Slack) PressIn(ctx context.Context, p Person, v View, actionID string, chosen map[string]any) (Turn, error) {
	e, ok := Find(v.Blocks, actionID)
	if !ok {
		return Turn{}, fault.New("slacktest.PressIn", fault.NotFound, "no such element in the view")
	}
	values := any([]any{})
	if e.Type != "button" {
		of := map[string]any{"type": e.Type}
		maps.Copy(of, chosen)
		values = Values{e.BlockID: {e.ActionID: of}}
	}
	from := ""
	if v.Type == "modal" {
		from = v.ID
	}
	return s.interact(ctx, "", s.payload(p, "block_actions", map[string]any{
		"container": map[string]any{"type": "view", "view_id": v.ID}, "view": s.told(v, values),
		"trigger_id": s.Trigger(p, from), "actions": []any{s.action(e, chosen)},
	}), s.emptyAck)
}

// told is a view with what is filled in.
func (s *Slack) told(v View, values any) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	w := s.wireView(&v)
	w["state"] = map[string]any{"values": values}
	return w
}

// Submit is somebody who submits the modal on top. What the acknowledgement says is
// done: the modal closes, is updated, another is pushed, or errors are shown in it.
func (s *Slack) Submit(ctx context.Context, p Person, values Values) (Turn, error) {
	stack := s.Stack(p)
	if len(stack) == 0 {
		return Turn{}, fault.New("slacktest.Submit", fault.NotFound, "no modal is open")
	}
	top := stack[len(stack)-1]
	state := any(values)
	if len(values) == 0 {
		state = []any{}
	}
	t, err := s.interact(ctx, "", s.payload(p, "view_submission", map[string]any{
		"view": s.told(top, state), "trigger_id": s.Trigger(p, top.ID), "response_urls": s.responseURLs(p, top, values),
	}), func(t *Turn) { s.respond(p, top, t) })
	if err == nil && len(t.ResponseBody) == 0 && len(t.Refused) == 0 {
		s.pop(p, top.ID)
	}
	return t, err
}

// responseURLs are a way to post into each conversation that was chosen in a menu
// that asks for one.
func (s *Slack) responseURLs(p Person, v View, values Values) []any {
	urls := []any{}
	for block, actions := range values {
		for action, value := range actions {
			to, _ := value["selected_conversation"].(string)
			e, ok := Find(v.Blocks, action)
			if !ok || !e.ResponseURL || to == "" {
				continue
			}
			there := p
			there.Channel = to
			url, _ := s.open("app", there, "")
			urls = append(urls, map[string]any{"block_id": block, "action_id": action, "channel_id": to, "response_url": url})
		}
	}
	return urls
}

// pop closes one modal.
func (s *Slack) pop(p Person, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stack := s.stacks[key(p)]
	if len(stack) > 0 && stack[len(stack)-1] == id {
		s.stacks[key(p)] = stack[:len(stack)-1]
	}
}

// Dismiss is somebody who closes the modal on top, or all of them. The app hears of
// it if it wants to.
func (s *Slack) Dismiss(ctx context.Context, p Person, all bool) (Turn, error) {
	stack := s.Stack(p)
	if len(stack) == 0 {
		return Turn{}, fault.New("slacktest.Dismiss", fault.NotFound, "no modal is open")
	}
	top := stack[len(stack)-1]
	s.mu.Lock()
	if s.stacks[key(p)] = s.stacks[key(p)][:len(stack)-1]; all {
		s.stacks[key(p)] = nil
	}
	s.mu.Unlock()
	if !top.Notify {
		return Turn{}, nil
	}
	return s.interact(ctx, "", s.payload(p, "view_closed", map[string]any{"view": s.told(top, []any{}), "is_cleared": all}), s.emptyAck)
}

// Shortcut is somebody who takes a shortcut from Slack's menus: with no channel, and
// no response_url.
func (s *Slack) Shortcut(ctx context.Context, p Person, callbackID string) (Turn, error) {
	return s.interact(ctx, "", s.payload(p, "shortcut", map[string]any{
		"callback_id": callbackID, "trigger_id": s.Trigger(p, ""), "action_ts": fmt.Sprintf("%d.000100", s.c.Now().Unix()),
	}), s.emptyAck)
}

// MessageShortcut is somebody who takes a shortcut from the menu of a message. files
// are the message's, as the payload tells of them.
func (s *Slack) MessageShortcut(ctx context.Context, p Person, callbackID string, m Message) (Turn, error) {
	to, trigger := s.open("actions", p, "")
	message := m.wire(false)
	s.mu.Lock()
	files := []any{}
	for _, id := range m.Files {
		if f := s.files[id]; f != nil {
			files = append(files, f.wire())
		}
	}
	s.mu.Unlock()
	if len(files) > 0 {
		message["files"] = files
	}
	return s.interact(ctx, to, s.payload(p, "message_action", map[string]any{
		"callback_id": callbackID, "trigger_id": trigger, "response_url": to, "message_ts": m.TS, "message": message,
		"channel": map[string]any{"id": p.Channel, "name": "general"}, "action_ts": fmt.Sprintf("%d.000100", s.c.Now().Unix()),
	}), s.emptyAck)
}
