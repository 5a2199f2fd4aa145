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
// same query whatever the vocabulary: `person:"anna" -word:"dog" since:2019-01-01`.
// The cursor, the seed and the trash are no part of it, and the zero Query is "".
func Format(q gallery.Query) string {
	var parts []string
	for _, t := range q.All {
		parts = append(parts, format(t))
	}
	for _, group := range q.Any {
		parts = append(parts, formatGroup(group))
	}
	for _, t := range q.None {
		parts = append(parts, "-"+format(t))
	}
	if len(q.Times) > 0 {
		parts = append(parts, formatTimes(q.Times))
	}
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

// formatGroup writes alternatives. One alone is written twice, to stay one.
func formatGroup(group gallery.Group) string {
	var choices []string
	for _, c := range group {
		for _, t := range c.All {
			choices = append(choices, format(t))
		}
	}
	if len(choices) == 1 {
		choices = append(choices, choices[0])
	}
	return strings.Join(choices, "|")
}

// formatTimes writes times: one span by its ends, several as intervals.
func formatTimes(ts gallery.Times) string {
	if len(ts) == 1 {
		var ends []string
		if !ts[0].From.IsZero() {
			ends = append(ends, `since:"`+formatTime(ts[0].From)+`"`)
		}
		if !ts[0].To.IsZero() {
			ends = append(ends, `before:"`+formatTime(ts[0].To)+`"`)
		}
		return strings.Join(ends, " ")
	}
	intervals := make([]string, len(ts))
	for i, s := range ts {
		intervals[i] = `on:"` + formatTime(s.From) + "/" + formatTime(s.To) + `"`
	}
	return strings.Join(intervals, "|")
}

// formatTime writes a moment to the second; "" for an open end.
func formatTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
