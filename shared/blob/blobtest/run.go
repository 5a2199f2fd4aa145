package blobtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// Bed is what a driver is tried on. Where it is not of S3's own, the URLs it signs
// lead to a server that runs.
type Bed struct {
	blob.Driver
	// At gives the same objects to who signs by another clock.
	At func(now func() time.Time) blob.Driver
	// Folds says that names which differ in case or composition alone are one, as
	// some file systems have it.
	Folds bool
}

// Run holds a driver to the behaviour of all. Open gives one, which may hold what
// other cases wrote: every case has a folder of its own. What open opens, it also
// closes with the test.
func Run(t *testing.T, open func(testing.TB) Bed) {
	t.Helper()
	subjects := []struct {
		name  string
		cases []testCase
	}{
		{"put", putCases()},
		{"create", createCases()},
		{"get", getCases()},
		{"keys", keyCases()},
		{"delete", deleteCases()},
		{"list", listCases()},
		{"context", contextCases()},
		{"signed get", signedGetCases()},
		{"signed put", signedPutCases()},
	}
	for _, subject := range subjects {
		t.Run(subject.name, func(t *testing.T) {
			bed := open(t)
			for _, c := range subject.cases {
				t.Run(c.name, func(t *testing.T) { c.test(newHarness(t, bed)) })
			}
		})
	}
}

// testCase is one behaviour; its name is a sentence.
type testCase struct {
	name string
	test func(*harness)
}

// harness is what a case works with: a store, and a folder of its own in it. Its
// methods end the test where they fail.
type harness struct {
	testing.TB
	*blob.Store
	bed    Bed
	client *http.Client
	folder string
}

func newHarness(tb testing.TB, bed Bed) *harness {
	tb.Helper()
	transport := &http.Transport{DisableCompression: true}
	tb.Cleanup(transport.CloseIdleConnections)
	return &harness{
		TB: tb, Store: blob.New(bed.Driver), bed: bed, client: &http.Client{Transport: transport},
		folder: strings.NewReplacer(" ", "_", "/", "_").Replace(tb.Name()) + "/",
	}
}

// key gives a key in the case's folder.
func (h *harness) key(name string) string { return h.folder + name }

const jpeg = "image/jpeg"

// put writes a JPEG of the words.
func (h *harness) put(name, words string) {
	h.Helper()
	h.check(h.write(name, words, blob.PutOptions{Content: blob.Describe(jpeg, []byte(words))}))
}

func (h *harness) write(name, words string, o blob.PutOptions) error {
	return h.Put(h.Context(), h.key(name), strings.NewReader(words), o)
}

// wantObject reads an object and compares all of it, but when it was written.
func (h *harness) wantObject(name, words, mediaType string) {
	h.Helper()
	want := blob.Attributes{Type: mediaType, Size: int64(len(words)), SHA256: blob.Describe("", []byte(words)).SHA256}
	got, err := h.Head(h.Context(), h.key(name))
	h.check(err)
	h.diff(got, want, cmpopts.IgnoreFields(blob.Attributes{}, "Modified"))
	if ago := time.Since(got.Modified); ago < -time.Minute || ago > time.Hour || !got.Modified.Equal(got.Modified.Truncate(time.Second)) {
		h.Errorf("got modified at %v, want the second of now", got.Modified)
	}
	data, err := h.ReadAll(h.Context(), h.key(name), blob.MaxSize)
	h.check(err)
	if !bytes.Equal(data, []byte(words)) {
		h.Fatalf("got %d bytes, want the %d that were put", len(data), len(words))
	}
}

// wantNone finds nothing under the name "a", nor anything else, in no way of looking.
func (h *harness) wantNone() {
	h.Helper()
	_, err := h.Head(h.Context(), h.key("a"))
	h.wantKind(err, fault.NotFound)
	_, err = h.Get(h.Context(), h.key("a"), blob.Range{})
	h.wantKind(err, fault.NotFound)
	h.diff(h.list("", 10), []string(nil))
}

// list gives the names below a prefix, by pages of so many.
func (h *harness) list(prefix string, limit int) []string {
	h.Helper()
	var names []string
	var cursor blob.Cursor
	for range 1000 {
		page, err := h.List(h.Context(), h.key(prefix), cursor, limit)
		h.check(err)
		if len(page.Objects) > limit {
			h.Fatalf("got %d objects on a page of %d", len(page.Objects), limit)
		}
		for _, o := range page.Objects {
			names = append(names, strings.TrimPrefix(o.Key, h.folder))
		}
		if cursor = page.Next; cursor == "" {
			return names
		}
	}
	h.Fatal("the list has no end")
	return nil
}

// all gives the names below a prefix, in one go.
func (h *harness) all(prefix string) []string {
	h.Helper()
	var names []string
	for o, err := range h.All(h.Context(), h.key(prefix)) {
		h.check(err)
		names = append(names, strings.TrimPrefix(o.Key, h.folder))
	}
	return names
}

// read gives a part of an object with what is said of it.
func (h *harness) read(name string, part blob.Range) (blob.Object, string) {
	h.Helper()
	o, err := h.Get(h.Context(), h.key(name), part)
	h.check(err)
	defer o.Body.Close() //nolint:errcheck // it is only read
	data, err := io.ReadAll(o.Body)
	h.check(err)
	return o, string(data)
}

func (h *harness) check(err error) {
	h.Helper()
	if err != nil {
		h.Fatalf("got %v, want no error", err)
	}
}

func (h *harness) wantKind(err error, want fault.Kind) {
	h.Helper()
	if err == nil {
		h.Fatalf("got no error, want one that is %v", want)
	}
	if got := fault.Of(err); got != want {
		h.Fatalf("got %v (%v), want %v", got, err, want)
	}
	if _, ok := errors.AsType[*fault.Error](err); !ok {
		h.Fatalf("got a foreign error %T, want a fault", err)
	}
}

func (h *harness) diff(got, want any, options ...cmp.Option) {
	h.Helper()
	if d := cmp.Diff(got, want, options...); d != "" {
		h.Fatalf("got (-), want (+):\n%s", d)
	}
}

// ended is a context that is over.
func ended(tb testing.TB, with error) context.Context {
	tb.Helper()
	if errors.Is(with, context.DeadlineExceeded) {
		ctx, cancel := context.WithDeadline(tb.Context(), time.Unix(0, 0))
		tb.Cleanup(cancel)
		return ctx
	}
	ctx, cancel := context.WithCancel(tb.Context())
	cancel()
	return ctx
}
