package tabletest_test

import (
	"context"
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

func theKey() table.Key { return table.Key{Partition: "p", Sort: "s"} }

func TestFaulty(t *testing.T) {
	add := table.Update(theKey(), table.Change{Add: map[string]int64{"n": 1}})
	tests := []struct {
		name   string
		faults []tabletest.Fault
		want   []bool // which of four additions succeed
		sum    int64
	}{
		{"without a plan nothing goes wrong", nil, []bool{true, true, true, true}, 4},
		{"before is undone", []tabletest.Fault{{Nth: 2}}, []bool{true, false, true, true}, 3},
		{"after is done", []tabletest.Fault{{Nth: 2, When: tabletest.After}}, []bool{true, false, true, true}, 4},
		{"several times in a row", []tabletest.Fault{{Nth: 2, Times: 2}}, []bool{true, false, false, true}, 2},
		{"from then on", []tabletest.Fault{{Nth: 3, Times: -1}}, []bool{true, true, false, false}, 2},
		{"two plans", []tabletest.Fault{{}, {Nth: 4}}, []bool{false, true, true, false}, 2},
		{"a delay that spares", []tabletest.Fault{{Delay: time.Millisecond, Spare: true}}, []bool{true, true, true, true}, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store := tabletest.OpenStore(t, time.Now)
			store.Faulty.FailWrites(tt.faults...)
			for i, want := range tt.want {
				if err := store.Write(t.Context(), add); (err == nil) != want {
					t.Errorf("addition %d: got %v, want success to be %v", i+1, err, want)
				}
			}
			item, err := store.Get(t.Context(), theKey())
			if err != nil || item.Int("n") != tt.sum {
				t.Errorf("got %d, %v, want %d", item.Int("n"), err, tt.sum)
			}
			if got := store.Faulty.Writes(); got != len(tt.want) {
				t.Errorf("got %d writes, want %d", got, len(tt.want))
			}
		})
	}
	t.Run("a context that ends in the middle leaves the write undone", func(t *testing.T) {
		store := tabletest.OpenStore(t, time.Now)
		ctx, cancel := context.WithCancel(t.Context())
		store.Faulty.FailWrites(tabletest.Fault{Do: cancel, Spare: true})
		if err := store.Write(ctx, add); !fault.Is(err, fault.Canceled) {
			t.Errorf("got %v, want it to be canceled", err)
		}
		if _, err := store.Get(t.Context(), theKey()); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v, want nothing to be there", err)
		}
	})
	t.Run("reads go wrong apart from writes", func(t *testing.T) {
		store := tabletest.OpenStore(t, time.Now)
		store.Faulty.FailReads(tabletest.Fault{Times: -1, Kind: fault.Denied})
		if err := store.Write(t.Context(), add); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Query(t.Context(), table.Query{Partition: "p"}); !fault.Is(err, fault.Denied) {
			t.Errorf("got %v, want denied", err)
		}
	})
}
