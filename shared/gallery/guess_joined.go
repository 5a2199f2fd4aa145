package gallery

import "strings"

// Joined gives the word or name of the vocabulary that words are when the spaces
// between them are put elsewhere: sunset for "sun set", and New York for "newyork".
// It does not tell whether the words are better as they are: ask where one of them
// is not known.
func (v *Vocabulary) Joined(words ...string) (written string, ok bool) {
	var parts []string
	for _, w := range words {
		parts = append(parts, tokens(w, true)...)
	}
	joined := strings.Join(parts, "")
	s := v.spelling()
	if name, known := s.joined[joined]; known && NewTerm(Word, name).Value != strings.Join(parts, " ") {
		return name, true
	}
	if len(parts) < 2 || !v.knows(joined) {
		return "", false
	}
	if i, known := s.at[joined]; known {
		return s.words[i].written, true
	}
	return joined, true
}

// join makes a name of several words known by them without the spaces. The most
// frequent come first, and stay.
func (s *spelling) join(name string, words []spelt) {
	if len(words) < 2 {
		return
	}
	var joined strings.Builder
	for _, w := range words {
		joined.WriteString(w.text)
	}
	if _, known := s.joined[joined.String()]; !known {
		s.joined[joined.String()] = name
	}
}
