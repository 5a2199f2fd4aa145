package slacktest

import (
	"slices"
	"strings"
)

// Person is somebody in a conversation of a workspace: who does what follows.
type Person struct {
	Team       string // T…
	Enterprise string // E…; "" outside an organisation
	OrgWide    bool   // the organisation installed the app
	User       string // U…
	Channel    string // C… public, G… private, D… with the app alone
}

// User is what users.info tells of somebody.
type User struct {
	ID, Team, Name string
	Zone           string // "Europe/Lisbon"
	Locale         string // "en-GB"
	Bot            bool
}

// channel is a conversation.
type channel struct {
	id, team string
	members  []string
}

func (c *channel) has(user string) bool { return slices.Contains(c.members, user) }

// kind is what payloads call a conversation's type.
func (c *channel) kind() string {
	switch c.id[0] {
	case 'D':
		return "im"
	case 'G':
		return "group"
	}
	return "channel"
}

// Meet brings somebody, and the app, into a conversation, which is made if it is not
// there. Whoever does something must have been met.
func (s *Slack) Meet(p Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.teams[p.Team] = p.Enterprise
	if s.users[p.User] == nil {
		s.users[p.User] = &User{ID: p.User, Team: p.Team, Name: strings.ToLower(p.User), Zone: "Europe/Lisbon", Locale: "en-US"}
	}
	ch := s.channels[p.Channel]
	if p.Channel == "" {
		return
	}
	if ch == nil {
		ch = &channel{id: p.Channel, team: p.Team, members: []string{BotUser}}
		s.channels[p.Channel] = ch
	}
	if !ch.has(p.User) {
		ch.members = append(ch.members, p.User)
	}
}

// Introduce says what users.info tells of somebody.
func (s *Slack) Introduce(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[u.ID] = &u
}

// Expel takes somebody, or the app ([BotUser]), out of a conversation.
func (s *Slack) Expel(user, channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch := s.channels[channel]; ch != nil {
		ch.members = slices.DeleteFunc(ch.members, func(m string) bool { return m == user })
	}
}

// reach finds a conversation that a token may know of; a user's id is the
// conversation with them alone. The caller holds the lock.
func (s *Slack) reach(g *grant, id string) *channel {
	if u := s.users[id]; u != nil && s.within(g, u.Team) {
		return s.direct(u)
	}
	ch := s.channels[id]
	if ch == nil || !s.within(g, ch.team) {
		return nil
	}
	return ch
}

// within reports whether a token is for a workspace. The caller holds the lock.
func (s *Slack) within(g *grant, team string) bool {
	return g.Team == team || g.Team == "" && g.Enterprise != "" && s.teams[team] == g.Enterprise
}

// direct is the conversation of somebody with the app. The caller holds the lock.
func (s *Slack) direct(u *User) *channel {
	for _, ch := range s.channels {
		if ch.id[0] == 'D' && ch.has(u.ID) {
			return ch
		}
	}
	ch := &channel{id: s.id("D"), team: u.Team, members: []string{BotUser, u.ID}}
	s.channels[ch.id] = ch
	return ch
}

func (s *Slack) userInfo(c *call) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[c.text("user")]
	if u == nil || !s.within(c.grant, u.Team) {
		return nil, no("user_not_found")
	}
	user := map[string]any{
		"id": u.ID, "team_id": u.Team, "name": u.Name, "real_name": u.Name, "tz": u.Zone, "is_bot": u.Bot,
		"profile": map[string]any{"display_name": u.Name, "real_name": u.Name},
	}
	if c.text("include_locale") == "true" {
		user["locale"] = u.Locale
	}
	return result{"user": user}, nil
}

func (s *Slack) conversationInfo(c *call) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.reach(c.grant, c.text("channel"))
	if ch == nil || ch.kind() != "channel" && !ch.has(BotUser) {
		return nil, no("channel_not_found")
	}
	return result{"channel": map[string]any{
		"id": ch.id, "name": strings.ToLower(ch.id), "context_team_id": ch.team, "is_member": ch.has(BotUser),
		"is_im": ch.kind() == "im", "is_private": ch.kind() != "channel", "is_channel": ch.kind() == "channel", "is_group": ch.kind() == "group",
	}}, nil
}

func (s *Slack) conversationMembers(c *call) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.reach(c.grant, c.text("channel"))
	if ch == nil || ch.kind() != "channel" && !ch.has(BotUser) {
		return nil, no("channel_not_found")
	}
	return result{"members": ch.members, "response_metadata": map[string]any{"next_cursor": ""}}, nil
}

func (s *Slack) openConversation(c *call) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[c.text("users")]
	switch {
	case u == nil || !s.within(c.grant, u.Team):
		return nil, no("user_not_found")
	case u.Bot:
		return nil, no("cannot_dm_bot")
	}
	return result{"channel": map[string]any{"id": s.direct(u).id}}, nil
}

// history and replies give what stands in a conversation, without what only one
// person sees.
func (s *Slack) history(c *call) (result, *refusal) { return s.read(c, false) }

func (s *Slack) replies(c *call) (result, *refusal) { return s.read(c, true) }

func (s *Slack) read(c *call, thread bool) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.reach(c.grant, c.text("channel"))
	switch {
	case ch == nil:
		return nil, no("channel_not_found")
	case !ch.has(BotUser):
		return nil, no("not_in_channel")
	case thread && s.messages[c.text("ts")] == nil:
		return nil, no("thread_not_found")
	}
	messages := []any{}
	for _, ts := range sorted(s.messages) {
		m := s.messages[ts]
		inside := thread && (m.TS == c.text("ts") || m.Thread == c.text("ts")) || !thread && m.Thread == ""
		late := c.text("oldest") == "" || ts > c.text("oldest") || ts == c.text("oldest") && c.text("inclusive") == "1"
		if m.Channel == ch.id && !m.Ephemeral && !m.Deleted && inside && late {
			messages = append(messages, m.wire(c.text("include_all_metadata") == "1" || c.text("include_all_metadata") == "true"))
		}
	}
	if !thread {
		slices.Reverse(messages) // newest first
	}
	return result{"messages": messages, "has_more": false}, nil
}
