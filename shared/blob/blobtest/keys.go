package blobtest

import (
	"slices"
	"strings"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// odd are names that paths, URLs, XML and shells would each read in another way.
var odd = []string{
	"with space", " space at both ends ", "plus+plus", "percent%41%", "question?x=y&z", "hash#tag", "quote'\"`", "brackets[]{}()<>",
	"semi;colon:comma,at@equals=", "dollar$star*bang!tilde~pipe|caret^", `back\slash`, "dots..in...it", ".hidden",
	"Ünïcödé", "日本語.jpg", "\U0001F4F7 camera", "a__0x2f__b", "__0x5f____0x", "deep/er/and/deep er/ü/x", strings.Repeat("long", 50),
}

// alike are names that some file systems take for the same.
var alike = []string{"UPPER", "upper", "e\u0301 composed", "é composed"}

func keyCases() []testCase {
	return []testCase{
		{"names with odd characters stay as they are", func(h *harness) {
			want := slices.Clone(odd)
			if !h.bed.Folds {
				want = append(want, alike...)
			}
			for _, name := range want {
				h.put(name, "picture of "+name)
			}
			for _, name := range want {
				h.wantObject(name, "picture of "+name, jpeg)
			}
			slices.Sort(want)
			h.diff(h.list("", 7), want)
			for _, name := range want {
				h.check(h.Delete(h.Context(), h.key(name)))
			}
			h.diff(h.list("", 1000), []string(nil))
		}},
		{"a long key is one", func(h *harness) {
			name := strings.Repeat("0123456789/", 100)[:blob.MaxKey-len(h.folder)-1] + "x"
			h.put(name, "picture")
			h.diff(h.list("", 10), []string{name})
		}},
		{"a key that not every store can keep is refused everywhere", func(h *harness) {
			for _, key := range []string{
				"", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "a/./b", "../a", "a\x00", "a\nb", "a\x7fb", "\xff", "a\ufffeb",
				"a.attrs", "a.tmp", "a.attrs/b", strings.Repeat("x", 201), strings.Repeat("abcdefgh/", 120) + "x",
			} {
				h.wantKind(h.Put(h.Context(), key, strings.NewReader("x"), create("x")), fault.Invalid)
				_, err := h.Get(h.Context(), key, blob.Range{})
				h.wantKind(err, fault.Invalid)
				_, err = h.Head(h.Context(), key)
				h.wantKind(err, fault.Invalid)
				h.wantKind(h.Delete(h.Context(), key), fault.Invalid)
				_, err = h.SignGet(h.Context(), key, blob.MinSigned)
				h.wantKind(err, fault.Invalid)
				_, err = h.SignPut(h.Context(), key, create("x").Content, blob.MinSigned)
				h.wantKind(err, fault.Invalid)
			}
		}},
	}
}

func deleteCases() []testCase {
	return []testCase{
		{"what was deleted is not there", func(h *harness) {
			h.put("a", "picture")
			h.check(h.Delete(h.Context(), h.key("a")))
			h.wantNone()
		}},
		{"what is not there can be deleted", func(h *harness) {
			h.check(h.Delete(h.Context(), h.key("never")))
			h.check(h.Delete(h.Context(), h.key("never/in/a/folder")))
		}},
		{"what stands beside it stays", func(h *harness) {
			h.put("a/b", "picture")
			h.put("a/bc", "another")
			h.check(h.Delete(h.Context(), h.key("a")))
			h.check(h.Delete(h.Context(), h.key("a/b")))
			h.wantObject("a/bc", "another", jpeg)
		}},
	}
}
