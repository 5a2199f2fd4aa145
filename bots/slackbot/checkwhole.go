package slackbot

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// message holds a whole message to its limits.
func (c *checker) message(m map[string]any) {
	text, _ := m["text"].(string)
	_, given := m["blocks"].([]any)
	switch {
	case m["delete_original"] == true && !given && text == "":
		return
	case text == "":
		c.complain("text", "missing: notifications and screen readers need it")
	case utf8.RuneCountInString(text) > maxText:
		c.complain("text", "%d characters, at most %d", utf8.RuneCountInString(text), maxText)
	case tame(text) != text:
		c.complain("text", "%s", untamed)
	}
	if v, ok := m["blocks"]; ok {
		c.blocks("blocks", "message", v)
	}
}

// blocks holds the blocks of a message, of an unfurl or of a view to their limits.
func (c *checker) blocks(path, surface string, v any) {
	blocks, ok := v.([]any)
	if !ok {
		c.complain(path, "not a list: %T", v)
		return
	}
	if surface == "message" {
		if len(blocks) > maxMessageBlocks {
			c.complain(path, "%d, at most %d", len(blocks), maxMessageBlocks)
		}
		if n := total(blocks); n > maxTotal && len(blocks) > 0 {
			c.complain(path, "%d characters in all, at most %d", n, maxTotal)
		}
	}
	markdown := 0
	for i, b := range blocks {
		at := fmt.Sprintf("%s[%d]", path, i)
		object, ok := b.(map[string]any)
		if !ok || object["type"] == nil {
			c.complain(at, "not a block")
			continue
		}
		if text, _ := object["text"].(string); object["type"] == "markdown" {
			markdown += utf8.RuneCountInString(text)
		}
		c.child(at, sortOf("blocks", object), object, mayHold[surface])
	}
	if markdown > maxMarkdown {
		c.complain(path, "%d characters of markdown in all, at most %d", markdown, maxMarkdown)
	}
}

// view holds a whole view to its limits.
func (c *checker) view(v map[string]any) {
	kind, _ := v["type"].(string)
	if kind != "modal" && kind != "home" {
		c.complain("type", "must be modal or home")
		return
	}
	if n := len(mustEncode(v)); n > maxView {
		c.complain("view", "%d bytes, at most %d", n, maxView)
	}
	for _, l := range slices.Concat(limits[kind], ids) {
		c.field(l.field, l, v[l.field])
	}
	if kind == "home" {
		for _, name := range []string{"title", "submit", "close", "notify_on_close", "clear_on_close"} {
			if v[name] != nil {
				c.complain(name, "a home tab has none")
			}
		}
	}
	c.blocks("blocks", kind, v["blocks"])
	if kind == "modal" && v["submit"] == nil && hasInput(v["blocks"]) {
		c.complain("submit", "missing, though there are inputs")
	}
}

func hasInput(v any) bool {
	blocks, _ := v.([]any)
	for _, b := range blocks {
		if o, ok := b.(map[string]any); ok && o["type"] == "input" {
			return true
		}
	}
	return false
}

// options holds the answer to a block_suggestion to its limits.
func (c *checker) options(m map[string]any) {
	if (m["options"] == nil) == (m["option_groups"] == nil) {
		c.complain("options", "needs exactly one of options and option_groups")
		return
	}
	for _, name := range []string{"options", "option_groups"} {
		if m[name] == nil {
			continue
		}
		list, _ := m[name].([]any)
		c.field(name, limit{field: name, most: maxOptions, of: items}, m[name])
		c.members(name, name, list, nil)
	}
}

// unfurls holds each unfurl to the limits of a message's blocks.
func (c *checker) unfurls(m map[string]any) {
	for _, url := range sortedKeys(m) {
		unfurl, ok := m[url].(map[string]any)
		if !ok || unfurl["blocks"] == nil {
			c.complain(url, "needs blocks")
			continue
		}
		one := newChecker() // names need only be unique within one of them
		one.blocks(url+" blocks", "message", unfurl["blocks"])
		if list, _ := unfurl["blocks"].([]any); len(list) == 0 {
			one.complain(url, "needs blocks")
		}
		c.found = append(c.found, one.found...)
	}
}

// mustEncode is encode for what was JSON a moment ago.
func mustEncode(v any) []byte {
	raw, err := encode(v)
	if err != nil {
		return nil
	}
	return raw
}
