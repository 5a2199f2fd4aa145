package intents

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shoebox/shared/gallery"
)

// MaxNames is how many names and synonyms a reply carries at most, together: a
// directive of dynamic entities takes no more, if synonyms count, which its
// documentation leaves open.
const MaxNames = 100

// Vocable is a name of the gallery that people may say.
type Vocable struct {
	Kind     SlotKind // PersonVal, PlaceVal, AlbumVal or LabelVal
	Name     string   // as people write it, at most 140 characters
	Synonyms []string // other ways to say it: a part of a person's name, a nickname
}

// forNames is how long a reply waits for the gallery's names at most.
const forNames = 500 * time.Millisecond

// names gives the reply that begins a session the gallery's names. Where they can't
// be read in time the reply goes without: what is heard is understood all the same.
func (t *turn) names(ctx context.Context, r *Reply) {
	if !t.New || r.End || r.Kind == Silence {
		return
	}
	ctx, stop := context.WithTimeout(ctx, forNames)
	defer stop()
	if v, err := t.vocabulary(ctx); err == nil {
		r.Names = vocables(v)
	}
}

// vocables gives the most useful names of a vocabulary, MaxNames with their
// synonyms: in rounds of three people, two places, an album and a label, the most
// frequent of each first, as long as there are any. People are asked for most, and
// their names are misheard most.
func vocables(v *gallery.Vocabulary) []Vocable {
	lists := []struct {
		kind    SlotKind
		entries []gallery.Entry
		round   int
	}{
		{PersonVal, v.Top(gallery.Person, MaxNames), 3},
		{PlaceVal, v.Top(gallery.PlaceTerm, MaxNames), 2},
		{AlbumVal, v.Top(gallery.Album, MaxNames), 1},
		{LabelVal, v.Top(gallery.LabelTerm, MaxNames), 1},
	}
	var all []Vocable
	for left := MaxNames; left > 0; {
		before := left
		for i := range lists {
			l := &lists[i]
			for n := 0; n < l.round && len(l.entries) > 0 && left > 0; l.entries = l.entries[1:] {
				vocable, ok := vocableOf(l.entries[0], l.kind, v)
				if !ok {
					continue
				}
				vocable.Synonyms = vocable.Synonyms[:min(len(vocable.Synonyms), left-1)]
				all = append(all, vocable)
				left -= 1 + len(vocable.Synonyms)
				n++
			}
		}
		if left == before {
			break
		}
	}
	return all
}

// vocableOf gives an entry as a name that can be spoken, if it can.
func vocableOf(e gallery.Entry, kind SlotKind, v *gallery.Vocabulary) (Vocable, bool) {
	name, ok := speakable(e.Display, e.Term)
	if !ok {
		return Vocable{}, false
	}
	vocable := Vocable{Kind: kind, Name: name}
	if e.Term.Kind != gallery.Person {
		return vocable, true
	}
	const most, shortest = 4, 3
	said := []string{e.Term.Value}
	for i, other := range append(slices.Clone(e.Nicknames), strings.Fields(name)...) {
		term := gallery.NewTerm(gallery.Person, other)
		part := i >= len(e.Nicknames)
		if slices.Contains(said, term.Value) || part && (utf8.RuneCountInString(other) < shortest || len(v.Named(other, gallery.Person)) > 0) {
			continue // a part that is somebody's whole name is theirs
		}
		if other, ok := speakable(other, term); ok && len(vocable.Synonyms) < most {
			said, vocable.Synonyms = append(said, term.Value), append(vocable.Synonyms, other)
		}
	}
	return vocable, true
}

// speakable takes out of a name what can't be spoken. One that is another name then,
// that has no letter, or that is too long is none.
func speakable(name string, term gallery.Term) (string, bool) {
	const longest = 140 // characters a value of a slot may have
	letters := false
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r):
			letters = true
			return r
		case unicode.IsMark(r), unicode.IsDigit(r), strings.ContainsRune("'’.-&", r):
			return r
		}
		return ' '
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	return name, letters && utf8.RuneCountInString(name) <= longest && gallery.NewTerm(term.Kind, name) == term
}
