package gallery

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Vocabulary gives the terms of the gallery that its live photos have. It may be a
// minute old, but knows of all changes made by this process.
func (g *Gallery) Vocabulary(ctx context.Context) (*Vocabulary, error) {
	const op = "gallery.Vocabulary"
	if err := g.mayLook(op); err != nil {
		return nil, err
	}
	now := g.all.now()
	v, changes := g.words.snapshot(now)
	if v != nil {
		return v, nil
	}
	read, asides := map[string]known{}, map[string]known{}
	var total Entry
	var entries []Entry
	indices := map[string]int{}
	q := table.Query{Partition: termsPartition(g.id)}
	for {
		page, err := g.all.table.Query(ctx, q)
		if err != nil {
			return nil, fault.Wrap(op, err)
		}
		for _, i := range page.Items {
			k := readKnown(i)
			if term, aside := isAside(i.Sort); aside {
				asides[term] = asides[term].plus(k)
				continue
			}
			read[i.Sort] = k
			if i.Sort == timeline {
				total = entry(Term{}, i, k)
			} else if kind := kindOf(i.Sort); kind != "" {
				indices[i.Sort] = len(entries)
				entries = append(entries, entry(NewTerm(kind, i.String("name")), i, k))
			}
		}
		if q.After = page.Next; q.After == "" {
			break
		}
	}
	for term, aside := range asides {
		k := read[term].plus(aside)
		read[term] = k
		e := &total
		if n, ok := indices[term]; ok {
			e = &entries[n]
		}
		e.Count, e.First, e.Last = k.count, unstamp(k.first), unstamp(k.last)
	}
	v = NewVocabulary(total, entries)
	g.words.keep(v, read, now, changes)
	return v, nil
}

func entry(t Term, i table.Item, k known) Entry {
	return Entry{
		Term: t, Display: i.String("name"), Count: k.count, Nicknames: i.Strings("nicknames"),
		First: unstamp(k.first), Last: unstamp(k.last),
	}
}

// snapshot gives the vocabulary that was kept, unless it is too old, and the
// number of changes so far.
func (gl *glossary) snapshot(now time.Time) (*Vocabulary, int) {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	if gl.vocabulary != nil && now.Sub(gl.loaded) > maxAge {
		gl.vocabulary = nil
	}
	return gl.vocabulary, gl.changes
}

// keep keeps a vocabulary and what was read for it, unless the gallery has changed
// since it was begun to be read.
func (gl *glossary) keep(v *Vocabulary, read map[string]known, now time.Time, changes int) {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	if gl.changes != changes {
		return
	}
	gl.vocabulary, gl.loaded = v, now
	gl.terms, gl.read, gl.whole = read, now, true
	gl.spell(read)
}
