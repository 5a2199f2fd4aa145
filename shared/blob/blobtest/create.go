package blobtest

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

func create(words string) blob.PutOptions {
	return blob.PutOptions{Content: blob.Describe(jpeg, []byte(words)), IfAbsent: true}
}

func createCases() []testCase {
	return []testCase{
		{"an object is made where there is none", func(h *harness) {
			h.check(h.write("a", "picture", create("picture")))
			h.wantObject("a", "picture", jpeg)
		}},
		{"an object that is there stays as it is", func(h *harness) {
			h.put("a", "picture")
			h.wantKind(h.write("a", "another", create("another")), fault.Conflict)
			h.wantKind(h.write("a", "picture", create("picture")), fault.Conflict)
			h.wantObject("a", "picture", jpeg)
		}},
		{"an object that was deleted can be made", func(h *harness) {
			h.put("a", "picture")
			h.check(h.Delete(h.Context(), h.key("a")))
			h.check(h.write("a", "another", create("another")))
			h.wantObject("a", "another", jpeg)
		}},
		{"other content than was announced is refused, and nothing is left", func(h *harness) {
			h.wantKind(h.write("a", "PICTURE", create("picture")), fault.Invalid)
			h.wantNone()
		}},
		{"of 16 who make an object at once one does", func(h *harness) {
			const writers = 16
			var all sync.WaitGroup
			var winner atomic.Int64
			var won atomic.Int64
			words := func(i int) string { return strings.Repeat(fmt.Sprintf("picture %02d ", i), 1000) }
			for i := range writers {
				all.Go(func() {
					switch err := h.write("a", words(i), create(words(i))); {
					case err == nil:
						won.Add(1)
						winner.Store(int64(i))
					case !fault.Is(err, fault.Conflict):
						h.Errorf("got %v, want a conflict", err)
					}
				})
			}
			all.Wait()
			h.diff(won.Load(), int64(1))
			h.wantObject("a", words(int(winner.Load())), jpeg)
			h.diff(h.list("", 10), []string{"a"})
		}},
	}
}
