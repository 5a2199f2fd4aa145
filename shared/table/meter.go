package table

import (
	"context"
	"sync"

	"shoebox/shared/fault"
)

// Usage is what a number of requests cost, by DynamoDB's rounding rules.
type Usage struct {
	Requests   int
	ReadUnits  float64 // RCU: 4 KB read consistently; half for an eventually consistent read
	WriteUnits float64 // WCU: 1 KB written; twice that in a transaction
}

func (u Usage) plus(v Usage) Usage {
	return Usage{u.Requests + v.Requests, u.ReadUnits + v.ReadUnits, u.WriteUnits + v.WriteUnits}
}

// Strain is how hard it was to have a number of requests answered.
type Strain struct {
	// Throttles are the requests that the engine refused because there were too
	// many, or did a part of and left the rest.
	Throttles int
	// Retries are the requests that were made again after a pause.
	Retries int
}

// Tracker adds up what the requests made under one context cost, and how hard they
// were to have answered. It is safe for concurrent use.
type Tracker struct {
	mu     sync.Mutex
	usage  Usage
	strain Strain
	parent *Tracker
}

type trackerKey struct{}

// Track gives a context whose metered requests are also counted by the Tracker,
// and by those of the contexts around it.
func Track(ctx context.Context) (context.Context, *Tracker) {
	t := &Tracker{parent: tracked(ctx)}
	return context.WithValue(ctx, trackerKey{}, t), t
}

// Usage is what the requests so far cost.
func (t *Tracker) Usage() Usage {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.usage
}

// Strain is how hard the requests so far were to have answered.
func (t *Tracker) Strain() Strain {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.strain
}

func (t *Tracker) add(u Usage, s Strain) {
	for ; t != nil; t = t.parent {
		t.mu.Lock()
		t.usage = t.usage.plus(u)
		t.strain.Throttles += s.Throttles
		t.strain.Retries += s.Retries
		t.mu.Unlock()
	}
}

// tracked gives the Tracker of a context; nil, which counts nothing, is none.
func tracked(ctx context.Context) *Tracker {
	t, _ := ctx.Value(trackerKey{}).(*Tracker)
	return t
}

// Metered is one request as a [Meter] saw it.
type Metered struct {
	Operation string // as DynamoDB names it: GetItem, BatchGetItem, Query, PutItem, TransactWriteItems, ...
	Rules     Units  // the cost by the rules
	Reported  Units  // what the engine said it cost; zero where it says nothing
	Left      int    // keys or writes of a batch that the engine did not come to
	Err       error  // what the request ended with
}

// Meter is a [Driver] that counts what the requests to another cost: what that
// one's engine says, or else what DynamoDB would charge by its documented rules.
// Every request to the driver counts, those that failed too, and each retry.
// Source: the Amazon DynamoDB Developer Guide, "DynamoDB read and write operations".
type Meter struct {
	driver  Driver
	observe func(Metered)
	total   Tracker
}

// NewMeter makes a meter over a driver. It calls observe, if that is not nil,
// after each request; possibly concurrently.
func NewMeter(driver Driver, observe func(Metered)) *Meter {
	return &Meter{driver: driver, observe: observe}
}

// Usage is what all requests so far cost.
func (m *Meter) Usage() Usage { return m.total.Usage() }

// Get implements Driver.
func (m *Meter) Get(ctx context.Context, keys []Key, consistent bool) (Got, error) {
	got, err := m.driver.Get(ctx, keys, consistent)
	operation := "GetItem"
	if len(keys) > 1 {
		operation = "BatchGetItem"
	}
	seen := Metered{Operation: operation, Reported: got.Reported, Left: len(got.Left), Err: err}
	if err == nil {
		missing := len(keys) - len(got.Left) - len(got.Items)
		seen.Rules.Read = getUnits(got.Sizes, missing, consistent)
	}
	m.count(ctx, seen)
	return got, err
}

// Query implements Driver.
func (m *Meter) Query(ctx context.Context, q Query) (Range, error) {
	found, err := m.driver.Query(ctx, q)
	seen := Metered{Operation: "Query", Reported: found.Reported, Err: err}
	if err == nil {
		seen.Rules.Read = readUnits(found.Size, q.Consistent)
	}
	m.count(ctx, seen)
	return found, err
}

// Write implements Driver.
func (m *Meter) Write(ctx context.Context, writes []Write, opts WriteOptions) (Wrote, error) {
	wrote, err := m.driver.Write(ctx, writes, opts)
	seen := Metered{Operation: operationOf(writes), Reported: wrote.Reported, Err: err}
	seen.Rules = writeUnits(wrote.Sizes)
	if seen.Operation == "TransactWriteItems" {
		seen.Rules.Write *= 2
	}
	m.count(ctx, seen)
	return wrote, err
}

// Batch implements Driver.
func (m *Meter) Batch(ctx context.Context, writes []Write) (Wrote, error) {
	wrote, err := m.driver.Batch(ctx, writes)
	m.count(ctx, Metered{
		Operation: "BatchWriteItem", Rules: writeUnits(wrote.Sizes),
		Reported: wrote.Reported, Left: len(wrote.Left), Err: err,
	})
	return wrote, err
}

// Close closes the driver.
func (m *Meter) Close() error { return m.driver.Close() }

func (m *Meter) count(ctx context.Context, seen Metered) {
	cost := seen.Rules
	if seen.Reported != (Units{}) {
		cost = seen.Reported
	}
	usage := Usage{Requests: 1, ReadUnits: cost.Read, WriteUnits: cost.Write}
	var strain Strain
	if seen.Left > 0 || fault.Is(seen.Err, fault.Throttled) {
		strain.Throttles = 1
	}
	m.total.add(usage, strain)
	tracked(ctx).add(usage, strain)
	if m.observe != nil {
		m.observe(seen)
	}
}
