package tabletest

import (
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// expiring puts an item that expires in an hour.
func (h *harness) expiring(sort string, attributes table.Attributes) table.Item {
	h.Helper()
	item := h.item(sort, attributes)
	item.Expires = start.Add(time.Hour)
	h.put(item)
	return item
}

func expiryCases() []testCase {
	return append([]testCase{
		{"an item is there until the second it expires", func(h *harness) {
			item := h.expiring("a", table.Attributes{"x": "y"})
			h.advance(time.Hour - time.Second)
			h.wantItem(item)
			h.advance(time.Second)
			h.wantNone("a")
		}},
		{"an expiry counts whole seconds, in any zone", func(h *harness) {
			item := h.item("a", nil)
			item.Expires = start.Add(90*time.Second + 999*time.Millisecond).In(time.FixedZone("east", 3600))
			h.put(item)
			item.Expires = start.Add(90 * time.Second)
			h.wantItem(item)
		}},
		{"reads of several leave out what has expired", func(h *harness) {
			h.fill(4, nil)
			h.expiring("k001", nil)
			h.expiring("k003", nil)
			h.advance(time.Hour)
			h.diff(sorts(h.query(table.Query{}).Items), []string{"k000", "k002"})
			got, err := h.BatchGet(h.ctx(), []table.Key{h.key("k001"), h.key("k002"), h.key("k003")})
			if err != nil {
				h.Fatal(err)
			}
			h.diff(sorts(got), []string{"k002"})
		}},
		{"a page of nothing but expired items is empty and has a next one", func(h *harness) {
			h.fill(4, nil)
			h.expiring("k000", nil)
			h.expiring("k001", nil)
			h.advance(time.Hour)
			h.diff(h.query(table.Query{Limit: 2}), table.Page{Next: "k001"})
			h.diff(h.walk(table.Query{Limit: 2}), []string{"k002", "k003"})
		}},
	}, expiredWrites()...)
}

func expiredWrites() []testCase {
	return []testCase{
		{"an expired item counts as absent for every condition", func(h *harness) {
			h.expiring("a", table.Attributes{"n": int64(1)})
			h.advance(time.Hour)
			for _, c := range []table.Condition{table.Present(), table.Has("n"), table.Equal("n", int64(1)), table.AnyOf(table.Has("n"))} {
				h.refused(fault.Conflict, table.Put(h.item("a", nil), c))
				h.refused(fault.Conflict, table.Update(h.key("a"), table.Change{}, c))
				h.refused(fault.Conflict, table.Check(h.key("a"), c), table.Put(h.item("b", nil)))
			}
			for _, c := range []table.Condition{
				table.Absent(), table.HasNo("n"), table.NotEqual("n", int64(1)), table.AnyOf(table.Absent(), table.Has("y")),
			} {
				h.write(table.Check(h.key("a"), c))
			}
			h.write(table.Put(h.item("a", table.Attributes{"new": true}), table.Absent()))
			h.wantItem(h.item("a", table.Attributes{"new": true}))
		}},
		{"an update of an expired item makes a new one", func(h *harness) {
			h.expiring("a", table.Attributes{"n": int64(41), "old": true})
			h.advance(time.Hour)
			h.write(table.Update(h.key("a"), table.Change{Add: map[string]int64{"n": 1}, Set: table.Attributes{"s": "x"}}))
			h.wantItem(h.item("a", table.Attributes{"n": int64(1), "s": "x"}))
		}},
		{"so it does under a condition, and with a new expiry", func(h *harness) {
			item := h.expiring("a", table.Attributes{"n": int64(41)})
			h.advance(time.Hour)
			item.Expires = start.Add(3 * time.Hour)
			h.write(table.Update(item.Key, table.Change{Add: map[string]int64{"n": 1}, Expires: item.Expires}, table.Absent()))
			item.Attributes = table.Attributes{"n": int64(1)}
			h.wantItem(item)
		}},
		{"so it does in a transaction, together with the others", func(h *harness) {
			h.expiring("a", table.Attributes{"n": int64(41)})
			h.put(h.item("b", table.Attributes{"n": int64(41)}))
			h.advance(time.Hour)
			one := table.Change{Add: map[string]int64{"n": 1}}
			h.write(table.Update(h.key("a"), one), table.Update(h.key("b"), one), table.Update(h.key("c"), one))
			for sort, n := range map[string]int64{"a": 1, "b": 42, "c": 1} {
				h.wantItem(h.item(sort, table.Attributes{"n": n}))
			}
		}},
		{"nothing is made of it where another condition fails", func(h *harness) {
			h.expiring("a", table.Attributes{"n": int64(41)})
			h.advance(time.Hour)
			failed := h.conflict(
				table.Update(h.key("a"), table.Change{Add: map[string]int64{"n": 1}}), table.Check(h.key("b"), table.Present()))
			h.diff(failed, []int{1})
			h.wantNone("a")
		}},
		{"an expired item can be deleted", func(h *harness) {
			h.expiring("a", nil)
			h.advance(time.Hour)
			h.write(table.Delete(h.key("a"), table.Absent()))
			h.wantNone("a")
		}},
	}
}
