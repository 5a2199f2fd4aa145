package tabletest

import (
	"fmt"
	"slices"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

func sortKey(i int) string { return fmt.Sprintf("k%03d", i) }

func text(n int) string { return strings.Repeat("x", n) }

func queryCases() []testCase {
	return append(rangeCases(),
		testCase{"a page goes on where the last one ended", func(h *harness) {
			h.fill(25, nil)
			for _, descending := range []bool{false, true} {
				got := h.walk(table.Query{From: "k003", To: "k020", Limit: 4, Descending: descending})
				want := names(3, 20)
				if descending {
					slices.Reverse(want)
				}
				h.diff(got, want)
			}
		}},
		testCase{"a page that ends by its limit has a next one, even if nothing follows", func(h *harness) {
			h.fill(3, nil)
			page := h.query(table.Query{Limit: 3})
			h.diff(page.Next, "k002")
			h.diff(h.query(table.Query{Limit: 3, After: page.Next}), table.Page{})
			h.diff(h.query(table.Query{Limit: 4}).Next, "")
		}},
		testCase{"a page may go on after an item that is gone", func(h *harness) {
			h.fill(5, nil)
			h.write(table.Delete(h.key("k002")))
			h.diff(sorts(h.query(table.Query{After: "k002"}).Items), names(3, 4))
			h.diff(sorts(h.query(table.Query{After: "k002", Descending: true}).Items), []string{"k001", "k000"})
		}},
		testCase{"after outside the range is before its beginning or behind its end", func(h *harness) {
			h.fill(9, nil)
			q := table.Query{From: "k003", To: "k005"}
			for _, tt := range []struct {
				after      string
				descending bool
				want       []string
			}{
				{"k001", false, names(3, 5)}, {"k007", false, nil}, {"k005", false, nil}, {"k003", false, names(4, 5)},
				{"k007", true, []string{"k005", "k004", "k003"}}, {"k001", true, nil}, {"k003", true, nil},
			} {
				q.After, q.Descending = tt.after, tt.descending
				h.diff(sorts(h.query(q).Items), tt.want)
			}
		}},
		testCase{"a page ends with the item that fills a megabyte", func(h *harness) {
			for i := range 6 {
				h.put(h.item(sortKey(i), table.Attributes{"s": text(300 << 10)}))
			}
			page := h.query(table.Query{})
			h.diff(sorts(page.Items), names(0, 3))
			h.diff(page.Next, "k003")
			h.diff(h.walk(table.Query{Descending: true}), []string{"k005", "k004", "k003", "k002", "k001", "k000"})
		}},
		testCase{"the order is that of the bytes", func(h *harness) {
			want := []string{"", "A", "B", "a", "a\x00", "aa", "b", "ß", "日", "🏖️"}[1:]
			for _, s := range []string{"🏖️", "a\x00", "b", "A", "日", "ß", "aa", "B", "a"} {
				h.put(h.item(s, nil))
			}
			h.diff(sorts(h.query(table.Query{}).Items), want)
		}},
		testCase{"neighbouring partitions stay out", func(h *harness) {
			h.fill(3, nil)
			for _, p := range []string{h.part + "x", h.part[:len(h.part)-1], h.part[:len(h.part)-1] + "z"} {
				h.put(table.Item{Key: table.Key{Partition: p, Sort: "k001"}})
			}
			h.diff(sorts(h.query(table.Query{}).Items), names(0, 2))
			h.diff(sorts(h.query(table.Query{Descending: true}).Items), []string{"k002", "k001", "k000"})
		}},
		testCase{"a bad query is invalid", func(h *harness) {
			for _, q := range []table.Query{
				{}, {Partition: "p", Limit: -1}, {Partition: "p", From: "\xff"},
				{Partition: "p", To: text(1025)}, {Partition: "p", After: "\xff"},
			} {
				_, err := h.Query(h.ctx(), q)
				h.wantKind(err, fault.Invalid)
			}
		}},
	)
}

// rangeCases try every kind of bound in both directions.
func rangeCases() []testCase {
	tests := []struct {
		name string
		q    table.Query
		want []string
	}{
		{"no bounds give the whole partition", table.Query{}, names(0, 9)},
		{"both bounds are inclusive", table.Query{From: "k002", To: "k005"}, names(2, 5)},
		{"bounds need not be keys that are there", table.Query{From: "k0015", To: "k0055"}, names(2, 5)},
		{"from alone is open above", table.Query{From: "k007"}, names(7, 9)},
		{"to alone is open below", table.Query{To: "k002"}, names(0, 2)},
		{"a range of one key gives it", table.Query{From: "k004", To: "k004"}, names(4, 4)},
		{"a range between two keys is empty", table.Query{From: "k0041", To: "k0042"}, nil},
		{"a range whose bounds are crossed is empty", table.Query{From: "k005", To: "k002"}, nil},
		{"a range behind the last key is empty", table.Query{From: "z"}, nil},
		{"a range before the first key is empty", table.Query{To: "a"}, nil},
		{"a limit cuts the page", table.Query{From: "k002", Limit: 3}, names(2, 4)},
		{"after is exclusive", table.Query{After: "k006"}, names(7, 9)},
		{"a prefix holds what starts with it", prefixed("k00"), names(0, 9)},
		{"a prefix leaves out what does not", prefixed("k001"), names(1, 1)},
	}
	var cases []testCase
	for _, tt := range tests {
		cases = append(cases, testCase{tt.name, func(h *harness) {
			h.fill(10, table.Attributes{"n": int64(1)})
			h.diff(sorts(h.query(tt.q).Items), tt.want)
			if tt.q.Limit > 0 || tt.q.After != "" {
				return
			}
			want := slices.Clone(tt.want)
			slices.Reverse(want)
			tt.q.Descending = true
			h.diff(sorts(h.query(tt.q).Items), want)
		}})
	}
	return cases
}

func prefixed(p string) table.Query {
	from, to := table.Prefix(p)
	return table.Query{From: from, To: to}
}

// names are the sort keys of fill, both ends inclusive.
func names(first, last int) []string {
	var list []string
	for i := first; i <= last; i++ {
		list = append(list, sortKey(i))
	}
	return list
}

// walk reads a range to its end and gives the sort keys.
func (h *harness) walk(q table.Query) []string {
	h.Helper()
	var got []string
	for range 1000 {
		page := h.query(q)
		got = append(got, sorts(page.Items)...)
		if page.Next == "" {
			return got
		}
		q.After = page.Next
	}
	h.Fatal("a query never comes to its end")
	return nil
}
