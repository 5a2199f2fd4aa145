package tabletest

import (
	"context"
	"math"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

func getCases() []testCase {
	return []testCase{
		{"what was put is read back in the documented types", func(h *harness) {
			h.put(h.item("a", written()))
			h.wantItem(h.item("a", readBack()))
		}},
		{"an item may have no attributes at all", func(h *harness) {
			h.put(h.item("a", nil))
			h.wantItem(h.item("a", nil))
		}},
		{"lists and maps may be 32 deep, with what is in them", func(h *harness) {
			deep := any(int64(7))
			for range 15 {
				deep = map[string]any{"m": []any{deep}}
			}
			h.put(h.item("a", table.Attributes{"v": []any{deep}}))
			h.wantItem(h.item("a", table.Attributes{"v": []any{deep}}))
		}},
		{"an item that was never there is not found", func(h *harness) {
			_, err := h.Get(h.ctx(), h.key("nobody"))
			h.wantKind(err, fault.NotFound)
		}},
		{"keys hold any text", func(h *harness) {
			for _, sort := range []string{"-", " ", "a\x00b", "ü#ß", "日本", "🏖️", "\x7f", "a/b?c=d&\"'\\"} {
				h.put(h.item(sort, table.Attributes{"s": sort}))
				h.wantItem(h.item(sort, table.Attributes{"s": sort}))
			}
		}},
		{"the partition and the sort key do not run into one another", func(h *harness) {
			left := table.Item{Key: table.Key{Partition: h.part + "a", Sort: "b"}, Attributes: table.Attributes{"n": int64(1)}}
			right := table.Item{Key: table.Key{Partition: h.part, Sort: "ab"}, Attributes: table.Attributes{"n": int64(2)}}
			h.put(left, right)
			h.wantItem(left)
			h.wantItem(right)
		}},
		{"what a caller changes in what it read is not changed in the table", func(h *harness) {
			want := h.item("a", table.Attributes{"b": []byte("abc"), "l": []string{"x"}})
			h.put(want)
			got, err := h.Get(h.ctx(), want.Key)
			if err != nil {
				h.Fatal(err)
			}
			got.Bytes("b")[0] = 'X'
			got.Strings("l")[0] = "X"
			h.wantItem(want)
		}},
		{"a bad key is invalid", func(h *harness) {
			for _, key := range []table.Key{
				{}, {Partition: "p"}, {Sort: "s"}, {Partition: "p", Sort: "\xff"}, {Partition: "\xff", Sort: "s"},
				{Partition: text(2049), Sort: "s"}, {Partition: "p", Sort: text(1025)},
			} {
				_, err := h.Get(h.ctx(), key)
				h.wantKind(err, fault.Invalid)
			}
		}},
		{"the longest keys work", func(h *harness) {
			key := table.Key{Partition: (h.part + text(2048))[:2048], Sort: text(1024)}
			h.put(table.Item{Key: key})
			h.wantItem(table.Item{Key: key})
		}},
		{"a context that has ended is canceled", func(h *harness) {
			ctx, cancel := context.WithCancel(h.ctx())
			cancel()
			_, err := h.Get(ctx, h.key("a"))
			h.wantKind(err, fault.Canceled)
			h.wantKind(h.Write(ctx, table.Put(h.item("a", nil))), fault.Canceled)
			h.wantNone("a")
		}},
		{"a deadline that has passed is a timeout", func(h *harness) {
			ctx, cancel := context.WithDeadline(h.ctx(), time.Unix(1, 0))
			defer cancel()
			_, err := h.Query(ctx, table.Query{Partition: h.part})
			h.wantKind(err, fault.Timeout)
		}},
	}
}

// written has a value of every type, and some at the borders.
func written() table.Attributes {
	return table.Attributes{
		"string": "Grüße 🏖️", "empty": "", "zero": int64(0), "one": int64(1), "minus": int64(-42),
		"most": int64(math.MaxInt64), "least": int64(math.MinInt64), "whole": float64(3), "half": 0.5,
		"pi": math.Pi, "minus pi": -math.Pi, "huge": 1e30, "tiny": 1e-30, "third": 1.0 / 3,
		"true": true, "false": false, "bytes": []byte{0, 1, 254, 255}, "no bytes": []byte{},
		"strings": []string{"b", "a", "b", ""}, "no strings": []string{}, "empty list": []any{},
		"any strings": []any{"x", "y"}, "list": []any{"x", int64(1), 2.5, true, []string{"in"}, map[string]any{"deep": []any{float64(1)}}},
		"map":       map[string]any{"name": "beach", "confidence": 0.93, "n": int64(7), "parents": []any{"sea"}, "b": []byte("x")},
		"empty map": map[string]any{}, "näme with späce.and-dot#": "v", "size": "reserved", "name": "reserved too",
	}
}

// readBack is what written comes back as.
func readBack() table.Attributes {
	a := written()
	a["whole"] = int64(3)
	a["empty list"] = []string{}
	a["any strings"] = []string{"x", "y"}
	a["list"] = []any{"x", int64(1), 2.5, true, []string{"in"}, map[string]any{"deep": []any{int64(1)}}}
	a["map"] = map[string]any{"name": "beach", "confidence": 0.93, "n": int64(7), "parents": []string{"sea"}, "b": []byte("x")}
	return a
}
