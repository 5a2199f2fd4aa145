package slackbot

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// fitter mends objects of Block Kit, from the inside out.
type fitter struct {
	seen map[string]bool // names so far, and the focus
}

// object cuts what is too long or too many, and takes away what can't be mended.
func (f fitter) object(sort string, o map[string]any) {
	if sort == "mrkdwn" || sort == "field" && o["type"] == "mrkdwn" {
		if text, ok := o["text"].(string); ok {
			o["text"] = tame(text)
		}
	}
	for _, name := range sortedKeys(o) {
		allowed := mayHold[sort+"."+name]
		switch v := o[name].(type) {
		case map[string]any:
			if s := sortOf(name, v); (s != "" || allowed != nil) && !f.fit(s, v, allowed) {
				delete(o, name)
			}
		case []any:
			o[name] = f.members(name, v, allowed)
		}
	}
	for _, l := range limits[sort] {
		cut(o, l)
	}
	for i, v := range listOf(o["rows"]) {
		if row, ok := v.([]any); ok && sort == "table" {
			o["rows"].([]any)[i] = row[:min(len(row), maxColumns)]
		}
	}
	f.chosen(sort, o)
}

// members gives those of a list that fit.
func (f fitter) members(name string, list []any, allowed []string) []any {
	_, objects := inside[name]
	objects = objects || name == "elements" || name == "blocks"
	fit := make([]any, 0, len(list))
	for _, member := range list {
		o, ok := member.(map[string]any)
		if ok && f.fit(sortOf(name, o), o, allowed) || !ok && !objects {
			fit = append(fit, member)
		}
	}
	return fit
}

// fit mends an object, and reports whether it can be sent.
func (f fitter) fit(sort string, o map[string]any, allowed []string) bool {
	t, _ := o["type"].(string)
	if allowed != nil && !slices.Contains(allowed, t) {
		return false
	}
	f.object(sort, o)
	c := newChecker()
	c.object("", sort, o)
	return len(c.found) == 0 && f.claim(o)
}

// claim takes an object's names. One that was taken already goes, and where it is
// what the object answers to, the object can't be sent.
func (f fitter) claim(o map[string]any) bool {
	action, _ := o["action_id"].(string)
	block, _ := o["block_id"].(string)
	if action != "" && f.seen["action_id="+action] {
		return false
	}
	if block != "" && f.seen["block_id="+block] {
		delete(o, "block_id")
	}
	if o["focus_on_load"] == true && f.seen["focus"] {
		delete(o, "focus_on_load")
	}
	f.seen["action_id="+action], f.seen["block_id="+block] = true, true
	f.seen["focus"] = f.seen["focus"] || o["focus_on_load"] == true
	return true
}

// chosen takes away what is chosen in a menu that no longer offers it.
func (f fitter) chosen(sort string, o map[string]any) {
	if o["initial_option"] == nil && o["initial_options"] == nil {
		return
	}
	c := newChecker()
	if c.choices("", sort, o); len(c.found) > 0 {
		delete(o, "initial_option")
		delete(o, "initial_options")
	}
}

// cut holds one field of an object to its limit.
func cut(o map[string]any, l limit) {
	switch v := o[l.field].(type) {
	case []any:
		if l.of == items {
			o[l.field] = v[:min(len(v), l.most)]
		}
	case string:
		if l.of == chars && cuttable(l.field) {
			o[l.field] = Shorten(v, l.most)
		}
	case map[string]any:
		if text, ok := v["text"].(string); ok && (l.of == textObject || l.of == plainObject) {
			v["text"] = Shorten(text, l.most)
		}
	case float64:
		if l.of == number && v > float64(l.most) {
			o[l.field] = float64(l.most)
		}
	}
}

// cuttable reports whether a field holds words for people, which may be cut: a URL, a
// value or an id that is too long is good for nothing.
func cuttable(field string) bool {
	return field == "text" || field == "alt_text" || field == "accessibility_label" || field == "author_name" || field == "initial_value"
}

// Ellipsis ends what was shortened.
const Ellipsis = "…"

// Shorten cuts text to at most so many code points, the ellipsis included. It never
// cuts within what a person sees as one character, within an escape (&amp;) or
// within a mention or link (<@U1>).
func Shorten(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	var b strings.Builder
	for left := most - 1; text != ""; {
		piece := whole().FindString(text)
		if piece == "" {
			piece, _, _, _ = uniseg.FirstGraphemeClusterInString(text, -1)
		}
		left -= utf8.RuneCountInString(piece)
		if left < 0 {
			break
		}
		b.WriteString(piece)
		text = text[len(piece):]
	}
	return strings.TrimRight(b.String(), " ") + Ellipsis
}

// whole is what stays in one piece though it is several characters.
var whole = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:&(?:amp|lt|gt);|<[^<>]+>)`)
})
