package gallery

import (
	"context"
	"maps"
	"slices"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// maxActions is the most a transaction takes.
const maxActions = 100

// change takes one photo from what it was to what it is to be. before is nil for
// one that is added, after for one that is deleted.
type change struct{ before, after *stored }

// span is what changes do to an index term: how many photos more, and between
// which stamps those were taken. bytes are those of their originals, in the two lists
// that make up a gallery: the timeline and the trash.
type span struct {
	count       int
	bytes       int64
	first, last string
}

// commit makes changes: in one transaction if they fit, else under a journal. All
// terms must have been introduced. A Conflict changed nothing, unless an earlier
// try of the same change was made after all; where it was others that were in the
// way, the next try sets its counts aside.
func (g *Gallery) commit(ctx context.Context, changes []change, numbers map[string]known) error {
	crowded := g.words.crowded(g.all.now())
	steps, counts := g.steps(changes, numbers)
	if crowded {
		postings, _ := g.postings(changes, numbers)
		steps = append(postings, g.asideWrites(counts, g.mark())...)
	}
	photos := g.photoWrites(changes)
	writes := append(slices.Clip(photos), steps...)
	if len(writes) > maxActions {
		return g.commitByJournal(ctx, changes)
	}
	if err := g.all.table.Write(table.MeetOnce(ctx), writes...); err != nil {
		lost := slices.ContainsFunc(table.Failed(err), func(write int) bool { return write < len(photos) })
		if fault.Is(err, fault.Conflict) && !lost {
			g.words.refused(g.all.now())
		}
		return err
	}
	g.words.changed(counts)
	return nil
}

// photoWrites gives the writes of the photos themselves: those that hold the
// conditions.
func (g *Gallery) photoWrites(changes []change) []table.Write {
	var writes []table.Write
	for _, c := range changes {
		switch {
		case c.before == nil:
			writes = append(writes, table.Put(c.after.item(g.id), table.Absent()))
			if c.after.SHA256 != "" {
				file := table.Item{
					Key:        fileKey(g.id, c.after.SHA256),
					Attributes: table.Attributes{"photo": string(c.after.ID)},
				}
				writes = append(writes, table.Put(file, table.Absent()))
			}
		case c.after == nil:
			writes = append(writes, table.Delete(photoKey(g.id, c.before.ID), table.Equal("version", c.before.Version)), g.note(*c.before))
			if c.before.SHA256 != "" {
				writes = append(writes, table.Delete(fileKey(g.id, c.before.SHA256)))
			}
		default:
			writes = append(writes, table.Put(c.after.item(g.id), table.Equal("version", c.before.Version)))
		}
	}
	return writes
}

// steps gives the writes to the index, always the same in the same order for the
// same changes, and what they do to the counts.
func (g *Gallery) steps(changes []change, numbers map[string]known) ([]table.Write, map[string]span) {
	writes, counts := g.postings(changes, numbers)
	for _, t := range slices.Sorted(maps.Keys(counts)) {
		writes = append(writes, g.countWrites(t, counts[t], numbers[t])...)
	}
	return writes, counts
}

// postings gives the writes to the lists, and what is to be counted.
func (g *Gallery) postings(changes []change, numbers map[string]known) ([]table.Write, map[string]span) {
	var writes []table.Write
	counts := map[string]span{}
	for _, c := range changes {
		writes = append(writes, g.postingWrites(c, numbers, counts)...)
	}
	return writes, counts
}

// lists gives the index terms whose lists a photo stands in, sorted.
func (s *stored) lists() []string {
	switch {
	case s == nil:
		return nil
	case s.State == Trashed:
		return []string{trash}
	}
	return s.Terms
}

// postingWrites gives the writes of one photo's postings, and counts them. Of a photo
// that is said to be taken at another time, all postings move.
func (g *Gallery) postingWrites(c change, numbers map[string]known, counts map[string]span) []table.Write {
	var writes []table.Write
	was, is := c.before.lists(), c.after.lists()
	leave := func(t string) {
		key := table.Key{Partition: listPartition(g.id, t), Sort: place(c.before.Taken, c.before.ID)}
		writes = append(writes, table.Delete(key))
	}
	if c.after != nil {
		p := postingOf(c.after.Photo, numbers)
		same := c.before != nil && c.before.Title == c.after.Title && slices.Equal(c.before.Terms, c.after.Terms) &&
			sameMoment(c.before.Taken, c.after.Taken)
		for _, t := range is {
			_, stood := slices.BinarySearch(was, t)
			if !stood || !same {
				key := table.Key{Partition: listPartition(g.id, t), Sort: p.sort}
				writes = append(writes, table.Put(table.Item{Key: key, Attributes: p.attributes()}))
			}
			switch {
			case !stood:
				count(counts, t, +1, stamp(c.after.Taken), c.after.Bytes)
			case p.sort != place(c.before.Taken, c.before.ID):
				leave(t)
				count(counts, t, 0, stamp(c.after.Taken), 0)
			}
		}
	}
	for _, t := range was {
		if _, stands := slices.BinarySearch(is, t); !stands {
			leave(t)
			count(counts, t, -1, "", -c.before.Bytes)
		}
	}
	return writes
}

// sameMoment reports whether two times are the same instant and show the same clock.
func sameMoment(a, b time.Time) bool {
	_, east := a.Zone()
	_, other := b.Zone()
	return a.Equal(b) && east == other
}

// count counts a photo more, less, or at another time; taken is "" for one less.
func count(counts map[string]span, term string, by int, taken string, bytes int64) {
	s := counts[term]
	s.count += by
	if term == timeline || term == trash {
		s.bytes += bytes
	}
	if taken != "" {
		if s.first == "" || taken < s.first {
			s.first = taken
		}
		s.last = max(s.last, taken)
	}
	counts[term] = s
}

// countWrites gives the writes that count a term: at the head of its list, and in
// the vocabulary.
func (g *Gallery) countWrites(term string, s span, k known) []table.Write {
	var writes []table.Write
	if head := s.head(); len(head) > 0 && (term == trash || counted(term)) {
		writes = append(writes, table.Update(headKey(g.id, term), table.Change{Add: head}))
	}
	if term == trash || !counted(term) {
		return writes
	}
	set, conditions := widen(s, k)
	change := table.Change{Add: map[string]int64{"count": int64(s.count)}, Set: set}
	return append(writes, table.Update(termKey(g.id, term), change, conditions...))
}

// head gives what is added at the head of a list; nothing where photos have only
// moved.
func (s span) head() map[string]int64 {
	head := map[string]int64{}
	if s.count != 0 {
		head["count"] = int64(s.count)
	}
	if s.bytes != 0 {
		head["bytes"] = s.bytes
	}
	return head
}

// widen gives what must be set for a term to span the photos added. Since what is
// known of the term may be old, what is set is conditional on being wider still:
// another process may have widened it in the meantime.
func widen(s span, k known) (table.Attributes, []table.Condition) {
	if s.first == "" {
		return nil, nil
	}
	set := table.Attributes{}
	var conditions []table.Condition
	if k.first == "" || s.first < k.first {
		set["first"] = s.first
		later := table.Condition{Test: table.TestGreater, Attribute: "first", Value: s.first}
		conditions = append(conditions, table.AnyOf(table.HasNo("first"), later))
	}
	if s.last > k.last {
		set["last"] = s.last
		conditions = append(conditions, table.AnyOf(table.HasNo("last"), table.Less("last", s.last)))
	}
	return set, conditions
}
