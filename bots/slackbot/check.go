package slackbot

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"

	"shoebox/shared/fault"
)

// Check says what Slack would refuse in a message's body: sizes, counts, what is
// missing, what stands twice. It gives one line for each, as
// "blocks[1].text: 151 characters, at most 150". An error is Invalid: no JSON.
func Check(body []byte) ([]string, error) {
	var m map[string]any
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, fault.New("slackbot.Check", fault.Invalid, "not a JSON object")
	}
	c := checker{seen: map[string]bool{}}
	c.message(m)
	return c.found, nil
}

// checker collects what is wrong.
type checker struct {
	found []string
	seen  map[string]bool // block and action ids so far
}

func (c *checker) complain(path, format string, a ...any) {
	c.found = append(c.found, path+": "+fmt.Sprintf(format, a...))
}

func (c *checker) message(m map[string]any) {
	text, _ := m["text"].(string)
	blocks, given := m["blocks"].([]any)
	switch {
	case m["delete_original"] == true && !given && text == "":
		return
	case text == "":
		c.complain("text", "missing: notifications and screen readers need it")
	case utf8.RuneCountInString(text) > maxText:
		c.complain("text", "%d characters, at most %d", utf8.RuneCountInString(text), maxText)
	}
	if v, ok := m["blocks"]; ok && !given {
		c.complain("blocks", "not a list: %T", v)
	}
	if len(blocks) > maxBlocks {
		c.complain("blocks", "%d, at most %d", len(blocks), maxBlocks)
	}
	if n := total(blocks); n > maxTotal {
		c.complain("blocks", "%d characters in all, at most %d", n, maxTotal)
	}
	for i, b := range blocks {
		path := fmt.Sprintf("blocks[%d]", i)
		object, ok := b.(map[string]any)
		if !ok || object["type"] == nil {
			c.complain(path, "not a block")
			continue
		}
		c.object(path, sortOf("blocks", object), object)
	}
}

// object holds one object to its limits, and then what stands in it.
func (c *checker) object(path, sort string, o map[string]any) {
	rules, known := limits[sort]
	if !known {
		c.complain(path, "unknown type %q", sort)
		return
	}
	for _, l := range slices.Concat(rules, ids) {
		c.field(path+"."+l.field, l, o[l.field])
	}
	c.special(path, sort, o)
	for _, name := range sortedKeys(o) {
		switch v := o[name].(type) {
		case map[string]any:
			if s := sortOf(name, v); s != "" {
				c.object(path+"."+name, s, v)
			}
		case []any:
			for i, member := range v {
				if inner, ok := member.(map[string]any); ok {
					c.object(fmt.Sprintf("%s.%s[%d]", path, name, i), sortOf(name, inner), inner)
				}
			}
		}
	}
}

func (c *checker) field(path string, l limit, v any) {
	n, unit := 0, "characters"
	if l.of == items {
		list, _ := v.([]any)
		n, unit = len(list), "items"
	} else {
		text, kind := textOf(v)
		n = utf8.RuneCountInString(text)
		if v != nil && l.plain && kind != "plain_text" {
			c.complain(path, "must be plain_text")
		}
	}
	switch {
	case n == 0 && (l.required || v != nil && l.of == chars && isTextObject(v)):
		c.complain(path, "missing or empty")
	case n > l.most:
		c.complain(path, "%d %s, at most %d", n, unit, l.most)
	}
}

// special holds an object to what is no length and no count.
func (c *checker) special(path, sort string, o map[string]any) {
	switch sort {
	case "image":
		if (o["image_url"] == nil) == (o["slack_file"] == nil) {
			c.complain(path, "needs exactly one of image_url and slack_file")
		}
	case "section":
		if o["text"] == nil && o["fields"] == nil {
			c.complain(path, "needs text or fields")
		}
	case "button":
		if s, given := o["style"]; given && s != "primary" && s != "danger" {
			c.complain(path+".style", "must be primary or danger")
		}
	}
	for _, name := range []string{"block_id", "action_id"} {
		id, _ := o[name].(string)
		if id == "" {
			continue
		}
		if c.seen[name+"="+id] {
			c.complain(path+"."+name, "stands twice in the message")
		}
		c.seen[name+"="+id] = true
	}
}

// sortOf says by which limits an object in a field is held; "" for none.
func sortOf(field string, o map[string]any) string {
	if s, ok := inside[field]; ok && (field != "confirm" || o["type"] == nil) {
		return s
	}
	t, _ := o["type"].(string)
	return t
}

// textOf gives the text of a string or of a text object, and the latter's type.
func textOf(v any) (text, kind string) {
	switch v := v.(type) {
	case string:
		return v, ""
	case map[string]any:
		text, _ = v["text"].(string)
		kind, _ = v["type"].(string)
	}
	return text, kind
}

func isTextObject(v any) bool {
	_, ok := v.(map[string]any)
	return ok
}

// total counts the characters of blocks as they go over the wire.
func total(blocks []any) int {
	if len(blocks) == 0 {
		return 0
	}
	raw, err := encode(blocks)
	if err != nil {
		return 0 // was JSON a moment ago
	}
	return utf8.RuneCount(raw)
}

func sortedKeys(o map[string]any) []string {
	keys := make([]string, 0, len(o))
	for k := range o {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
