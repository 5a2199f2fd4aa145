package main

import (
	"context"
	"time"

	"shoebox/shared/backend"
	"shoebox/shared/backend/local"
	"shoebox/shared/blob"
)

// See gives what looks at a file once more, of which a queue is to hear.
func See(now func() time.Time, queue *local.Queue) func(context.Context, blob.Listed) {
	a := &arrivals{b: &opened{Backend: &local.Backend{Backend: &backend.Backend{Now: now}}}, seen: map[string]sight{}}
	return func(ctx context.Context, o blob.Listed) { a.seen[o.Key] = a.see(ctx, queue, o) }
}
