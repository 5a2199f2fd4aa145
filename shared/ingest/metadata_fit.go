package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// What is kept of a picture's own words: as much as a photo may hold. A picture is
// not refused for a caption of a megabyte, as what people type would be.
const (
	keptTitle       = 300     // characters
	keptDescription = 5_000   // characters
	keptName        = 100     // characters of a keyword, a person, a place, a camera
	keptNames       = 50      // keywords and people, each
	cleaned         = 100_000 // bytes of a text that are looked at, to keep that many
)

// fit cuts what is more than a photo may hold, at the end of a word where there is
// one, and leaves out what nobody is to see.
func (f *facts) fit() {
	f.title = shortened(oneLine(f.title), keptTitle)
	f.description = shortened(clean(f.description), keptDescription)
	for _, s := range []*string{&f.camera, &f.city, &f.region, &f.country} {
		*s = shortened(oneLine(*s), keptName)
	}
	f.keywords, f.people = names(f.shown()), names(f.people)
}

// names gives the first of the names, each once in whatever case it is written. A
// name that is too long to be one is left out: half of it would be another.
func names(all []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, n := range all {
		if len(n) > keptName*utf8.UTFMax {
			continue
		}
		n = oneLine(n)
		folded := strings.ToLower(n)
		if n == "" || utf8.RuneCountInString(n) > keptName || seen[folded] {
			continue
		}
		seen[folded] = true
		if kept = append(kept, n); len(kept) == keptNames {
			break
		}
	}
	return kept
}

// shortened gives at most so many characters of a text, with a mark where it was longer.
func shortened(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	runes := 0
	for at := range s {
		if runes++; runes == most {
			s = s[:at]
			break
		}
	}
	if space := strings.LastIndexFunc(s, unicode.IsSpace); space > len(s)/2 {
		s = s[:space]
	}
	return strings.TrimRightFunc(s, unicode.IsSpace) + "…"
}

func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// clean leaves out control characters but line breaks, and those that turn the
// direction of what stands beside them.
func clean(s string) string {
	s = s[:min(len(s), cleaned)]
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsControl(r), r == utf8.RuneError, r == '\u2028', r == '\u2029':
			return ' '
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\ufeff':
			return -1
		}
		return r
	}, s))
}

// decodedText reads a text whose character set nobody noted: UTF-8 if it can be,
// else what Western Windows writes, of which Latin-1 is a part. It ends at a zero.
func decodedText(b []byte) string {
	b = beginning(b)
	for i, c := range b {
		if c == 0 {
			b = b[:i]
			break
		}
	}
	if !utf8.Valid(b) {
		b, _ = charmap.Windows1252.NewDecoder().Bytes(b) // has a character for every byte
	}
	return strings.TrimSpace(string(b))
}

// beginning is as much of a text as is looked at, and no half letter of it.
func beginning(b []byte) []byte {
	if len(b) <= cleaned {
		return b
	}
	end := cleaned
	for end > cleaned-utf8.UTFMax && !utf8.RuneStart(b[end]) {
		end--
	}
	return b[:end]
}
