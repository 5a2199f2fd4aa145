package gallery

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// known is what is known of an index term.
type known struct {
	number      uint64 // never changes
	count       int    // as it was when it was read: good for choosing a list, not for saying a number
	first, last string // stamps; they only ever widen, so an old reading is too narrow at worst
}

// maxAge is how long a process goes by the counts and the vocabulary it has read.
// Its own changes it sees at once.
const maxAge = time.Minute

// glossary is what a process remembers of a gallery's terms.
type glossary struct {
	mu         sync.Mutex
	terms      map[string]known
	read       time.Time // when the oldest count among terms was read
	vocabulary *Vocabulary
	loaded     time.Time // when the vocabulary was
	changes    int       // counts this process's changes
	whole      bool      // terms are all that there were when they were read
	spellings  map[uint64]spelled
	met        time.Time // when a change of this process last met another
	room       room
	dues       map[string]bool // days on which the gallery is known to be on the calendar
}

// spelled is the index term that a number stands for, which never changes, and how
// many photos had it when that was read.
type spelled struct {
	index string
	count int
}

// term gives the Term of a name; not of a word, which is known by its stem.
func (s spelled) term() Term {
	kind := kindOf(s.index)
	return Term{Kind: kind, Value: strings.TrimPrefix(s.index, kind.prefix())}
}

// maxGlossaries is how many galleries a process remembers the terms of.
const maxGlossaries = 64

// glossary gives what is remembered of a gallery.
func (gs *Galleries) glossary(id ID) *glossary {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	gl, ok := gs.glossaries[id]
	if ok {
		return gl
	}
	for other := range gs.glossaries {
		if len(gs.glossaries) < maxGlossaries {
			break
		}
		delete(gs.glossaries, other)
	}
	gl = &glossary{terms: map[string]known{}, spellings: map[uint64]spelled{}}
	gs.glossaries[id] = gl
	return gl
}

// get gives those of the terms that are remembered, and the others. Counts that
// are over maxAge old are forgotten first, if counts matter.
func (gl *glossary) get(terms []string, now time.Time, counts bool) (found map[string]known, missing []string) {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	if counts && now.Sub(gl.read) > maxAge {
		return map[string]known{}, terms
	}
	found = make(map[string]known, len(terms))
	for _, t := range terms {
		if k, ok := gl.terms[t]; ok {
			found[t] = k
		} else {
			missing = append(missing, t)
		}
	}
	return found, missing
}

// recall gives those of the terms that are remembered, however old their counts are;
// sure says that no photo has the others.
func (gl *glossary) recall(terms []string, now time.Time) (found map[string]known, sure bool) {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	found = make(map[string]known, len(terms))
	for _, t := range terms {
		if k, ok := gl.terms[t]; ok {
			found[t] = k
		}
	}
	return found, len(found) == len(terms) || gl.whole && now.Sub(gl.read) <= maxAge
}

// spelled gives the names of a kind by their numbers, as far as they are remembered.
func (gl *glossary) spelled(kind Kind) map[uint64]spelled {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	names := map[uint64]spelled{}
	for n, s := range gl.spellings {
		if kindOf(s.index) == kind {
			names[n] = s
		}
	}
	return names
}

// spell remembers what numbers stand for.
func (gl *glossary) spell(read map[string]known) {
	for t, k := range read {
		if numbered(t) {
			gl.spellings[k.number] = spelled{t, k.count}
		}
	}
}

// put remembers what was read at a time.
func (gl *glossary) put(read map[string]known, now time.Time) {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	if now.Sub(gl.read) > maxAge {
		clear(gl.terms)
		gl.whole = false
	}
	if len(gl.terms) == 0 {
		gl.read = now
	}
	maps.Copy(gl.terms, read)
	gl.spell(read)
}

// forget drops what is remembered of terms, so that they are read again.
func (gl *glossary) forget(terms []string) {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	gl.whole = false
	for _, t := range terms {
		delete(gl.terms, t)
	}
}

// changed says that this process changed the gallery: the vocabulary is old, and
// counts have moved.
func (gl *glossary) changed(counts map[string]span) {
	gl.room.changed(counts)
	gl.mu.Lock()
	defer gl.mu.Unlock()
	gl.vocabulary = nil
	gl.changes++
	for t, s := range counts {
		k, ok := gl.terms[t]
		if !ok {
			continue
		}
		k.count += s.count
		if s.first != "" && (k.first == "" || s.first < k.first) {
			k.first = s.first
		}
		k.last = max(k.last, s.last)
		gl.terms[t] = k
	}
}

// clear forgets everything.
func (gl *glossary) clear() {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	clear(gl.terms)
	clear(gl.spellings)
	gl.vocabulary, gl.whole, gl.dues = nil, false, nil
	gl.changes++
	gl.room.forget()
}

func readKnown(i table.Item) known {
	return known{
		number: uint64(i.Int("number")), count: int(i.Int("count")),
		first: i.String("first"), last: i.String("last"),
	}
}

// known gives what is known of terms. Those nobody ever used are not there.
func (g *Gallery) known(ctx context.Context, terms []string, counts bool) (map[string]known, error) {
	now := g.all.now()
	found, missing := g.words.get(terms, now, counts)
	if len(missing) == 0 {
		return found, nil
	}
	keys := make([]table.Key, len(missing))
	for n, t := range missing {
		keys[n] = termKey(g.id, t)
	}
	items, err := g.all.table.BatchGet(ctx, keys)
	if err != nil {
		return nil, err
	}
	read := make(map[string]known, len(items))
	for _, i := range items {
		read[i.Sort] = readKnown(i)
	}
	g.words.put(read, now)
	maps.Copy(found, read)
	return found, nil
}

// introduce makes sure that terms have numbers, and gives them. A term that is
// introduced and then not used has a count of 0, which nobody sees.
func (g *Gallery) introduce(ctx context.Context, names map[string]string) (map[string]known, error) {
	terms := described{names: names}.terms()
	terms = slices.DeleteFunc(terms, func(t string) bool { return !counted(t) })
	for attempt := range attempts {
		found, err := g.known(ctx, terms, false)
		if err != nil {
			return nil, err
		}
		missing := slices.DeleteFunc(slices.Clone(terms), func(t string) bool { _, ok := found[t]; return ok })
		if len(missing) == 0 {
			return found, nil
		}
		switch err := g.number(ctx, missing, names); {
		case err == nil:
		case !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Unavailable):
			return nil, err
		default:
			if err := pause(ctx, attempt); err != nil {
				return nil, err
			}
		}
	}
	return nil, fault.New("gallery.introduce", fault.Unavailable, "too many changes at once")
}

// number gives new terms their numbers, as many at a time as a transaction takes.
// The numbers are taken first, by a write of their own, since every process comes to
// that item; those that are then not used, because another was first with a term or
// the answer was lost, are never used. A Conflict says that another process was first,
// an Unavailable that nobody knows.
func (g *Gallery) number(ctx context.Context, terms []string, names map[string]string) error {
	for page := range slices.Chunk(terms, maxActions) {
		last, err := g.all.table.GetConsistent(ctx, numbersKey(g.id))
		unused := table.HasNo("last")
		switch {
		case err == nil:
			unused = table.Equal("last", last.Int("last"))
		case !fault.Is(err, fault.NotFound):
			return err
		}
		n := last.Int("last")
		taken := table.Change{Set: table.Attributes{"last": n + int64(len(page))}}
		if err := g.all.table.Write(ctx, table.Update(numbersKey(g.id), taken, unused)); err != nil {
			return err
		}
		var writes []table.Write
		read := make(map[string]known, len(page))
		for _, t := range page {
			n++
			read[t] = known{number: uint64(n)}
			writes = append(writes, table.Put(table.Item{Key: termKey(g.id, t), Attributes: named(n, names[t])}, table.Absent()))
		}
		if err := g.all.table.Write(ctx, writes...); err != nil {
			return err
		}
		g.words.put(read, g.all.now())
	}
	return nil
}

func named(number int64, name string) table.Attributes {
	a := table.Attributes{"number": number, "count": int64(0)}
	if name != "" {
		a["name"] = name
	}
	return a
}
