package ingest

import (
	"context"
	"sync"
)

// turns are the records of an import that name one id: each is begun when the one before
// it is in the gallery, or is not. Their objects have the same keys, so that two at once
// would write over each other's. The zero value is ready.
type turns struct {
	mu    sync.Mutex
	taken map[string]chan struct{} // by id, closed when its record is done with
}

// take waits until no record of the id is on its way; false where ctx ends before. There
// is no waiting without an id.
func (t *turns) take(ctx context.Context, id string) bool {
	for id != "" {
		before := t.begin(id)
		if before == nil {
			break
		}
		select {
		case <-before:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// begin takes an id, or gives what its record before ends with.
func (t *turns) begin(id string) <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	if before, taken := t.taken[id]; taken {
		return before
	}
	if t.taken == nil {
		t.taken = map[string]chan struct{}{}
	}
	t.taken[id] = make(chan struct{})
	return nil
}

// end lets the next record of the id begin.
func (t *turns) end(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if done, taken := t.taken[id]; taken {
		close(done)
		delete(t.taken, id)
	}
}
