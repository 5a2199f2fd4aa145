package blobtest

import (
	"io"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

func getCases() []testCase {
	type got struct {
		From, Length, Size int64
		Type, Data         string
	}
	const words = "0123456789"
	tests := []struct {
		name, words string
		part        blob.Range
		want        string
		from        int64
	}{
		{"the whole", words, blob.Range{}, words, 0},
		{"the first bytes", words, blob.Range{Length: 3}, "012", 0},
		{"the last bytes", words, blob.Range{From: -3}, "789", 7},
		{"more last bytes than there are", words, blob.Range{From: -30}, words, 0},
		{"bytes in the middle", words, blob.Range{From: 2, Length: 3}, "234", 2},
		{"one byte", words, blob.Range{From: 9, Length: 1}, "9", 9},
		{"from a byte on", words, blob.Range{From: 8}, "89", 8},
		{"more bytes than there are", words, blob.Range{From: 8, Length: 100}, "89", 8},
		{"nothing, at the end", words, blob.Range{From: 10}, "", 10},
		{"nothing, at the end, of so many", words, blob.Range{From: 10, Length: 5}, "", 10},
		{"the whole of an empty object", "", blob.Range{}, "", 0},
		{"the first bytes of an empty object", "", blob.Range{Length: 5}, "", 0},
		{"the last bytes of an empty object", "", blob.Range{From: -5}, "", 0},
	}
	var cases []testCase
	for _, tt := range tests {
		cases = append(cases, testCase{"a range of " + tt.name, func(h *harness) {
			h.put("a", tt.words)
			o, data := h.read("a", tt.part)
			want := got{tt.from, int64(len(tt.want)), int64(len(tt.words)), jpeg, tt.want}
			h.diff(got{o.From, o.Length, o.Size, o.Type, data}, want)
		}})
	}
	return append(cases, []testCase{
		{"a range beyond the end is refused", func(h *harness) {
			h.put("a", words)
			for _, part := range []blob.Range{{From: 11}, {From: 11, Length: 1}, {From: 1 << 40}} {
				_, err := h.Get(h.Context(), h.key("a"), part)
				h.wantKind(err, fault.Invalid)
			}
		}},
		{"a range that is none is refused", func(h *harness) {
			h.put("a", words)
			for _, part := range []blob.Range{{Length: -1}, {From: -3, Length: 2}} {
				_, err := h.Get(h.Context(), h.key("a"), part)
				h.wantKind(err, fault.Invalid)
			}
		}},
		{"of what is not there nothing can be read", func(h *harness) {
			_, err := h.Head(h.Context(), h.key("a"))
			h.wantKind(err, fault.NotFound)
			for _, part := range []blob.Range{{}, {Length: 1}, {From: -1}, {From: 5}} {
				_, err := h.Get(h.Context(), h.key("a"), part)
				h.wantKind(err, fault.NotFound)
			}
			_, err = h.ReadAll(h.Context(), h.key("a"), 10)
			h.wantKind(err, fault.NotFound)
		}},
		{"all of an object is read up to a limit", func(h *harness) {
			h.put("a", words)
			data, err := h.ReadAll(h.Context(), h.key("a"), int64(len(words)))
			h.check(err)
			h.diff(string(data), words)
			_, err = h.ReadAll(h.Context(), h.key("a"), int64(len(words))-1)
			h.wantKind(err, fault.TooLarge)
		}},
		{"a reader may leave early", func(h *harness) {
			h.put("a", words)
			o, err := h.Get(h.Context(), h.key("a"), blob.Range{})
			h.check(err)
			var first [2]byte
			_, err = io.ReadFull(o.Body, first[:])
			h.check(err)
			h.check(o.Body.Close())
			h.wantObject("a", words, jpeg)
		}},
	}...)
}
