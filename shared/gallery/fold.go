package gallery

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tokens gives the words of a text in the form in which they are compared: lower
// case, without accents, apostrophes and punctuation. A character of a script that
// is written without spaces, and a pictograph, is a word of its own. With
// possessive, a final 's is no part of its word: "Anna's" is anna.
func tokens(text string, possessive bool) []string {
	if !ascii(text) {
		text = plain(text)
	}
	var words []string
	word := make([]byte, 0, 16)
	end := func() {
		if len(word) > 0 {
			words = append(words, string(cutAt(word, maxWord)))
			word = word[:0]
		}
	}
	swallow := false // the s of a possessive
	for i, r := range text {
		switch {
		case swallow:
			swallow = false
		case apostrophe(r):
			swallow = possessive && len(word) > 0 && possessiveEnd(text[i+utf8.RuneLen(r):])
		case standsAlone(r):
			end()
			words = append(words, string(r))
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r) && !unicode.Is(unicode.Me, r) && len(word) > 0:
			word = utf8.AppendRune(word, unicode.ToLower(r))
		default:
			end()
		}
	}
	end()
	return words
}

// maxWord is the longest word that is told from others, in bytes.
const maxWord = 64

// cutAt shortens a text to at most limit bytes, at a character.
func cutAt(text []byte, limit int) []byte {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

// possessiveEnd reports whether an s that ends its word comes next.
func possessiveEnd(rest string) bool {
	if rest == "" || rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[1:])
	return len(rest) == 1 || !unicode.IsLetter(next) && !unicode.IsNumber(next)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// plain takes accents and ligatures apart and leaves the accents out. Marks that
// make another letter, as in Hindi or Japanese, stay.
func plain(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(text, " ")) {
		switch {
		case unicode.Is(unicode.Mn, r) && accent(r):
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		default:
			b.WriteString(latin(unicode.ToLower(r)))
		}
	}
	return norm.NFC.String(b.String())
}

// accent reports whether a mark only colours its letter.
func accent(r rune) bool {
	const voiced, semiVoiced = '\u3099', '\u309A' // of Japanese: another sound, another word
	return r != voiced && r != semiVoiced && unicode.In(r, unicode.Inherited, unicode.Hebrew, unicode.Arabic)
}

// latin spells letters that Unicode does not take apart as people without them on
// their keyboard do.
func latin(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ł':
		return "l"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	}
	return string(r)
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '`' }

func standsAlone(r rune) bool {
	return r >= utf8.RuneSelf && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.So)
}
