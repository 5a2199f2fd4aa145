package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// kind is what a token is.
type kind uint8

const (
	word   kind = iota
	quoted      // words between quotes, as they are
	filter      // the name of a filter; its value comes next
	or          // |
	and         // & or +
	opens       // (
	closes      // )
	comma
)

// token is a piece of a cleaned text.
type token struct {
	kind       kind
	text       string // as it stands there, without quotes
	fold       string // in lower case, without accents and apostrophes
	start, end int
	minus      bool // -dogs
	hash       bool // #beach
	filter     *Filter
}

// tokenize cuts a cleaned text into tokens.
func (g *Grammar) tokenize(text string) []token {
	tokens := make([]token, 0, len(text)/5+1)
	minus, hash, free := false, false, true // free: at the beginning of a word
	for i := 0; i < len(text); {
		t := token{start: i, end: i + 1}
		switch c := text[i]; c {
		case ' ':
			i, minus, hash, free = i+1, false, false, true
			continue
		case '-':
			if free && i+1 < len(text) && text[i+1] != ' ' && text[i+1] != '-' {
				minus = true
			}
			i++
			continue
		case '#':
			hash = free
			i++
			continue
		case '|':
			t.kind = or
		case '&', '+':
			t.kind = and
		case '(':
			t.kind = opens
		case ')':
			t.kind = closes
		case ',', ';':
			t.kind = comma
		case '"':
			end := strings.IndexByte(text[i+1:], '"')
			if end < 0 {
				i++
				continue
			}
			t.kind, t.text, t.end = quoted, text[i+1:i+1+end], i+end+2
		case '.', '!', '?', ':', '*', '_', '<', '>', '=', '[', ']', '{', '}', '~', '`', '/', '\\', '^', '\'', '%':
			i, free = i+1, c != '\''
			continue
		default:
			g.word(text, &t)
		}
		t.minus, t.hash = minus, hash
		minus, hash, free = false, false, t.kind == or || t.kind == opens || t.kind == comma
		if t.kind != quoted || strings.TrimSpace(t.text) != "" {
			tokens = append(tokens, t)
		}
		i = t.end
	}
	return tokens
}

// word reads a word, or a filter's name with its colon.
func (g *Grammar) word(text string, t *token) {
	i := t.start
	for i < len(text) && !strings.ContainsRune(" \"|()&+,;:!?*<>=[]{}`", rune(text[i])) {
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	t.text = strings.TrimRight(text[t.start:i], ".-_'/\\#~^%")
	if t.text == "" {
		t.text = text[t.start:i]
	}
	t.end = t.start + len(t.text)
	t.fold = foldWord(t.text)
	if i < len(text) && text[i] == ':' {
		if f, ok := g.filters[t.fold]; ok {
			t.kind, t.filter, t.end = filter, f, i+1
		}
	}
}

// foldWord takes the case, accents and apostrophes from a word.
func foldWord(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			s = norm.NFC.String(strings.Map(func(r rune) rune {
				if unicode.Is(unicode.Mn, r) {
					return -1
				}
				return r
			}, norm.NFD.String(s)))
			break
		}
	}
	return strings.ReplaceAll(strings.ToLower(s), "'", "")
}
