package alexa

import (
	"regexp"
	"strings"

	"shoebox/intents"
)

// markup gives a Text as SSML without the speak element around it. This is the one
// place where words become markup, and the one where they are escaped (S1).
func markup(t intents.Text) string {
	var b strings.Builder
	for _, r := range t {
		switch {
		case r.As == intents.Date && !r.Time.IsZero():
			b.WriteString(`<say-as interpret-as="date">` + r.Time.Format("20060102") + `</say-as>`)
		case r.As == intents.Ordinal:
			b.WriteString(`<say-as interpret-as="ordinal">` + escape(r.Words) + `</say-as>`)
		default: // digits are read as a number without being told
			b.WriteString(escape(r.Words))
		}
	}
	return b.String()
}

// speak puts the speak element around markup.
func speak(markup string) string { return "<speak>" + strings.TrimSpace(markup) + "</speak>" }

var speakTag = regexp.MustCompile(`(?i)</?speak>`)

// escape makes words safe in SSML: a speak element that came with them goes, what
// XML can't hold goes, and what means something in XML is written as an entity.
func escape(words string) string {
	return xmlEntities.Replace(speakable(speakTag.ReplaceAllString(words, "")))
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
