package slackbot

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"shoebox/shared/fault"
)

// Fit makes a message one that Slack takes: long texts end in an ellipsis, what is
// too many is left out from the end, and a block that can't be mended goes. It
// changes nothing in a message that fits.
func Fit(m Message) (Message, error) {
	const op = "slackbot.Fit"
	m.Text = Shorten(m.Text, maxText)
	if len(m.Blocks) == 0 {
		return m, nil
	}
	var blocks []any
	if err := json.Unmarshal(m.Blocks, &blocks); err != nil {
		return m, fault.As(op, fault.Invalid, err)
	}
	blocks = fitBlocks(blocks)
	fitted, err := encode(blocks)
	if err != nil {
		return m, fault.Wrap(op, err)
	}
	m.Blocks = fitted
	if len(blocks) == 0 {
		m.Blocks = nil
	}
	return m, nil
}

func fitBlocks(blocks []any) []any {
	for _, b := range blocks {
		if o, ok := b.(map[string]any); ok {
			fitObject(sortOf("blocks", o), o)
		}
	}
	blocks = slices.DeleteFunc(blocks, func(b any) bool { return !mended(b) })
	blocks = blocks[:min(len(blocks), maxBlocks)]
	for total(blocks) > maxTotal && len(blocks) > 1 {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

// fitObject cuts what is too long or too many, from the inside out.
func fitObject(sort string, o map[string]any) {
	for _, name := range sortedKeys(o) {
		switch v := o[name].(type) {
		case map[string]any:
			if s := sortOf(name, v); s != "" {
				fitObject(s, v)
			}
		case []any:
			for _, member := range v {
				if inner, ok := member.(map[string]any); ok {
					fitObject(sortOf(name, inner), inner)
				}
			}
			o[name] = slices.DeleteFunc(v, func(member any) bool {
				inner, ok := member.(map[string]any)
				return ok && !fits(sortOf(name, inner), inner)
			})
		}
	}
	for _, l := range limits[sort] {
		switch v := o[l.field].(type) {
		case []any:
			if l.of == items {
				o[l.field] = v[:min(len(v), l.most)]
			}
		case string:
			if cuttable(l.field) {
				o[l.field] = Shorten(v, l.most)
			}
		case map[string]any:
			if text, ok := v["text"].(string); ok && l.of == chars {
				v["text"] = Shorten(text, l.most)
			}
		}
	}
}

// cuttable reports whether a field holds words for people, which may be cut: a URL, a
// value or an id that is too long is good for nothing.
func cuttable(field string) bool {
	return field == "text" || field == "alt_text" || field == "accessibility_label" || field == "author_name"
}

// mended reports whether a block can be sent.
func mended(b any) bool {
	o, ok := b.(map[string]any)
	return ok && fits(sortOf("blocks", o), o)
}

func fits(sort string, o map[string]any) bool {
	c := checker{seen: map[string]bool{}}
	c.object("", sort, o)
	return len(c.found) == 0
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
		piece := whole.FindString(text)
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
var whole = regexp.MustCompile(`^(?:&(?:amp|lt|gt);|<[^<>]{1,500}>)`)
