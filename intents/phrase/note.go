package phrase

// NoteKind says what a note is about.
type NoteKind string

// The kinds of note.
const (
	Corrected     NoteKind = "corrected"     // a word was taken for another that the gallery knows
	Nicknamed     NoteKind = "nicknamed"     // a person was found by a nickname of the English table
	Ambiguous     NoteKind = "ambiguous"     // the words mean two things, and one was taken
	UnknownFilter NoteKind = "unknownfilter" // there is no filter of that name
)

// Note is something about how a text was understood that the asker should be told,
// in the order of the text, each once.
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
