package tabletest

import (
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

func transactCases() []testCase {
	return []testCase{
		{"a transaction makes all its changes", func(h *harness) {
			h.put(h.item("b", table.Attributes{"n": int64(1)}), h.item("c", nil), h.item("d", nil))
			h.write(
				table.Put(h.item("a", table.Attributes{"x": "y"}), table.Absent()),
				table.Update(h.key("b"), table.Change{Add: map[string]int64{"n": 1}}, table.Present()),
				table.Delete(h.key("c"), table.Present()),
				table.Check(h.key("d"), table.Present()),
			)
			h.wantItem(h.item("a", table.Attributes{"x": "y"}))
			h.wantItem(h.item("b", table.Attributes{"n": int64(2)}))
			h.wantNone("c")
			h.wantItem(h.item("d", nil))
		}},
		{"a transaction with one failed condition makes none", func(h *harness) {
			h.put(h.item("b", table.Attributes{"n": int64(1)}))
			failed := h.conflict(
				table.Put(h.item("a", nil)),
				table.Put(h.item("b", nil), table.Absent()),
				table.Put(h.item("c", nil)),
			)
			h.diff(failed, []int{1})
			h.wantNone("a")
			h.wantItem(h.item("b", table.Attributes{"n": int64(1)}))
			h.wantNone("c")
		}},
		{"a conflict names a single write too", func(h *harness) {
			failed := h.conflict(table.Delete(h.key("a"), table.Present()))
			h.diff(failed, []int{0})
		}},
		{"a check alone holds or fails", func(h *harness) {
			h.put(h.item("a", table.Attributes{"v": int64(1)}))
			h.write(table.Check(h.key("a"), table.Equal("v", int64(1))))
			failed := h.conflict(table.Check(h.key("a"), table.Equal("v", int64(2))))
			h.diff(failed, []int{0})
			h.wantItem(h.item("a", table.Attributes{"v": int64(1)}))
		}},
		{"a hundred writes are one transaction, and no more", func(h *harness) {
			var writes []table.Write
			for i := range 100 {
				writes = append(writes, table.Put(h.item(sortKey(i), nil)))
			}
			h.write(writes...)
			h.diff(len(h.query(table.Query{}).Items), 100)
			h.refused(fault.TooLarge, append(writes, table.Put(h.item("more", nil)))...)
		}},
		{"two writes on one item are invalid", func(h *harness) {
			h.refused(fault.Invalid, table.Put(h.item("a", nil)), table.Check(h.key("a"), table.Absent()))
			h.wantNone("a")
		}},
		{"a transaction of more than 4 MB is too large", func(h *harness) {
			var writes []table.Write
			for i := range 11 {
				writes = append(writes, table.Put(h.item(sortKey(i), table.Attributes{"s": text(390 << 10)})))
			}
			h.refused(fault.TooLarge, writes...)
			h.write(writes[:10]...)
		}},
		{"a transaction repeated under its token is made once", func(h *harness) {
			writes := []table.Write{
				table.Update(h.key("a"), table.Change{Add: map[string]int64{"n": 1}}),
				table.Put(h.item("b", nil), table.Absent()),
			}
			opts := table.WriteOptions{Now: start, Token: h.runID()}
			for range 3 {
				if _, err := h.driver.Write(h.ctx(), writes, opts); err != nil {
					h.Fatal(err)
				}
			}
			h.wantItem(h.item("a", table.Attributes{"n": int64(1)}))
		}},
		{"an unanswered transaction is tried again and made once", func(h *harness) {
			faulty := NewFaulty(h.driver)
			tab := table.New(faulty, h.clock)
			faulty.FailWrites(Fault{When: After, Kind: fault.Unavailable, Times: 2})
			err := tab.Write(h.ctx(),
				table.Update(h.key("a"), table.Change{Add: map[string]int64{"n": 1}}),
				table.Put(h.item("b", nil), table.Absent()),
			)
			if err != nil {
				h.Fatal(err)
			}
			h.diff(faulty.Writes(), 3)
			h.wantItem(h.item("a", table.Attributes{"n": int64(1)}))
		}},
		{"an unanswered transaction that is tried again a second later is made once", func(h *harness) {
			faulty := NewFaulty(h.driver)
			tab := table.New(faulty, h.clock)
			faulty.FailWrites(Fault{When: After, Kind: fault.Unavailable, Do: func() { h.advance(time.Second) }})
			err := tab.Write(h.ctx(),
				table.Update(h.key("a"), table.Change{Add: map[string]int64{"n": 1}}),
				table.Put(h.item("b", nil), table.Absent()),
			)
			if err != nil {
				h.Fatal(err)
			}
			h.wantItem(h.item("a", table.Attributes{"n": int64(1)}))
		}},
		{"an unanswered write that adds is not tried again", func(h *harness) {
			faulty := NewFaulty(h.driver)
			tab := table.New(faulty, h.clock)
			faulty.FailWrites(Fault{When: After, Kind: fault.Unavailable})
			err := tab.Write(h.ctx(), table.Update(h.key("a"), table.Change{Add: map[string]int64{"n": 1}}))
			h.wantKind(err, fault.Unavailable)
			h.wantItem(h.item("a", table.Attributes{"n": int64(1)}))
		}},
	}
}
