package runtimeapi

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// outcome is what ended a wait for a function.
type outcome int

const (
	readyForWork outcome = iota
	answered             // with a response or an error
	exited               // on its own
	outOfTime
	outOfMemory // it was killed for it
)

// await waits until the function does something, or something is done to it.
func (i *Instance) await(ctx context.Context) (outcome, answer) {
	const interval = 20 * time.Millisecond
	look := time.NewTicker(interval)
	defer look.Stop()
	for {
		select {
		case <-i.asked:
			if what, a := i.last(); what == answered { // which it was before
				i.ready()
				return what, a
			}
			return readyForWork, answer{}
		case a := <-i.told:
			return answered, a
		case <-i.p.gone:
			return i.last()
		case <-ctx.Done():
			return outOfTime, answer{}
		case <-look.C:
			if i.measure() > i.memory() {
				i.p.kill()
				return outOfMemory, answer{}
			}
		}
	}
}

// measure gives the most memory that the process was seen to have held.
func (i *Instance) measure() int64 {
	i.peak = max(i.peak, i.p.peak())
	return i.peak
}

// memory is how much it may hold.
func (i *Instance) memory() int64 { return int64(i.f.MemoryMB) << 20 }

// last gives what a process has said, if it did.
func (i *Instance) last() (outcome, answer) {
	select {
	case a := <-i.told:
		return answered, a
	default:
		return exited, answer{}
	}
}

// verdict is what Lambda says of a function that gave no answer.
func (i *Instance) verdict(what outcome, limit time.Duration) (kind, message string) {
	if what == outOfTime {
		return "Sandbox.Timedout", fmt.Sprintf("Error: Task timed out after %.2f seconds", limit.Seconds())
	}
	return "Runtime.ExitError", "Error: " + i.p.exit()
}

// canceled reports whether the context of who waits ended, and not the time there was.
func canceled(ctx context.Context) bool {
	return ctx.Err() != nil && !errors.Is(context.Cause(ctx), errDeadline)
}

// errDeadline is why the context of an invocation ends on time.
var errDeadline = errors.New("the deadline of the function")
