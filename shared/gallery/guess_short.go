package gallery

// shortWord is how many letters a word has that is mostly its beginning and its end:
// any slip makes much of it another word.
const shortWord = 3

// short gives the one name's word that a short word may be with one letter left out,
// changed, or swapped, but for the first: tree for "tre". Where there are more, any
// would be guesswork, and a common word is itself. The guess is one to ask about.
func (s *spelling) short(word string) []guessed {
	if everyday(word) {
		return nil
	}
	one := -1
	from, _ := s.length(shortWord)
	_, to := s.length(shortWord + 1)
	for i := from; i < to; i++ {
		w := &s.words[i]
		if !w.named || w.text[0] != word[0] || unsaid[w.text] || digits(w.text) != digits(word) || distance(word, w.text, 1) > 1 {
			continue
		}
		if one >= 0 {
			return nil
		}
		one = i
	}
	if one < 0 {
		return nil
	}
	return []guessed{{one, likely}}
}

// slipped reports whether a short word is another of as many letters with two
// neighbours swapped or the key beside one hit, but for the first: dog for "dgo". No
// other slip is as plain in so few letters.
func slipped(word, meant string) bool {
	a, b := []rune(word), []rune(meant)
	if len(a) != shortWord || len(b) != shortWord {
		return false
	}
	var other []int
	for i := range a {
		if a[i] != b[i] {
			other = append(other, i)
		}
	}
	switch len(other) {
	case 1:
		return other[0] > 0 && nearKeys.has(a[other[0]], b[other[0]])
	case 2:
		i, j := other[0], other[1]
		return j == i+1 && a[i] == b[j] && a[j] == b[i]
	}
	return false
}
