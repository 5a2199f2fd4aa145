package tabletest

import (
	"fmt"
	"testing"
	"time"

	"shoebox/shared/table"
)

// Bench measures a driver with items as large as a search's postings.
func Bench(b *testing.B, open func(testing.TB) table.Driver) {
	b.Helper()
	driver := open(b)
	tab := table.New(driver, time.Now)
	key := func(i int) table.Key { return table.Key{Partition: "postings", Sort: fmt.Sprintf("20240713T%06d", i)} }
	posting := func(k table.Key) table.Item {
		return table.Item{Key: k, Attributes: table.Attributes{
			"k": []byte("0123456789012345678901234567890123456789012345678901234567"), "t": "Waves on the long beach",
			"w": int64(4032), "h": int64(3024), "v": int64(3), "f": true,
		}}
	}
	var writes []table.Write
	for i := range 20_000 {
		writes = append(writes, table.Put(posting(key(i))))
	}
	if err := tab.Batch(b.Context(), writes); err != nil {
		b.Fatal(err)
	}
	b.Run("get", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := tab.Get(b.Context(), key(i*7919%20_000)); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, n := range []int{48, 1000} {
		b.Run(fmt.Sprintf("query %d", n), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				page, err := tab.Query(b.Context(), table.Query{Partition: "postings", After: key(i * 7919 % 18_000).Sort, Limit: n})
				if err != nil || len(page.Items) != n {
					b.Fatal(len(page.Items), err)
				}
			}
		})
	}
	b.Run("put", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if err := tab.Write(b.Context(), table.Put(posting(table.Key{Partition: "put", Sort: fmt.Sprint(i)}))); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("batch 35 by 16 writers", func(b *testing.B) {
		b.SetParallelism(8)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				id := time.Now().UnixNano()
				writes := make([]table.Write, 35)
				for j := range writes {
					writes[j] = table.Put(posting(table.Key{Partition: fmt.Sprintf("batch%d", (id+int64(j)*7919)%500), Sort: fmt.Sprint(id, j)}))
				}
				if err := tab.Batch(b.Context(), writes); err != nil {
					b.Error(err)
				}
			}
		})
	})
}
