package slacktest

import (
	"encoding/json"
	"regexp"
)

// OpenHome is somebody who opens the app's home tab, or its messages.
func (s *Slack) OpenHome(p Person, tab string) Event {
	s.mu.Lock()
	inner := map[string]any{"type": "app_home_opened", "user": p.User, "channel": s.direct(s.users[p.User]).id, "tab": tab}
	if v := s.views[s.homes[key(p)]]; v != nil && tab == "home" {
		inner["view"] = s.wireView(v) // otherwise it is absent
	}
	s.mu.Unlock()
	return s.Happen(p, inner)
}

// Say is somebody who says something where they are, in a thread if one is named.
// It gives the message, and the event that tells the app of it: a mention where the
// app is named, a message where they are alone.
func (s *Slack) Say(p Person, text, thread string) (Message, Event) {
	s.mu.Lock()
	m := Message{TS: s.stamp(), Channel: p.Channel, Thread: thread, User: p.User, Text: text}
	s.messages[m.TS] = &m
	inner := m.wire(false)
	inner["team"], inner["channel_type"] = p.Team, s.channels[p.Channel].kind()
	if inner["channel_type"] != "im" {
		inner["type"] = "app_mention"
		delete(inner, "channel_type")
	}
	inner["event_ts"] = m.TS
	s.mu.Unlock()
	return m, s.Happen(p, inner)
}

// linksIn are URLs in a message.
var linksIn = regexp.MustCompile(`https?://[^\s<>|]+`)

// Link is somebody who posts a message with links, or types one into the composer.
// It gives the message (none in the composer), the unfurl_id and the event.
func (s *Slack) Link(p Person, text string, composer bool) (m Message, unfurlID string, e Event) {
	s.mu.Lock()
	l := &link{person: p, source: "conversations_history", urls: linksIn.FindAllString(text, -1), shown: map[string]json.RawMessage{}}
	inner := map[string]any{"type": "link_shared", "user": p.User, "channel": p.Channel, "is_bot_user_member": true}
	if composer {
		l.source = "composer"
		inner["channel"], inner["message_ts"] = "COMPOSER", "composer"
	} else {
		m = Message{TS: s.stamp(), Channel: p.Channel, User: p.User, Text: text}
		s.messages[m.TS] = &m
		l.ts = m.TS
		inner["message_ts"] = m.TS
	}
	unfurlID = s.id("Uf")
	s.links[unfurlID] = l
	links := make([]any, len(l.urls))
	for i, url := range l.urls {
		links[i] = map[string]any{"url": url, "domain": domainOf.FindStringSubmatch(url)[1]}
	}
	inner["links"], inner["source"], inner["unfurl_id"] = links, l.source, unfurlID
	s.mu.Unlock()
	return m, unfurlID, s.Happen(p, inner)
}

var domainOf = regexp.MustCompile(`^https?://([^/:?#]+)`)

// ShareFile is somebody who shares a file that is there. Its event carries no more
// than an id.
func (s *Slack) ShareFile(p Person, f File) Event {
	return s.Happen(p, map[string]any{
		"type": "file_shared", "file_id": f.ID, "file": map[string]any{"id": f.ID}, "user_id": p.User, "channel_id": p.Channel,
	})
}

// Uninstall takes the app out of a workspace. It gives the two events that tell of
// it, which come in any order; tokens are told by the ids of their users.
func (s *Slack) Uninstall(p Person) (uninstalled, revoked Event) {
	s.Revoke(p.Team)
	uninstalled = s.Happen(p, map[string]any{"type": "app_uninstalled"})
	revoked = s.Happen(p, map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"oauth": []any{}, "bot": []any{BotUser}}})
	return uninstalled, revoked
}
