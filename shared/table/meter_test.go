package table_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

func TestMeter(t *testing.T) {
	t.Run("a context counts its own requests, and those within", func(t *testing.T) {
		store := tabletest.OpenStore(t, now)
		outer, all := table.Track(t.Context())
		inner, some := table.Track(outer)
		for _, ctx := range []context.Context{t.Context(), outer, inner} {
			if err := store.Write(ctx, put(1)); err != nil {
				t.Fatal(err)
			}
		}
		got := []table.Usage{store.Meter.Usage(), all.Usage(), some.Usage()}
		want := []table.Usage{{Requests: 3, WriteUnits: 3}, {Requests: 2, WriteUnits: 2}, {Requests: 1, WriteUnits: 1}}
		if d := cmp.Diff(got, want); d != "" {
			t.Errorf("got (-), want (+):\n%s", d)
		}
	})
	t.Run("a throttled request counts and costs nothing", func(t *testing.T) {
		store := tabletest.OpenStore(t, now)
		store.Faulty.FailWrites(tabletest.Fault{Kind: fault.Throttled, Times: 2})
		if err := store.Write(t.Context(), put(1)); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(store.Meter.Usage(), table.Usage{Requests: 3, WriteUnits: 1}); d != "" {
			t.Errorf("got (-), want (+):\n%s", d)
		}
	})
	t.Run("what the engine says goes before the rules", func(t *testing.T) {
		var seen []table.Metered
		meter := table.NewMeter(talkative{}, func(m table.Metered) { seen = append(seen, m) })
		if _, err := table.New(meter, now).Query(t.Context(), table.Query{Partition: "p"}); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(meter.Usage(), table.Usage{Requests: 1, ReadUnits: 7}); d != "" {
			t.Errorf("got (-), want (+):\n%s", d)
		}
		want := []table.Metered{{Operation: "Query", Rules: table.Units{Read: 1}, Reported: table.Units{Read: 7}}}
		if d := cmp.Diff(seen, want); d != "" {
			t.Errorf("got (-), want (+):\n%s", d)
		}
	})
}

// talkative is an engine that says what a query cost.
type talkative struct{ table.Driver }

func (talkative) Query(context.Context, table.Query) (table.Range, error) {
	return table.Range{Size: 5000, Reported: table.Units{Read: 7}}, nil
}
