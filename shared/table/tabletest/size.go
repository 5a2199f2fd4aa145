package tabletest

import (
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// filled gives an item of exactly size bytes.
func (h *harness) filled(sort string, size int) table.Item {
	h.Helper()
	item := h.item(sort, table.Attributes{"s": ""})
	item.Attributes["s"] = text(size - table.Size(item))
	return item
}

func sizeCases() []testCase {
	return []testCase{
		{"the largest item fits", func(h *harness) {
			item := h.filled("a", table.MaxItem)
			h.put(item)
			h.wantItem(item)
		}},
		{"a byte more does not", func(h *harness) {
			h.refused(fault.TooLarge, table.Put(h.filled("a", table.MaxItem+1)))
			h.wantKind(h.Batch(h.ctx(), []table.Write{table.Put(h.filled("a", table.MaxItem+1))}), fault.TooLarge)
			h.wantNone("a")
		}},
		{"an update may fill an item to the last byte", func(h *harness) {
			item := h.filled("a", table.MaxItem)
			h.put(h.item("a", nil))
			h.write(table.Update(h.key("a"), table.Change{Set: item.Attributes}))
			h.wantItem(item)
		}},
	}
}
