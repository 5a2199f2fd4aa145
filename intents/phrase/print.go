package phrase

import (
	"fmt"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// String writes a phrase's query in the form that [Format] gives.
func (p Phrase) String() string { return Format(p.Query) }

// Format writes a query with filters alone, so that Parse understands it as the
// same query whatever the vocabulary: `person:"anna" (word:"dog"|word:"cat")
// since:"2019-01-01T00:00:00Z"`. The cursor, the seed and the trash are no part of
// it, and the zero Query is "". Times with no moment in them, which Parse never
// gives, are left out.
func Format(q gallery.Query) string {
	parts := formatChoice(gallery.Choice{All: q.All})
	for _, group := range q.Any {
		parts = append(parts, formatGroup(group))
	}
	parts = append(parts, formatChoice(gallery.Choice{None: q.None, Times: q.Times})...)
	if q.Order != "" {
		parts = append(parts, "order:"+string(q.Order))
	}
	if q.Limit > 0 {
		parts = append(parts, fmt.Sprintf("limit:%d", q.Limit))
	}
	return strings.Join(parts, " ")
}

func format(t gallery.Term) string {
	if t.Kind == gallery.Favourite {
		return "is:favourite"
	}
	return string(t.Kind) + `:"` + t.Value + `"`
}

// formatGroup writes alternatives: (a|b|(c d)).
func formatGroup(group gallery.Group) string {
	var choices []string
	for _, c := range group {
		parts := formatChoice(c)
		switch {
		case len(parts) == 1 && len(c.None) == 0:
			choices = append(choices, parts[0])
		case len(parts) > 0:
			choices = append(choices, "("+strings.Join(parts, " ")+")")
		}
	}
	return "(" + strings.Join(choices, "|") + ")"
}

// formatChoice writes what is asked for together.
func formatChoice(c gallery.Choice) []string {
	var parts []string
	for _, t := range c.All {
		parts = append(parts, format(t))
	}
	for _, t := range c.None {
		parts = append(parts, "-"+format(t))
	}
	if times := formatTimes(c.Times); times != "" {
		parts = append(parts, times)
	}
	return parts
}

// formatTimes writes times: one span by its ends, several as intervals.
func formatTimes(ts gallery.Times) string {
	if ts.Never() {
		return ""
	}
	if len(ts) == 1 {
		var ends []string
		if !ts[0].From.IsZero() {
			ends = append(ends, `since:"`+formatTime(ts[0].From)+`"`)
		}
		if !ts[0].To.IsZero() {
			ends = append(ends, `before:"`+formatTime(ts[0].To)+`"`)
		}
		if len(ends) == 2 {
			return `on:"` + formatTime(ts[0].From) + "/" + formatTime(ts[0].To) + `"`
		}
		return strings.Join(ends, " ")
	}
	var intervals []string
	for _, s := range ts {
		intervals = append(intervals, `on:"`+formatTime(s.From)+"/"+formatTime(s.To)+`"`)
	}
	if len(intervals) == 0 {
		return ""
	}
	return "(" + strings.Join(intervals, "|") + ")"
}

// formatTime writes a moment to the second; "" for an open end.
func formatTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
