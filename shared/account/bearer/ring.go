package bearer

import (
	"context"
	"crypto/rsa"
	"sync"
	"time"

	"shoebox/shared/fault"
)

const (
	// keysFresh is how long keys are used before they are read again, and keysGood how
	// long they are where that fails: an issuer that is down for a day is followed by
	// nobody's doubt, one whose key was stolen is by everybody's.
	keysFresh = time.Hour
	keysGood  = 24 * time.Hour

	// Reading costs one of a few turns, of which one comes back each minute: however
	// many tokens of made-up keys come, the issuer is not asked more often. A key that
	// is replaced twice in a minute still is found.
	mostTurns = 5
	nextTurn  = time.Minute
)

// ring are the keys of an issuer that were read, and when to read them again. Reading
// is done by a request that needs it, and by no goroutine of its own: between requests
// a function is frozen.
type ring struct {
	source Source
	now    func() time.Time

	mu     sync.Mutex
	keys   map[string]*rsa.PublicKey
	read   time.Time // when keys were read
	turns  int
	last   time.Time // when a turn last came back
	flight *flight   // nil where nobody reads
}

// flight is one reading, which all wait for who come meanwhile.
type flight struct {
	done chan struct{}
	err  error // once done is closed
}

func newRing(source Source, now func() time.Time) *ring {
	return &ring{source: source, now: now, turns: mostTurns, last: now()}
}

// key gives the key of an id: Unauthenticated for one that is not the issuer's.
func (r *ring) key(ctx context.Context, id string) (*rsa.PublicKey, error) {
	const op = "bearer.key"
	key, fresh, read := r.known(id)
	if fresh && key != nil {
		return key, nil
	}
	failed := r.refresh(ctx, read)
	if key, _, _ = r.known(id); key != nil {
		return key, nil
	}
	if failed != nil {
		return nil, fault.Wrap(op, failed)
	}
	return nil, fault.New(op, fault.Unauthenticated, "a key that is not the issuer's")
}

// known gives a key that was read and is good, whether it need not be read again, and
// when it was read.
func (r *ring) known(id string) (key *rsa.PublicKey, fresh bool, read time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	age := r.now().Sub(r.read)
	if age >= keysGood {
		return nil, false, r.read
	}
	return r.keys[id], age < keysFresh, r.read
}

// refresh reads the keys, or waits for who does. It does nothing where it is too soon,
// which is Unavailable where there are no keys that are good, nor where they were read
// since the caller looked.
func (r *ring) refresh(ctx context.Context, looked time.Time) error {
	const op = "bearer.refresh"
	mine, f := r.board(looked)
	switch {
	case f == nil:
		if r.empty() {
			return fault.New(op, fault.Unavailable, "the issuer's keys could not be read lately")
		}
		return nil
	case mine:
		r.fly(ctx, f)
	}
	select {
	case <-f.done:
		return f.err
	case <-ctx.Done():
		return fault.Wrap(op, ctx.Err())
	}
}

// board gives the reading to wait for, and whether it is the caller's to do; nil where
// there is no need for one, or it is too soon.
func (r *ring) board(looked time.Time) (mine bool, f *flight) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.read.Equal(looked) {
		return false, nil
	}
	if r.flight != nil {
		return false, r.flight
	}
	if back := int(r.now().Sub(r.last) / nextTurn); back > 0 {
		r.turns, r.last = min(r.turns+back, mostTurns), r.last.Add(time.Duration(back)*nextTurn)
	}
	if r.turns == 0 {
		return false, nil
	}
	r.turns--
	r.flight = &flight{done: make(chan struct{}), err: fault.New("bearer.board", fault.Internal, "the keys were not read")}
	return true, r.flight
}

// fly reads the keys for all who wait, so it goes on where the caller gives up. Keys
// that were read stay where others can't be.
func (r *ring) fly(ctx context.Context, f *flight) {
	var set KeySet
	var keys map[string]*rsa.PublicKey
	defer func() { // whatever the source does, nobody waits for ever
		r.mu.Lock()
		defer r.mu.Unlock()
		if len(keys) > 0 {
			r.keys, r.read = keys, r.now()
		}
		r.flight = nil
		close(f.done)
	}()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), fetchTime)
	defer cancel()
	set, f.err = r.source(ctx)
	if f.err != nil {
		return
	}
	if keys = set.usable(); len(keys) == 0 {
		f.err = fault.New("bearer.fly", fault.Unavailable, "the issuer shows no key")
	}
}

func (r *ring) empty() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.keys) == 0 || r.now().Sub(r.read) >= keysGood
}
