package tabletest

import (
	"slices"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

func batchCases() []testCase {
	return []testCase{
		{"a large batch of puts and deletes is made", func(h *harness) {
			h.fill(130, table.Attributes{"x": "y"})
			var writes []table.Write
			for i := 0; i < 130; i += 2 {
				writes = append(writes, table.Delete(h.key(sortKey(i))))
			}
			writes = append(writes, table.Put(h.item("new", nil)), table.Delete(h.key("never there")))
			if err := h.Batch(h.ctx(), writes); err != nil {
				h.Fatal(err)
			}
			got := h.walk(table.Query{})
			h.diff([]any{len(got), got[0], got[65]}, []any{66, "k001", "new"})
		}},
		{"an empty batch is no request", func(h *harness) {
			if err := h.Batch(h.ctx(), nil); err != nil {
				h.Fatal(err)
			}
			h.diff(h.meter.Usage(), table.Usage{})
		}},
		{"a batch takes no conditions, updates, checks or keys twice", func(h *harness) {
			for _, writes := range [][]table.Write{
				{table.Put(h.item("a", nil), table.Absent())},
				{table.Update(h.key("a"), table.Change{})},
				{table.Check(h.key("a"), table.Absent())},
				{table.Put(h.item("a", nil)), table.Delete(h.key("a"))},
			} {
				h.wantKind(h.Batch(h.ctx(), writes), fault.Invalid)
			}
			h.wantNone("a")
		}},
		{"items are read in the order of the keys, and those that are not there left out", func(h *harness) {
			h.fill(230, table.Attributes{"x": "y"})
			var keys []table.Key
			var want []string
			for i := 229; i >= 0; i-- {
				keys, want = append(keys, h.key(sortKey(i))), append(want, sortKey(i))
			}
			keys = slices.Insert(keys, 100, h.key("never"), h.key("there"))
			got, err := h.BatchGet(h.ctx(), keys)
			if err != nil {
				h.Fatal(err)
			}
			h.diff(sorts(got), want)
			h.diff(got[0], h.item("k229", table.Attributes{"x": "y"}))
		}},
		{"what does not fit one answer is asked again", func(h *harness) {
			h.fill(60, table.Attributes{"s": text(300 << 10)})
			var keys []table.Key
			for i := range 60 {
				keys = append(keys, h.key(sortKey(i)))
			}
			got, err := h.BatchGet(h.ctx(), keys)
			if err != nil {
				h.Fatal(err)
			}
			h.diff(sorts(got), names(0, 59))
		}},
		{"a key asked twice is invalid", func(h *harness) {
			_, err := h.BatchGet(h.ctx(), []table.Key{h.key("a"), h.key("b"), h.key("a")})
			h.wantKind(err, fault.Invalid)
		}},
		{"no keys give no items", func(h *harness) {
			got, err := h.BatchGet(h.ctx(), nil)
			if err != nil || len(got) != 0 {
				h.Fatalf("got %v, %v, want nothing", got, err)
			}
		}},
	}
}
