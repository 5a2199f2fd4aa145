package phrase

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// mention is a person, channel or link as Slack writes it into a text:
// <@U012|anna>, <#C012|holidays>, <https://example.com|a page>.
var mention = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<(?:[@#!]|[a-z]+:)[^<>|]*(?:\|([^<>|]*))?>`)
})

// clean gives a text in one form of each character: straight quotes, plain spaces
// and hyphens, nothing that can't be seen, no invalid UTF-8; and of what Slack
// wrote into it the names alone.
func clean(text string) string {
	if strings.ContainsRune(text, '<') {
		text = mention().ReplaceAllString(text, " $1 ")
	}
	plain := true
	for i := range len(text) {
		if text[i] < ' ' || text[i] >= utf8.RuneSelf-1 {
			plain = false
			break
		}
	}
	if plain {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case strings.ContainsRune("“”„‟«»「」『』＂", r):
			return '"'
		case strings.ContainsRune("‘’‚‛ʼ′＇", r):
			return '\''
		case strings.ContainsRune("‐‑‒–—−", r):
			return '-'
		case r == '¿' || r == '¡':
			return ' '
		case r == '｜' || r == '¦':
			return '|'
		case r == '：':
			return ':'
		case r == '\u200d': // joins emoji
			return r
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Cs, r):
			return -1
		}
		return r
	}, text)
}
