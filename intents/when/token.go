package when

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word, a run of digits, or one other character. Words are folded:
// lower case, no accents, no apostrophes ("New Year's" is new, years).
type token struct {
	text       string
	start, end int // byte offsets into the text read
	glued      bool
	digits     bool
	marked     bool // has an apostrophe
	id         int  // the word's number in the grammar, 0 for a word it doesn't have
	n          int  // the number that digits are, up to eight of them; -1 beyond
}

// space reports what separates tokens and is none. Control characters and
// invalid UTF-8 are passed over like spaces.
func space(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError || r == '\ufeff' || unicode.Is(unicode.Cf, r)
}

// tokenize cuts a text into tokens.
func tokenize(text string) []token {
	tokens := make([]token, 0, len(text)/4+1)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case space(r):
			i += size
			continue
		case r >= '0' && r <= '9':
			tokens = append(tokens, number(text, i))
		case unicode.IsLetter(r):
			tokens = append(tokens, word(text, i))
		default:
			tokens = append(tokens, token{text: mark(r), start: i, end: i + size})
		}
		last := &tokens[len(tokens)-1]
		last.glued = len(tokens) > 1 && tokens[len(tokens)-2].end == last.start
		i = last.end
	}
	return tokens
}

func number(text string, i int) token {
	t := token{start: i, digits: true}
	for ; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
		if t.n >= 0 {
			t.n = t.n*10 + int(text[i]-'0')
		}
		if t.n > 99_999_999 {
			t.n = -1
		}
	}
	t.end, t.text = i, text[t.start:i]
	return t
}

func word(text string, start int) token {
	i, ascii, plain, marked := start, true, true, false
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		mark := apostrophe(text, i, r, size)
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !mark {
			break
		}
		marked = marked || mark
		ascii = ascii && r < utf8.RuneSelf
		plain = plain && r >= 'a' && r <= 'z'
		i += size
	}
	t := token{start: start, end: i, text: text[start:i], marked: marked}
	if plain {
		return t
	}
	if folded := fold(t.text, ascii); folded != "" { // some letters are nothing but a mark
		t.text = folded
	}
	return t
}

// apostrophe reports an apostrophe inside a word, before a letter, or behind the s
// of several owners ("mothers' day").
func apostrophe(text string, i int, r rune, size int) bool {
	if r != '\'' && r != '’' && r != 'ʼ' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[i+size:])
	return unicode.IsLetter(next) || i > 0 && text[i-1]|' ' == 's' && unicode.IsSpace(next)
}

// fold takes accents and apostrophes away and lowers the case.
func fold(s string, ascii bool) string {
	if !ascii {
		s = norm.NFKD.String(s)
	}
	return strings.Map(func(r rune) rune {
		if r == '\'' || r == '’' || r == 'ʼ' || unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// mark gives a punctuation mark in its plainest form, so that all dashes and all
// apostrophes are one.
func mark(r rune) string {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−', '~', '〜':
		return "-"
	case '’', '‘', 'ʼ', '`', '´':
		return "'"
	case '，', '、':
		return ","
	case '．', '。':
		return "."
	case '／':
		return "/"
	}
	return string(r)
}
