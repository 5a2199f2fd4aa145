package phrase

import (
	"slices"
	"strings"

	"shoebox/shared/gallery"
)

// trim takes away what a wish begins and ends with, and gives turns of phrase by
// what they mean.
func (r *request) trim() {
	defer r.turn()
	for len(r.tokens) > 0 {
		said := r.grammar.spoken(r.tokens[:min(len(r.tokens), 8)])
		if n := r.consumed(leading(r.words.polite, said), said); n > 0 {
			r.invoked = r.invoked || strings.Contains(strings.ToLower(r.between(0, n)), "shoebox")
			r.tokens = r.tokens[n:]
			continue
		}
		n := r.consumed(leading(r.words.heads, said), said)
		if n == 0 || r.nameAt(0, n) || r.quantity(n) || n == 1 && r.words.opens[said[0].fold] && !r.opensName(n) {
			break
		}
		r.tokens, r.carried = r.tokens[n:], true
	}
	for len(r.tokens) > 0 {
		n := trailing(r.words.tails, r.grammar.spoken(r.tokens[max(0, len(r.tokens)-4):]))
		if n == 0 || n > len(r.tokens) || n == len(r.tokens) && !r.carried {
			return
		}
		r.tokens = r.tokens[:len(r.tokens)-n]
	}
}

// opensName says whether a name the gallery knows, or an album, comes at token i:
// "open Portugal", "open the wedding album", but not "open air".
func (r *request) opensName(i int) bool {
	album := slices.ContainsFunc(r.tokens, func(t token) bool { return t.kind == word && r.words.album[t.fold] })
	return album || i >= len(r.tokens) || r.nameAt(i, 0)
}

// quantity says whether the first n tokens are part of a time: "a couple of weeks
// ago", "all of 2019".
func (r *request) quantity(n int) bool {
	if n >= len(r.tokens) || !r.words.quantities[r.tokens[0].fold] {
		return false
	}
	const longest = 10
	rest := r.between(0, min(len(r.tokens), longest))
	found := r.times.Scan(rest, r.now)
	return len(found) > 0 && found[0].Start == 0 && found[0].End > r.tokens[n].start-r.tokens[0].start
}

// consumed is how many tokens the first n spoken words are.
func (r *request) consumed(n int, said []spoken) int {
	if n == 0 {
		return 0
	}
	end, tokens := said[n-1].end, 0
	for tokens < len(r.tokens) && r.tokens[tokens].end <= end {
		tokens++
	}
	return tokens
}

// turn puts the words that mean the same in the place of turns of phrase. Of a
// name that the gallery knows nothing is taken.
func (r *request) turn() {
	for i := 0; i < len(r.tokens); i++ {
		if r.tokens[i].kind != word {
			continue
		}
		for _, t := range r.words.turns {
			if n := len(t.run); t.run[0] == r.tokens[i].fold && r.says(i, t.run) && (!t.place || r.placeAt(i+n)) && !r.nameAt(i, 1) {
				r.tokens = slices.Concat(r.tokens[:i], r.meant(t, r.tokens[i:i+n]), r.tokens[i+n:])
				break
			}
		}
	}
}

// says reports whether the words of a run stand at token i.
func (r *request) says(i int, run []string) bool {
	if i+len(run) > len(r.tokens) || !r.run(i, i+len(run)) {
		return false
	}
	for n, w := range run {
		if r.tokens[i+n].fold != w {
			return false
		}
	}
	return true
}

// placeAt says whether a place that the gallery knows begins at token i, maybe
// behind an article or a preposition.
func (r *request) placeAt(i int) bool {
	if i < len(r.tokens) && (r.words.stop[r.tokens[i].fold] || r.words.where[r.tokens[i].fold]) {
		i++
	}
	for end := min(len(r.tokens), i+r.longest()); end > i; end-- {
		if r.run(i, end) && len(r.vocabulary.Named(r.between(i, end), gallery.PlaceTerm)) > 0 {
			return true
		}
	}
	return false
}

// meant gives the words that a turn of phrase means, each at a place of the text
// that it comes from: what says "not" where the turn begins, what says where at its
// end, so that a time beside it begins or ends where it does.
func (r *request) meant(t turn, from []token) []token {
	var tokens []token
	for i, w := range t.means {
		at := from[len(from)-1]
		if i < len(t.means)-1 || r.words.not[w] {
			at = from[0]
		}
		if !r.words.not[w] && !r.words.where[w] {
			at.start = from[0].start // "sorted by date" is no time
		}
		at.text, at.fold, at.minus, at.hash = w, w, false, false
		tokens = append(tokens, at)
	}
	return tokens
}
