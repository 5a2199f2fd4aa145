package main

import (
	"time"

	"shoebox/intents/phrase"
	"shoebox/shared/gallery"
)

// querySaid is a query as a person or a program reads it.
type querySaid struct {
	All   []gallery.Term `json:"all"`
	Any   [][]choiceSaid `json:"any"`
	None  []gallery.Term `json:"none"`
	From  string         `json:"from"` // of all times together; RFC 3339, or "" where it is open
	To    string         `json:"to"`
	Times []spanSaid     `json:"times"`
	Order string         `json:"order"`
	Limit int            `json:"limit"`
}

type choiceSaid struct {
	All   []gallery.Term `json:"all"`
	None  []gallery.Term `json:"none"`
	Times []spanSaid     `json:"times"`
}

type spanSaid struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// noteSaid is what a word was taken for.
type noteSaid struct {
	Kind  phrase.NoteKind `json:"kind"`
	Heard string          `json:"heard"`
	Taken string          `json:"taken"`
	Other string          `json:"other"`
}

// doubtSaid is a word that could be several.
type doubtSaid struct {
	Heard   string       `json:"heard"`
	Choices []choiceOpen `json:"choices"`
}

// choiceOpen is one of them, with the whole utterance that means it.
type choiceOpen struct {
	Name      string `json:"name"`
	Utterance string `json:"utterance"`
}

// written writes a query out, with what it leaves to be understood.
func written(q gallery.Query) querySaid {
	hull := q.Times.Hull()
	out := querySaid{
		All: orNone(q.All), Any: [][]choiceSaid{}, None: orNone(q.None),
		From: orOpen(hull.From), To: orOpen(hull.To), Times: spans(q.Times), Order: string(q.Order), Limit: q.Limit,
	}
	for _, group := range q.Any {
		var choices []choiceSaid
		for _, c := range group {
			choices = append(choices, choiceSaid{orNone(c.All), orNone(c.None), spans(c.Times)})
		}
		out.Any = append(out.Any, choices)
	}
	if out.Order == "" {
		out.Order = string(gallery.Newest)
	}
	if out.Limit == 0 {
		out.Limit = gallery.DefaultLimit
	}
	return out
}

func spans(times gallery.Times) []spanSaid {
	said := []spanSaid{}
	for _, s := range times {
		said = append(said, spanSaid{orOpen(s.From), orOpen(s.To)})
	}
	return said
}

// orNone keeps a list from being null in JSON.
func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func orOpen(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func notes(all []phrase.Note) []noteSaid {
	said := []noteSaid{}
	for _, n := range all {
		said = append(said, noteSaid(n))
	}
	return said
}

func doubts(all []phrase.Doubt) []doubtSaid {
	said := []doubtSaid{}
	for _, d := range all {
		open := []choiceOpen{}
		for _, c := range d.Choices {
			open = append(open, choiceOpen(c))
		}
		said = append(said, doubtSaid{d.Heard, open})
	}
	return said
}
