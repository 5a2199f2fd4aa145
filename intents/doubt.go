package intents

import (
	"slices"
	"strings"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// doubtOf is the doubt of a slot that the channel matched to several names.
func doubtOf(v Value, kind gallery.Kind) phrase.Doubt {
	d := phrase.Doubt{Heard: v.Text}
	for _, name := range v.Choices {
		d.Choices = append(d.Choices, phrase.DoubtChoice{
			Name: name, Utterance: phrase.Format(gallery.Query{All: []gallery.Term{gallery.NewTerm(kind, name)}}),
		})
	}
	return d
}

// shared reports whether what was heard is a part of all the names that a channel
// matched it to, as a family's name is of those of its people: it means any of them.
func shared(v Value) bool {
	for word := range strings.FieldsSeq(folded(v.Text)) {
		for _, name := range v.Choices {
			if !slices.Contains(strings.Fields(folded(name)), word) {
				return false
			}
		}
	}
	return folded(v.Text) != ""
}

// whole makes of the choices of a doubt in one slot utterances of the whole wish:
// its intent, and what was heard in the other slots.
func whole(d phrase.Doubt, intent Name, slots Slots, others Meaning) phrase.Doubt {
	made := phrase.Doubt{Heard: d.Heard}
	for _, c := range d.Choices {
		parts := []string{carrier(intent, slots), c.Utterance, phrase.Format(others.Query)}
		for _, other := range others.Doubts {
			parts = append(parts, other.Heard) // asked for next
		}
		made.Choices = append(made.Choices, phrase.DoubtChoice{
			Name: c.Name, Utterance: strings.Join(strings.Fields(strings.Join(parts, " ")), " "),
		})
	}
	return made
}

// carrier is what an utterance begins with, so that it is understood as an intent.
func carrier(intent Name, slots Slots) string {
	switch {
	case intent == Count:
		return "how many"
	case intent == Refine:
		return "only"
	case intent == Random:
		return "random"
	case intent == Select && slots[SlotPosition].Text != "":
		return "the " + slots[SlotPosition].Text + " photo of"
	}
	return ""
}
