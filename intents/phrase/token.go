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
	word     kind = iota
	quoted        // words between quotes, as they are
	filter        // the name of a filter; its value comes next
	stranger      // what is written like the name of a filter, and is none
	or            // |
	and           // & or +
	opens         // (
	closes        // )
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
	tight      bool // an or without spaces around it
	face       bool // a parenthesis that is part of one: ":)"
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
			t.kind, t.tight = or, tightly(text, i)
		case '&', '+':
			t.kind = and
		case '(':
			t.kind, t.face = opens, face(text, i)
		case ')':
			t.kind, t.face = closes, face(text, i)
		case ',', ';':
			t.kind = comma
		case '"':
			end := strings.IndexByte(text[i+1:], '"')
			if end < 0 {
				i++
				continue
			}
			t.kind, t.text, t.end = quoted, text[i+1:i+1+end], i+end+2
		case '/':
			if !splits(text, i) {
				i, free = i+1, true
				continue
			}
			t.kind, t.tight = or, true
		case '.', '!', '?', ':', '*', '_', '<', '>', '=', '[', ']', '{', '}', '~', '`', '\\', '^', '\'', '%':
			minus = c == '!' && free && i+1 < len(text) && (text[i+1] == '"' || text[i+1] == '(' || letter(text[i+1:])) // "Anna & !Ben"
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

// letter says whether a text begins with a letter.
func letter(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(first)
}

// tightly says whether an | stands between two things without spaces.
func tightly(text string, i int) bool {
	return i > 0 && i+1 < len(text) && text[i-1] != ' ' && text[i+1] != ' '
}

// face says whether a parenthesis belongs to a face: ":)", ";-(", "(:". In
// "place:(" it doesn't.
func face(text string, i int) bool {
	before, after := strings.TrimSuffix(text[:i], "-"), text[i+1:]
	eyes := strings.HasSuffix(before, ":") || strings.HasSuffix(before, ";")
	if text[i] == ')' {
		return eyes
	}
	if n := len(before) - 1; eyes && n > 0 {
		last, _ := utf8.DecodeLastRuneInString(before[:n])
		eyes = !unicode.IsLetter(last)
	}
	return eyes || strings.HasPrefix(after, ":") || strings.HasPrefix(after, "-:")
}

// splits says whether a / stands between two words: "lake/sea", but not "w/o".
func splits(text string, i int) bool {
	letters := func(s string, next func(string) (rune, int), cut func(string, int) string) bool {
		n := 0
		for n < 2 && s != "" {
			r, size := next(s)
			if !unicode.IsLetter(r) {
				break
			}
			s = cut(s, size)
			n++
		}
		return n == 2
	}
	return letters(text[:i], utf8.DecodeLastRuneInString, func(s string, n int) string { return s[:len(s)-n] }) &&
		letters(text[i+1:], utf8.DecodeRuneInString, func(s string, n int) string { return s[n:] })
}

// word reads a word, or a filter's name with its colon.
func (g *Grammar) word(text string, t *token) {
	i := t.start
	for i < len(text) && !strings.ContainsRune(" \"|()&+,;:!?*<>=[]{}`", rune(text[i])) && (text[i] != '/' || !splits(text, i)) {
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	t.text = strings.TrimRight(text[t.start:i], ".-_'/\\#~^%")
	if t.text == "" {
		t.text = text[t.start:i]
	}
	t.end = t.start + len(t.text)
	t.fold = foldWord(t.text)
	if i < len(text) && text[i] == ':' && t.end == i {
		g.filter(text, t)
	}
}

// filter reads a word before a colon as the name of a filter. One that is misspelt,
// or unknown, has a value right behind the colon: "note: beach" and "https://" are
// none, and nor is what has a colon before it, or anything but letters.
func (g *Grammar) filter(text string, t *token) {
	if f, ok := g.filters[t.fold]; ok {
		t.kind, t.filter, t.end = filter, f, t.end+1
		return
	}
	next, _ := utf8.DecodeRuneInString(text[t.end+1:])
	if next != '"' && !unicode.IsLetter(next) && !unicode.IsNumber(next) || t.start > 0 && text[t.start-1] == ':' ||
		utf8.RuneCountInString(t.text) < 2 || strings.ContainsFunc(t.text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return
	}
	t.kind, t.end = stranger, t.end+1
	if f := g.likeFilter(t.fold); f != nil {
		t.kind, t.filter = filter, f
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
