package table

import (
	"context"
	"math/rand/v2"
	"time"

	"shoebox/shared/fault"
)

const (
	attempts   = 6 // in all, without progress
	firstPause = 10 * time.Millisecond
	// lastPause bounds the growth; five pauses are half a second at most.
	lastPause = 250 * time.Millisecond
)

// retry calls a request that may be repeated until it neither fails for a while
// nor asks for another go. If repeating it may do harm, that is only after errors
// that say nothing was done.
func retry(ctx context.Context, harmless bool, request func(context.Context) (again bool, err error)) error {
	var busy wait
	defer busy.end()
	for attempt := 1; ; attempt++ {
		again, err := try(ctx, harmless, request)
		switch {
		case err != nil && !passing(err, harmless), met(err) && ctx.Value(meetOnceKey{}) != nil:
			return err
		case err == nil && !again:
			return nil
		case err == nil:
			err = fault.New("table.retry", fault.Throttled, "the engine left over what it was asked")
		}
		switch {
		case fault.Is(err, fault.Throttled) && busy.longer(ctx):
			attempt = 0 // the engine answers: what else befalls the request is counted anew
		case attempt == attempts || !pause(ctx, min(firstPause<<attempt, lastPause), nil):
			return err
		}
		tracked(ctx).add(Usage{}, Strain{Retries: 1})
	}
}

// passing reports whether the same request may succeed in a moment.
func passing(err error, harmless bool) bool {
	return fault.Is(err, fault.Throttled) || met(err) || harmless && fault.Is(err, fault.Unavailable)
}

type meetOnceKey struct{}

// MeetOnce gives a context whose transactions are not tried again when they meet
// another, for a caller that has a better way than to wait until it is done.
func MeetOnce(ctx context.Context) context.Context {
	return context.WithValue(ctx, meetOnceKey{}, true)
}

// pause waits before the next attempt, up to the longest or until it is over. It does
// not wait at all, and says no, when the context ends sooner: then the reason for
// waiting is a better answer than a Timeout.
func pause(ctx context.Context, longest time.Duration, over <-chan struct{}) bool {
	wait := longest/2 + rand.N(longest/2)
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-over:
		return false
	case <-timer.C:
		return true
	}
}
