package phrase

import (
	"slices"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// NoteKind says what a note is about.
type NoteKind string

// The kinds of note.
const (
	Corrected     NoteKind = "corrected"     // a word was taken for another that the gallery knows
	Nicknamed     NoteKind = "nicknamed"     // a person was found by a nickname of the English table
	Ambiguous     NoteKind = "ambiguous"     // the words mean two things, and one was taken
	UnknownFilter NoteKind = "unknownfilter" // there is no filter of that name
)

// Note is something about how a text was understood that the asker should be told.
// A text's corrections come first, and each note once.
type Note struct {
	Kind  NoteKind
	Heard string // as it was written
	// Taken is what it was taken for, as people write it: "beach", "Robert
	// Miller", "the person May", "the month of May". "" for an UnknownFilter.
	Taken string
	// Other is what else an Ambiguous one could mean ("the month of May"), or the
	// name of the filter nearest to an UnknownFilter; else "".
	Other string
}

// Doubt is a word that may have been meant as one of several others. The query is
// without it.
type Doubt struct {
	Heard   string
	Choices []DoubtChoice // 1 to 3, the likeliest first
}

// DoubtChoice is what a doubtful word may have been.
type DoubtChoice struct {
	Name string // as people write it
	// Utterance is the whole text with the word replaced, so that it is
	// understood without this doubt: `photos of person:"anna smith" in lisbon`.
	Utterance string
}

// note adds a note, once.
func (r *request) note(n Note) {
	if !slices.Contains(r.notes, n) {
		r.notes = append(r.notes, n)
	}
}

// ambiguous notes that token i was taken for one thing and could mean another.
func (r *request) ambiguous(i int, taken, other string) {
	r.note(Note{Kind: Ambiguous, Heard: r.tokens[i].text, Taken: taken, Other: other})
}

// namesake says who or what has the name that a time expression of one word is,
// maybe behind prepositions: "May", "in May".
func (r *request) namesake(m timed) (string, bool) {
	last := m.end - 1
	for n := last - 1; n >= 0 && r.tokens[n].start >= m.match.Start; n-- {
		if t := &r.tokens[n]; t.kind != word || !r.words.stop[t.fold] {
			return "", false
		}
	}
	t := &r.tokens[last]
	if t.kind != word {
		return "", false
	}
	for _, e := range r.vocabulary.Named(t.text, gallery.Person, gallery.PlaceTerm) {
		return entryName(e), true
	}
	if people := r.vocabulary.People(t.text); len(people) == 1 {
		return entryName(people[0]), true
	}
	return "", false
}

// namesakes notes that token i is the name of several kinds of thing, and was taken
// for one of them; where a preposition said which, that is no news.
func (r *request) namesakes(i int, entries []gallery.Entry, taken gallery.Kind) {
	if r.want == person || r.want == place {
		return
	}
	var named, other string
	for _, e := range entries {
		kind := e.Term.Kind
		if isThing(e) {
			kind = gallery.Word
		}
		switch {
		case kind == taken && named == "":
			named = entryName(e)
		case kind != taken && other == "" && (isName(e) || isThing(e)):
			other = entryName(e)
		}
	}
	if named != "" && other != "" {
		r.ambiguous(i, named, other)
	}
}

// entryName says what is meant by an entry, as people write it: "the person May".
func entryName(e gallery.Entry) string {
	switch e.Term.Kind {
	case gallery.Person:
		return "the person " + e.Display
	case gallery.PlaceTerm:
		return "the place " + e.Display
	case gallery.Word, gallery.Tag, gallery.LabelTerm, gallery.Album, gallery.Camera, gallery.Favourite:
	}
	return "the word " + strings.ToLower(e.Display)
}

// timeName says what is meant by a time expression of one word: "the month of May".
func (r *request) timeName(m timed) string {
	const day, month = 24 * time.Hour, 32 * 24 * time.Hour
	name, hull := r.tokens[m.end-1].text, m.match.Hull()
	switch length := hull.To.Sub(hull.From); {
	case hull.From.IsZero() || hull.To.IsZero():
	case length <= day+time.Hour:
		return "the day " + name
	case length > 27*day && length < month && hull.From.Day() == 1:
		return "the month of " + name
	}
	return "the time " + name
}

// said says whether one of the words stands before token i.
func (r *request) said(i int, words map[string]bool) bool {
	return i > 0 && r.tokens[i-1].kind == word && words[r.tokens[i-1].fold]
}
