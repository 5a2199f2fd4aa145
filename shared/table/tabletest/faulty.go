package tabletest

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// When says at which side of its effect a request goes wrong.
type When uint8

// Before is the zero value.
const (
	Before When = iota // nothing was done
	After              // it was done, but the caller hears an error
)

// Fault is what goes wrong with requests.
type Fault struct {
	// Nth is the first request it befalls, counted from 1 from the moment it
	// was planned; 0 means 1. A Table tries again what fails for a while, and
	// each try counts.
	Nth int
	// Times is how many requests in a row it befalls; 0 means 1, negative all
	// from then on.
	Times int
	When  When
	// Kind is the kind of the error. A Table tries again after Throttled and
	// Unavailable (to see a single failure through, use Internal: the zero
	// value). Throttled should not be used with After: no engine says so of
	// what it has done.
	Kind fault.Kind
	// Do is called first, if it is not nil: a context's cancel function, say.
	Do func()
	// Delay is how long the request waits then. A context that has ended by
	// the end of it ends the request, undone.
	Delay time.Duration
	// Spare lets the request pass after Do and Delay.
	Spare bool
}

// Faulty is a driver whose requests go wrong as planned. Reads and writes are
// counted and planned apart. Without a plan it passes everything on.
type Faulty struct {
	driver        table.Driver
	reads, writes line
}

// NewFaulty makes a Faulty over a driver.
func NewFaulty(driver table.Driver) *Faulty { return &Faulty{driver: driver} }

// FailWrites plans what goes wrong with the writes (Write and Batch) from now on,
// in place of what was planned; no faults heals them.
func (f *Faulty) FailWrites(faults ...Fault) { f.writes.plan(faults) }

// FailReads plans what goes wrong with the reads (Get and Query).
func (f *Faulty) FailReads(faults ...Fault) { f.reads.plan(faults) }

// Writes is how many writing requests were made since the last FailWrites.
func (f *Faulty) Writes() int { return f.writes.count() }

// Reads is how many reading requests were made since the last FailReads.
func (f *Faulty) Reads() int { return f.reads.count() }

// Get implements table.Driver.
func (f *Faulty) Get(ctx context.Context, keys []table.Key, consistent bool) (table.Got, error) {
	return pass(ctx, &f.reads, func() (table.Got, error) { return f.driver.Get(ctx, keys, consistent) })
}

// Query implements table.Driver.
func (f *Faulty) Query(ctx context.Context, q table.Query) (table.Range, error) {
	return pass(ctx, &f.reads, func() (table.Range, error) { return f.driver.Query(ctx, q) })
}

// Write implements table.Driver.
func (f *Faulty) Write(ctx context.Context, writes []table.Write, opts table.WriteOptions) (table.Wrote, error) {
	return pass(ctx, &f.writes, func() (table.Wrote, error) { return f.driver.Write(ctx, writes, opts) })
}

// Batch implements table.Driver.
func (f *Faulty) Batch(ctx context.Context, writes []table.Write) (table.Wrote, error) {
	return pass(ctx, &f.writes, func() (table.Wrote, error) { return f.driver.Batch(ctx, writes) })
}

// Close implements table.Driver.
func (f *Faulty) Close() error { return f.driver.Close() }

func pass[A any](ctx context.Context, l *line, request func() (A, error)) (A, error) {
	const op = "tabletest.Faulty"
	var none A
	planned, ok := l.next()
	if !ok {
		return request()
	}
	if planned.Do != nil {
		planned.Do()
	}
	if err := sleep(ctx, planned.Delay); err != nil {
		return none, fault.Wrap(op, err)
	}
	if planned.Spare {
		return request()
	}
	if planned.When == After {
		if _, err := request(); err != nil {
			return none, err
		}
	}
	return none, fault.New(op, planned.Kind, "as planned")
}

func sleep(ctx context.Context, d time.Duration) error {
	if d == 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
