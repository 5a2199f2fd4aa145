package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// life is how long work is known: channels and queues repeat for hours.
const life = 24 * time.Hour

// Ledger keeps entries in a table. It is safe for concurrent use.
//
// An entry has the key D#name and one attribute, until: when its lease is over, in
// milliseconds since 1970, and the end of time once it is done.
type Ledger struct {
	table *table.Table
	now   func() time.Time
}

// New makes a Ledger.
func New(t *table.Table, now func() time.Time) *Ledger { return &Ledger{table: t, now: now} }

// Entry is work that somebody holds.
type Entry struct {
	// Again says that somebody held it before and did not say what came of it.
	Again bool

	ledger *Ledger
	key    table.Key
	until  int64
}

// done is the lease of what is done.
const done = int64(math.MaxInt64)

// Begin takes hold of work for a lease, after which somebody else may. A Conflict
// says that the work is done; Throttled, that somebody is at it.
func (l *Ledger) Begin(ctx context.Context, name string, lease time.Duration) (*Entry, error) {
	const op = "ledger.Begin"
	now := l.now()
	sum := sha256.Sum256([]byte(name))
	e := &Entry{ledger: l, key: table.Key{Partition: "D#" + hex.EncodeToString(sum[:20]), Sort: "M"}, until: now.Add(lease).UnixMilli()}
	err := l.write(ctx, e, table.Absent())
	if !fault.Is(err, fault.Conflict) {
		return e, fault.Wrap(op, err)
	}
	item, err := l.table.GetConsistent(ctx, e.key)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, fault.Wrap(op, err)
	}
	switch until := item.Int("until"); {
	case until == done:
		return nil, fault.New(op, fault.Conflict, "done already")
	case err == nil && until <= now.UnixMilli():
		e.Again = true
		err = l.write(ctx, e, table.Equal("until", until))
	default:
		err = fault.New(op, fault.Conflict, "held")
	}
	if fault.Is(err, fault.Conflict) {
		return nil, fault.New(op, fault.Throttled, "somebody is at it")
	}
	return e, fault.Wrap(op, err)
}

func (l *Ledger) write(ctx context.Context, e *Entry, free table.Condition) error {
	return l.table.Write(ctx, table.Put(
		table.Item{Key: e.key, Attributes: table.Attributes{"until": e.until}, Expires: l.now().Add(life)}, free,
	))
}

// Done says that the work is done.
func (e *Entry) Done(ctx context.Context) error {
	return e.close(ctx, "ledger.Done", table.Update(e.key, table.Change{Set: table.Attributes{"until": done}}, e.mine()))
}

// Undo says that nothing was done, so that the work can begin afresh.
func (e *Entry) Undo(ctx context.Context) error {
	return e.close(ctx, "ledger.Undo", table.Delete(e.key, e.mine()))
}

// Leave says that nobody knows what was done: the next one to begin is told.
func (e *Entry) Leave(ctx context.Context) error {
	return e.close(ctx, "ledger.Leave", table.Update(e.key, table.Change{Set: table.Attributes{"until": int64(0)}}, e.mine()))
}

// mine holds while nobody has taken over.
func (e *Entry) mine() table.Condition { return table.Equal("until", e.until) }

func (e *Entry) close(ctx context.Context, op string, w table.Write) error {
	err := e.ledger.table.Write(ctx, w)
	if fault.Is(err, fault.Conflict) {
		return nil // who took over closes it
	}
	return fault.Wrap(op, err)
}
