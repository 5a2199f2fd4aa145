package intents

import (
	"strings"
	"time"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// slots understands an intent whose slots the channel filled in.
func (l locale) slots(intent Name, slots Slots, v *gallery.Vocabulary, now time.Time) (Meaning, error) {
	m := Meaning{Intent: intent, Slots: slots}
	var heard []Meaning
	if text := strings.TrimSpace(slots[SlotQuery].Text); text != "" {
		wish, err := l.text(text, v, now)
		if err != nil {
			return Meaning{}, err
		}
		// "Find" is what Alexa makes of any {query}: "find my latest photos",
		// and of what it can't place.
		if intent == Find && len(slots) == 1 {
			return wish, nil
		}
		heard = append(heard, wish)
	}
	var meant Name
	for _, s := range nameSlots {
		value, filled := slots[s.name]
		if !filled || value.Text == "" && value.Resolved == "" && len(value.Choices) == 0 {
			continue
		}
		more, err := l.name(value, s.kind, v, now)
		if err != nil {
			return Meaning{}, err
		}
		if !selective(more.Query) && more.Query.Order == "" {
			meant = more.Intent
		}
		heard = append(heard, more)
	}
	when, err := l.date(slots[SlotDate], v, now)
	if err != nil {
		return Meaning{}, err
	}
	m.join(append(heard, when))
	if m.Intent == Find && meant != "" && len(m.Doubts) == 0 && !selective(m.Query) && m.Query.Order == "" {
		m.Intent = meant // nothing to look for was heard
	}
	return m, nil
}

// nameSlots are the slots that hold a name, with the kind of what has it.
var nameSlots = [...]struct {
	name string
	kind gallery.Kind
}{
	{SlotPerson, gallery.Person}, {SlotPlace, gallery.PlaceTerm}, {SlotLabel, gallery.LabelTerm}, {SlotAlbum, gallery.Album},
}

// join puts together what was heard in the slots of one wish. The choices of a
// doubt, which know their own slot, become the whole wish.
func (m *Meaning) join(heard []Meaning) {
	for i, more := range heard {
		m.Query = join(m.Query, more.Query)
		m.Words = append(m.Words, more.Words...)
		m.Notes = append(m.Notes, more.Notes...)
		for _, d := range more.Doubts {
			var others Meaning
			for n, other := range heard {
				if n != i {
					others.Query = join(others.Query, other.Query)
					others.Doubts = append(others.Doubts, other.Doubts...)
				}
			}
			m.Doubts = append(m.Doubts, whole(d, m.Intent, m.Slots, others))
		}
	}
	m.Query = tidy(m.Query)
}

// name understands what was said where a name was expected. It is read as the
// same words are when typed, but for what would be lost: a person called May is
// no month, and an album called Random is no wish.
func (l locale) name(value Value, kind gallery.Kind, v *gallery.Vocabulary, now time.Time) (Meaning, error) {
	if len(value.Choices) > 1 && (kind != gallery.Person || !shared(value)) {
		return Meaning{Doubts: []phrase.Doubt{doubtOf(value, kind)}}, nil
	}
	words := value.Text
	if value.Resolved != "" {
		words = value.Resolved
	}
	sentence := words
	if kind == gallery.LabelTerm {
		sentence += " photos" // "oldest" is heard in the place of a thing
	}
	heard, err := l.text(sentence, v, now)
	if err != nil {
		return Meaning{}, err
	}
	if heard.Intent == Refine { // "just anna": the sample around it is the intent
		if heard, err = l.text("photos of "+words, v, now); err != nil {
			return Meaning{}, err
		}
	}
	if kind == gallery.PlaceTerm && len(heard.Notes)+len(heard.Doubts) > 0 { // what sounds like a place is no person
		if heard, err = l.text(l.grammar.Place(words), v, now); err != nil {
			return Meaning{}, err
		}
	}
	entries := v.Named(words, kind)
	unlike := heard.Intent != Find || heard.Query.Times != nil || kind == gallery.Album
	switch {
	case len(entries) == 1 && unlike:
		return Meaning{Query: gallery.Query{All: []gallery.Term{entries[0].Term}}}, nil
	case len(heard.Doubts) > 0:
		return heard, nil
	}
	if !selective(heard.Query) && heard.Query.Order == "" {
		if heard.Intent == Latest || heard.Intent == Fallback {
			// "do I have photos", "the two newest": no thing at all
			return Meaning{Intent: heard.Intent, Query: gallery.Query{Limit: heard.Query.Limit}}, nil
		}
		return Meaning{Query: gallery.Query{All: wordTerms(words)}, Words: strings.Fields(words)}, nil
	}
	return heard, nil
}

// wordTerms looks for words as they are.
func wordTerms(words string) []gallery.Term {
	var terms []gallery.Term
	for w := range strings.FieldsSeq(words) {
		if t := gallery.NewTerm(gallery.Word, w); t.Value != "" {
			terms = append(terms, t)
		}
	}
	return terms
}

// date understands the date slot. What is no date Alexa or we know is read as
// words.
func (l locale) date(slot Value, v *gallery.Vocabulary, now time.Time) (Meaning, error) {
	value := strings.TrimSpace(slot.Text)
	if value == "" {
		return Meaning{}, nil
	}
	spans, err := l.times.Amazon(value, now)
	if err != nil {
		spans, err = l.times.Read(value, now)
	}
	if err != nil {
		return l.text(value, v, now)
	}
	var m Meaning
	for _, s := range spans {
		m.Query.Times = append(m.Query.Times, gallery.Span(s))
	}
	return m, nil
}
