package when

// Words gives the words that the language's time expressions are made of, folded
// (lower case, no accents, no apostrophes), in no order. The slice is the caller's.
func (r *Reader) Words() []string {
	g := r.language().grammar
	words := make([]string, 0, len(g.words))
	for w := range g.words {
		words = append(words, w)
	}
	return words
}
