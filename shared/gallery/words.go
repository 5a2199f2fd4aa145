package gallery

import (
	"strings"

	"github.com/kljensen/snowball/english"
)

// unsaid are the words that say nothing about a photo: they are in no index and
// are passed over in what is looked for. The list is short, so that no name is on
// it ("Will", "May", "US").
var unsaid = map[string]bool{
	"a": true, "an": true, "the": true, "and": true, "or": true, "of": true, "in": true,
	"on": true, "at": true, "to": true, "for": true, "from": true, "by": true, "with": true,
	"is": true, "are": true, "was": true, "were": true, "be": true, "been": true,
	"it": true, "its": true, "this": true, "that": true, "these": true, "those": true,
	"as": true, "into": true, "our": true, "we": true, "my": true, "his": true, "her": true,
	"their": true, "they": true, "he": true, "she": true, "has": true, "had": true, "have": true,
}

// irregular are the plurals that stemming does not see through.
var irregular = map[string]string{
	"men": "man", "women": "woman", "children": "child", "people": "person",
	"feet": "foot", "teeth": "tooth", "geese": "goose", "mice": "mouse",
	"wolves": "wolf", "knives": "knife", "leaves": "leaf", "shelves": "shelf",
	"calves": "calf", "halves": "half", "loaves": "loaf", "oxen": "ox",
}

// said gives the words of a text that say something, as they are compared but not
// yet stemmed, each once.
func said(text string) []string {
	var words []string
	seen := map[string]bool{}
	for _, w := range tokens(text, true) {
		if !unsaid[w] && !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

// stem gives what a word has in common with its other forms: beach for beaches.
func stem(word string) string {
	if one, ok := irregular[word]; ok {
		word = one
	}
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	if len(word) < 3 {
		return word
	}
	return english.Stem(word, false)
}

// stems gives a name with every word stemmed.
func stems(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = stem(w)
	}
	return strings.Join(words, " ")
}
