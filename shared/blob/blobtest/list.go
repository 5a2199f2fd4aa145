package blobtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

func listCases() []testCase {
	return []testCase{
		{"a list is in the order of bytes, whatever the folders", func(h *harness) {
			names := []string{"a/b", "a-b", "a.b", "a/a/a", "ab/c", "a0", "A", "b", "ä", "z", "a/-", "a b"}
			for _, name := range names {
				h.put(name, name)
			}
			slices.Sort(names)
			for _, limit := range []int{1, 2, 5, len(names), 1000} {
				h.diff(h.list("", limit), names)
			}
			h.diff(h.all(""), names)
		}},
		{"a prefix need not be a folder", func(h *harness) {
			for _, name := range []string{"photo/1", "photo/2", "photos/1", "phot", "other"} {
				h.put(name, name)
			}
			h.diff(h.list("photo", 2), []string{"photo/1", "photo/2", "photos/1"})
			h.diff(h.all("photo"), []string{"photo/1", "photo/2", "photos/1"})
			h.diff(h.list("photo/", 1), []string{"photo/1", "photo/2"})
			h.diff(h.list("photo/2", 10), []string{"photo/2"})
			h.diff(h.list("none", 10), []string(nil))
			h.diff(h.list("none/at/all/", 10), []string(nil))
			h.diff(h.list("photo/1/", 10), []string(nil))
			h.diff(h.all("none/at/all/"), []string(nil))
		}},
		{"what others call by a name that is no key is in a list, and ends no page", func(h *harness) {
			long := "photo " + strings.Repeat("x", 204)
			names := []string{"a", long, long + "y", "z"}
			for _, name := range names {
				h.check(h.bed.Put(h.Context(), h.key(name), strings.NewReader(name), create(name)))
			}
			for _, limit := range []int{1, 2, 3, 1000} {
				h.diff(h.list("", limit), names)
			}
			h.diff(h.all(""), names)
		}},
		{"a list tells sizes and times", func(h *harness) {
			h.put("a", "picture")
			page, err := h.List(h.Context(), h.folder, "", 10)
			h.check(err)
			want := blob.Page{Objects: []blob.Listed{{Key: h.key("a"), Size: 7}}}
			h.diff(page, want, cmpopts.IgnoreFields(blob.Listed{}, "Modified"))
			if ago := time.Since(page.Objects[0].Modified); ago < -time.Minute || ago > time.Hour {
				h.Errorf("got modified %v ago", ago)
			}
		}},
		{"a cursor holds while objects come and go", func(h *harness) {
			for i := range 9 {
				h.put(fmt.Sprint(i), "picture")
			}
			first, err := h.List(h.Context(), h.folder, "", 4)
			h.check(err)
			h.check(h.Delete(h.Context(), string(first.Next)))
			h.put("00", "before")
			h.put("44", "after")
			rest, err := h.List(h.Context(), h.folder, first.Next, 10)
			h.check(err)
			var names []string
			for _, o := range rest.Objects {
				names = append(names, strings.TrimPrefix(o.Key, h.folder))
			}
			h.diff(names, []string{"4", "44", "5", "6", "7", "8"})
		}},
		{"a list that makes no sense is refused", func(h *harness) {
			for _, tt := range []struct {
				prefix string
				cursor blob.Cursor
				limit  int
			}{{"", "", 0}, {"", "", 1001}, {"/a", "", 1}, {"a//", "", 1}, {"../", "", 1}, {"a\x00", "", 1}, {"", blob.Cursor(strings.Repeat("x", 5000)), 1}} {
				_, err := h.List(h.Context(), tt.prefix, tt.cursor, tt.limit)
				h.wantKind(err, fault.Invalid)
			}
			for _, err := range h.All(h.Context(), "a//") {
				h.wantKind(err, fault.Invalid)
			}
		}},
	}
}

func contextCases() []testCase {
	return []testCase{
		{"nothing is done once the context has ended", func(h *harness) {
			h.put("a", "picture")
			for cause, kind := range map[error]fault.Kind{context.Canceled: fault.Canceled, context.DeadlineExceeded: fault.Timeout} {
				ctx := ended(h.TB, cause)
				h.wantKind(h.Put(ctx, h.key("b"), strings.NewReader("x"), create("x")), kind)
				_, err := h.Get(ctx, h.key("a"), blob.Range{})
				h.wantKind(err, kind)
				_, err = h.Head(ctx, h.key("a"))
				h.wantKind(err, kind)
				_, err = h.ReadAll(ctx, h.key("a"), 10)
				h.wantKind(err, kind)
				_, err = h.List(ctx, h.folder, "", 10)
				h.wantKind(err, kind)
				for _, err := range h.All(ctx, h.folder) {
					h.wantKind(err, kind)
				}
				h.wantKind(h.Delete(ctx, h.key("a")), kind)
			}
			h.diff(h.list("", 10), []string{"a"})
		}},
		{"a put that is given up midway leaves nothing", func(h *harness) {
			words := strings.Repeat("picture", 1<<20)
			for _, o := range []blob.PutOptions{create(words), {Content: blob.Describe(jpeg, []byte(words))}} {
				ctx, cancel := context.WithCancel(h.Context())
				err := h.Put(ctx, h.key("a"), &leaving{strings.NewReader(words), cancel}, o)
				h.wantKind(err, fault.Canceled)
				h.wantNone()
			}
		}},
		{"a get that is given up midway is an error", func(h *harness) {
			words := strings.Repeat("picture", 1<<20)
			h.put("a", words)
			ctx, cancel := context.WithCancel(h.Context())
			o, err := h.Get(ctx, h.key("a"), blob.Range{})
			h.check(err)
			defer o.Body.Close() //nolint:errcheck // it is only read
			var part [10]byte
			_, err = o.Body.Read(part[:])
			h.check(err)
			cancel()
			for err == nil {
				_, err = o.Body.Read(part[:])
			}
			h.wantKind(err, fault.Canceled)
			if !errors.Is(err, context.Canceled) {
				h.Errorf("got %v, want the context's", err)
			}
		}},
	}
}

// leaving is a body whose owner gives up while it is read.
type leaving struct {
	*strings.Reader
	leave context.CancelFunc
}

func (l *leaving) Read(p []byte) (int, error) {
	if l.Len() < 6<<20 {
		l.leave()
	}
	return l.Reader.Read(p)
}
