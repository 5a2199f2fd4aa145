package gallery

import (
	"context"
	"maps"
	"slices"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Every change of a gallery counts at the same few items: the timeline's head, those
// of the people and places that all photos have. DynamoDB refuses a transaction that
// comes to an item while another is under way, so that of many at once nearly all
// would have to wait and try again, and again. A change that was refused therefore
// sets its counts aside: it writes them as items of its own beside those they belong
// to, where nobody else is. What is counted is the sum of both, at every moment.
// Later, when nobody is waiting, changes put a few of them where they belong.

// headEnd is after the counts that are set aside beside a list's head.
const headEnd = "~~"

// setAside is between a term and the mark of a change in the sort keys of the
// vocabulary.
const setAside = "\x00"

func asideHeadKey(g ID, term, mark string) table.Key {
	return table.Key{Partition: listPartition(g, term), Sort: headSort + mark}
}

func asideTermKey(g ID, term, mark string) table.Key {
	return table.Key{Partition: termsPartition(g), Sort: term + setAside + mark}
}

// asideWrites gives the writes that set counts aside, and the journal by which they
// are put where they belong.
func (g *Gallery) asideWrites(counts map[string]span, mark string) []table.Write {
	var writes []table.Write
	noted := map[string]any{}
	for _, t := range slices.Sorted(maps.Keys(counts)) {
		s := counts[t]
		if t != trash && !counted(t) {
			continue
		}
		if head := s.head(); len(head) > 0 {
			a := table.Attributes{}
			for name, by := range head {
				a[name] = by
			}
			writes = append(writes, table.Put(table.Item{Key: asideHeadKey(g.id, t, mark), Attributes: a}))
		}
		if t != trash {
			a := table.Attributes{"count": int64(s.count)}
			if s.first != "" {
				a["first"], a["last"] = s.first, s.last
			}
			writes = append(writes, table.Put(table.Item{Key: asideTermKey(g.id, t, mark), Attributes: a}))
		}
		noted[t] = map[string]any{"count": int64(s.count), "bytes": s.bytes, "first": s.first, "last": s.last}
	}
	j := table.Item{Key: journalKey(g.id, mark), Attributes: table.Attributes{"page": int64(0), "aside": noted}}
	return append(writes, table.Put(j, table.Absent()))
}

// putBack puts the counts of a journal where they belong. A Conflict leaves the rest
// for later.
func (g *Gallery) putBack(ctx context.Context, id string, item table.Item) error {
	noted, _ := item.Attributes["aside"].(map[string]any)
	counts := map[string]span{}
	names := map[string]string{}
	for t, each := range noted {
		m, _ := each.(map[string]any)
		i := table.Item{Attributes: m}
		counts[t] = span{count: int(i.Int("count")), bytes: i.Int("bytes"), first: i.String("first"), last: i.String("last")}
		if t != trash {
			names[t] = ""
		}
	}
	terms := slices.Sorted(maps.Keys(names))
	g.words.forget(terms)
	numbers, err := g.known(ctx, terms, false)
	if err != nil {
		return err
	}
	var steps []table.Write
	for _, t := range slices.Sorted(maps.Keys(counts)) {
		steps = append(steps, g.countWrites(t, counts[t], numbers[t])...)
		steps = append(steps, table.Delete(asideHeadKey(g.id, t, id)))
		if t != trash {
			steps = append(steps, table.Delete(asideTermKey(g.id, t, id)))
		}
	}
	j := journal{id: id, page: item.Int("page")}
	for j.id != "" {
		if err := g.runPage(ctx, &j, steps); err != nil {
			return err
		}
	}
	return nil
}

// bySetAside has changes set their counts aside at once for a while after some were
// refused: whoever was in the way is likely to come again.
const bySetAside = 10 * time.Second

// refused says that a change met another.
func (gl *glossary) refused(now time.Time) {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	gl.met = now
}

// crowded reports whether changes met others a moment ago.
func (gl *glossary) crowded(now time.Time) bool {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	return !gl.met.IsZero() && now.Sub(gl.met) < bySetAside
}

// isAside reports whether an item of the vocabulary is a count that was set aside,
// and of which term.
func isAside(sort string) (term string, aside bool) {
	for i := range len(sort) {
		if sort[i] == setAside[0] {
			return sort[:i], true
		}
	}
	return sort, false
}

// plus adds a count that was set aside.
func (k known) plus(aside known) known {
	k.count += aside.count
	if aside.first != "" && (k.first == "" || aside.first < k.first) {
		k.first = aside.first
	}
	k.last = max(k.last, aside.last)
	return k
}

// asidesAtATime is how many counts a change puts back before it does its own work.
const asidesAtATime = 4

// tryPutBack puts the counts of a journal back unless another process is in the way.
func (g *Gallery) tryPutBack(ctx context.Context, id string) error {
	err := g.finish(table.MeetOnce(ctx), id)
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return err
}

// putAllBack puts the counts of a journal back, whoever is in the way.
func (g *Gallery) putAllBack(ctx context.Context, id string) error {
	for attempt := range attempts {
		err := g.finish(ctx, id)
		if !fault.Is(err, fault.Conflict) {
			return err
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
	return fault.New("gallery.Repair", fault.Conflict, "too many changes at once")
}
