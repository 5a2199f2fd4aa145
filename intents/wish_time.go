package intents

import (
	"strings"

	"shoebox/intents/when"
	"shoebox/shared/gallery"
)

// period names a query's times behind "photos": "from July 2023", "since May", "not
// from 2019"; "" when it has none.
func (t *turn) period(times gallery.Times) string {
	times = times.Tidy()
	switch {
	case times == nil:
		return ""
	case times.Never():
		return "at no time at all"
	case len(times) > 1 && times.Hull() == gallery.Span{}:
		if rest := t.period(times.Not()); strings.HasPrefix(rest, "from ") {
			return "not " + rest
		}
	}
	name := t.times.Name(spans(times), t.now)
	first, _, _ := strings.Cut(name, " ")
	if first == "before" || first == "since" || first == "until" {
		return name
	}
	return "from " + name
}

func spans(times gallery.Times) when.Spans {
	all := make(when.Spans, len(times))
	for i, s := range times {
		all[i] = when.Span(s)
	}
	return all
}
