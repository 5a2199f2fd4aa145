package s3store

import (
	"context"
	"errors"
	"io"
	"time"

	"shoebox/shared/fault"
)

// patience is how long nothing may move: neither a byte of a body nor the head of
// an answer.
const patience = 5 * time.Second

// errStalled is why a request was given up.
var errStalled = errors.New("nothing moved")

// watcher gives a request up where nothing moves for a while. The time is bounded by
// the caller's deadline, so that a try may follow one that stalled.
type watcher struct {
	caller, ctx context.Context
	give        context.CancelCauseFunc
	timer       *time.Timer
	longest     time.Duration
}

func watch(caller context.Context, once bool) *watcher {
	w := &watcher{caller: caller, longest: patience}
	if deadline, ok := caller.Deadline(); ok && !once {
		w.longest = min(w.longest, max(time.Until(deadline)/2, time.Millisecond))
	}
	w.ctx, w.give = context.WithCancelCause(caller)
	w.timer = time.AfterFunc(w.longest, func() { w.give(errStalled) })
	return w
}

// moved says that something did.
func (w *watcher) moved() { w.timer.Reset(w.longest) }

// rest stops the watch while it is not S3 that is waited for.
func (w *watcher) rest() { w.timer.Stop() }

// end lets go of the request.
func (w *watcher) end() {
	w.timer.Stop()
	w.give(nil)
}

// receiving is the body of an answer.
type receiving struct {
	io.ReadCloser
	watch *watcher
}

func (r *receiving) Read(p []byte) (int, error) {
	r.watch.moved()
	defer r.watch.rest()
	return r.ReadCloser.Read(p)
}

func (r *receiving) Close() error {
	defer r.watch.end()
	return r.ReadCloser.Close()
}

// classify says what an error without an answer means: the context's own, or that
// S3 can't be reached.
func (w *watcher) classify(op string, err error) error {
	if ended := w.caller.Err(); ended != nil {
		return fault.Wrap(op, ended)
	}
	return fault.As(op, fault.Unavailable, err)
}
