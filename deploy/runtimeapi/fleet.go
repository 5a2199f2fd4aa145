package runtimeapi

import (
	"context"
	"errors"
	"sync"
	"time"

	"shoebox/shared/fault"
)

// Fleet is a function with its environments: each handles one request at a time, there
// are as many as are needed at once, and one that has died is replaced. It is safe for
// concurrent use.
type Fleet struct {
	f    Function
	most int

	mu      sync.Mutex
	idle    []*Instance        // the one used last comes last
	running int                // environments that handle something, or start
	at      map[*Instance]bool // those that handle something
	starts  int
	closed  bool
	over    *sync.Cond // running has become less
}

// NewFleet makes a Fleet of at most so many environments, and starts none.
func NewFleet(f Function, most int) (*Fleet, error) {
	f, err := f.complete()
	if err != nil {
		return nil, fault.Wrap("runtimeapi.NewFleet", err)
	}
	fleet := &Fleet{f: f, most: most, at: map[*Instance]bool{}}
	fleet.over = sync.NewCond(&fleet.mu)
	return fleet, nil
}

// Function gives the function, complete.
func (f *Fleet) Function() Function { return f.f }

// Starts is how many environments were started so far.
func (f *Fleet) Starts() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.starts
}

// Invoke hands over an event and waits for what comes of it; see [Fleet.Do].
func (f *Fleet) Invoke(ctx context.Context, event []byte) (Result, error) {
	return f.Do(ctx, Call{Event: event})
}

// Do makes an invocation in an idle environment, else in a new one. What goes wrong in
// the function is in the Result, also when it does not start: as Lambda does, that is
// tried once more, in the time of the invocation. Errors are those of [Instance.Do],
// Throttled when all environments are at work, and Unavailable when the Fleet is closed.
func (f *Fleet) Do(ctx context.Context, c Call) (Result, error) {
	const op = "runtimeapi.Fleet.Do"
	c, err := c.complete(MaxRequest)
	if err != nil {
		return Result{}, fault.Wrap(op, err)
	}
	i, err := f.take()
	if err != nil {
		return Result{}, fault.Wrap(op, err)
	}
	var r Result
	if i == nil {
		i, r, err = f.start(ctx, &c)
	}
	if i != nil {
		before := r.Logs
		f.handles(i, true)
		r, err = i.Do(ctx, c)
		f.handles(i, false)
		r.Logs = append(before, r.Logs...)
	}
	return r, errors.Join(fault.Wrap(op, err), f.give(i))
}

// take gives an idle environment, or nil where one may be started.
func (f *Fleet) take() (*Instance, error) {
	const op = "runtimeapi.Fleet.take"
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil, fault.New(op, fault.Unavailable, "the fleet is closed")
	}
	if last := len(f.idle) - 1; last >= 0 {
		i := f.idle[last]
		f.idle = f.idle[:last]
		f.running++
		return i, nil
	}
	if f.running >= f.most {
		return nil, fault.New(op, fault.Throttled, "TooManyRequestsException: Rate Exceeded.")
	}
	f.running++
	f.starts++
	return nil, nil //nolint:nilnil // one may be started
}

// give takes an environment back. One that has died is cleared away.
func (f *Fleet) give(i *Instance) error {
	f.mu.Lock()
	keep := i != nil && !i.Gone() && !f.closed
	if keep {
		f.idle = append(f.idle, i)
	}
	f.mu.Unlock()
	var err error
	if i != nil && !keep {
		err = i.Close()
	}
	f.mu.Lock()
	f.running--
	f.over.Broadcast()
	f.mu.Unlock()
	return err
}

// handles notes that an environment handles something, or does no more.
func (f *Fleet) handles(i *Instance, does bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if delete(f.at, i); does {
		f.at[i] = true
	}
}

// Crash kills all processes that handle something, as when what they run on fails, and
// gives how many there were.
func (f *Fleet) Crash() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range f.at {
		i.p.kill()
	}
	return len(f.at)
}

// start starts an environment for a call. Where there is none after the second
// attempt, the result says why.
func (f *Fleet) start(ctx context.Context, c *Call) (*Instance, Result, error) {
	i, err := Start(ctx, f.f)
	first, failed := errors.AsType[*InitError](err)
	if !failed {
		return i, Result{}, err
	}
	c.begun = time.Now()
	i, err = start(ctx, f.f, f.f.Timeout)
	second, failed := errors.AsType[*InitError](err)
	if !failed {
		return i, Result{Logs: first.Logs}, err
	}
	return nil, second.result(c.RequestID, f.f, first.Logs), nil
}

// result is what Lambda answers an invocation whose function does not start.
func (e *InitError) result(id string, f Function, before []byte) Result {
	r := Result{RequestID: id, Duration: e.Took, Billed: billed(e.Took), MemoryMB: f.MemoryMB, Logs: append(before, e.Logs...)}
	a := answer{e.Said, e.Type}
	if e.Message != "" {
		a = failed(e.Type, "RequestId: "+id+" "+e.Message)
	}
	r.take(a)
	return r
}

// Close ends all environments, after the invocations under way.
func (f *Fleet) Close() error {
	f.mu.Lock()
	f.closed = true
	for f.running > 0 {
		f.over.Wait()
	}
	idle := f.idle
	f.idle = nil
	f.mu.Unlock()
	var errs []error
	for _, i := range idle {
		errs = append(errs, i.Close())
	}
	return errors.Join(errs...)
}
