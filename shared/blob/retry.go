package blob

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"shoebox/shared/fault"
)

const (
	attempts   = 4 // in all
	firstPause = 25 * time.Millisecond
	// lastPause bounds the growth: S3 asks for patience where it says SlowDown.
	lastPause = 400 * time.Millisecond
)

// final is an error that no repeating mends.
type final struct{ error }

func (f final) Unwrap() error { return f.error }

// retry makes a request until it does not fail for a while. If repeating it may do
// harm, that is only after errors that say nothing was done.
func retry(ctx context.Context, harmless bool, request func() error) error {
	for attempt := 1; ; attempt++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := request()
		if last, ok := errors.AsType[final](err); ok {
			return last.error
		}
		if !passing(err, harmless) || attempt == attempts || !pause(ctx, attempt) {
			return err
		}
	}
}

// passing reports whether the same request may succeed in a moment.
func passing(err error, harmless bool) bool {
	return fault.Is(err, fault.Throttled) || harmless && fault.Is(err, fault.Unavailable)
}

// pause waits before the next attempt. It does not wait at all, and says no, when
// the context ends sooner: then the reason for waiting is a better answer than a
// Timeout.
func pause(ctx context.Context, attempt int) bool {
	longest := min(firstPause<<attempt, lastPause)
	wait := longest/2 + rand.N(longest/2)
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
