package gallery

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/oklog/ulid/v2"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// journal is a change that takes several transactions. The first writes the photos
// and the journal; the others make the steps, page by page, each together with the
// journal's own progress, so that every step is made once, by whoever makes it; the
// last removes the journal. The photos say that it is pending, and nobody changes
// them before it is done.
type journal struct {
	id     string
	page   int64 // the next page to be made
	photos []PhotoID
	before map[PhotoID]*stored // what those were that were there: state, title, terms, time
}

// attempts is how often a change is tried when others are at work on the same.
const attempts = 12

// pause waits a little, by chance and longer each time, for others to be done.
func pause(ctx context.Context, attempt int) error {
	longest := time.Millisecond << min(attempt, 8)
	return sleep(ctx, rand.N(longest)+1)
}

// sleep waits. Its error is that of a context that ended before.
func sleep(ctx context.Context, long time.Duration) error {
	timer := time.NewTimer(long)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// mark gives a name that no other change has.
func (g *Gallery) mark() string { return newULID(g.all.now()) }

// commitByJournal makes changes that are too many for one transaction.
func (g *Gallery) commitByJournal(ctx context.Context, changes []change) error {
	j := journal{id: g.mark(), before: map[PhotoID]*stored{}}
	for _, c := range changes {
		c.after.pending = j.id
		j.photos = append(j.photos, c.after.ID)
		if c.before != nil {
			j.before[c.after.ID] = c.before
		}
	}
	writes := append(g.photoWrites(changes), table.Put(j.item(g.id), table.Absent()))
	if err := g.all.table.Write(ctx, writes...); err != nil {
		return err
	}
	return g.run(ctx, j, changes)
}

// run makes the pages of a journal that are still to be made. Another process may
// be doing the same.
func (g *Gallery) run(ctx context.Context, j journal, changes []change) error {
	names := map[string]string{}
	for _, c := range changes {
		for _, t := range slices.Concat(c.before.lists(), c.after.Terms) {
			names[t] = ""
		}
	}
	for failed := 0; ; failed++ {
		numbers, err := g.introduce(ctx, names)
		if err != nil {
			return err
		}
		steps, counts := g.steps(changes, numbers)
		for err == nil && j.id != "" {
			err = g.runPage(ctx, &j, steps)
		}
		if err == nil {
			g.words.changed(counts)
			return nil
		}
		if !fault.Is(err, fault.Conflict) || failed == attempts {
			return err
		}
		if err := pause(ctx, failed); err != nil {
			return err
		}
		there, err := g.all.table.GetConsistent(ctx, journalKey(g.id, j.id))
		switch {
		case fault.Is(err, fault.NotFound):
			g.words.changed(nil)
			return nil
		case err != nil:
			return err
		}
		j.page = there.Int("page")
		g.words.forget(described{names: names}.terms())
	}
}

// runPage makes the next page of a journal, and empties j with the last.
func (g *Gallery) runPage(ctx context.Context, j *journal, steps []table.Write) error {
	const most = maxActions - 1
	from := min(int(j.page)*most, len(steps))
	page := steps[from:min(from+most, len(steps))]
	unmade := table.Equal("page", j.page)
	progress := table.Update(journalKey(g.id, j.id), table.Change{Set: table.Attributes{"page": j.page + 1}}, unmade)
	last := from+len(page) == len(steps)
	if last {
		progress = table.Delete(journalKey(g.id, j.id), unmade)
	}
	if err := g.all.table.Write(ctx, append([]table.Write{progress}, page...)...); err != nil {
		return err
	}
	j.page++
	if last {
		*j = journal{}
	}
	return nil
}

func (j journal) item(g ID) table.Item {
	photos := make([]string, len(j.photos))
	var before []any
	for n, id := range j.photos {
		photos[n] = string(id)
		if was := j.before[id]; was != nil {
			before = append(before, map[string]any{
				"photo": string(id), "state": string(was.State), "title": was.Title, "terms": was.Terms,
				"taken": was.Taken.Format(time.RFC3339),
			})
		}
	}
	a := table.Attributes{"page": int64(0), "photos": photos}
	if len(before) > 0 {
		a["before"] = before
	}
	return table.Item{Key: journalKey(g, j.id), Attributes: a}
}

// finish does what is left to do of a journal, if it is still there.
func (g *Gallery) finish(ctx context.Context, id string) error {
	item, err := g.all.table.GetConsistent(ctx, journalKey(g.id, id))
	switch {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	}
	if item.Attributes["aside"] != nil {
		return g.putBack(ctx, id, item)
	}
	j := journal{id: id, page: item.Int("page")}
	before := map[PhotoID]table.Item{}
	list, _ := item.Attributes["before"].([]any)
	for _, each := range list {
		m, _ := each.(map[string]any)
		was := table.Item{Attributes: m}
		before[PhotoID(was.String("photo"))] = was
	}
	var changes []change
	for _, name := range item.Strings("photos") {
		after, err := g.load(ctx, PhotoID(name))
		switch {
		case fault.Is(err, fault.NotFound) || err == nil && after.pending != id:
			return nil // another process has finished it, and the photo has changed since
		case err != nil:
			return err
		}
		c := change{after: &after}
		if was, ok := before[after.ID]; ok {
			c.before = &stored{Photo: Photo{
				ID: after.ID, Taken: after.Taken, Bytes: after.Bytes, State: State(was.String("state")),
				Title: was.String("title"), Terms: was.Strings("terms"),
			}}
			if taken := moment(was.String("taken")); !taken.IsZero() {
				c.before.Taken = taken
			}
		}
		changes = append(changes, c)
	}
	return g.run(ctx, j, changes)
}

// Repair finishes changes that a crash left half made, and says how many there
// were. Until then their photos may be missing from some answers. Every change
// first repairs what is older than a minute, so calling it is never needed, but
// good at a program's start.
func (g *Gallery) Repair(ctx context.Context) (int, error) {
	const op = "gallery.Repair"
	if err := g.mayChange(op); err != nil {
		return 0, err
	}
	n, err := g.repair(ctx, "", allAsides)
	return n, fault.Wrap(op, err)
}

// Unfinished says how many changes were left half made for a minute or more: Repair
// finishes them. Those whose counts were only set aside, which does no harm, are not
// among them.
func (g *Gallery) Unfinished(ctx context.Context) (int, error) {
	const op = "gallery.Unfinished"
	if err := g.mayLook(op); err != nil {
		return 0, err
	}
	oldest, err := g.leftBefore()
	if err != nil {
		return 0, fault.Wrap(op, err)
	}
	n := 0
	q := table.Query{Partition: journalPartition(g.id), From: firstJournal, To: oldest, Consistent: true}
	err = g.pages(ctx, q, func(items []table.Item) error {
		for _, i := range items {
			if i.Attributes["aside"] == nil {
				n++
			}
		}
		return nil
	})
	return n, fault.Wrap(op, err)
}

// allAsides has a repair put all counts back that were set aside.
const allAsides = math.MaxInt

// repair finishes the journals up to a sort key, or all, but puts at most so many
// counts back that were set aside. It is Denied where the gallery is being destroyed.
func (g *Gallery) repair(ctx context.Context, to string, asides int) (int, error) {
	return g.repairFrom(ctx, "", to, asides)
}

func (g *Gallery) repairFrom(ctx context.Context, from, to string, asides int) (int, error) {
	done := 0
	q := table.Query{Partition: journalPartition(g.id), From: from, To: to}
	for {
		page, err := g.all.table.Query(ctx, q)
		if err != nil {
			return done, err
		}
		for _, i := range page.Items {
			if i.Sort == closedSort {
				return done, closed()
			}
			finish := g.finish
			if i.Attributes["aside"] != nil {
				finish = g.putAllBack
				if asides != allAsides {
					finish = g.tryPutBack
				}
				if asides--; asides < 0 {
					continue
				}
			}
			if err := finish(ctx, i.Sort); err != nil {
				return done, err
			}
			done++
		}
		if q.After = page.Next; q.After == "" {
			return done, nil
		}
	}
}

// leftBehind is how old a journal is that nobody is expected to be at work on.
const leftBehind = time.Minute

// leftBefore is before which journals begin that were left behind.
func (g *Gallery) leftBefore() (string, error) {
	var oldest ulid.ULID
	if err := oldest.SetTime(ulid.Timestamp(g.all.now().Add(-leftBehind))); err != nil {
		return "", fault.As("gallery.repair", fault.Internal, err)
	}
	return oldest.String(), nil
}

// repairOld finishes what was left behind.
func (g *Gallery) repairOld(ctx context.Context) error {
	oldest, err := g.leftBefore()
	if err == nil {
		_, err = g.repair(ctx, oldest, asidesAtATime)
	}
	return err
}
