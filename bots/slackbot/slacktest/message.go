package slacktest

import (
	"encoding/json"
	"maps"
	"slices"
)

// Message is a message as people see it.
type Message struct {
	TS        string // names it
	Channel   string
	Thread    string // TS of the message it replies to; "" is none
	User      string // who wrote it; BotUser is the app
	Ephemeral bool   // only For sees it
	For       string
	Text      string
	Blocks    json.RawMessage
	Replaced  int // how often
	Deleted   bool
	Metadata  json.RawMessage
	Files     []string                   // ids
	Unfurls   map[string]json.RawMessage // by URL
	Reactions []string
}

// wire is a message as Slack tells of it.
func (m *Message) wire(metadata bool) map[string]any {
	w := map[string]any{"type": "message", "ts": m.TS, "user": m.User, "text": m.Text, "channel": m.Channel}
	if m.User == BotUser {
		w["bot_id"] = BotID
	}
	if len(m.Blocks) > 0 {
		w["blocks"] = m.Blocks
	}
	if m.Thread != "" {
		w["thread_ts"] = m.Thread
	}
	if metadata && len(m.Metadata) > 0 {
		w["metadata"] = m.Metadata
	}
	if len(m.Files) > 0 {
		files := make([]any, len(m.Files))
		for i, id := range m.Files {
			files[i] = map[string]any{"id": id}
		}
		w["files"] = files
	}
	return w
}

// Messages gives all that can be seen, oldest first.
func (s *Slack) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var seen []Message
	for _, ts := range sorted(s.messages) {
		if m := s.messages[ts]; !m.Deleted {
			seen = append(seen, *m)
		}
	}
	return seen
}

// MessagesIn gives what can be seen in one conversation.
func (s *Slack) MessagesIn(channel string) []Message {
	return slices.DeleteFunc(s.Messages(), func(m Message) bool { return m.Channel != channel })
}

// write puts a new message into a conversation. The caller holds the lock.
func (s *Slack) write(m Message) *Message {
	m.TS = s.stamp()
	s.messages[m.TS] = &m
	s.touch(m.TS)
	return &m
}

// touch notes that the app changed a message. The caller holds the lock.
func (s *Slack) touch(ts string) {
	s.touched = append(s.touched, ts)
	s.changed()
}

// changed wakes who waits for something to be seen. The caller holds the lock.
func (s *Slack) changed() {
	s.changes++
	s.arrived.Broadcast()
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
