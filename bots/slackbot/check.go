package slackbot

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"

	"shoebox/shared/fault"
)

// Check says what Slack would refuse in a message's body: sizes, counts, what is
// missing, what stands twice, what would call people. It gives one line for each, as
// "blocks[1].text: 151 characters, at most 150". An error is Invalid: no JSON.
func Check(body []byte) ([]string, error) {
	return checked("slackbot.Check", body, (*checker).message)
}

// CheckView is Check for a modal or a home tab.
func CheckView(view []byte) ([]string, error) {
	return checked("slackbot.CheckView", view, (*checker).view)
}

// CheckOptions is Check for the answer to a block_suggestion.
func CheckOptions(body []byte) ([]string, error) {
	return checked("slackbot.CheckOptions", body, (*checker).options)
}

// CheckUnfurls is Check for the unfurls of chat.unfurl, by their URLs.
func CheckUnfurls(unfurls []byte) ([]string, error) {
	return checked("slackbot.CheckUnfurls", unfurls, (*checker).unfurls)
}

func checked(op string, body []byte, check func(*checker, map[string]any)) ([]string, error) {
	var m map[string]any
	if err := json.Unmarshal(body, &m); err != nil || m == nil {
		return nil, fault.New(op, fault.Invalid, "not a JSON object")
	}
	c := newChecker()
	check(c, m)
	return c.found, nil
}

// checker collects what is wrong.
type checker struct {
	found []string
	seen  map[string]bool // block and action ids so far, and the focus
}

func newChecker() *checker { return &checker{seen: map[string]bool{}} }

func (c *checker) complain(path, format string, a ...any) {
	c.found = append(c.found, path+": "+fmt.Sprintf(format, a...))
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
	c.unique(path, o)
	for _, name := range sortedKeys(o) {
		allowed := mayHold[sort+"."+name]
		switch v := o[name].(type) {
		case map[string]any:
			if s := sortOf(name, v); s != "" || allowed != nil {
				c.child(path+"."+name, s, v, allowed)
			}
		case []any:
			c.members(path+"."+name, name, v, allowed)
		default:
			if allowed != nil && name != "elements" && v != nil {
				c.complain(path+"."+name, "must be an object")
			}
		}
	}
}

func (c *checker) members(path, name string, list []any, allowed []string) {
	for i, member := range list {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch inner := member.(type) {
		case map[string]any:
			c.child(at, sortOf(name, inner), inner, allowed)
		default:
			if _, objects := inside[name]; objects || name == "elements" {
				c.complain(at, "must be an object")
			}
		}
	}
}

// child is object for what stands in a place that may not take every sort.
func (c *checker) child(path, sort string, o map[string]any, allowed []string) {
	t, _ := o["type"].(string)
	if _, known := limits[sort]; known && allowed != nil && !slices.Contains(allowed, t) {
		c.complain(path, "unsupported here: %q", t)
		return
	}
	c.object(path, sort, o)
}

func (c *checker) field(path string, l limit, v any) {
	n, unit, good := size(l.of, v)
	switch {
	case v == nil:
		if l.required {
			c.complain(path, "missing or empty")
		}
	case !good && l.of == plainObject:
		c.complain(path, "must be plain_text")
	case !good:
		c.complain(path, "of another type")
	case n == 0 && (l.required || l.of == textObject || l.of == plainObject):
		c.complain(path, "missing or empty")
	case n > l.most:
		c.complain(path, "%d %s, at most %d", n, unit, l.most)
	}
}

// size measures a field, and tells whether it is of the type that the measure is for.
func size(of measure, v any) (n int, unit string, good bool) {
	switch of {
	case items:
		list, ok := v.([]any)
		return len(list), "items", ok
	case number:
		f, ok := v.(float64)
		return int(f), "given", ok && f == float64(int(f))
	case textObject, plainObject:
		text, kind := textOf(v)
		return utf8.RuneCountInString(text), "characters", kind == "plain_text" || of == textObject && kind == "mrkdwn"
	case chars:
	}
	text, ok := v.(string)
	return utf8.RuneCountInString(text), "characters", ok
}

// unique sees that no name stands twice, and that one element alone has the focus.
func (c *checker) unique(path string, o map[string]any) {
	for _, name := range []string{"block_id", "action_id"} {
		if id, _ := o[name].(string); id != "" {
			c.once(path+"."+name, name+"="+id)
		}
	}
	if o["focus_on_load"] == true {
		c.once(path+".focus_on_load", "focus")
	}
}

func (c *checker) once(path, what string) {
	if c.seen[what] {
		c.complain(path, "stands twice")
	}
	c.seen[what] = true
}

// sortOf says by which limits an object in a field is held; "" for none.
func sortOf(field string, o map[string]any) string {
	if s, ok := inside[field]; ok && (field != "confirm" || o["type"] == nil) {
		return s
	}
	t, _ := o["type"].(string)
	return t
}

// textOf gives the text of a text object and its type.
func textOf(v any) (text, kind string) {
	o, _ := v.(map[string]any)
	text, _ = o["text"].(string)
	kind, _ = o["type"].(string)
	return text, kind
}

// total counts the characters of JSON as it goes over the wire.
func total(v any) int {
	raw, err := encode(v)
	if err != nil {
		return 0 // was JSON a moment ago
	}
	return utf8.RuneCount(raw)
}

func sortedKeys[V any](o map[string]V) []string {
	keys := make([]string, 0, len(o))
	for k := range o {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
