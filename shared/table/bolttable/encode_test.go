package bolttable_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

func samples() []table.Item {
	key := table.Key{Partition: "X#g#l:beach", Sort: "20240713T101530#p"}
	return []table.Item{
		{Key: key, Attributes: table.Attributes{}},
		{Key: key, Attributes: table.Attributes{"k": []byte{1, 2, 3, 4}, "t": "On the beach", "w": int64(4032), "f": true, "g": false}},
		{Key: key, Expires: time.Unix(1_800_000_000, 0).UTC(), Attributes: table.Attributes{
			"f": -0.25, "n": int64(-1 << 63), "s": []string{"", "a"}, "l": []any{int64(1), []string{}, map[string]any{"": 0.5}},
			"m": map[string]any{"a": map[string]any{"b": "c"}}, "e": []byte{},
		}},
	}
}

func TestStoredForm(t *testing.T) {
	for _, want := range samples() {
		got, size, err := bolttable.Decode(want.Key, bolttable.Encode(want, 1234))
		if err != nil || size != 1234 {
			t.Errorf("got size %d, %v, want 1234", size, err)
		}
		if d := cmp.Diff(got, want); d != "" {
			t.Errorf("got (-), want (+):\n%s", d)
		}
	}
}

// FuzzDecode: a damaged file gives an error, never a panic; what can be read is
// written again as the same item.
func FuzzDecode(f *testing.F) {
	for _, item := range samples() {
		stored := bolttable.Encode(item, table.Size(item))
		f.Add(stored)
		f.Add(stored[:len(stored)/2])
	}
	f.Add([]byte{0, 0, 1, 1, 'a', 9, 0xff, 0xff, 0xff, 0xff, 0x0f})
	key := table.Key{Partition: "p", Sort: "s"}
	f.Fuzz(func(t *testing.T, stored []byte) {
		item, size, err := bolttable.Decode(key, stored)
		if err != nil {
			if !fault.Is(err, fault.Internal) {
				t.Errorf("got %v, want an internal fault", err)
			}
			return
		}
		again, size2, err := bolttable.Decode(key, bolttable.Encode(item, size))
		if err != nil || size2 != size || !cmp.Equal(again, item, cmp.Comparer(sameFloat)) {
			t.Errorf("got %v (%v), want %v", again, err, item)
		}
	})
}

// sameFloat takes a NaN, which only damage brings about, for itself.
func sameFloat(a, b float64) bool { return a == b || a != a && b != b }
