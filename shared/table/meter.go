package table

import (
	"context"
	"sync"
)

// Usage is what a number of requests cost, by DynamoDB's rounding rules.
type Usage struct {
	Requests   int
	ReadUnits  float64 // RCU: 4 KB read consistently; half for an eventually consistent read
	WriteUnits float64 // WCU: 1 KB written; twice that in a transaction
}

// Tracker adds up what the requests made under one context cost.
type Tracker struct {
	mu    sync.Mutex
	usage Usage
}

type trackerKey struct{}

// Track gives a context whose metered requests are also counted by the Tracker.
func Track(ctx context.Context) (context.Context, *Tracker) {
	t := new(Tracker)
	return context.WithValue(ctx, trackerKey{}, t), t
}

// Usage is what the requests so far cost.
func (t *Tracker) Usage() Usage {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.usage
}
