package intents

import (
	"slices"
	"strings"

	"shoebox/intents/phrase"
)

// noted adds to an answer how its words were taken, where that is not plain: in a
// sentence each, the two that matter most. They stand behind the answer, but before
// one that leads to a question.
func (t *turn) noted(r *Reply) {
	const most = 2
	if len(t.meaning.Notes) == 0 {
		return
	}
	switch r.Kind {
	case Found, Told, Nothing, Asked:
	case NotHeard, Farewell, Connect, Apology, Silence, SharedWith:
		return
	}
	notes := slices.Clone(t.meaning.Notes)
	slices.SortStableFunc(notes, func(a, b phrase.Note) int { return weight(a.Kind) - weight(b.Kind) })
	var said Text
	for _, n := range notes[:min(most, len(notes))] {
		said = separate(said).Plus(note(n))
	}
	// What leads to a question stays beside it.
	if r.Kind == Nothing || r.Kind == Asked {
		r.Speech = separate(said).Plus(r.Speech)
		return
	}
	r.Speech = separate(r.Speech).Plus(said)
}

// weight orders notes: what was not done at all comes first, what was only found
// by another name last.
func weight(kind phrase.NoteKind) int {
	return slices.Index([]phrase.NoteKind{phrase.UnknownFilter, phrase.Corrected, phrase.Ambiguous, phrase.Nicknamed}, kind)
}

// note is one note as a sentence.
func note(n phrase.Note) Text {
	heard, taken := brief(n.Heard), brief(n.Taken)
	switch n.Kind {
	case phrase.UnknownFilter:
		return unknownFilter(strings.TrimSuffix(heard, ":"), n.Other)
	case phrase.Corrected:
		return Say("I took ").Quote(heard).And(" for ").Quote(taken).And(".")
	case phrase.Nicknamed:
		return Text{}.Quote(capital(heard)).And(": I took ").Quote(taken).And(".")
	case phrase.Ambiguous:
		return ambiguous(heard, taken, n.Other)
	}
	return nil
}

func unknownFilter(name, nearest string) Text {
	text := Say("There is no filter ").Quote(name + ":")
	if nearest != "" {
		text = text.And(", the nearest is " + strings.TrimSuffix(nearest, ":") + ":")
	}
	return text.And(". Help search lists them.")
}

// ambiguous says which of two meanings was taken, and how to say the other.
func ambiguous(heard, taken, other string) Text {
	const month, person = "the month of ", "the person "
	_, wasPerson := strings.CutPrefix(taken, person)
	_, wasMonth := strings.CutPrefix(taken, month)
	otherMonth, isMonth := strings.CutPrefix(other, month)
	otherPerson, isPerson := strings.CutPrefix(other, person)
	text := Say("I took ").Quote(capital(heard)).And(" for ")
	switch {
	case wasPerson && isMonth:
		return text.And("the person; say ").Quote("in " + otherMonth).And(" for the month.")
	case wasMonth && isPerson:
		return text.And("the month; say ").Quote("of " + otherPerson).And(" for the person.")
	case other == "":
		return text.Quote(taken).And(".")
	}
	return text.Quote(taken).And(", not for ").Quote(other).And(".")
}
