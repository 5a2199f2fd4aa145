package intents

import (
	"context"
	"slices"
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// change is how a wish goes on from the answer at hand, other than by narrowing it.
type change uint8

const (
	replace change = iota // "no, I meant Lisbon", "in Zermatt instead"
	widen                 // "also with Clara"
	reorder               // "oldest first"
)

// changing gives the wish in words that change the answer at hand, without those
// that say so.
func changing(words string) (wish string, how change, ok bool) {
	said := strings.Fields(folded(words))
	for _, begin := range []string{
		"no i meant", "no i mean", "sorry i meant", "i meant", "i mean", "no make it", "make it", "what about", "how about", "and what about",
	} {
		run := strings.Fields(begin)
		if len(said) > len(run) && slices.Equal(said[:len(run)], run) {
			return after(words, len(run)), replace, true
		}
	}
	switch last := len(said) - 1; {
	case last < 1:
	case said[0] == "also":
		return after(words, 1), widen, true
	case said[last] == "instead":
		fields := strings.Fields(words)
		return strings.Join(fields[:len(fields)-1], " "), replace, true
	case slices.ContainsFunc(said, func(w string) bool {
		return slices.Contains([]string{"first", "sort", "sorted", "order", "ordered"}, w)
	}):
		return words, reorder, true
	}
	return "", 0, false
}

// after gives what stands behind the first n words.
func after(words string, n int) string {
	fields := strings.Fields(words)
	return strings.Join(fields[min(n, len(fields)):], " ")
}

// change understands a wish that changes the answer at hand. Where there is none, or
// nothing in it to be changed, it is a search of its own.
func (t *turn) change(ctx context.Context) error {
	words, how, ok := changing(t.heard())
	if !ok || len(t.asked.Options) > 0 || len(t.meaning.Doubts) > 0 {
		return nil
	}
	m := t.meaning
	if how != reorder {
		vocabulary, err := t.vocabulary(ctx)
		if err != nil {
			return err
		}
		search := *t.Request
		search.Intent, search.Slots, search.Utterance = "", nil, words
		if m, err = t.rt.understander.Understand(&search, vocabulary); err != nil {
			return err
		}
	}
	if !how.fits(m) {
		return nil
	}
	v := t.asked.View
	atHand := !slices.Contains([]Name{"", Select, OnThisDay}, v.Intent) && t.At.Sub(time.Unix(t.asked.Issued, 0)) <= rightAfter
	if q, changed := how.of(v.Wish.query(t.now.Location()), m.Query); atHand && changed {
		m.Intent, m.Query = Find, tidy(q)
		m.Words = slices.Concat(v.Wish.Words, m.Words)
	}
	t.meaning = m
	return nil
}

// fits reports whether what was understood can change an answer like that.
func (c change) fits(m Meaning) bool {
	if c == reorder {
		ordered := m.Query.Order == gallery.Oldest || m.Query.Order == gallery.Newest
		return ordered && !selective(m.Query) && m.Query.Limit == 0
	}
	return m.Intent == Find && selective(m.Query)
}

// of changes a query. It reports whether there was anything to be changed.
func (c change) of(q, more gallery.Query) (gallery.Query, bool) {
	if q.Order == gallery.Random {
		q.Order, q.Seed = "", 0
	}
	switch c {
	case replace:
		return replaced(q, more)
	case widen:
		return widened(q, more)
	case reorder:
	}
	return join(q, more), true
}

// sort says which terms stand for one another: a thing for a thing, whatever kind of
// name it has.
func sort(t gallery.Term) gallery.Kind {
	if t.Kind == gallery.LabelTerm || t.Kind == gallery.Tag {
		return gallery.Word
	}
	return t.Kind
}

// ofSort reports whether a term is of the sort of one of the others.
func ofSort(t gallery.Term, others []gallery.Term) bool {
	return slices.ContainsFunc(others, func(other gallery.Term) bool { return sort(other) == sort(t) })
}

// replaced asks for what more asks for in place of what q has of its sort. It
// reports whether there is any.
func replaced(q, more gallery.Query) (gallery.Query, bool) {
	wanted := allTerms(more)
	changed := more.Times != nil && q.Times != nil
	gone := func(t gallery.Term) bool {
		of := ofSort(t, wanted)
		changed = changed || of
		return of
	}
	q.All = slices.DeleteFunc(slices.Clone(q.All), gone)
	q.Any = slices.DeleteFunc(slices.Clone(q.Any), func(g gallery.Group) bool {
		terms := allTerms(gallery.Query{Any: []gallery.Group{g}})
		return len(terms) > 0 && !slices.ContainsFunc(terms, func(t gallery.Term) bool { return !gone(t) })
	})
	return join(q, more), changed
}

// widened asks for what q asks for, or for the same with what more asks for in place
// of what q has of its sort: also with Clara, beside Anna at the beach, is Clara at
// the beach. Where q has none of the sort, either of them is enough.
func widened(q, more gallery.Query) (gallery.Query, bool) {
	if len(q.Any)+len(more.Any)+len(more.None) > 0 {
		return q, false
	}
	if more.Times != nil {
		if len(more.All) > 0 || q.Times == nil {
			return q, false
		}
		q.Times = q.Times.Or(more.Times)
		return q, true
	}
	same := func(t gallery.Term) bool { return ofSort(t, more.All) }
	instead := slices.DeleteFunc(slices.Clone(q.All), func(t gallery.Term) bool { return !same(t) })
	if len(instead) == 0 {
		instead = q.All
	}
	if len(instead) == 0 {
		return q, false
	}
	q.All = slices.DeleteFunc(slices.Clone(q.All), func(t gallery.Term) bool { return slices.Contains(instead, t) })
	q.Any = []gallery.Group{{{All: instead}, {All: more.All}}}
	return q, true
}

// allTerms are the terms a query asks for, as a choice too.
func allTerms(q gallery.Query) []gallery.Term {
	terms := slices.Clone(q.All)
	for _, group := range q.Any {
		for _, c := range group {
			terms = append(terms, c.All...)
		}
	}
	return terms
}
