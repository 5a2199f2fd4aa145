package phrase

import "strings"

// trim takes away what a wish begins and ends with.
func (r *request) trim() {
	for len(r.tokens) > 0 {
		said := r.grammar.spoken(r.tokens[:min(len(r.tokens), 8)])
		if n := r.consumed(leading(r.words.polite, said), said); n > 0 {
			r.invoked = r.invoked || strings.Contains(strings.ToLower(r.between(0, n)), "shoebox")
			r.tokens = r.tokens[n:]
			continue
		}
		n := r.consumed(leading(r.words.heads, said), said)
		if n == 0 || r.nameAt(0, n) || r.quantity(n) {
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
