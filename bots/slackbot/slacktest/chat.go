package slacktest

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"shoebox/bots/slackbot"
)

// maxPosted is how much text chat.postMessage takes, in code points.
const maxPosted = 40_000

// content is what a call wants to say, after all that Slack checks of it.
func (s *Slack) content(c *call) (Message, *refusal) {
	m := Message{User: BotUser, Text: c.text("text"), Blocks: c.raw("blocks"), Metadata: c.raw("metadata")}
	if m.Text == "" && len(m.Blocks) == 0 {
		return m, no("no_text")
	}
	if utf8.RuneCountInString(m.Text) > maxPosted {
		return m, no("msg_too_long")
	}
	// Both make links of names and of words that people typed.
	if p := c.text("parse"); p == "full" || c.text("link_names") == "true" || c.text("link_names") == "1" {
		return m, no("invalid_arguments", "neither parse=full nor link_names")
	}
	if len(m.Metadata) > 0 && !json.Valid(m.Metadata) {
		return m, no("invalid_metadata_format")
	}
	body := map[string]any{"text": m.Text}
	if len(m.Blocks) > 0 {
		if !json.Valid(m.Blocks) {
			return m, no("invalid_blocks_format")
		}
		body["blocks"] = m.Blocks
	}
	return m, s.acceptable(c.grant, body, m.Blocks)
}

// acceptable holds a message to Slack's limits, and looks at its pictures.
func (s *Slack) acceptable(g *grant, body map[string]any, blocks json.RawMessage) *refusal {
	raw, err := json.Marshal(body)
	if err != nil {
		return no("invalid_blocks_format")
	}
	wrong, err := slackbot.Check(raw)
	if err != nil {
		return no("invalid_blocks_format")
	}
	if len(wrong) > 0 {
		return no(wordFor(wrong[0], len(blocks) > 0), wrong...)
	}
	return s.pictures(g, blocks)
}

// wordFor is what Slack says of what is wrong.
func wordFor(wrong string, blocks bool) string {
	switch {
	case strings.HasPrefix(wrong, "blocks: ") && strings.Contains(wrong, "characters in all"):
		return "msg_blocks_too_long"
	case strings.HasPrefix(wrong, "text: missing"):
		return "no_text"
	case strings.HasPrefix(wrong, "text: ") && strings.Contains(wrong, "characters"):
		return "msg_too_long"
	case blocks:
		return "invalid_blocks"
	}
	return "invalid_arguments"
}

func (s *Slack) postMessage(c *call) (result, *refusal) {
	m, refused := s.content(c)
	if refused != nil {
		return nil, refused
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.reach(c.grant, c.text("channel"))
	switch {
	case ch == nil || ch.kind() != "channel" && !ch.has(BotUser):
		return nil, no("channel_not_found")
	case !ch.has(BotUser) && !strings.Contains(strings.Join(c.grant.Scopes, " "), "chat:write.public"):
		return nil, no("not_in_channel")
	}
	m.Channel = ch.id
	if refused := s.reply(c, &m); refused != nil {
		return nil, refused
	}
	posted := s.write(m)
	return result{"channel": ch.id, "ts": posted.TS, "message": posted.wire(true)}, nil
}

func (s *Slack) postEphemeral(c *call) (result, *refusal) {
	m, refused := s.content(c)
	if refused != nil {
		return nil, refused
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.reach(c.grant, c.text("channel"))
	switch {
	case ch == nil || ch.kind() != "channel" && !ch.has(BotUser):
		return nil, no("channel_not_found")
	case !ch.has(BotUser):
		return nil, no("not_in_channel")
	case !ch.has(c.text("user")):
		return nil, no("user_not_in_channel")
	}
	m.Channel, m.Ephemeral, m.For = ch.id, true, c.text("user")
	if refused := s.reply(c, &m); refused != nil {
		return nil, refused
	}
	return result{"message_ts": s.write(m).TS}, nil
}

// reply puts a message into the thread it is for. The caller holds the lock.
func (s *Slack) reply(c *call, m *Message) *refusal {
	ts := c.text("thread_ts")
	if ts == "" {
		return nil
	}
	parent := s.messages[ts]
	if parent == nil || parent.Channel != m.Channel || parent.Ephemeral {
		return no("thread_not_found")
	}
	if parent.Thread != "" {
		ts = parent.Thread
	}
	m.Thread = ts
	return nil
}

// own finds a message of the app's that it may change: nobody else's, and none that
// only one person sees. The caller holds the lock.
func (s *Slack) own(c *call, cant string) (*Message, *refusal) {
	ch := s.reach(c.grant, c.text("channel"))
	if ch == nil {
		return nil, no("channel_not_found")
	}
	m := s.messages[c.text("ts")]
	switch {
	case m == nil || m.Channel != ch.id || m.Ephemeral || m.Deleted:
		return nil, no("message_not_found")
	case m.User != BotUser:
		return nil, no(cant)
	}
	return m, nil
}

func (s *Slack) updateMessage(c *call) (result, *refusal) {
	next, refused := s.content(c)
	if refused != nil {
		return nil, refused
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, refused := s.own(c, "cant_update_message")
	if refused != nil {
		return nil, refused
	}
	m.Text, m.Blocks = next.Text, next.Blocks
	m.Replaced++
	s.touch(m.TS)
	return result{"channel": m.Channel, "ts": m.TS, "text": m.Text}, nil
}

func (s *Slack) deleteMessage(c *call) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, refused := s.own(c, "cant_delete_message")
	if refused != nil {
		return nil, refused
	}
	m.Deleted = true
	s.touch(m.TS)
	return result{"channel": m.Channel, "ts": m.TS}, nil
}

func (s *Slack) permalink(c *call) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, m := s.reach(c.grant, c.text("channel")), s.messages[c.text("message_ts")]
	switch {
	case ch == nil:
		return nil, no("channel_not_found")
	case m == nil || m.Channel != ch.id || m.Ephemeral:
		return nil, no("message_not_found")
	}
	return result{"channel": ch.id, "permalink": "https://home.slack.com/archives/" + ch.id + "/p" + strings.ReplaceAll(m.TS, ".", "")}, nil
}

func (s *Slack) addReaction(c *call) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, m := s.reach(c.grant, c.text("channel")), s.messages[c.text("timestamp")]
	switch {
	case ch == nil:
		return nil, no("channel_not_found")
	case m == nil || m.Channel != ch.id || m.Ephemeral:
		return nil, no("message_not_found")
	case strings.Contains(" "+strings.Join(m.Reactions, " ")+" ", " "+c.text("name")+" "):
		return nil, no("already_reacted")
	}
	m.Reactions = append(m.Reactions, c.text("name"))
	s.touch(m.TS)
	return nil, nil
}
