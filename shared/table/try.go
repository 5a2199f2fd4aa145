package table

import (
	"context"
	"time"

	"shoebox/shared/fault"
)

const (
	// longestTry is how long an answer is waited for that can be asked for
	// again. DynamoDB answers within some ten milliseconds; what takes this
	// long has been lost.
	longestTry = 5 * time.Second
	// shortestTry is the least time that is worth keeping for another try.
	shortestTry = 100 * time.Millisecond
	// longestWait is how long an answer is waited for that can't be asked for
	// again.
	longestWait = time.Minute
)

// try makes one attempt, within its share of the time there is. One that is not
// answered by then is Unavailable, as is one whose answer was lost: whether it was
// made is unknown. A Timeout is the end of the context's own time, or of the engine's
// client's, which has a shorter one of its own: who waits for an answer is told then,
// and who is [Patient] has it asked for again.
func try(ctx context.Context, harmless bool, request func(context.Context) (bool, error)) (again bool, err error) {
	bounded, cancel := context.WithTimeout(ctx, share(ctx, harmless))
	defer cancel()
	again, err = request(bounded)
	if fault.Is(err, fault.Timeout) && (bounded.Err() != nil || isPatient(ctx)) && !over(ctx) {
		return again, fault.As("table.try", fault.Unavailable, err)
	}
	return again, err
}

// over reports whether a context's time is up. Its deadline may be past a moment before
// it says so itself.
func over(ctx context.Context) bool {
	deadline, bounded := ctx.Deadline()
	return ctx.Err() != nil || bounded && !time.Now().Before(deadline)
}

// share gives the time of one attempt. What may be repeated takes half of what is
// left, so that there is always time to ask again; what may not takes all of it.
func share(ctx context.Context, harmless bool) time.Duration {
	deadline, bounded := ctx.Deadline()
	left := time.Until(deadline)
	switch {
	case !harmless && bounded:
		return min(left, longestWait)
	case !harmless:
		return longestWait
	case !bounded:
		return longestTry
	}
	return min(max(left/2, shortestTry), left, longestTry)
}
