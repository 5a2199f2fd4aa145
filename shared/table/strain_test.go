package table_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// leaving is a driver that leaves half of a batch the first time.
type leaving struct {
	table.Driver
	once sync.Once
}

func (l *leaving) Batch(ctx context.Context, writes []table.Write) (table.Wrote, error) {
	now := writes
	l.once.Do(func() { now = writes[:len(writes)/2] })
	wrote, err := l.Driver.Batch(ctx, now)
	wrote.Left = append(wrote.Left, writes[len(now):]...)
	return wrote, err
}

func TestATrackerTellsHowHardItWas(t *testing.T) {
	key := table.Key{Partition: "p", Sort: "s"}
	get := func(ctx context.Context, s *table.Table) { _, _ = s.Get(ctx, key) } // the item is there or not
	tests := []struct {
		name   string
		faults []tabletest.Fault
		do     func(context.Context, *table.Table)
		want   table.Strain
	}{
		{"a request that is answered at once", nil, get, table.Strain{}},
		{"a throttle and the retry after it", []tabletest.Fault{{Kind: fault.Throttled, Times: 2}}, get, table.Strain{Throttles: 2, Retries: 2}},
		{"an outage is no throttle", []tabletest.Fault{{Kind: fault.Unavailable}}, get, table.Strain{Retries: 1}},
		{"what makes no sense to repeat", []tabletest.Fault{{Kind: fault.Internal}}, get, table.Strain{}},
		{"no retry where there is no time for it", []tabletest.Fault{{Kind: fault.Throttled, Times: -1}}, func(ctx context.Context, s *table.Table) {
			ctx, stop := context.WithTimeout(ctx, time.Millisecond)
			defer stop()
			get(ctx, s)
		}, table.Strain{Throttles: 1}},
		{"a batch of which a part is left, and the request for the rest", nil, func(ctx context.Context, s *table.Table) {
			if err := s.Batch(ctx, []table.Write{table.Put(table.Item{Key: key}), table.Put(table.Item{Key: table.Key{Partition: "p", Sort: "t"}})}); err != nil {
				t.Error(err)
			}
		}, table.Strain{Throttles: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // in which no time passes but for the pauses
				store := tabletest.OpenStore(t, time.Now)
				store.Faulty.FailReads(slices.Clone(tt.faults)...)
				s := table.New(table.NewMeter(&leaving{Driver: store.Faulty}, nil), time.Now)
				ctx, tracker := table.Track(t.Context())
				tt.do(ctx, s)
				if diff := cmp.Diff(tracker.Strain(), tt.want); diff != "" {
					t.Errorf("got - want +:\n%s", diff)
				}
			})
		})
	}
}

func TestRequestsAtOnceAreCountedForTheirOwnTracker(t *testing.T) {
	const each, reads = 8, 20
	store := tabletest.OpenStore(t, time.Now)
	outer, all := table.Track(t.Context())
	trackers := make([]*table.Tracker, each)
	var group sync.WaitGroup
	for i := range each {
		var ctx context.Context
		ctx, trackers[i] = table.Track(outer)
		group.Go(func() {
			for range reads + i {
				_, _ = store.Get(ctx, table.Key{Partition: "p", Sort: "s"}) // not there, which costs
			}
		})
	}
	group.Wait()
	want := 0
	for i, one := range trackers {
		want += reads + i
		if got := one.Usage().Requests; got != reads+i {
			t.Errorf("tracker %d: got %d requests, want its own %d", i, got, reads+i)
		}
	}
	if got := all.Usage().Requests; got != want {
		t.Errorf("the one around them: got %d requests, want %d", got, want)
	}
}
