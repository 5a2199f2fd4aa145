package gallery

import "strings"

// Complete gives at most n entries of a kind whose name somebody may be typing:
// those whose name begins so, then those in which each typed word begins a word of
// the name or of a nickname ("york" finds New York), then those that would be found
// if words nobody knows were what they may be misspelt for. In each of the three
// the most frequent come first. Where nothing is typed they are the most frequent
// of all.
func (v *Vocabulary) Complete(kind Kind, typed string, n int) []Entry {
	words := tokens(typed, false)
	if len(words) == 0 || n <= 0 {
		return v.Top(kind, n)
	}
	whole := strings.Join(words, " ")
	meant := v.meant(kind, words)
	var begins, contains, mended []int
	for _, i := range v.byKind[kind] {
		e := v.entries[i]
		switch {
		case strings.HasPrefix(e.Term.Value, whole):
			begins = append(begins, i)
		case e.hasBeginnings(single(words)):
			contains = append(contains, i)
		case e.hasBeginnings(meant):
			mended = append(mended, i)
		}
	}
	found := append(append(begins, contains...), mended...)
	return v.at(found[:min(n, len(found))])
}

// meant gives for each word what it may be: itself where a name of the kind has a
// word that begins so, else what it may be misspelt for.
func (v *Vocabulary) meant(kind Kind, words []string) [][]string {
	all := single(words)
	for i, w := range words {
		if v.begins(kind, w) {
			continue
		}
		guesses, _ := v.Guess(w)
		for _, g := range guesses {
			all[i] = append(all[i], tokens(g.Word, false)...)
		}
	}
	return all
}

// begins reports whether a word of any name of the kind begins so.
func (v *Vocabulary) begins(kind Kind, word string) bool {
	for _, i := range v.byKind[kind] {
		if v.entries[i].hasBeginnings([][]string{{word}}) {
			return true
		}
	}
	return false
}

// hasBeginnings reports whether for each list one of its beginnings begins a word of
// the entry's name or of a nickname.
func (e Entry) hasBeginnings(lists [][]string) bool {
	words := strings.Fields(e.Term.Value)
	for _, nickname := range e.Nicknames {
		words = append(words, tokens(nickname, false)...)
	}
	for _, beginnings := range lists {
		if !anyBegins(words, beginnings) {
			return false
		}
	}
	return true
}

func anyBegins(words, beginnings []string) bool {
	for _, w := range words {
		for _, b := range beginnings {
			if strings.HasPrefix(w, b) {
				return true
			}
		}
	}
	return false
}

// single makes a list of each word.
func single(words []string) [][]string {
	lists := make([][]string, len(words))
	for i, w := range words {
		lists[i] = []string{w}
	}
	return lists
}
