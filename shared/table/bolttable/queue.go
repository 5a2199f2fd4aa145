package bolttable

import (
	"context"
	"sync"

	"go.etcd.io/bbolt"
)

// atOnce bounds how many calls one commit takes, and with it how long the last of
// them waits.
const atOnce = 256

// queue commits together the writes that wait together: a commit waits for the
// disk, whatever its size.
type queue struct {
	mu      sync.Mutex
	waiting []*call
	running bool
}

// call is one waiting write. Its function either changes the store and returns
// nil, or fails before it has changed anything: it shares its transaction.
type call struct {
	ctx  context.Context
	fn   func(*bbolt.Tx) error
	err  error
	done chan struct{}
}

// update makes fn's changes and returns when they are on the disk. Once begun it
// is not given up when the context ends, so the answer is always the truth.
func (q *queue) update(ctx context.Context, db *bbolt.DB, fn func(*bbolt.Tx) error) error {
	c := &call{ctx: ctx, fn: fn, done: make(chan struct{})}
	q.mu.Lock()
	q.waiting = append(q.waiting, c)
	lead := !q.running
	q.running = true
	q.mu.Unlock()
	if lead {
		go q.run(db)
	}
	<-c.done
	return c.err
}

// run commits until nobody waits.
func (q *queue) run(db *bbolt.DB) {
	for {
		q.mu.Lock()
		calls := q.waiting[:min(len(q.waiting), atOnce)]
		q.waiting = q.waiting[len(calls):]
		q.running = len(calls) > 0
		q.mu.Unlock()
		if len(calls) == 0 {
			return
		}
		commit(db, calls)
	}
}

func commit(db *bbolt.DB, calls []*call) {
	err := db.Update(func(tx *bbolt.Tx) error {
		for _, c := range calls {
			if c.err = c.ctx.Err(); c.err == nil {
				c.err = c.fn(tx)
			}
		}
		return nil
	})
	for _, c := range calls {
		if err != nil {
			c.err = err
		}
		close(c.done)
	}
}
