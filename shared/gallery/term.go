package gallery

import (
	"slices"
	"strings"
)

// Kind says which of a photo's properties a term is about.
type Kind string

// The kinds of term.
const (
	Word      Kind = "word"      // any word of title, description, tags, labels with parents and aliases, people, places
	Tag       Kind = "tag"       //
	LabelTerm Kind = "label"     // a label, one of its parents or of its other names
	Person    Kind = "person"    //
	PlaceTerm Kind = "place"     // city, region or country
	Album     Kind = "album"     //
	Camera    Kind = "camera"    //
	Favourite Kind = "favourite" // its value is always "yes"
)

// Term is one thing to look for. Make it with [NewTerm]: its value is folded, so
// that terms that mean the same are equal.
//
// A Word is found as a whole word in any of its forms: beaches finds Beach. A Word
// of several words finds photos that have them all, anywhere. A term of another
// kind is a whole name and finds that name alone.
type Term struct {
	Kind  Kind   `json:"kind"`
	Value string `json:"value"`
}

// NewTerm makes a term. The value is what a person says or writes: case, accents,
// apostrophes, punctuation and spaces make no difference, nor does the 's of a
// Word. The term of a value without any letter, digit or pictograph has the Value
// "", and a query with it is Invalid.
func NewTerm(kind Kind, value string) Term {
	if kind == Favourite {
		return Term{Kind: kind, Value: "yes"}
	}
	return Term{Kind: kind, Value: strings.Join(tokens(value, kind == Word), " ")}
}

// kinds are all kinds of term, each with the prefix its index terms have in keys.
// A month and day, the timeline and the trash are index terms without a kind.
var kinds = [...]struct {
	kind   Kind
	prefix string
}{
	{Word, "w:"}, {Tag, "g:"}, {LabelTerm, "l:"}, {Person, "f:"}, {PlaceTerm, "p:"},
	{Album, "a:"}, {Camera, "k:"}, {Favourite, "fav:"},
}

// The index terms that stand for no Term.
const (
	timeline  = "*"     // every live photo
	trash     = "trash" // every trashed photo
	dayPrefix = "d:"    // month and day: d:0714
)

// indexed gives the index terms a photo must all stand under to have the term. It
// is empty for a Word that says nothing ("the").
func (t Term) indexed() []string {
	if t.Kind != Word {
		return []string{indexTerm(t.Kind, t.Value)}
	}
	var terms []string
	for w := range strings.FieldsSeq(t.Value) {
		if !unsaid[w] {
			terms = append(terms, indexTerm(Word, w))
		}
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// indexTerm gives the index term of a folded name or a single folded word.
func indexTerm(kind Kind, value string) string {
	if kind == Word {
		value = stem(value)
	}
	return kind.prefix() + string(cutAt([]byte(value), maxName))
}

// maxName is the longest name that is told from others, in bytes of its folded
// form: names are no longer, but a query's may be.
const maxName = 250

func (k Kind) prefix() string {
	for _, each := range kinds {
		if each.kind == k {
			return each.prefix
		}
	}
	return ""
}

// kindOf gives the kind of an index term, "" for one that stands for no Term.
func kindOf(indexTerm string) Kind {
	for _, each := range kinds {
		if strings.HasPrefix(indexTerm, each.prefix) {
			return each.kind
		}
	}
	return ""
}
