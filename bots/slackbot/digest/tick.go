package digest

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// MaxLate is how late a digest is still handed on, where a run was missed. One that
// is later is left for its next day.
const MaxLate = time.Hour

// Due is a digest that is to be posted now.
type Due struct {
	Place
	At  time.Time `json:"at"`  // when it was due
	Day string    `json:"day"` // on its zone's calendar: 2006-01-02
}

// ID is of this digest and no other, however often it is handed on.
func (d Due) ID() string { return d.id() + "#" + d.Day }

// Date is the day's, at noon in UTC: its calendar is what counts.
func (d Due) Date() (time.Time, error) {
	day, err := time.Parse(time.DateOnly, d.Day)
	if err != nil {
		return time.Time{}, fault.New("digest.Date", fault.Invalid, "not a day")
	}
	return day.Add(12 * time.Hour), nil
}

// Run is what one Tick did.
type Run struct {
	Slots  int // quarters of an hour that were looked at
	Queued int // handed on
	Missed int // too late, and left for their next day
	Moved  int // to another slot, since their zone's offset changes
	Lost   int // of a zone that nobody knows
}

// Tick hands on what is due, and when it is done with a quarter of an hour, notes so:
// the next run begins behind it, at most [MaxLate] back. What could not be handed on
// stays for the next run, and is the error.
//
// A run in which nothing is due costs 1 request for each of the 16 shards, of half an
// RCU, and 2 for the note. Each digest that is handed on costs 1 WCU, to say when it is
// due next, and 0.02 RCU; 6 WCU on the two days of the year on which its slot changes.
func (d *Digests) Tick(ctx context.Context, now time.Time, hand func(context.Context, Due) error) (Run, error) {
	const op = "digest.Tick"
	last, err := d.lastSlot(ctx)
	if err != nil {
		return Run{}, fault.Wrap(op, err)
	}
	end := now.Truncate(Quarter)
	slot := end.Add(-MaxLate)
	if after := last.Add(Quarter); after.After(slot) {
		slot = after
	}
	r := &run{digests: d, now: now, hand: hand, zones: map[string]*time.Location{}}
	for ; !slot.After(end); slot = slot.Add(Quarter) {
		r.done.Slots++
		if err := r.slot(ctx, slotOf(slot)); err != nil {
			return r.done, fault.Wrap(op, err)
		}
		if err := d.noteSlot(ctx, slot); err != nil {
			return r.done, fault.Wrap(op, err)
		}
	}
	return r.done, nil
}

// lastSlot is the last quarter of an hour that is done.
func (d *Digests) lastSlot(ctx context.Context) (time.Time, error) {
	item, err := d.Table.GetConsistent(ctx, runKey)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return time.Time{}, err
	}
	return time.Unix(item.Int("done"), 0), nil
}

// noteSlot notes that a quarter of an hour is done, unless a later one is.
func (d *Digests) noteSlot(ctx context.Context, slot time.Time) error {
	note := table.Put(table.Item{Key: runKey, Attributes: table.Attributes{"done": slot.Unix()}}, table.AnyOf(table.Absent(), table.Less("done", slot.Unix())))
	err := d.Table.Write(ctx, note)
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return err
}

// run is one Tick under way.
type run struct {
	digests *Digests
	now     time.Time
	hand    func(context.Context, Due) error

	mu    sync.Mutex
	done  Run
	zones map[string]*time.Location // nil is a zone nobody knows
}

// zone looks a zone up, once in a run: that reads a file.
func (r *run) zone(rule Rule) (zone *time.Location, known bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	zone, seen := r.zones[rule.Zone]
	if !seen {
		if rule.check() == nil {
			zone, _ = rule.zone() //nolint:errcheck // it was checked
		}
		r.zones[rule.Zone] = zone
	}
	return zone, zone != nil
}

func (r *run) count(f func(*Run)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f(&r.done)
}

// slot goes through all shards of a slot, side by side. A shard that fails leaves the
// others to end.
func (r *run) slot(ctx context.Context, slot string) error {
	var all errgroup.Group
	var failed [shards]error
	for shard := range shards {
		all.Go(func() error {
			failed[shard] = r.shard(ctx, slotPartition(slot, shard))
			return nil
		})
	}
	_ = all.Wait() //nolint:errcheck // they are in failed
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) shard(ctx context.Context, partition string) error {
	q := table.Query{Partition: partition}
	for {
		page, err := r.digests.Table.Query(ctx, q)
		if err != nil {
			return err
		}
		for _, item := range page.Items {
			if item.Int("next") > r.now.Unix() {
				continue
			}
			if err := r.one(ctx, item); err != nil {
				return err
			}
		}
		if q.After = page.Next; page.Next == "" {
			return nil
		}
	}
}

// one hands a digest on, if it is due and not too late, and says when it is due next.
func (r *run) one(ctx context.Context, item table.Item) error {
	place, rule := placeOf(item), ruleOf(item)
	zone, known := r.zone(rule)
	if !known { // it must not be in the others' way
		r.count(func(done *Run) { done.Lost++ })
		return nil
	}
	last := rule.last(zone, r.now)
	switch {
	case last.Unix() < item.Int("next"): // its zone has other rules than it had
	case r.now.Sub(last) > MaxLate:
		r.count(func(done *Run) { done.Missed++ })
	default:
		if err := r.hand(ctx, Due{Place: place, At: last, Day: last.In(zone).Format(time.DateOnly)}); err != nil {
			return err
		}
		r.count(func(done *Run) { done.Queued++ })
	}
	return r.advance(ctx, item, place, rule, rule.next(zone, r.now))
}

// advance says when a digest is due next. What somebody changed meanwhile stays.
func (r *run) advance(ctx context.Context, item table.Item, place Place, rule Rule, next time.Time) error {
	unchanged := table.Equal("next", item.Int("next"))
	fresh := dueItem(place, rule, next)
	if fresh.Key == item.Key {
		err := r.digests.Table.Write(ctx, table.Update(item.Key, table.Change{Set: table.Attributes{"next": next.Unix()}}, unchanged))
		return unlessChanged(err)
	}
	err := r.digests.Table.Write(ctx,
		table.Update(place.key(), table.Change{Set: table.Attributes{"slot": slotOf(next)}}, table.Present()),
		table.Delete(item.Key, unchanged),
		table.Put(fresh),
	)
	if err == nil {
		r.count(func(done *Run) { done.Moved++ })
	}
	return unlessChanged(err)
}

// unlessChanged is an error, unless it says that somebody changed the subscription.
func unlessChanged(err error) error {
	if fault.Is(err, fault.Conflict) && len(table.Failed(err)) > 0 {
		return nil
	}
	return err
}
