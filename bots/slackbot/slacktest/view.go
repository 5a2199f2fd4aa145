package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"

	"shoebox/bots/slackbot"
)

// maxStack is how many modals may lie on one another.
const maxStack = 3

// View is a modal or a home tab as somebody sees it.
type View struct {
	ID       string // V…
	Hash     string // of this state of it
	Team     string
	User     string
	Type     string // modal or home
	Callback string
	Metadata string // private_metadata
	Body     json.RawMessage
	Blocks   json.RawMessage
	Root     string // the modal at the bottom
	Previous string // the one beneath
	External string
	Notify   bool // the app hears when it is closed
}

// key names somebody's views.
func key(p Person) string { return p.Team + " " + p.User }

// Stack gives somebody's open modals, the one on top last.
func (s *Slack) Stack(p Person) []View {
	s.mu.Lock()
	defer s.mu.Unlock()
	var stack []View
	for _, id := range s.stacks[key(p)] {
		stack = append(stack, *s.views[id])
	}
	return stack
}

// Home gives somebody's home tab; false when nothing was published for them.
func (s *Slack) Home(p Person) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.views[s.homes[key(p)]]
	if v == nil {
		return View{}, false
	}
	return *v, true
}

// readView makes a view of what was sent, after all that Slack checks of it.
func (s *Slack) readView(g *grant, raw json.RawMessage, kind string) (*View, *refusal) {
	if len(raw) == 0 {
		return nil, no("invalid_arguments", "no view")
	}
	wrong, err := slackbot.CheckView(raw)
	if err != nil {
		return nil, no("invalid_arguments", "the view is no JSON object")
	}
	if len(wrong) > 0 {
		return nil, no("invalid_arguments", wrong...)
	}
	var in struct {
		Type     string
		Callback string `json:"callback_id"`
		Metadata string `json:"private_metadata"`
		External string `json:"external_id"`
		Notify   bool   `json:"notify_on_close"`
		Blocks   json.RawMessage
	}
	if json.Unmarshal(raw, &in) != nil || in.Type != kind {
		return nil, no("invalid_arguments", "not a view of the type that is wanted: "+kind)
	}
	if refused := s.pictures(g, in.Blocks); refused != nil {
		return nil, no("invalid_arguments", refused.wrong...)
	}
	return &View{
		Type: kind, Callback: in.Callback, Metadata: in.Metadata, External: in.External, Notify: in.Notify, Body: raw, Blocks: in.Blocks,
	}, nil
}

// spend uses a trigger id up. The caller holds the lock.
func (s *Slack) spend(c *call) (*trigger, *refusal) {
	t := s.triggers[c.text("trigger_id")]
	switch {
	case t == nil || !s.within(c.grant, t.person.Team):
		return nil, no("invalid_trigger_id")
	case t.used:
		return nil, no("exchanged_trigger_id")
	case s.c.Now().Sub(t.opened) > triggerLife:
		return nil, no("expired_trigger_id")
	}
	t.used = true
	return t, nil
}

func (s *Slack) openView(c *call) (result, *refusal) { return s.stackView(c, false) }

func (s *Slack) pushView(c *call) (result, *refusal) { return s.stackView(c, true) }

func (s *Slack) stackView(c *call, push bool) (result, *refusal) {
	v, refused := s.readView(c.grant, c.raw("view"), "modal")
	if refused != nil {
		return nil, refused
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t, refused := s.spend(c)
	if refused != nil {
		return nil, refused
	}
	if push && t.view == "" {
		return nil, no("invalid_trigger_id", "only what is done in a modal can push another on it")
	}
	if !push {
		s.stacks[key(t.person)] = nil
	}
	if refused := s.put(t.person, v); refused != nil {
		return nil, refused
	}
	return result{"view": s.wireView(v)}, nil
}

// put lays a modal on somebody's stack. The caller holds the lock.
func (s *Slack) put(p Person, v *View) *refusal {
	stack := s.stacks[key(p)]
	if len(stack) >= maxStack {
		return no("push_limit_reached")
	}
	if s.named(v.External) != nil {
		return no("duplicate_external_id")
	}
	v.ID, v.Team, v.User = s.id("V"), p.Team, p.User
	v.Root = v.ID
	if len(stack) > 0 {
		v.Root, v.Previous = stack[0], stack[len(stack)-1]
	}
	v.Hash = s.hash()
	s.views[v.ID] = v
	s.stacks[key(p)] = append(stack, v.ID)
	s.changed()
	return nil
}

// named finds a view by the app's own name for it. The caller holds the lock.
func (s *Slack) named(external string) *View {
	for _, v := range s.views {
		if external != "" && v.External == external && s.shown(v) {
			return v
		}
	}
	return nil
}

// shown reports whether somebody sees a view, or will when those on it are closed.
// The caller holds the lock.
func (s *Slack) shown(v *View) bool {
	k := v.Team + " " + v.User
	return slices.Contains(s.stacks[k], v.ID) || s.homes[k] == v.ID
}

func (s *Slack) hash() string { return fmt.Sprintf("%d.%06x", s.c.Now().Unix(), s.next()) }

func (s *Slack) updateView(c *call) (result, *refusal) {
	next, refused := s.readView(c.grant, c.raw("view"), "modal")
	if refused != nil {
		return nil, refused
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.views[c.text("view_id")]
	if c.text("view_id") == "" {
		v = s.named(c.text("external_id"))
	}
	switch hash := c.text("hash"); {
	case v == nil || !s.shown(v) || v.Type != "modal" || !s.within(c.grant, v.Team):
		return nil, no("not_found")
	case hash != "" && hash != v.Hash:
		return nil, no("hash_conflict")
	}
	s.change(v, next)
	return result{"view": s.wireView(v)}, nil
}

// change makes a view another, in its place. The caller holds the lock.
func (s *Slack) change(v, next *View) {
	next.ID, next.Team, next.User, next.Root, next.Previous = v.ID, v.Team, v.User, v.Root, v.Previous
	*v = *next
	v.Hash = s.hash()
	s.changed()
}

func (s *Slack) publishView(c *call) (result, *refusal) {
	next, refused := s.readView(c.grant, c.raw("view"), "home")
	if refused != nil {
		return nil, refused
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[c.text("user_id")]
	if u == nil || !s.within(c.grant, u.Team) {
		return nil, no("invalid_arguments", "no such user")
	}
	p := Person{Team: u.Team, User: u.ID}
	v := s.views[s.homes[key(p)]]
	if hash := c.text("hash"); hash != "" && (v == nil || hash != v.Hash) {
		return nil, no("hash_conflict")
	}
	if v == nil {
		v = &View{ID: s.id("V"), Team: u.Team, User: u.ID}
		v.Root = v.ID
		s.views[v.ID], s.homes[key(p)] = v, v.ID
	}
	s.change(v, next)
	return result{"view": s.wireView(v)}, nil
}

// wireView is a view as Slack tells of it: what was sent, and what Slack knows of
// it. The caller holds the lock.
func (s *Slack) wireView(v *View) map[string]any {
	var w map[string]any
	if json.Unmarshal(v.Body, &w) != nil {
		w = map[string]any{}
	}
	w["id"], w["hash"], w["team_id"], w["app_id"], w["bot_id"] = v.ID, v.Hash, v.Team, s.c.AppID, BotID
	w["root_view_id"], w["previous_view_id"], w["external_id"] = v.Root, nil, v.External
	w["private_metadata"], w["callback_id"] = v.Metadata, v.Callback
	if v.Previous != "" {
		w["previous_view_id"] = v.Previous
	}
	w["state"] = map[string]any{"values": []any{}} // Slack really sends a list for no values
	return w
}
