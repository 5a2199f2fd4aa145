package runtimeapi

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"shoebox/shared/fault"
)

// Instance is one execution environment of a function: one process, which handles
// one invocation at a time and is frozen in between. One whose process has ended
// stays so. It is safe for concurrent use.
type Instance struct {
	f      Function
	p      *process
	server *http.Server
	served chan struct{} // closed when the server has ended

	work  chan *invocation
	asked chan struct{} // the runtime waits for work
	told  chan answer   // of the invocation at hand, or of the start

	busy sync.Mutex // held by who starts or invokes
	peak int64      // of memory; under busy

	mu      sync.Mutex
	current string        // the id of the invocation without an answer; "" is none
	started bool          // it has asked for work once
	init    time.Duration // how long that took, until the first invocation has told
	closed  error
	once    sync.Once
}

// InitError says why an environment could not be started: the process ended before it
// asked for work, said why it can't, or took too long.
type InitError struct {
	Type    string // "Runtime.ExitError", "Sandbox.Timedout", or the runtime's own word
	Message string // in Lambda's words; "" where the runtime has said it
	Said    []byte // what the runtime has said, an object with errorType and errorMessage
	Took    time.Duration
	Logs    []byte // all it printed
}

// Error names the type.
func (e *InitError) Error() string { return "runtimeapi: the function did not start: " + e.Type }

// Start starts an environment and waits until its function has asked for work, for
// InitLimit at most. A function that can't be started is an [InitError], one that
// Lambda would not take a fault.Invalid. The environment is the caller's to Close.
func Start(ctx context.Context, f Function) (*Instance, error) {
	return start(ctx, f, InitLimit)
}

func start(ctx context.Context, f Function, limit time.Duration) (*Instance, error) {
	const op = "runtimeapi.Start"
	f, err := f.complete()
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fault.As(op, fault.Unavailable, err)
	}
	i := &Instance{
		f: f, served: make(chan struct{}),
		work: make(chan *invocation), asked: make(chan struct{}, 1), told: make(chan answer, 1),
	}
	i.server = &http.Server{Handler: i.handler(), ReadHeaderTimeout: time.Minute}
	go func() {
		defer close(i.served)
		_ = i.server.Serve(listener) // ends when it is closed
	}()
	begin := time.Now()
	if i.p, err = launch(f, listener.Addr().String()); err != nil {
		return nil, errors.Join(fault.Wrap(op, err), i.stopServing())
	}
	if err := i.initialize(ctx, begin, limit); err != nil {
		return nil, errors.Join(err, i.Close())
	}
	return i, nil
}

// initialize waits until the function is ready, and freezes it.
func (i *Instance) initialize(ctx context.Context, begin time.Time, limit time.Duration) error {
	i.busy.Lock()
	defer i.busy.Unlock()
	bounded, cancel := context.WithDeadline(ctx, begin.Add(limit))
	defer cancel()
	what, a := i.await(bounded)
	took := time.Since(begin)
	if what == readyForWork {
		i.p.freeze()
		i.mu.Lock()
		i.init, i.started = took, true
		i.mu.Unlock()
		return nil
	}
	if what == outOfTime && ctx.Err() != nil {
		return fault.Wrap("runtimeapi.Start", ctx.Err())
	}
	i.p.kill()
	e := &InitError{Type: a.kind, Said: a.body, Took: took}
	if what != answered {
		e.Type, e.Message = i.verdict(what, limit)
	}
	e.Logs = i.p.output.take()
	return e
}

// Close ends the environment: a process without extensions is killed at once.
func (i *Instance) Close() error {
	i.once.Do(func() {
		err := i.p.close()
		i.mu.Lock()
		defer i.mu.Unlock()
		i.closed = errors.Join(err, i.stopServing())
	})
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.closed
}

func (i *Instance) stopServing() error {
	err := i.server.Close()
	<-i.served
	return err
}

// Gone reports whether the process has ended, so that no invocation can be handled.
func (i *Instance) Gone() bool { return i.p.ended() }

// PID is the number of the process.
func (i *Instance) PID() int { return i.p.cmd.Process.Pid }

// ask notes that the runtime wants work; false where it owes an answer.
func (i *Instance) ask() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.current != "" {
		return false
	}
	i.ready()
	return true
}

// ready notes that the runtime waits for work.
func (i *Instance) ready() {
	select {
	case i.asked <- struct{}{}:
	default: // it is known
	}
}

// unask notes that the runtime has gone away while it waited.
func (i *Instance) unask() {
	select {
	case <-i.asked:
	default:
	}
}

// tell takes an answer to the invocation of an id, once; "" is to the start. It
// refuses what has no place.
func (i *Instance) tell(w http.ResponseWriter, id string, a answer) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	switch {
	case id == "" && i.started, id != "" && i.current == "":
		refuse(w, http.StatusForbidden, "InvalidStateTransition", "there is nothing to answer")
		return false
	case id != i.current:
		refuse(w, http.StatusBadRequest, "InvalidRequestID", "Invalid request ID")
		return false
	}
	select {
	case i.told <- a:
		i.current = ""
		return true
	default:
		refuse(w, http.StatusForbidden, "InvalidStateTransition", "it has been answered")
		return false
	}
}
