package tabletest

import (
	"math"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

func updateCases() []testCase {
	return []testCase{
		{"an update changes some attributes and leaves the others", func(h *harness) {
			h.put(h.item("a", table.Attributes{"keep": "k", "set": "old", "n": int64(5), "gone": "g"}))
			h.write(table.Update(h.key("a"), table.Change{
				Set: table.Attributes{"set": []string{"new"}, "more": true}, Add: map[string]int64{"n": 2, "m": -1},
				Remove: []string{"gone", "never"},
			}))
			h.wantItem(h.item("a", table.Attributes{
				"keep": "k", "set": []string{"new"}, "more": true, "n": int64(7), "m": int64(-1),
			}))
		}},
		{"an update makes an item that is not there", func(h *harness) {
			h.write(table.Update(h.key("a"), table.Change{Add: map[string]int64{"n": 3}, Remove: []string{"x"}}))
			h.wantItem(h.item("a", table.Attributes{"n": int64(3)}))
		}},
		{"an update of nothing makes an empty item", func(h *harness) {
			h.write(table.Update(h.key("a"), table.Change{}))
			h.wantItem(h.item("a", nil))
		}},
		{"an update of nothing in a transaction makes an empty item, too", func(h *harness) {
			h.write(table.Update(h.key("a"), table.Change{}), table.Put(h.item("b", nil)))
			h.wantItem(h.item("a", nil))
			h.put(h.item("a", table.Attributes{"x": "y"}))
			h.write(table.Update(h.key("a"), table.Change{}, table.Present()), table.Put(h.item("c", nil)))
			h.wantItem(h.item("a", table.Attributes{"x": "y"}))
		}},
		{"an update leaves the expiry or sets a new one", func(h *harness) {
			item := h.item("a", table.Attributes{"n": int64(1)})
			item.Expires = start.Add(time.Hour)
			h.put(item)
			h.write(table.Update(item.Key, table.Change{Add: map[string]int64{"n": 1}}))
			item.Attributes["n"] = int64(2)
			h.wantItem(item)
			item.Expires = start.Add(2 * time.Hour)
			h.write(table.Update(item.Key, table.Change{Expires: item.Expires}))
			h.wantItem(item)
		}},
		{"adding counts with fractions too, and beyond int64", func(h *harness) {
			h.put(h.item("a", table.Attributes{"f": 0.5, "g": 2.5, "most": int64(math.MaxInt64)}))
			h.write(table.Update(h.key("a"), table.Change{Add: map[string]int64{"f": 2, "g": 0, "most": 1}}))
			h.wantItem(h.item("a", table.Attributes{"f": 2.5, "g": 2.5, "most": float64(1 << 63)}))
		}},
		{"adding to what is no number is invalid and changes nothing", func(h *harness) {
			want := h.item("a", table.Attributes{"s": "text"})
			h.put(want)
			h.refused(fault.Invalid, table.Update(h.key("a"), table.Change{Add: map[string]int64{"s": 1, "n": 1}}))
			h.wantItem(want)
		}},
		{"changing an attribute in two ways is invalid", func(h *harness) {
			h.refused(fault.Invalid, table.Update(h.key("a"), table.Change{Set: table.Attributes{"x": "y"}, Remove: []string{"x"}}))
			h.refused(fault.Invalid, table.Update(h.key("a"), table.Change{Set: table.Attributes{"x": "y"}, Add: map[string]int64{"x": 1}}))
			h.refused(fault.Invalid, table.Update(h.key("a"), table.Change{Remove: []string{"x", "x"}}))
		}},
		{"an update that would make the item too large changes nothing", func(h *harness) {
			want := h.item("a", table.Attributes{"s": text(300 << 10)})
			h.put(want)
			h.refused(fault.TooLarge, table.Update(h.key("a"), table.Change{Set: table.Attributes{"t": text(150 << 10)}}))
			h.wantItem(want)
		}},
	}
}
