package slacksim

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
)

const formType = "application/x-www-form-urlencoded"

// Command types the app's command with a text after it.
func (w *Workspace) Command(ctx context.Context, text string) (Turn, error) {
	to, trigger := w.open("commands", "")
	form := url.Values{
		"token": {"deprecated"}, "team_id": {w.c.TeamID}, "team_domain": {"shoebox"},
		"channel_id": {w.c.ChannelID}, "channel_name": {"general"},
		"user_id": {w.c.UserID}, "user_name": {"you"},
		"command": {slackbot.Command}, "text": {text}, "response_url": {to},
		"trigger_id": {trigger}, "api_app_id": {w.c.AppID}, "is_enterprise_install": {"false"},
	}
	ex, took, err := w.deliver(ctx, slackbot.PathCommands, formType, []byte(form.Encode()))
	if err != nil {
		return Turn{}, err
	}
	return w.conclude(ctx, Turn{Exchange: ex, Took: took, url: to}, 0), nil
}

// Press presses a button of a message as the person sees it. A message as it was
// before an answer replaced it may be given too: that is a double click. An
// actionID may end before its last part; the first button that it begins is
// pressed.
func (w *Workspace) Press(ctx context.Context, m Message, actionID string) (Turn, error) {
	button, ok := find(m.Blocks, actionID)
	if !ok {
		return Turn{}, fault.New("slacksim.Press", fault.NotFound, "no such button in the message")
	}
	to, trigger := w.open("actions", m.TS)
	payload, err := json.Marshal(map[string]any{
		"type": "block_actions", "api_app_id": w.c.AppID, "token": "deprecated",
		"team":       map[string]any{"id": w.c.TeamID, "domain": "shoebox"},
		"user":       map[string]any{"id": w.c.UserID, "username": "you", "team_id": w.c.TeamID},
		"channel":    map[string]any{"id": w.c.ChannelID, "name": "general"},
		"container":  map[string]any{"type": "message", "message_ts": m.TS, "channel_id": w.c.ChannelID, "is_ephemeral": m.Ephemeral},
		"state":      map[string]any{"values": []any{}}, // Slack really sends a list for no values
		"enterprise": nil, "is_enterprise_install": false,
		"trigger_id": trigger, "response_url": to,
		"actions": []any{map[string]any{
			"type": "button", "action_id": button.ActionID, "block_id": "b1", "value": button.Value,
			"text": button.Text, "action_ts": fmt.Sprintf("%d.000100", w.c.Now().Unix()),
		}},
	})
	if err != nil {
		return Turn{}, fault.Wrap("slacksim.Press", err)
	}
	form := url.Values{"payload": {string(payload)}}
	ex, took, err := w.deliver(ctx, slackbot.PathInteractions, formType, []byte(form.Encode()))
	if err != nil {
		return Turn{}, err
	}
	return w.conclude(ctx, Turn{Exchange: ex, Took: took, url: to}, 0), nil
}

// Event sends a body to the Events API's endpoint, signed.
func (w *Workspace) Event(ctx context.Context, body []byte) (Turn, error) {
	ex, took, err := w.deliver(ctx, slackbot.PathEvents, "application/json", body)
	return Turn{Exchange: ex, Took: took}, err
}

// conclude shows what the acknowledgement holds, waits for what comes otherwise,
// and collects it.
func (w *Workspace) conclude(ctx context.Context, t Turn, before int) Turn {
	switch {
	case t.Took > patience:
		t.Refused = append(t.Refused, "operation_timeout: acknowledged after "+t.Took.Round(time.Millisecond).String())
	case t.Status/100 != 2:
		t.Refused = append(t.Refused, "dispatch_failed: status "+http.StatusText(t.Status))
	case len(t.ResponseBody) > 0 && strings.HasPrefix(t.URL, slackbot.PathCommands):
		w.acknowledged(&t)
	case len(t.ResponseBody) > 0:
		t.Refused = append(t.Refused, "the acknowledgement of a click must be empty")
	default:
		w.await(ctx, t.url, before)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if h := w.hooks[t.url]; h != nil {
		t.Posts = append(t.Posts, h.posts[before:]...)
		t.Refused = append(t.Refused, h.refused...)
		for _, ts := range h.touched {
			t.Messages = append(t.Messages, *w.messages[ts])
		}
		h.refused, h.touched = nil, nil
	}
	return t
}

// acknowledged shows the message in an acknowledgement.
func (w *Workspace) acknowledged(t *Turn) {
	if !strings.HasPrefix(t.ResponseHeader.Get("Content-Type"), "application/json") {
		t.Refused = append(t.Refused, "an acknowledgement that is no JSON")
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if h := w.hooks[t.url]; h != nil {
		h.show(w, t.ResponseBody)
	}
}

// await waits for a post to a response_url, as long as the Config says.
func (w *Workspace) await(ctx context.Context, url string, before int) {
	if w.c.Wait <= 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, w.c.Wait)
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.arrived.Broadcast()
	})
	defer stop()
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.posts(url) == before && ctx.Err() == nil {
		w.arrived.Wait()
	}
}

// button is the part of a button that a press sends back.
type button struct {
	ActionID string          `json:"action_id"`
	Value    string          `json:"value"`
	Text     json.RawMessage `json:"text"`
}

// find looks for a button in a message's blocks.
func find(blocks json.RawMessage, actionID string) (button, bool) {
	var all []struct {
		Type     string            `json:"type"`
		Elements []json.RawMessage `json:"elements"`
	}
	if json.Unmarshal(blocks, &all) != nil {
		return button{}, false
	}
	for _, block := range all {
		if block.Type != "actions" {
			continue
		}
		for _, raw := range block.Elements {
			var b button
			if json.Unmarshal(raw, &b) == nil && (b.ActionID == actionID || strings.HasPrefix(b.ActionID, actionID+".")) {
				return b, true
			}
		}
	}
	return button{}, false
}
