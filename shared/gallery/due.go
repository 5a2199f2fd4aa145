package gallery

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// TrashLife is how long a photo stays in the trash. The next sweep deletes it for good.
const TrashLife = 30 * 24 * time.Hour

// The calendar says which galleries are to be swept on which day, so that nobody has to
// ask them all: one item a gallery and day, in one of several lists, so that none is
// written to by everybody.
//
//	D#shard  day#gallery   on that day (UTC), or later, there is something to remove
const dueShards = 16

const (
	calendarDay = "20060102"
	// noteRest is how long a note of objects is left to who made it, in days, with
	// enough beyond for the clock and the slowness of whoever deletes.
	noteRest = 2
)

func duePartition(shard int) string { return fmt.Sprintf("D#%02d", shard) }

func dueKey(g ID, day string) table.Key {
	h := fnv.New32a()
	h.Write([]byte(g)) //nolint:errcheck // a hash takes everything
	return table.Key{Partition: duePartition(int(h.Sum32() % dueShards)), Sort: day + "#" + string(g)}
}

// trashDue is the day on which what is trashed now is to be deleted: its time is over
// before the day begins.
func (g *Gallery) trashDue() string {
	return g.all.now().UTC().Add(TrashLife).AddDate(0, 0, 1).Format(calendarDay)
}

// noteDue is the day on which objects are to be removed that are noted now.
func (g *Gallery) noteDue() string {
	return g.all.now().UTC().AddDate(0, 0, noteRest).Format(calendarDay)
}

// remind puts the gallery on the calendar: once a day and process, since the day has
// not come when it is noted again.
func (g *Gallery) remind(ctx context.Context, day string) error {
	if g.words.reminded(day) {
		return nil
	}
	err := g.all.table.Write(ctx, table.Put(table.Item{Key: dueKey(g.id, day)}))
	if err == nil {
		g.words.remind(day)
	}
	return err
}

// Due gives the galleries in which something is to be removed today, opened for that,
// several at once. One for which each gives no error is struck off the calendar,
// another comes again: after a pause where the table throttled, since it only takes less
// at a time than there is to remove, else with the next sweep. The first error is
// returned after all have had their turn, unless ctx ends before, as it should some time.
// It is for who runs Shoebox: no member is asked. Two at once do the same work twice, and
// no harm.
func (gs *Galleries) Due(ctx context.Context, each func(context.Context, *Gallery) error) error {
	const op = "gallery.Due"
	var failed errgroup.Group
	failed.SetLimit(atOnce)
	for shard := range dueShards {
		if err := gs.dueIn(ctx, shard, func(due table.Item) {
			failed.Go(func() error { return gs.keep(ctx, due, each) })
		}); err != nil {
			return fault.Wrap(op, errors.Join(err, failed.Wait()))
		}
	}
	return fault.Wrap(op, failed.Wait())
}

// dueIn gives the days of one shard that have come, and what is to be done on them.
func (gs *Galleries) dueIn(ctx context.Context, shard int, give func(table.Item)) error {
	_, to := table.Prefix(gs.now().UTC().Format(calendarDay))
	q := table.Query{Partition: duePartition(shard), To: to, Limit: maxActions, Consistent: true}
	for {
		page, err := gs.table.Query(ctx, q)
		if err != nil {
			return err
		}
		for _, due := range page.Items {
			if err := ctx.Err(); err != nil {
				return err
			}
			give(due)
		}
		if q.After = page.Next; q.After == "" {
			return nil
		}
	}
}

// The pauses for a table that throttles grow from the first to the last. One of a minute
// lets the smallest that is free save up 1,500 units, which is a transaction of emptying.
const (
	firstRest = time.Second
	lastRest  = time.Minute
)

// keep keeps one appointment of the calendar, in as many attempts as the table needs.
func (gs *Galleries) keep(ctx context.Context, due table.Item, each func(context.Context, *Gallery) error) error {
	for rest := firstRest; ; rest = min(2*rest, lastRest) {
		err := gs.keepOnce(ctx, due, each)
		if !fault.Is(err, fault.Throttled) {
			return err
		}
		if err := sleep(ctx, rest/2+rand.N(rest/2)); err != nil {
			return err
		}
	}
}

func (gs *Galleries) keepOnce(ctx context.Context, due table.Item, each func(context.Context, *Gallery) error) error {
	_, id, _ := strings.Cut(due.Sort, "#")
	err := each(ctx, gs.As(Membership{Gallery: ID(id), Role: Editor}))
	if err != nil && !fault.Is(err, fault.Denied) { // it is being destroyed, with all that was due
		return err
	}
	return gs.table.Write(ctx, table.Delete(due.Key))
}

// reminded reports whether the gallery is known to be on the calendar.
func (gl *glossary) reminded(day string) bool {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	return gl.dues[day]
}

// remind remembers that it is. There are two days to remember at a time.
func (gl *glossary) remind(day string) {
	gl.mu.Lock()
	defer gl.mu.Unlock()
	if len(gl.dues) > 8 {
		clear(gl.dues)
	}
	if gl.dues == nil {
		gl.dues = map[string]bool{}
	}
	gl.dues[day] = true
}
