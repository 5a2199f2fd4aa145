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
	if len(q.Any) > 0 {
		var alternatives []string
		for _, t := range q.Any {
			alternatives = append(alternatives, format(t))
		}
		if len(alternatives) == 1 { // one alternative is none
			alternatives = append(alternatives, alternatives[0])
		}
		parts = append(parts, strings.Join(alternatives, "|"))
	}
	for _, t := range q.None {
		parts = append(parts, "-"+format(t))
	}
	if !q.From.IsZero() {
		parts = append(parts, "since:"+formatTime(q.From))
	}
	if !q.To.IsZero() {
		parts = append(parts, "before:"+formatTime(q.To))
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

// formatTime writes a moment to the second.
func formatTime(t time.Time) string {
	return `"` + t.UTC().Format(time.RFC3339) + `"`
}
