package phrase

import "shoebox/shared/gallery"

// pair finds the parentheses that belong together; the others are none. Nor are
// those of a face: ":)".
func (r *request) pair() {
	r.pairs = map[int]bool{}
	var open []int
	for i := range r.tokens {
		switch t := &r.tokens[i]; {
		case t.kind != opens && t.kind != closes || t.face:
		case t.kind == opens:
			open = append(open, i)
		case len(open) > 0:
			r.pairs[open[len(open)-1]], r.pairs[i] = true, true
			open = open[:len(open)-1]
		}
	}
}

// connect reads "and" or "or": what it joins is of one sort.
func (r *request) connect(l link) {
	r.want = r.wanted
	parts := r.levels[len(r.levels)-1].parts
	r.inherited = len(parts) > 0 && !parts[len(parts)-1].loose
	r.link = l
	if r.denied && r.negate == wanted {
		r.negate = carried
	}
}

// comma reads a comma. What is not wanted goes on behind it in a list that "and" or
// "or" ends: "without dogs, cats or birds".
func (r *request) comma(i int) {
	if r.link == apart {
		r.link = listed
	}
	r.want = r.wanted
	r.negate = wanted
	if r.denied && r.listEnds(i) {
		r.negate = carried
	}
}

// listEnds says whether a list goes on from token i up to an "and" or "or".
func (r *request) listEnds(i int) bool {
	for i++; i < len(r.tokens); i++ {
		t := &r.tokens[i]
		_, timely := r.timeAt[i]
		switch {
		case t.kind == or || t.kind == and:
			return true
		case t.kind == comma || t.kind == quoted:
		case t.kind != word || t.minus || timely:
			return false
		case r.words.ors[t.fold] || r.words.ands[t.fold]:
			return true
		case r.words.where[t.fold] || r.words.with[t.fold] || r.words.not[t.fold]:
			return false
		}
	}
	return false
}

// grammatical reads a word that says how the others belong together, or nothing.
func (r *request) grammatical(i int) bool {
	t, w := &r.tokens[i], r.words
	switch {
	case w.not[t.fold] && i+2 < len(r.tokens) && w.there[r.tokens[i+1].fold]: // "I was not there in May": in May, though
	case w.not[t.fold], w.but[t.fold] && r.behind(i, w.whole):
		r.negate = explicit
	case w.whole[t.fold] && i+1 < len(r.tokens) && (w.but[r.tokens[i+1].fold] || w.not[r.tokens[i+1].fold]):
	case r.grammar.company.either[t.fold] && !r.ends(i+1):
	case w.ors[t.fold]:
		r.connect(other)
	case w.ands[t.fold]:
		r.connect(also)
	case w.taken[t.fold] && r.function(i+1):
		if i+1 < len(r.tokens) && (w.with[r.tokens[i+1].fold] || r.tokens[i+1].fold == w.on) {
			r.want = camera
		}
	case w.photos[t.fold], w.photo[t.fold] && !r.content(i+1):
		r.carried = true
	case w.with[t.fold] && r.want != camera:
		r.preposition(person, t.fold)
	case w.where[t.fold] && r.want != camera:
		r.preposition(place, t.fold)
	case w.stop[t.fold]:
		if r.want == person && len(r.vocabulary.People(t.text)) > 0 {
			return false
		}
	default:
		return false
	}
	return true
}

// behind says whether one of the words stands before token i, or did before that was
// taken away as what a wish begins with: "all but cats".
func (r *request) behind(i int, words map[string]bool) bool {
	if i == 0 {
		return r.carried
	}
	return words[r.tokens[i-1].fold]
}

// preposition says what comes next. It ends what is not wanted, unless that has the
// same one: "not in Paris or in Lisbon".
func (r *request) preposition(next want, word string) {
	r.want, r.inherited = next, false
	switch r.negate {
	case explicit:
		r.where = word
	case carried:
		if r.where != word {
			r.negate = wanted
		}
	case wanted, eitherWay:
	}
}

// content says whether a word to look for stands at token i.
func (r *request) content(i int) bool {
	if i >= len(r.tokens) || r.tokens[i].kind != word || r.tokens[i].minus {
		return false
	}
	_, timely := r.timeAt[i]
	f := r.tokens[i].fold
	return !timely && !r.doubted[f] && !r.function(i) && !r.words.photos[f] && !r.words.photo[f] && !r.words.taken[f]
}

// function says whether token i is no word to look for: a preposition, a time, the
// end.
func (r *request) function(i int) bool {
	if i >= len(r.tokens) || r.tokens[i].kind != word {
		return true
	}
	f := r.tokens[i].fold
	_, timely := r.timeAt[i]
	return timely || r.words.stop[f] || r.words.not[f] || r.words.ors[f] || r.words.ands[f] || r.words.where[f] || r.words.with[f]
}

// missing reads what ends a wish by saying that the people before it are not in the
// photos: "where Anna and Clara are not there", "that Clara is not in".
func (r *request) missing(i int) bool {
	w := r.words
	if i+2 != len(r.tokens) || !w.not[r.tokens[i].fold] {
		return false
	}
	parts := r.levels[len(r.levels)-1].parts
	if last := r.tokens[i+1].fold; !w.there[last] && !w.where[last] || len(parts) == 0 {
		return false
	}
	found := false
	for n := len(parts) - 1; n >= 0 && parts[n].sort == gallery.Person && !parts[n].denied; n-- {
		p := &parts[n]
		p.sense, p.denied, found = p.sense.not(), true, true
		if p.link != also {
			break
		}
	}
	return found
}
