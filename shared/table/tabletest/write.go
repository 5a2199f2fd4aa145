package tabletest

import (
	"math"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

func writeCases() []testCase {
	return []testCase{
		{"a put replaces the whole item", func(h *harness) {
			h.put(h.item("a", table.Attributes{"x": int64(1), "y": int64(2)}))
			h.put(h.item("a", table.Attributes{"x": int64(3)}))
			h.wantItem(h.item("a", table.Attributes{"x": int64(3)}))
		}},
		{"a put without expiry takes the old one's away", func(h *harness) {
			item := h.item("a", nil)
			item.Expires = start.Add(time.Hour)
			h.put(item)
			h.wantItem(item)
			h.put(h.item("a", nil))
			h.wantItem(h.item("a", nil))
		}},
		{"a delete removes the item", func(h *harness) {
			h.put(h.item("a", table.Attributes{"x": "y"}))
			h.write(table.Delete(h.key("a")))
			h.wantNone("a")
		}},
		{"deleting what is not there is no error", func(h *harness) {
			h.write(table.Delete(h.key("a")))
		}},
		{"a bad value is invalid", func(h *harness) {
			deep := any("bottom")
			for range 33 {
				deep = []any{deep}
			}
			for _, value := range []any{
				nil, 1, uint8(1), float32(1), math.NaN(), math.Inf(1), 1e127, 1e-140, "\xff", []string{"\xff"}, []any{nil},
				[]int{1}, map[string]any{"": "x"}, map[string]any{"x": struct{}{}}, map[string]string{}, time.Now(), deep,
			} {
				h.refused(fault.Invalid, table.Put(h.item("a", table.Attributes{"v": value})))
			}
			h.wantNone("a")
		}},
		{"a bad name is invalid", func(h *harness) {
			for _, name := range []string{"", "pk", "sk", "ttl", "\xff"} {
				h.refused(fault.Invalid, table.Put(h.item("a", table.Attributes{name: "x"})))
				h.refused(fault.Invalid, table.Update(h.key("a"), table.Change{Set: table.Attributes{name: "x"}}))
				h.refused(fault.Invalid, table.Update(h.key("a"), table.Change{Add: map[string]int64{name: 1}}))
				h.refused(fault.Invalid, table.Update(h.key("a"), table.Change{Remove: []string{name}}))
			}
		}},
		{"a write that makes no sense is invalid", func(h *harness) {
			h.refused(fault.Invalid)
			h.refused(fault.Invalid, table.Write{})
			h.refused(fault.Invalid, table.Check(h.key("a")))
			h.refused(fault.Invalid, table.Write{Op: table.OpDelete, Item: h.item("a", table.Attributes{"x": "y"})})
			h.refused(fault.Invalid, table.Write{Op: table.OpPut, Item: h.item("a", nil), Remove: []string{"x"}})
			h.refused(fault.Invalid, table.Put(table.Item{Key: h.key("a"), Expires: time.Unix(-5, 0)}))
		}},
		{"what the caller gave is left as it was", func(h *harness) {
			given := table.Attributes{"f": float64(3), "l": []any{"x"}}
			h.put(h.item("a", given))
			h.diff(given, table.Attributes{"f": float64(3), "l": []any{"x"}})
		}},
	}
}
