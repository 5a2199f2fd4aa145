package phrase

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shoebox/shared/gallery"
)

// maxSpelled words of a text are looked up at most.
const maxSpelled = 8

// unknown is a word that nobody knows: a slip of the fingers, or misheard.
type unknown struct {
	token
	kind   gallery.Kind // of the filter it is the value of; "" for a word of the text
	placed bool         // it stands behind a preposition of place
	bare   bool         // and right behind it, as a place's name does: "in Bern", not "in the moutains"
	// before and after are the words beside it, with which it may be a name.
	before, after []string
}

// spelled is what an unknown word may be.
type spelled struct {
	unknown
	is     string     // the one word it is
	own    bool       // which is the language's, and none of the gallery
	maybes []spelling // else those it may be
}

// spelling is one word that another may have been meant to be.
type spelling struct {
	name    string // as people write it
	written string // as it can be written in a text without doubt
}

// wonder remembers token i as a word that nobody knows, if it is one.
func (r *request) wonder(i int, of gallery.Kind) {
	const shortest = 3
	t := &r.tokens[i]
	if t.kind != word || utf8.RuneCountInString(t.fold) < shortest || r.said(i, r.words.called) ||
		strings.ContainsFunc(t.text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsMark(c) && c != '\'' && c != '-' }) ||
		r.vocabulary.Knows(t.text) || r.spoken(t.fold) || r.grammar.own().timely[t.fold] ||
		slices.ContainsFunc(r.unknown, func(u unknown) bool { return u.fold == t.fold }) {
		return
	}
	u := unknown{token: *t, kind: of, placed: r.want == place, bare: r.said(i, r.words.where)}
	for n := i - 1; n >= 0 && i-n < r.longest() && r.tokens[n].kind == word; n-- {
		u.before = append(u.before, r.tokens[n].text)
	}
	for n := i + 1; n < len(r.tokens) && n-i < r.longest() && r.tokens[n].kind == word; n++ {
		u.after = append(u.after, r.tokens[n].text)
	}
	slices.Reverse(u.before)
	r.unknown = append(r.unknown, u)
}

// spoken says whether a word is one the language is spoken with.
func (r *request) spoken(fold string) bool {
	w := r.words
	_, expanded := w.expanded[fold]
	_, number := w.numbers[fold]
	return w.stop[fold] || w.photo[fold] || w.photos[fold] || w.taken[fold] || w.tool[fold] || w.album[fold] || w.called[fold] ||
		w.favourite[fold] || w.verbs[fold] || expanded || number || r.grammar.patterns.words[fold]
}

// spell looks up the words that nobody knows: first among the gallery's, then among
// the language's own.
func (g *Grammar) spell(text string, all []unknown, v *lookup, now time.Time) []spelled {
	var found []spelled
	for _, u := range all[:min(len(all), maxSpelled)] {
		s := spelled{unknown: u}
		guesses, sure := v.Guess(u.text)
		guesses, sure = fitting(v, guesses, sure, u)
		people := nicknamedIn(v, u.text)
		name, joined := v.Joined(u.text)
		switch {
		case joined && (u.kind == "" || len(v.Named(name, u.kind)) > 0):
			s.is = plainWord(name)
		case u.kind == "" && len(people) > 1:
			s.maybes = persons(people)
		case sure:
			s.is = g.inSentence(v, plainWord(guesses[0].Word))
		default:
			if w, ok := g.ownWord(text, u, guesses, now); ok {
				s.is, s.own = g.inSentence(v, w), true
				break
			}
			for _, guess := range guesses {
				s.maybes = append(s.maybes, spelling{guess.Word, writtenWord(v, guess.Word, u.kind)})
			}
		}
		if s.is != "" || len(s.maybes) > 0 {
			found = append(found, s)
		}
	}
	return found
}

// fitting gives the guesses that a filter's value can be, and of several the one
// that is a name with the words beside it: "new yrok".
func fitting(v *lookup, guesses []gallery.Guess, sure bool, u unknown) ([]gallery.Guess, bool) {
	if u.kind != "" {
		fits := slices.DeleteFunc(slices.Clone(guesses), func(g gallery.Guess) bool {
			return len(v.Named(g.Word, u.kind)) == 0 && (u.kind != gallery.Person || len(v.People(g.Word)) == 0)
		})
		return fits, len(fits) > 0 && (sure && fits[0] == guesses[0] || len(fits) == 1)
	}
	for _, g := range guesses {
		if u.named(v, g.Word) {
			return []gallery.Guess{g}, true
		}
	}
	if u.placed {
		return u.somewhere(v, guesses, sure)
	}
	return guesses, sure
}

// somewhere gives the guesses at a word behind a preposition of place: the one place
// among them if there is one. Somebody is nowhere to be, and is not taken without
// asking; nor is what is no place, where a place's name would stand, unless it is much
// like the word: "in gardn".
func (u *unknown) somewhere(v *lookup, guesses []gallery.Guess, sure bool) ([]gallery.Guess, bool) {
	const like, muchLike = 0.6, 0.7
	var places []gallery.Guess
	for _, g := range guesses {
		if _, ok := only(v.Named(g.Word), gallery.PlaceTerm); ok && g.Score >= like {
			places = append(places, g)
		}
	}
	switch {
	case len(places) == 1:
		return places, true
	case len(places) > 1 || !sure:
		return guesses, sure
	}
	named := v.Named(guesses[0].Word)
	somebody := !slices.ContainsFunc(named, isThing) && len(v.People(guesses[0].Word)) > 0
	return guesses, !somebody && (!u.bare || guesses[0].Score >= muchLike)
}

// named says whether the words around an unknown word are a name with another in
// its place.
func (u *unknown) named(v *lookup, word string) bool {
	for from := 0; from <= len(u.before); from++ {
		for to := len(u.after); to >= 0; to-- {
			if from == len(u.before) && to == 0 {
				continue
			}
			name := strings.Join(slices.Concat(u.before[from:], []string{word}, u.after[:to]), " ")
			if len(v.Named(name)) > 0 {
				return true
			}
		}
	}
	return false
}

func persons(people []gallery.Entry) []spelling {
	const most = 3
	var all []spelling
	for _, e := range people[:min(len(people), most)] {
		all = append(all, spelling{e.Display, format(e.Term)})
	}
	return all
}

// writtenWord gives a word of the gallery as it is written where there must be no
// doubt about it: as a filter for a person or a place that it alone stands for.
func writtenWord(v *lookup, word string, of gallery.Kind) string {
	if of == "" {
		named := v.Named(word, gallery.Person, gallery.PlaceTerm)
		if people := v.People(word); len(named) == 0 && len(people) == 1 {
			named = people
		}
		if len(named) == 1 {
			return format(named[0].Term)
		}
	}
	return plainWord(word)
}

// plainWord gives a word in a form that a text can have it in: without signs that
// mean something there.
func plainWord(word string) string {
	if strings.ContainsFunc(word, func(c rune) bool {
		return c != ' ' && !unicode.IsLetter(c) && !unicode.IsNumber(c) && !unicode.IsMark(c)
	}) {
		return gallery.NewTerm(gallery.Word, word).Value
	}
	return word
}

// rewritten gives a text with other words in the place of some, by their folded
// form.
func (g *Grammar) rewritten(text string, with map[string]string) string {
	tokens := g.tokenize(text)
	for i := len(tokens) - 1; i >= 0; i-- {
		t := &tokens[i]
		if other, ok := with[t.fold]; ok && t.kind == word {
			text = text[:t.start] + other + text[t.end:]
		}
	}
	return text
}

// doubts gives the words of a text that may be several others, each with the whole
// text in which there is no doubt about any: the others are taken for what they are
// likest to.
func (g *Grammar) doubts(text string, all []spelled, unread []unknown) []Doubt {
	sure := map[string]string{}
	for _, u := range unread {
		sure[u.fold] = `"` + u.text + `"`
	}
	for _, s := range all {
		sure[s.fold] = s.is
		if s.is == "" {
			sure[s.fold] = s.maybes[0].written
		}
	}
	var doubts []Doubt
	for _, s := range all {
		if s.is != "" {
			continue
		}
		d := Doubt{Heard: s.text}
		likest := sure[s.fold]
		for _, maybe := range s.maybes {
			sure[s.fold] = maybe.written
			if utterance := g.rewritten(text, sure); len(utterance) <= MaxLength {
				d.Choices = append(d.Choices, DoubtChoice{Name: maybe.name, Utterance: utterance})
			}
		}
		sure[s.fold] = likest
		if len(d.Choices) > 0 {
			doubts = append(doubts, d)
		}
	}
	return doubts
}
