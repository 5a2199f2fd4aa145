package intents

import (
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// slots understands an intent whose slots the channel filled in.
func (l locale) slots(intent Name, slots Slots, v *gallery.Vocabulary, now time.Time) (Meaning, error) {
	m := Meaning{Intent: intent, Slots: slots}
	var meant Name
	if text := strings.TrimSpace(slots[SlotQuery].Text); text != "" {
		heard, err := l.text(text, v, now)
		if err != nil {
			return Meaning{}, err
		}
		m.Query, m.Words = heard.Query, heard.Words
		// "Find" is what Alexa makes of any {query}: "find my latest photos",
		// and of what it can't place.
		if intent == Find && len(slots) == 1 {
			m.Intent, m.Slots = heard.Intent, heard.Slots
		}
	}
	for _, s := range []struct {
		name string
		kind gallery.Kind
	}{
		{SlotPerson, gallery.Person}, {SlotPlace, gallery.PlaceTerm}, {SlotLabel, gallery.LabelTerm}, {SlotAlbum, gallery.Album},
	} {
		value, filled := slots[s.name]
		if !filled || value.Text == "" && value.Resolved == "" && len(value.Choices) == 0 {
			continue
		}
		if len(value.Choices) > 1 {
			m.Unsure = append(m.Unsure, value.Choices...)
			continue
		}
		more, err := l.name(value, s.kind, v, now)
		if err != nil {
			return Meaning{}, err
		}
		if !selective(more.Query) && more.Query.Order == "" {
			meant = more.Intent
		}
		m.Query = join(m.Query, more.Query)
		m.Words = append(m.Words, more.Words...)
	}
	if err := l.date(&m, v, now); err != nil {
		return Meaning{}, err
	}
	if m.Intent == Find && meant != "" && len(m.Unsure) == 0 && !selective(m.Query) && m.Query.Order == "" {
		m.Intent = meant // nothing to look for was heard
	}
	m.Query = tidy(m.Query)
	return m, nil
}

// name understands what was said where a name was expected. It is read as the
// same words are when typed, but for what would be lost: a person called May is
// no month, and an album called Random is no wish.
func (l locale) name(value Value, kind gallery.Kind, v *gallery.Vocabulary, now time.Time) (Meaning, error) {
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
	named := v.Named(words, kind)
	unlike := heard.Intent != Find || heard.Query.Times != nil || kind == gallery.Album
	if len(named) == 1 && unlike {
		return Meaning{Query: gallery.Query{All: []gallery.Term{named[0].Term}}}, nil
	}
	if !selective(heard.Query) && heard.Query.Order == "" {
		if heard.Intent == Latest || heard.Intent == Fallback {
			return Meaning{Intent: heard.Intent}, nil // "do I have photos": no thing at all
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

// date puts the date slot into the query's range. What is no date Alexa or we
// know is read as words.
func (l locale) date(m *Meaning, v *gallery.Vocabulary, now time.Time) error {
	value := strings.TrimSpace(m.Slots[SlotDate].Text)
	if value == "" {
		return nil
	}
	spans, err := l.times.Amazon(value, now)
	if err != nil {
		spans, err = l.times.Read(value, now)
	}
	if err == nil {
		m.Query.Times = nil
		for _, s := range spans {
			m.Query.Times = append(m.Query.Times, gallery.Span(s))
		}
		return nil
	}
	heard, err := l.text(value, v, now)
	if err != nil {
		return err
	}
	m.Query = join(m.Query, heard.Query)
	m.Words = append(m.Words, heard.Words...)
	return nil
}
