package intents

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// rightAfter is how long after an answer a wish that begins in the middle of a
// sentence, "without bridges", is about that answer.
const rightAfter = 15 * time.Minute

// mayGoOn reports whether a wish may depend on what was before: it begins in the
// middle of a sentence, or it is so short that it may answer a question of ours.
func (t *turn) mayGoOn() bool {
	const longestAnswer = 60 // characters: a name, and some words around it
	words := t.heard()
	return words != "" && (utf8.RuneCountInString(words) <= longestAnswer || inMiddle(words))
}

// goOn takes from what was before what a wish depends on: the options of our
// question, and the answer at hand where the wish narrows it.
func (t *turn) goOn(s state) {
	t.asked = s
	age := t.At.Sub(time.Unix(s.Issued, 0))
	if t.meaning.Intent == Find && len(s.Options) == 0 && s.View.there() && age <= rightAfter && inMiddle(t.heard()) {
		t.before, t.meaning.Intent = s, Refine
	}
}

// inMiddle reports whether words begin in the middle of a sentence: "and Tom",
// "without bridges". "And now" begins another.
func inMiddle(words string) bool {
	first, rest, _ := strings.Cut(folded(words), " ")
	second, _, _ := strings.Cut(rest, " ")
	return rest != "" && slices.Contains([]string{"without", "only", "but", "and", "not"}, first) &&
		!slices.Contains([]string{"now", "then", "show", "find", "search", "what", "how"}, second)
}
