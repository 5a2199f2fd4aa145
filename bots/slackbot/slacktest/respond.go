package slacktest

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
)

// respond does what the acknowledgement of a submission says.
func (s *Slack) respond(p Person, top View, t *Turn) {
	refuse := func(wrong ...string) {
		t.Refused = append(t.Refused, "invalid response_action: "+strings.Join(wrong, "; "))
	}
	var in struct {
		Action string            `json:"response_action"`
		View   json.RawMessage   `json:"view"`
		Errors map[string]string `json:"errors"`
	}
	if !strings.HasPrefix(t.ResponseHeader.Get("Content-Type"), "application/json") || json.Unmarshal(t.ResponseBody, &in) != nil {
		refuse("no JSON")
		return
	}
	switch in.Action {
	case "clear":
		s.mu.Lock()
		s.stacks[key(p)] = nil
		s.mu.Unlock()
	case "errors":
		if len(in.Errors) == 0 {
			refuse("no errors")
		}
		for block, words := range in.Errors {
			if !slices.Contains(inputs(top.Blocks), block) || words == "" {
				refuse("no input with the block_id " + block)
			}
		}
		t.Errors = in.Errors
	case "update", "push":
		next, refused := s.readView(&grant{Installed: Installed{Team: p.Team, Enterprise: p.Enterprise}}, in.View, "modal")
		if refused == nil {
			refused = s.follow(p, top, next, in.Action == "push")
		}
		if refused != nil {
			refuse(append([]string{refused.word}, refused.wrong...)...)
		}
	default:
		refuse("unknown: " + in.Action)
	}
}

// follow puts a view in the place of the one that was submitted, or on it.
func (s *Slack) follow(p Person, top View, next *View, push bool) *refusal {
	s.mu.Lock()
	defer s.mu.Unlock()
	if push {
		return s.put(p, next)
	}
	v := s.views[top.ID]
	if v == nil {
		return no("not_found")
	}
	s.change(v, next)
	return nil
}

// inputs gives the block ids of the inputs, where errors can be shown.
func inputs(blocks json.RawMessage) []string {
	var all []struct {
		Type    string
		BlockID string `json:"block_id"`
	}
	if json.Unmarshal(blocks, &all) != nil {
		return nil
	}
	var ids []string
	for _, b := range all {
		if b.Type == "input" {
			ids = append(ids, b.BlockID)
		}
	}
	return ids
}

// Option is what a menu offers.
type Option struct {
	Text  string `json:"text"`
	Value string `json:"value"`
}

// Suggest is somebody who types into a menu whose options the app knows.
func (s *Slack) Suggest(ctx context.Context, p Person, v View, actionID, typed string) (Turn, error) {
	e, ok := Find(v.Blocks, actionID)
	if !ok || !strings.Contains(e.Type, "external_select") {
		return Turn{}, fault.New("slacktest.Suggest", fault.NotFound, "no such menu in the view")
	}
	t, err := s.interact(ctx, "", s.payload(p, "block_suggestion", map[string]any{
		"action_id": e.ActionID, "block_id": e.BlockID, "value": typed,
		"container": map[string]any{"type": "view", "view_id": v.ID}, "view": s.told(v, []any{}),
	}), s.suggested)
	if err == nil && len(t.ResponseBody) == 0 && len(t.Refused) == 0 {
		t.Refused = append(t.Refused, "no options in the acknowledgement")
	}
	return t, err
}

// suggested reads the options in an acknowledgement.
func (s *Slack) suggested(t *Turn) {
	wrong, err := slackbot.CheckOptions(t.ResponseBody)
	if err != nil || !strings.HasPrefix(t.ResponseHeader.Get("Content-Type"), "application/json") {
		wrong = []string{"no JSON"}
	}
	if len(wrong) > 0 {
		t.Refused = append(t.Refused, "invalid options: "+strings.Join(wrong, "; "))
		return
	}
	type offered struct {
		Text  struct{ Text string }
		Value string
	}
	var in struct {
		Options []offered
		Groups  []struct{ Options []offered } `json:"option_groups"`
	}
	if json.Unmarshal(t.ResponseBody, &in) != nil {
		return // was looked at above
	}
	for _, g := range in.Groups {
		in.Options = append(in.Options, g.Options...)
	}
	for _, o := range in.Options {
		t.Options = append(t.Options, Option{o.Text.Text, o.Value})
	}
}
