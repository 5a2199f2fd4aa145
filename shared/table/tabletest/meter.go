package tabletest

import (
	"context"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// cost gives what act costs by the rules, request by request, and checks it
// against what the engine reports where it does.
func (h *harness) cost(act func(context.Context)) []table.Metered {
	h.Helper()
	h.seen = nil
	ctx, tracker := table.Track(h.ctx())
	act(ctx)
	got := h.seen
	var usage table.Usage
	for i, m := range got {
		if m.Reported != (table.Units{}) {
			usage.ReadUnits += m.Reported.Read
			usage.WriteUnits += m.Reported.Write
		} else {
			usage.ReadUnits += m.Rules.Read
			usage.WriteUnits += m.Rules.Write
		}
		usage.Requests++
		got[i].Err = nil
	}
	h.diff(tracker.Usage(), usage)
	return got
}

// wantCost compares what each request costs: what the engine says, or else what
// the rules do.
func (h *harness) wantCost(act func(context.Context), want ...table.Metered) {
	h.Helper()
	got := h.cost(act)
	for i := range got {
		if got[i].Reported != (table.Units{}) {
			got[i].Rules, got[i].Reported = got[i].Reported, table.Units{}
		}
	}
	h.diff(got, want)
}

func reads(operation string, units float64) table.Metered {
	return table.Metered{Operation: operation, Rules: table.Units{Read: units}}
}

func writes(operation string, units float64) table.Metered {
	return table.Metered{Operation: operation, Rules: table.Units{Write: units}}
}

func meterCases() []testCase {
	return append(append(meterReads(), meterWrites()...), meterTransactions()...)
}

func meterReads() []testCase {
	return []testCase{
		{"a read costs half a unit for each 4 KB begun, and a whole one if consistent", func(h *harness) {
			for size, units := range map[int]float64{200: 1, 4096: 1, 4097: 2, 8192: 2, 40000: 10} {
				item := h.filled("a", size)
				h.put(item)
				h.wantCost(func(ctx context.Context) { h.must2(h.Get(ctx, item.Key)) }, reads("GetItem", units/2))
				h.wantCost(func(ctx context.Context) { h.must2(h.GetConsistent(ctx, item.Key)) }, reads("GetItem", units))
			}
		}},
		{"looking for what is not there costs the least", func(h *harness) {
			h.wantCost(func(ctx context.Context) {
				_, err := h.Get(ctx, h.key("a"))
				h.wantKind(err, fault.NotFound)
			}, reads("GetItem", 0.5))
			h.wantCost(func(ctx context.Context) {
				h.must2(h.Query(ctx, table.Query{Partition: h.part}))
			}, reads("Query", 0.5))
		}},
		{"a query sums its items and then rounds up", func(h *harness) {
			for i := range 10 {
				h.put(h.filled(sortKey(i), 1000))
			}
			q := table.Query{Partition: h.part}
			h.wantCost(func(ctx context.Context) { h.must2(h.Query(ctx, q)) }, reads("Query", 1.5))
			q.Limit = 4
			h.wantCost(func(ctx context.Context) { h.must2(h.Query(ctx, q)) }, reads("Query", 0.5))
			q.Consistent, q.Limit = true, 5
			h.wantCost(func(ctx context.Context) { h.must2(h.Query(ctx, q)) }, reads("Query", 2))
		}},
		{"a read of several rounds each by itself", func(h *harness) {
			h.put(h.filled("a", 1500), h.filled("b", 6500))
			keys := []table.Key{h.key("a"), h.key("b")}
			h.wantCost(func(ctx context.Context) { h.must2(h.BatchGet(ctx, keys)) }, reads("BatchGetItem", 0.5+1))
			// DynamoDB charges for a key without an item. DynamoDB Local does
			// not, so what it reports is left aside.
			keys = append(keys, h.key("nobody"))
			seen := h.cost(func(ctx context.Context) { h.must2(h.BatchGet(ctx, keys)) })
			h.diff(seen[0].Rules, table.Units{Read: 0.5 + 1 + 0.5})
		}},
		{"what has expired is paid for all the same", func(h *harness) {
			item := h.filled("a", 6000)
			item.Expires = start.Add(time.Hour)
			h.put(item)
			h.advance(2 * time.Hour)
			h.wantCost(func(ctx context.Context) {
				h.must2(h.Query(ctx, table.Query{Partition: h.part}))
			}, reads("Query", 1))
		}},
	}
}

func meterWrites() []testCase {
	return []testCase{
		{"a write costs a unit for each KB begun, of the larger of before and after", func(h *harness) {
			put := func(size int) func(context.Context) {
				return func(ctx context.Context) { h.must(h.Write(ctx, table.Put(h.filled("a", size)))) }
			}
			h.wantCost(put(200), writes("PutItem", 1))
			h.wantCost(put(1024), writes("PutItem", 1))
			h.wantCost(put(3000), writes("PutItem", 3))
			h.wantCost(put(200), writes("PutItem", 3))
			h.wantCost(put(1025), writes("PutItem", 2))
		}},
		{"an update costs what the whole item does", func(h *harness) {
			h.put(h.filled("a", 3000))
			h.wantCost(func(ctx context.Context) {
				h.must(h.Write(ctx, table.Update(h.key("a"), table.Change{Add: map[string]int64{"n": 1}})))
			}, writes("UpdateItem", 3))
			h.wantCost(func(ctx context.Context) {
				h.must(h.Write(ctx, table.Update(h.key("a"), table.Change{Remove: []string{"s"}})))
			}, writes("UpdateItem", 3))
		}},
		{"a delete costs what is deleted", func(h *harness) {
			h.put(h.filled("a", 2500))
			remove := func(ctx context.Context) { h.must(h.Write(ctx, table.Delete(h.key("a")))) }
			h.wantCost(remove, writes("DeleteItem", 3))
			h.wantCost(remove, writes("DeleteItem", 1))
		}},
		{"a batch costs what its writes cost, by 25", func(h *harness) {
			var batch []table.Write
			for i := range 25 {
				batch = append(batch, table.Put(h.filled(sortKey(i), 1025)))
			}
			h.wantCost(func(ctx context.Context) { h.must(h.Batch(ctx, batch)) }, writes("BatchWriteItem", 50))
			h.wantCost(func(ctx context.Context) {
				h.must(h.Batch(ctx, []table.Write{table.Delete(h.key("k000")), table.Put(h.item("k001", nil))}))
			}, writes("BatchWriteItem", 4))
		}},
		{"a write that is refused costs all the same", func(h *harness) {
			h.put(h.filled("a", 2500))
			h.wantCost(func(ctx context.Context) {
				h.wantKind(h.Write(ctx, table.Delete(h.key("a"), table.Absent())), fault.Conflict)
			}, writes("DeleteItem", 3))
			h.wantCost(func(ctx context.Context) {
				h.wantKind(h.Write(ctx, table.Delete(h.key("b"), table.Present())), fault.Conflict)
			}, writes("DeleteItem", 1))
		}},
	}
}

func meterTransactions() []testCase {
	return []testCase{
		{"a transaction costs twice", func(h *harness) {
			h.put(h.filled("old", 3000))
			h.wantCost(func(ctx context.Context) {
				h.must(h.Write(ctx, table.Put(h.filled("a", 1500)), table.Delete(h.key("old"))))
			}, writes("TransactWriteItems", 2*(2+3)))
		}},
		{"what makes no sense is no request", func(h *harness) {
			h.wantCost(func(ctx context.Context) {
				h.wantKind(h.Write(ctx, table.Put(table.Item{})), fault.Invalid)
			})
		}},
	}
}

func (h *harness) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h *harness) must2(_ any, err error) {
	h.Helper()
	h.must(err)
}
