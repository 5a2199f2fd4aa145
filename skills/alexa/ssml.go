package alexa

import (
	"regexp"
	"strings"
	"sync"

	"shoebox/intents"
)

// markup gives a Text as SSML without the speak element around it. This is the one
// place where words become markup, and the one where they are escaped (S1).
func markup(t intents.Text) string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(said(r))
	}
	return b.String()
}

// said is a run as it is to be spoken.
func said(r intents.Run) string {
	switch r.As {
	case intents.Date:
		if !r.Time.IsZero() {
			return sayAs("date", r.Time.Format("20060102"))
		}
	case intents.Anniversary:
		if !r.Time.IsZero() {
			return sayAs("date", "????"+r.Time.Format("0102")) // the year is left out
		}
	case intents.Clock:
		if !r.Time.IsZero() {
			return strings.Replace(r.Time.Format("3:04 PM"), ":00", "", 1)
		}
	case intents.Year:
		return `<say-as interpret-as="date" format="y">` + escape(r.Words) + `</say-as>`
	case intents.Ordinal:
		return sayAs("ordinal", r.Words)
	case intents.Number:
		if len(r.Words) == 4 { // else 1,999 photos would be of a year
			return sayAs("cardinal", r.Words)
		}
	case intents.Plain, intents.Quoted:
	}
	return escape(r.Words)
}

func sayAs(what, words string) string {
	return `<say-as interpret-as="` + what + `">` + escape(words) + `</say-as>`
}

// speak puts the speak element around markup.
func speak(markup string) string { return "<speak>" + strings.TrimSpace(markup) + "</speak>" }

var speakTag = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)</?speak>`)
})

// escape makes words safe in SSML: a speak element that came with them goes, what
// XML can't hold goes, and what means something in XML is written as an entity.
func escape(words string) string {
	return xmlEntities.Replace(speakable(speakTag().ReplaceAllString(words, "")))
}

var xmlEntities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;")

// speakable drops what XML 1.0 has no room for and what nobody can hear: control
// characters, marks of direction, bytes that are no text. Line breaks and tabs
// become blanks.
func speakable(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\r', r == 0x85, r == 0x2028, r == 0x2029:
			return ' '
		case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xfffd, r == 0xfffe, r == 0xffff,
			r >= 0x200e && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, words)
}
