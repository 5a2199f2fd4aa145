package phrase

import (
	"slices"

	"shoebox/shared/gallery"
)

// company is what a language says of who else is in a photo with, and of
// alternatives that are said twice.
type company struct {
	only      map[string]bool // "only Anna"
	alone     [][]string      // "Anna by herself"
	nobodyBut [][]string      // "nobody but Anna"
	nobody    [][]string      // "with nobody"
	people    map[string]bool // who is nobody when not wanted: "no people"
	anybody   map[string]bool // the same, as pronouns: "without anybody"
	human     string          // what these are looked for as, where no label is
	with      map[string]bool // before somebody, never before a time: "with May"
	either    map[string]bool // before the first of two: "either cats or dogs"
	absent    map[string]bool // behind what is not wanted: "when Ben isn't there"
}

// companies are the languages' words, English for those without.
var companies = map[string]func() company{
	"en": func() company {
		return company{
			only: set("only just solely"),
			alone: runs("alone|by herself|by himself|by themselves|on her own|on his own|on their own|all alone|solo|" +
				"and nobody else|and no one else|and no others|with nobody else|with no one else|without anyone else|without anybody else|without one else|without others"),
			nobodyBut: runs("nobody but|no one but|noone but|nobody except|no one except|nobody other than|no one other than|nobody else but|no one else but|without one but|none but"),
			nobody:    runs("nobody|no one|noone|not anyone|not anybody|without one"),
			people:    set("people person persons humans human"),
			anybody:   set("anyone anybody"),
			human:     "people",
			with:      set("with featuring including and"),
			either:    set("either"),
			absent:    set("isnt arent wasnt werent doesnt"),
		}
	},
	"de": func() company {
		return company{
			only:      set("nur bloß lediglich"),
			alone:     runs("allein|alleine|ganz allein|und niemand sonst|und sonst niemand|ohne andere"),
			nobodyBut: runs("niemand außer|niemanden außer|niemandem außer|keiner außer|niemand als"),
			nobody:    runs("niemand|niemanden|niemandem"),
			people:    set("menschen leute personen person mensch"),
			anybody:   set("jemanden jemand"),
			human:     "menschen",
			with:      set("mit samt nebst und"),
			either:    set("entweder"),
		}
	},
	"es": func() company {
		return company{
			only:      set("solo solamente unicamente"),
			alone:     runs("sola|solo|a solas|solas|solos|y nadie mas|sin nadie mas|sin otros"),
			nobodyBut: runs("nadie mas que|nadie excepto|nadie salvo|nadie menos"),
			nobody:    runs("nadie|ninguna persona"),
			people:    set("gente personas persona humanos"),
			anybody:   set("nadie alguien"),
			human:     "gente",
			with:      set("con y"),
		}
	},
}

func companyOf(language string) company {
	of, ok := companies[language]
	if !ok {
		of = companies["en"]
	}
	return of()
}

// maxOthers people are the most that "only Anna" leaves out, so that the query
// stays one that can be asked; where more are known, it asks for Anna alone.
const maxOthers = 40

// company reads who else is or isn't in the photos, at token i.
func (r *request) company(i int) (int, bool) {
	c, t := &r.grammar.company, &r.tokens[i]
	switch {
	case r.nameAt(i, 1): // of several words
	case t.minus || t.hash:
	case c.only[t.fold] && (r.somebodyAt(i+1) || r.behindSomebody(i) && r.ends(i+1)):
		r.alone()
		return i + 1, true
	case c.absent[t.fold] && r.nothingFrom(i+1) && r.absent(i):
		return i + 1, true
	default:
		for _, said := range []struct {
			runs [][]string
			take func(at, end int) bool
		}{
			{c.nobodyBut, r.nobodyBut},
			{c.alone, func(at, _ int) bool { return r.behindSomebody(at) && r.alone() }},
			{c.nobody, r.nobody},
		} {
			if n := r.runAt(i, said.runs); n > 0 && said.take(i, i+n) {
				return i + n, true
			}
		}
		if (c.people[t.fold] || c.anybody[t.fold]) && r.negate == explicit && !r.content(i+1) && r.nobody(i, i+1) {
			return i + 1, true
		}
	}
	return 0, false
}

// runAt gives how many tokens from i on are the longest of some runs of words.
func (r *request) runAt(i int, runs [][]string) int {
	for _, run := range runs {
		if run[0] == r.tokens[i].fold && r.says(i, run) {
			return len(run)
		}
	}
	return 0
}

// alone says that nobody but those named is wanted; after "not", that others may be.
func (r *request) alone() bool {
	if r.negate == wanted {
		r.levels[len(r.levels)-1].alone = true
	}
	r.negate = wanted
	return true
}

// absent says that what ends before token i is not wanted.
func (r *request) absent(i int) bool {
	l := &r.levels[len(r.levels)-1]
	if len(l.parts) == 0 {
		return false
	}
	last := &l.parts[len(l.parts)-1]
	if last.end != i || last.denied {
		return false
	}
	last.sense, last.denied = last.sense.not(), true
	return true
}

// nothingFrom says whether nothing to look for comes from token i on.
func (r *request) nothingFrom(i int) bool {
	for !r.ends(i) {
		if t := &r.tokens[i]; t.kind != word || !r.words.stop[t.fold] {
			return false
		}
		i++
	}
	return true
}

// nobodyBut reads "nobody but". Where that is somebody several people could be, it
// leaves nobody out.
func (r *request) nobodyBut(_, end int) bool {
	if r.somebodyAt(end) {
		return r.alone()
	}
	r.negate = wanted
	return true
}

// nobody asks for photos without people: without the labels of people that the
// gallery has, or the word where it has none, and without everybody it knows, where
// those are not too many.
func (r *request) nobody(i, end int) bool {
	s := sense{none: r.everybody(nil)}
	var labels []gallery.Term
	for _, label := range []string{"person", "people"} {
		for _, e := range r.vocabulary.Named(label, gallery.LabelTerm) {
			labels = appendNew(labels, e.Term)
		}
	}
	if len(labels) == 0 {
		word := gallery.NewTerm(gallery.Word, r.tokens[end-1].text)
		if !r.grammar.company.people[r.tokens[end-1].fold] {
			word = gallery.NewTerm(gallery.Word, r.grammar.company.human)
		}
		labels = append(labels, word)
	}
	s.none = append(labels, s.none...)
	r.negate = wanted
	r.put(part{sense: s, sort: gallery.Person, at: i, end: end})
	r.denied = true
	return true
}

// nobodyElse gives what "only Anna" asks for beside Anna: none of the others.
func (r *request) nobodyElse(parts []part) sense {
	var named []gallery.Term
	for _, p := range parts {
		if p.denied {
			continue
		}
		for _, t := range p.sense.wanted() {
			if t.Kind == gallery.Person {
				named = append(named, t)
			}
		}
	}
	if len(named) == 0 {
		return sense{}
	}
	return sense{none: r.everybody(named)}
}

// everybody gives the people the gallery knows but for some; none where that would
// be too many to ask for. All of a text together are at most maxOthers.
func (r *request) everybody(but []gallery.Term) []gallery.Term {
	var all []gallery.Term
	for _, e := range r.vocabulary.Top(gallery.Person, maxOthers+len(but)+1) {
		if !slices.Contains(but, e.Term) {
			all = append(all, e.Term)
		}
	}
	if r.others += len(all); r.others > maxOthers {
		return nil
	}
	return all
}

// somebodyAt says whether a person is named at token i, maybe behind words that say
// nothing.
func (r *request) somebodyAt(i int) bool {
	const most = 3
	for n := 0; n < most && i < len(r.tokens) && r.tokens[i].kind == word; n++ {
		t := &r.tokens[i]
		if r.personAt(i) {
			return true
		}
		if !r.words.with[t.fold] && !r.words.stop[t.fold] && !r.words.photos[t.fold] && !r.words.photo[t.fold] {
			return false
		}
		i++
	}
	return false
}

// personAt says whether a person's name, or a part that one person has, begins at
// token i.
func (r *request) personAt(i int) bool {
	for end := min(len(r.tokens), i+r.longest()); end > i; end-- {
		if r.run(i, end) && len(r.vocabulary.Named(r.between(i, end), gallery.Person)) > 0 {
			return true
		}
	}
	if len(r.vocabulary.People(r.tokens[i].text)) == 1 {
		return true
	}
	_, ok := r.nicknamed(r.tokens[i].text)
	return ok
}

// behindSomebody says whether what ends before token i is a person.
func (r *request) behindSomebody(i int) bool {
	parts := r.levels[len(r.levels)-1].parts
	if len(parts) == 0 {
		return false
	}
	last := &parts[len(parts)-1]
	return last.end == i && last.sort == gallery.Person && !last.denied
}

// ends says whether nothing to look for comes at token i.
func (r *request) ends(i int) bool {
	return i >= len(r.tokens) || r.tokens[i].kind == closes
}
