package slacktest

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"shoebox/bots/slackbot"
)

// link is what may be unfurled under an unfurl_id: in the composer, before there is
// a message, or after.
type link struct {
	person Person
	source string // composer or conversations_history
	ts     string // of the message; "" in the composer
	urls   []string
	shown  map[string]json.RawMessage
}

// Unfurled gives what the composer shows of links, by their URLs.
func (s *Slack) Unfurled(unfurlID string) map[string]json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.links[unfurlID]; l != nil {
		return l.shown
	}
	return nil
}

// unfurl shows links: by channel and ts, or by unfurl_id and source.
func (s *Slack) unfurl(c *call) (result, *refusal) {
	raw := c.raw("unfurls")
	asks := c.has("user_auth_url") || c.has("user_auth_message") || c.has("user_auth_required") || c.has("user_auth_blocks")
	if len(raw) == 0 && !asks {
		return nil, no("missing_unfurls")
	}
	var unfurls map[string]json.RawMessage
	if len(raw) > 0 {
		wrong, err := slackbot.CheckUnfurls(raw)
		if err != nil || json.Unmarshal(raw, &unfurls) != nil {
			return nil, no("invalid_unfurls_format")
		}
		if len(wrong) > 0 {
			return nil, no("cannot_unfurl_url", wrong...)
		}
		for _, url := range sorted(unfurls) {
			var u struct{ Blocks json.RawMessage }
			if json.Unmarshal(unfurls[url], &u) == nil {
				if refused := s.pictures(c.grant, u.Blocks); refused != nil {
					return nil, refused
				}
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	l, refused := s.linked(c)
	if refused != nil {
		return nil, refused
	}
	for url := range unfurls {
		if !slices.Contains(l.urls, url) {
			return nil, no("cannot_unfurl_url", "not a link of this message: "+url)
		}
	}
	maps.Copy(l.shown, unfurls)
	if m := s.messages[l.ts]; m != nil {
		m.Unfurls = l.shown
		s.touch(m.TS)
	}
	return nil, nil
}

// linked finds what a call may unfurl. The caller holds the lock.
func (s *Slack) linked(c *call) (*link, *refusal) {
	byMessage, byID := c.has("channel") || c.has("ts"), c.has("unfurl_id") || c.has("source")
	if byMessage == byID {
		return nil, no("invalid_arguments", "either channel and ts, or unfurl_id and source")
	}
	if byID {
		l := s.links[c.text("unfurl_id")]
		switch {
		case l == nil || !s.within(c.grant, l.person.Team):
			return nil, no("cannot_find_message")
		case l.source != c.text("source"):
			return nil, no("invalid_source")
		}
		return l, nil
	}
	if strings.EqualFold(c.text("channel"), "COMPOSER") {
		return nil, no("channel_not_found", "in the composer there is no channel yet")
	}
	ch := s.reach(c.grant, c.text("channel"))
	if ch == nil {
		return nil, no("channel_not_found")
	}
	for _, l := range s.links {
		if m := s.messages[l.ts]; m != nil && m.TS == c.text("ts") && m.Channel == ch.id {
			return l, nil
		}
	}
	return nil, no("cannot_find_message")
}
