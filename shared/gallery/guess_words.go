package gallery

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// spelling is what the names of a vocabulary are made of, word by word, for
// telling which word was meant by one that is not among them. It is made once for
// a vocabulary, when a word is first asked for, and takes some 200 bytes a word.
type spelling struct {
	words  []spelt           // the shortest first
	from   [maxWord + 2]int  // of a length in letters -> the first word of at least that length
	masks  []uint64          // of each word; apart from the words, to be run through fast
	at     map[string]int32  // folded word -> its place in words
	stems  map[string]bool   // of the words of albums, and of labels and tags that have several
	joined map[string]string // the words of a name of several, without spaces -> the name
	sounds []uint64          // the hash of a sound, and in the lower half the place of a word; sorted
}

// spelt is one word.
type spelt struct {
	text    string // folded
	written string // as people write it
	sound   string // see [sound]
	codes   [2]uint32
	letters int
	count   int // photos of the most frequent entry that has it
	named   bool
}

// spelling gives what the vocabulary's names are made of.
func (v *Vocabulary) spelling() *spelling {
	v.known.Do(func() { v.spell = newSpelling(v.entries) })
	return v.spell
}

func newSpelling(entries []Entry) *spelling {
	s := &spelling{at: make(map[string]int32, len(entries)), stems: map[string]bool{}, joined: map[string]string{}}
	for _, e := range entries { // the most frequent first
		for _, name := range append([]string{e.Display}, e.Nicknames...) {
			s.add(e, name)
		}
	}
	s.sort()
	s.masks = make([]uint64, len(s.words))
	for i, w := range s.words {
		s.at[w.text] = int32(i)
		s.masks[i] = mask(w.text)
	}
	s.listen()
	return s
}

// sort puts the shortest words first, those of one length in the order they came.
func (s *spelling) sort() {
	for _, w := range s.words {
		s.from[w.letters+1]++
	}
	for i := range maxWord + 1 {
		s.from[i+1] += s.from[i]
	}
	next := s.from
	sorted := make([]spelt, len(s.words))
	for _, w := range s.words {
		sorted[next[w.letters]] = w
		next[w.letters]++
	}
	s.words = sorted
}

// add adds the words of a name.
func (s *spelling) add(e Entry, name string) {
	words := lettered(name)
	s.join(name, words)
	for _, w := range words {
		if e.Term.Kind == Album || e.inflects() && len(words) > 1 {
			s.stems[stem(w.text)] = true
		}
		if i, there := s.at[w.text]; there {
			if !s.words[i].named && e.Term.Kind != Word {
				s.words[i].named, s.words[i].written = true, e.casual(w.written)
			}
			continue
		}
		w.named, w.written = e.Term.Kind != Word, e.casual(w.written)
		w.count, w.letters = e.Count, utf8.RuneCountInString(w.text)
		s.at[w.text] = int32(len(s.words))
		s.words = append(s.words, w)
	}
}

// inflects reports whether an entry is a thing, with a plural.
func (e Entry) inflects() bool { return e.Term.Kind == LabelTerm || e.Term.Kind == Tag }

// casual writes a word as people do in a sentence: labels begin with a capital
// letter, what they mean does not.
func (e Entry) casual(word string) string {
	if !e.inflects() {
		return word
	}
	first, size := utf8.DecodeRuneInString(word)
	if strings.ContainsFunc(word[size:], unicode.IsUpper) {
		return word
	}
	return string(unicode.ToLower(first)) + word[size:]
}

// lettered gives the words of a name, folded and as they are written in it.
func lettered(name string) []spelt {
	if foldedWord(name) {
		return []spelt{{text: name, written: name}}
	}
	var words []spelt
	for field := range strings.FieldsSeq(name) {
		folded := tokens(field, true)
		parts := []string{strings.TrimFunc(field, notSpelling)}
		if len(folded) > 1 {
			parts = strings.FieldsFunc(field, notSpelling)
		}
		for n, text := range folded {
			w := spelt{text: text, written: text}
			if len(parts) == len(folded) {
				w.written = strings.TrimFunc(unowned(parts[n]), notSpelling)
			}
			words = append(words, w)
		}
	}
	return words
}

// foldedWord reports whether a name is one word in the form in which words are
// compared, as most are.
func foldedWord(name string) bool {
	for i := range len(name) {
		if (name[i] < 'a' || name[i] > 'z') && (name[i] < '0' || name[i] > '9') {
			return false
		}
	}
	return name != "" && len(name) <= maxWord
}

// unowned takes the 's off what something belongs to.
func unowned(word string) string {
	for i, r := range word {
		if apostrophe(r) && possessiveEnd(word[i+utf8.RuneLen(r):]) {
			return word[:i]
		}
	}
	return word
}

func notSpelling(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && !apostrophe(r)
}

// knows reports whether a folded word is one of the vocabulary's, in any form where
// it may have others.
func (v *Vocabulary) knows(word string) bool {
	s := v.spelling()
	if _, there := s.at[word]; there {
		return true
	}
	word = stem(word)
	_, said := v.byIndex[Word.prefix()+word]
	_, named := v.byStems[word]
	return said || named || s.stems[word]
}

// singular gives a word without the ending of a plural, where it may have one.
func singular(word string) (string, bool) {
	if len(word) < 4 || !strings.HasSuffix(word, "s") || strings.HasSuffix(word, "ss") {
		return "", false
	}
	return word[:len(word)-1], true
}
