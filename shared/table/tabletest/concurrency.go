package tabletest

import (
	"sync"
	"sync/atomic"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// abreast runs fn n times at once and waits.
func abreast(n int, fn func(i int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { fn(i) })
	}
	all.Wait()
}

func concurrencyCases() []testCase {
	return []testCase{
		{"of many who make an item if absent, one does", func(h *harness) {
			var made atomic.Int64
			abreast(16, func(i int) {
				err := h.Write(h.ctx(), table.Put(h.item("a", table.Attributes{"i": int64(i)}), table.Absent()))
				switch {
				case err == nil:
					made.Add(1)
				case !fault.Is(err, fault.Conflict):
					h.Errorf("got %v, want a conflict", err)
				}
			})
			h.diff(made.Load(), int64(1))
		}},
		{"additions from many sides all count", func(h *harness) {
			abreast(16, func(int) {
				for range 5 {
					if err := h.Write(h.ctx(), table.Update(h.key("a"), table.Change{Add: map[string]int64{"n": 1}})); err != nil {
						h.Errorf("adding: %v", err)
					}
				}
			})
			h.wantItem(h.item("a", table.Attributes{"n": int64(80)}))
		}},
		{"a reader never sees half a transaction that put items anew", func(h *harness) {
			pair := func(n int64) []table.Write {
				return []table.Write{
					table.Put(h.item("a", table.Attributes{"n": n})),
					table.Put(h.item("b", table.Attributes{"n": n})),
				}
			}
			h.write(pair(0)...)
			abreast(2, func(side int) {
				for n := int64(1); n <= 20; n++ {
					if side == 0 {
						h.check(h.Write(h.ctx(), pair(n)...))
						continue
					}
					// b was written no earlier than the a read before it.
					a, err := h.GetConsistent(h.ctx(), h.key("a"))
					h.check(err)
					b, err := h.GetConsistent(h.ctx(), h.key("b"))
					h.check(err)
					if b.Int("n") < a.Int("n") {
						h.Errorf("got a at %d but b still at %d", a.Int("n"), b.Int("n"))
					}
				}
			})
		}},
		{"optimistic versions let no change get lost", func(h *harness) {
			h.put(h.item("a", table.Attributes{"version": int64(0), "sum": int64(0)}))
			abreast(4, func(int) {
				for done := 0; done < 5; {
					item, err := h.GetConsistent(h.ctx(), h.key("a"))
					h.check(err)
					err = h.Write(h.ctx(), table.Put(
						h.item("a", table.Attributes{"version": item.Int("version") + 1, "sum": item.Int("sum") + 10}),
						table.Equal("version", item.Int("version"))))
					switch {
					case err == nil:
						done++
					case !fault.Is(err, fault.Conflict):
						h.Errorf("got %v, want a conflict", err)
						return
					}
				}
			})
			h.wantItem(h.item("a", table.Attributes{"version": int64(20), "sum": int64(200)}))
		}},
	}
}

// check notes an error from any goroutine.
func (h *harness) check(err error) {
	h.Helper()
	if err != nil {
		h.Errorf("got %v, want no error", err)
	}
}
