package gallery

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"
)

// Entry is one term of a gallery's vocabulary.
type Entry struct {
	Term    Term
	Display string // as people wrote it: "New York" for the place new york
	Count   int    // live photos that have it
	// Nicknames are what the gallery's people call a person beside the name, as
	// they wrote it; nil for what is no person. See [Gallery.Nickname].
	Nicknames []string
	// First and Last are when the earliest and the latest of them were taken.
	// They may be too wide after photos were removed, never too narrow.
	First, Last time.Time
}

// Vocabulary is what a gallery knows words for. It is a snapshot, and is safe for
// concurrent use. It takes some 330 bytes a term, and 230 more when a word has been
// asked for that may be misspelt.
type Vocabulary struct {
	total   Entry
	entries []Entry          // most frequent first, those with equal counts by name
	byIndex map[string]int   // index term -> entry
	byName  map[string][]int // folded name -> entries, words not among them
	byStems map[string][]int // the same, stemmed: labels and tags
	byPart  map[string][]int // one word of a person's name or nickname -> entries
	byNick  map[string][]int // a person's whole nickname, folded -> entries
	byKind  map[Kind][]int   // entries of a kind, most frequent first
	longest int              // words in the longest name
	known   sync.Once        // made spelling
	spell   *spelling        // what the names are made of, made when it is first asked for
}

// NewVocabulary makes a vocabulary of entries. Those that no photo has are left
// out.
func NewVocabulary(total Entry, entries []Entry) *Vocabulary {
	v := &Vocabulary{
		total: total, entries: slices.Clone(entries),
		byIndex: make(map[string]int, len(entries)), byName: make(map[string][]int, len(entries)),
		byStems: map[string][]int{}, byPart: map[string][]int{}, byNick: map[string][]int{}, byKind: map[Kind][]int{},
	}
	v.entries = slices.DeleteFunc(v.entries, func(e Entry) bool { return e.Count <= 0 })
	slices.SortFunc(v.entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Term.Value, b.Term.Value), cmp.Compare(a.Term.Kind, b.Term.Kind))
	})
	for i, e := range v.entries {
		v.add(i, e.Term)
		if e.Term.Kind == Person {
			v.addPerson(i, e)
		}
	}
	return v
}

func (v *Vocabulary) add(i int, t Term) {
	for _, index := range t.indexed() {
		v.byIndex[index] = i
	}
	v.byKind[t.Kind] = append(v.byKind[t.Kind], i)
	if t.Kind == Word {
		return
	}
	v.byName[t.Value] = append(v.byName[t.Value], i)
	v.longest = max(v.longest, len(strings.Fields(t.Value)))
	if t.Kind == LabelTerm || t.Kind == Tag {
		v.byStems[stems(t.Value)] = append(v.byStems[stems(t.Value)], i)
	}
}

// addPerson adds what a person is known by beside the name.
func (v *Vocabulary) addPerson(i int, e Entry) {
	parts := strings.Fields(e.Term.Value)
	for _, nickname := range e.Nicknames {
		words := tokens(nickname, false)
		folded := strings.Join(words, " ")
		if folded == "" || folded == e.Term.Value || slices.Contains(v.byNick[folded], i) {
			continue
		}
		v.byNick[folded] = append(v.byNick[folded], i)
		v.longest = max(v.longest, len(words))
		parts = append(parts, words...)
	}
	slices.Sort(parts)
	for _, w := range slices.Compact(parts) {
		v.byPart[w] = append(v.byPart[w], i)
	}
}

// Len is the number of terms.
func (v *Vocabulary) Len() int { return len(v.entries) }

// Total is the entry of all live photos together, without a term.
func (v *Vocabulary) Total() Entry { return v.total }

// Longest is the number of words in the longest name: no sequence of more words
// is one that [Vocabulary.Named] knows.
func (v *Vocabulary) Longest() int { return v.longest }

// Top gives the n most frequent entries of a kind, most frequent first, those
// with equal counts by name.
func (v *Vocabulary) Top(kind Kind, n int) []Entry {
	return v.at(v.byKind[kind][:min(max(n, 0), len(v.byKind[kind]))])
}

// Entry gives what is known of a term. A Word is known in all its forms; one of
// several words is not known.
func (v *Vocabulary) Entry(t Term) (Entry, bool) {
	index := t.indexed()
	if len(index) != 1 {
		return Entry{}, false
	}
	i, ok := v.byIndex[index[0]]
	if !ok {
		return Entry{}, false
	}
	return v.entries[i], true
}

// Named gives the entries of the given kinds (all kinds but Word when none is
// given) whose whole name is the words, folded: "New York" finds the place and an
// album of that name. The most frequent come first; after them come the persons
// who have it for a nickname, whose terms have another value. Where nothing has
// that name, labels and tags are known by another form of it ("dogs" for Dog), and
// any name by its possessive ("Anna's").
func (v *Vocabulary) Named(name string, kinds ...Kind) []Entry {
	folded := strings.Join(tokens(name, false), " ")
	if found := v.called(folded, kinds); len(found) > 0 {
		return v.with(found, folded, kinds)
	}
	owner := strings.Join(tokens(name, true), " ")
	if found := v.called(owner, kinds); len(found) > 0 {
		return found
	}
	return v.with(v.of(v.byStems[stems(folded)], kinds), folded, kinds)
}

// called gives the entries that have the folded name, then those that have it for
// a nickname.
func (v *Vocabulary) called(folded string, kinds []Kind) []Entry {
	return append(v.of(v.byName[folded], kinds), v.of(v.byNick[folded], kinds)...)
}

// People gives the persons who have the word in their name or in a nickname, most
// frequent first: "Anna" finds Anna Smith, and "Bob" Robert Miller where the
// gallery's people call him so.
func (v *Vocabulary) People(part string) []Entry {
	words := tokens(part, true)
	if len(words) != 1 {
		return nil
	}
	return v.at(v.byPart[words[0]])
}

// with adds the Word of that name, where words are asked for.
func (v *Vocabulary) with(found []Entry, name string, kinds []Kind) []Entry {
	if !slices.Contains(kinds, Word) {
		return found
	}
	if e, ok := v.Entry(Term{Kind: Word, Value: name}); ok {
		found = append(found, e)
	}
	return found
}

// of gives the entries at the indices that are of the kinds, or all when there are
// no kinds.
func (v *Vocabulary) of(indices []int, kinds []Kind) []Entry {
	if len(kinds) == 0 {
		return v.at(indices)
	}
	var found []Entry
	for _, i := range indices {
		if slices.Contains(kinds, v.entries[i].Term.Kind) {
			found = append(found, v.entries[i])
		}
	}
	return found
}

func (v *Vocabulary) at(indices []int) []Entry {
	if len(indices) == 0 {
		return nil
	}
	found := make([]Entry, len(indices))
	for n, i := range indices {
		found[n] = v.entries[i]
	}
	return found
}
