package table_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// busy is an engine that refuses writes until some time.
type busy struct {
	table.Driver
	until time.Time
	asked int
}

func (b *busy) Write(ctx context.Context, writes []table.Write, o table.WriteOptions) (table.Wrote, error) {
	if b.asked++; time.Now().Before(b.until) {
		return table.Wrote{}, fault.New("busy.Write", fault.Throttled, "as planned")
	}
	return b.Driver.Write(ctx, writes, o)
}

func TestThePatientWaitForABusyEngine(t *testing.T) {
	tests := []struct {
		name    string
		lasts   time.Duration // that the engine is busy
		context func(context.Context) context.Context
		want    fault.Kind // 0 is none
	}{
		{"who is not, for less than a second", 0, func(ctx context.Context) context.Context { return ctx }, 0},
		{"who is not, through no minute", time.Minute, func(ctx context.Context) context.Context { return ctx }, fault.Throttled},
		{"through a minute", time.Minute, table.Patient, 0},
		{"but not for ever", time.Hour, table.Patient, fault.Throttled},
		{"but not when it is over", time.Minute, over, fault.Throttled},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				engine := &busy{Driver: tabletest.OpenStore(t, now).Faulty, until: time.Now().Add(tt.lasts)}
				err := table.New(engine, now).Write(tt.context(t.Context()), increment())
				if got := err != nil; got != (tt.want != 0) || got && !fault.Is(err, tt.want) {
					t.Errorf("got %v, want %v", err, tt.want)
				}
			})
		})
	}
}

// over gives a context that goes on, while its patience is over.
func over(ctx context.Context) context.Context {
	ctx, end := context.WithCancel(ctx)
	defer end()
	return context.WithoutCancel(table.Patient(ctx))
}

func TestPatienceEndsWhileSomebodyWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		engine := &busy{Driver: tabletest.OpenStore(t, now).Faulty, until: time.Now().Add(time.Hour)}
		ctx, end := context.WithCancel(t.Context())
		began := time.Now()
		time.AfterFunc(time.Minute, end)
		err := table.New(engine, now).Write(context.WithoutCancel(table.Patient(ctx)), increment())
		if took := time.Since(began); !fault.Is(err, fault.Throttled) || took < time.Minute || took > time.Minute+time.Second {
			t.Errorf("got %v after %v, want it to be given up after a minute", err, took)
		}
	})
}

// bucket is an engine as a table with provisioned units is: what is not used is saved up
// for five minutes, and what is more than that is refused.
type bucket struct {
	table.Driver
	mu   sync.Mutex
	rate float64 // units a second
	has  float64
	at   time.Time
}

func (b *bucket) Write(ctx context.Context, writes []table.Write, o table.WriteOptions) (table.Wrote, error) {
	if !b.take(2 * float64(len(writes))) {
		return table.Wrote{}, fault.New("bucket.Write", fault.Throttled, "as planned")
	}
	return b.Driver.Write(ctx, writes, o)
}

func (b *bucket) take(units float64) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	b.has = min(b.has+b.rate*now.Sub(b.at).Seconds(), 300*b.rate)
	b.at = now
	if b.has < units {
		return false
	}
	b.has -= units
	return true
}

// The largest transactions, of eight at once, all get their turn of the smallest table
// that is free of charge.
func TestAProvisionedTableSlowsThePatientDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		engine := &bucket{Driver: tabletest.OpenStore(t, now).Faulty, rate: 25, at: time.Now()}
		tab, ctx, began := table.New(engine, now), table.Patient(t.Context()), time.Now()
		const each, size = 20, 100
		var all sync.WaitGroup
		for worker := range 8 {
			all.Go(func() {
				for turn := range each {
					var writes []table.Write
					for i := range size {
						writes = append(writes, table.Put(table.Item{Key: table.Key{Partition: fmt.Sprint(worker, turn), Sort: fmt.Sprint(i)}}))
					}
					if err := tab.Write(ctx, writes...); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		all.Wait()
		least := time.Duration(8*each*size*2/engine.rate) * time.Second
		if took := time.Since(began); took > 2*least {
			t.Errorf("it took %v, of which %v were needed", took, least)
		}
	})
}
