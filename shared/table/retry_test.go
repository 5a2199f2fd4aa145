package table_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

func now() time.Time { return time.Unix(1_800_000_000, 0) }

func key(i int) table.Key { return table.Key{Partition: "p", Sort: fmt.Sprintf("%04d", i)} }

func put(i int) table.Write { return table.Put(table.Item{Key: key(i)}) }

func increment() table.Write {
	return table.Update(key(1), table.Change{Add: map[string]int64{"n": 1}})
}

func TestRetry(t *testing.T) {
	transaction := []table.Write{put(1), put(2)}
	tests := []struct {
		name   string
		faults []tabletest.Fault
		writes []table.Write
		want   fault.Kind // Internal is none
		tries  int
	}{
		{"a throttled write is tried again", []tabletest.Fault{{Times: 3, Kind: fault.Throttled}}, []table.Write{increment()}, 0, 4},
		{"a write that is always throttled is given up", []tabletest.Fault{{Times: -1, Kind: fault.Throttled}}, []table.Write{put(1)}, fault.Throttled, 6},
		{"an unanswered put is tried again", []tabletest.Fault{{Kind: fault.Unavailable, When: tabletest.After}}, []table.Write{put(1)}, 0, 2},
		{"an unanswered addition is not", []tabletest.Fault{{Kind: fault.Unavailable}}, []table.Write{increment()}, fault.Unavailable, 1},
		{
			"an unanswered conditional put is not", []tabletest.Fault{{Kind: fault.Unavailable, When: tabletest.After}},
			[]table.Write{table.Put(table.Item{Key: key(1)}, table.Absent())}, fault.Unavailable, 1,
		},
		{"an unanswered transaction is tried again", []tabletest.Fault{{Kind: fault.Unavailable}}, transaction, 0, 2},
		{"a transaction in which the engine finds a fault is not", []tabletest.Fault{{Kind: fault.Invalid}}, transaction, fault.Invalid, 1},
		{"a canceled write is not", []tabletest.Fault{{Kind: fault.Canceled}}, transaction, fault.Canceled, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store := tabletest.OpenStore(t, now)
			store.Faulty.FailWrites(tt.faults...)
			err := store.Write(t.Context(), tt.writes...)
			if got := err != nil; got != (tt.want != 0) || got && !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if got := store.Faulty.Writes(); got != tt.tries {
				t.Errorf("got %d tries, want %d", got, tt.tries)
			}
		})
	}
}

func TestRetryWithinTheDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // in which no time passes but for the pauses
		store := tabletest.OpenStore(t, now)
		store.Faulty.FailReads(tabletest.Fault{Times: -1, Kind: fault.Throttled})
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
		defer cancel()
		_, err := store.Get(ctx, key(1))
		if !fault.Is(err, fault.Throttled) {
			t.Errorf("got %v, want it to say that the store was throttled, not that time ran out", err)
		}
		if got := store.Faulty.Reads(); got != 1 {
			t.Errorf("got %d tries, want 1: there is no time for a pause", got)
		}
	})
}

// hasty is an engine that leaves over all but a few of what it is asked.
type hasty struct {
	table.Driver
	few int
	got [][]int // how much each request asked and left over
}

func (h *hasty) Get(ctx context.Context, keys []table.Key, consistent bool) (table.Got, error) {
	n := min(h.few, len(keys))
	h.got = append(h.got, []int{len(keys), len(keys) - n})
	if n == 0 {
		return table.Got{Left: keys}, nil
	}
	got, err := h.Driver.Get(ctx, keys[:n], consistent)
	got.Left = append(got.Left, keys[n:]...)
	return got, err
}

func (h *hasty) Batch(ctx context.Context, writes []table.Write) (table.Wrote, error) {
	n := min(h.few, len(writes))
	h.got = append(h.got, []int{len(writes), len(writes) - n})
	if n == 0 {
		return table.Wrote{Left: writes}, nil
	}
	wrote, err := h.Driver.Batch(ctx, writes[:n])
	wrote.Left = append(wrote.Left, writes[n:]...)
	return wrote, err
}

func TestLeftOver(t *testing.T) {
	var writes []table.Write
	var keys []table.Key
	for i := range 22 {
		writes, keys = append(writes, put(i)), append(keys, key(i))
	}
	want := [][]int{{22, 12}, {12, 2}, {2, 0}}

	t.Run("writes are made again until none is left", func(t *testing.T) {
		engine := &hasty{Driver: tabletest.OpenStore(t, now).Faulty, few: 10}
		tab := table.New(engine, now)
		if err := tab.Batch(t.Context(), writes); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(engine.got, want); d != "" {
			t.Errorf("got (-), want (+):\n%s", d)
		}
		page, err := tab.Query(t.Context(), table.Query{Partition: "p"})
		if err != nil || len(page.Items) != 22 {
			t.Errorf("got %d items, %v, want 22", len(page.Items), err)
		}
	})
	t.Run("keys are asked again until none is left", func(t *testing.T) {
		engine := &hasty{Driver: tabletest.OpenStore(t, now).Faulty, few: 10}
		tab := table.New(engine, now)
		if err := table.New(engine.Driver, now).Batch(t.Context(), writes); err != nil {
			t.Fatal(err)
		}
		items, err := tab.BatchGet(t.Context(), keys)
		if err != nil || len(items) != 22 {
			t.Errorf("got %d items, %v, want 22", len(items), err)
		}
		if d := cmp.Diff(engine.got, want); d != "" {
			t.Errorf("got (-), want (+):\n%s", d)
		}
	})
	t.Run("an engine that gets nothing done counts as throttled", func(t *testing.T) {
		engine := &hasty{Driver: tabletest.OpenStore(t, now).Faulty}
		if err := table.New(engine, now).Batch(t.Context(), writes); !fault.Is(err, fault.Throttled) {
			t.Errorf("got %v, want it to be throttled", err)
		}
	})
}
