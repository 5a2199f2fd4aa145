package phrase

import (
	"slices"
	"strings"

	"shoebox/shared/gallery"
)

// nickname reads token i as somebody by a nickname of the table. A word that photos
// have stays a word, unless somebody is asked for. One that several people could be
// called by is in doubt.
func (r *request) nickname(i int) bool {
	t := &r.tokens[i]
	if len(r.vocabulary.People(t.text)) > 0 || r.want != person && r.vocabulary.Knows(t.text) {
		return false
	}
	e, ok := r.nicknamed(t.text)
	if !ok {
		return false
	}
	r.note(Note{Kind: Nicknamed, Heard: t.text, Taken: e.Display})
	r.add(e.Term, i, i+1)
	return true
}

// nicknamed gives the person that a nickname of the table stands for, if it is one.
func (r *request) nicknamed(name string) (gallery.Entry, bool) {
	people := nicknamedIn(r.vocabulary, name)
	if len(people) != 1 {
		return gallery.Entry{}, false
	}
	return people[0], true
}

// nicknamedIn gives the people whom a nickname of the table may stand for: most
// frequent first.
func nicknamedIn(v *lookup, name string) []gallery.Entry {
	var found []gallery.Entry
	for _, formal := range nicknames()[ownerless(name)] {
		for _, e := range v.People(formal) {
			if !slices.ContainsFunc(found, func(f gallery.Entry) bool { return f.Term == e.Term }) {
				found = append(found, e)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b gallery.Entry) int { return b.Count - a.Count })
	return found
}

// longNickname reads a name of several words at token i that has a nickname in it:
// "Auntie Marie", "Bob Miller".
func (r *request) longNickname(i int) (int, bool) {
	longest := min(len(r.tokens), i+r.longest())
	for n := i; n < longest && r.tokens[n].kind == word; n++ {
		for _, formal := range nicknames()[ownerless(r.tokens[n].text)] {
			for end := longest; end > max(n, i+1); end-- {
				if !r.run(i, end) {
					continue
				}
				name := strings.Join([]string{r.joined(i, n), formal, r.joined(n+1, end)}, " ")
				if e := r.vocabulary.Named(name, gallery.Person); len(e) == 1 {
					r.note(Note{Kind: Nicknamed, Heard: r.between(i, end), Taken: e[0].Display})
					r.add(e[0].Term, i, end)
					return end, true
				}
			}
		}
	}
	return 0, false
}

// joined gives the words of the tokens from i to end.
func (r *request) joined(i, end int) string {
	if i >= end {
		return ""
	}
	return r.between(i, end)
}

// ownerless folds a name and takes its 's away: "Bob's" is bob.
func ownerless(name string) string {
	folded := strings.ToLower(name)
	return foldWord(strings.TrimSuffix(folded, "'s"))
}
