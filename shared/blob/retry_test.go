package blob_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
)

const words = "picture"

func announced() blob.PutOptions {
	return blob.PutOptions{Content: blob.Describe("image/jpeg", []byte(words))}
}

// requests are all that may be tried again without harm, on an object that is
// there.
var requests = map[string]func(context.Context, *blob.Store) error{
	"put": func(ctx context.Context, s *blob.Store) error {
		return s.Put(ctx, "a", strings.NewReader(words), announced())
	},
	"get": func(ctx context.Context, s *blob.Store) error {
		o, err := s.Get(ctx, "a", blob.Range{})
		if err != nil {
			return err
		}
		return o.Body.Close()
	},
	"read all": func(ctx context.Context, s *blob.Store) error {
		_, err := s.ReadAll(ctx, "a", 100)
		return err
	},
	"head": func(ctx context.Context, s *blob.Store) error {
		_, err := s.Head(ctx, "a")
		return err
	},
	"delete": func(ctx context.Context, s *blob.Store) error { return s.Delete(ctx, "a") },
	"list": func(ctx context.Context, s *blob.Store) error {
		_, err := s.List(ctx, "", "", 10)
		return err
	},
}

func TestWhatFailsForAWhileIsTriedAgain(t *testing.T) {
	tests := []struct {
		name  string
		plan  blobtest.Fault
		fails bool // with the kind of the plan
		calls int
	}{
		{"throttled twice", blobtest.Fault{Kind: fault.Throttled, Times: 2}, false, 3},
		{"unavailable three times", blobtest.Fault{Kind: fault.Unavailable, Times: 3}, false, 4},
		{"done, and the answer lost", blobtest.Fault{Kind: fault.Unavailable, Times: 1, Done: true}, false, 2},
		{"throttled for ever", blobtest.Fault{Kind: fault.Throttled, Times: -1}, true, 4},
		{"unavailable for ever", blobtest.Fault{Kind: fault.Unavailable, Times: -1}, true, 4},
		{"not set up right", blobtest.Fault{Kind: fault.Internal, Times: 1}, true, 1},
		{"not there", blobtest.Fault{Kind: fault.NotFound, Times: 1}, true, 1},
		{"invalid", blobtest.Fault{Kind: fault.Invalid, Times: 1}, true, 1},
	}
	for _, tt := range tests {
		for name, request := range requests {
			t.Run(tt.name+", "+name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { // whose pauses take no time
					store, faulty := blobtest.OpenFaulty(t)
					if err := requests["put"](t.Context(), store); err != nil {
						t.Fatal(err)
					}
					faulty.Fail(tt.plan)
					err := request(t.Context(), store)
					if tt.fails != (err != nil) || tt.fails && !fault.Is(err, tt.plan.Kind) {
						t.Errorf("got %v, want it to fail: %v", err, tt.fails)
					}
					if got := faulty.Calls(); got != tt.calls {
						t.Errorf("got %d requests, want %d", got, tt.calls)
					}
				})
			})
		}
	}
}

func TestAConditionalPutIsRepeatedOnlyWhereItWasNotMade(t *testing.T) {
	tests := []struct {
		name  string
		plan  blobtest.Fault
		want  fault.Kind // 0 is success
		there bool
	}{
		{"it was refused", blobtest.Fault{Kind: fault.Throttled, Times: 1}, 0, true},
		{"it may have been made, and was", blobtest.Fault{Kind: fault.Unavailable, Times: 1, Done: true}, fault.Unavailable, true},
		{"it may have been made, and was not", blobtest.Fault{Kind: fault.Unavailable, Times: 1}, fault.Unavailable, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store, faulty := blobtest.OpenFaulty(t)
			faulty.Fail(tt.plan)
			o := announced()
			o.IfAbsent = true
			err := store.Put(t.Context(), "a", strings.NewReader(words), o)
			if (err != nil) != (tt.want != 0) || err != nil && fault.Of(err) != tt.want {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if _, err := store.Head(t.Context(), "a"); (err == nil) != tt.there {
				t.Errorf("got %v, want it there: %v", err, tt.there)
			}
		})
	}
}

func TestNoWaitOutlivesTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, faulty := blobtest.OpenFaulty(t)
		faulty.Fail(blobtest.Fault{Kind: fault.Throttled, Times: -1})
		ctx, cancel := context.WithTimeout(t.Context(), 60*time.Millisecond)
		defer cancel()
		// The reason for waiting is a better answer than that time is up.
		if _, err := store.Head(ctx, "a"); !fault.Is(err, fault.Throttled) || ctx.Err() != nil || faulty.Calls() != 2 {
			t.Errorf("got %v after %d requests, context %v; want it throttled while there was time", err, faulty.Calls(), ctx.Err())
		}
	})
}

func TestAReadThatBreaksOffIsNeverAShortSuccess(t *testing.T) {
	store, faulty := blobtest.OpenFaulty(t)
	if err := requests["put"](t.Context(), store); err != nil {
		t.Fatal(err)
	}
	faulty.Fail(blobtest.Fault{Times: 1, After: 3})
	o, err := store.Get(t.Context(), "a", blob.Range{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(o.Body)
	if string(data) != words[:3] || !fault.Is(err, fault.Unavailable) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %q, %v, want what came and an error", data, err)
	}
	if err := o.Body.Close(); err != nil {
		t.Error(err)
	}

	faulty.Fail(blobtest.Fault{Times: 2, After: 3})
	if data, err := store.ReadAll(t.Context(), "a", 100); string(data) != words || err != nil || faulty.Calls() != 3 {
		t.Errorf("got %q, %v after %d requests, want all of it the third time", data, err, faulty.Calls())
	}
	faulty.Fail(blobtest.Fault{Times: -1, After: 3})
	if data, err := store.ReadAll(t.Context(), "a", 100); data != nil || !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %q, %v, want nothing of it", data, err)
	}
}

// bent changes what is read.
type bent struct{ blob.Driver }

func (b bent) Get(ctx context.Context, key string, part blob.Range) (blob.Object, error) {
	o, err := b.Driver.Get(ctx, key, part)
	if err == nil {
		o.Body = struct {
			io.Reader
			io.Closer
		}{strings.NewReader(strings.ToUpper(words) + " and more"), o.Body}
	}
	return o, err
}

func TestWhatWasDamagedOnTheWayIsNotGivenOut(t *testing.T) {
	whole, faulty := blobtest.OpenFaulty(t)
	if err := requests["put"](t.Context(), whole); err != nil {
		t.Fatal(err)
	}
	damaged := blob.New(bent{faulty})
	if data, err := damaged.ReadAll(t.Context(), "a", 100); data != nil || !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %q, %v, want nothing of it", data, err)
	}
	o, err := damaged.Get(t.Context(), "a", blob.Range{})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Body.Close()
	if data, err := io.ReadAll(o.Body); len(data) != len(words) || err != nil {
		t.Errorf("got %q, %v, want no more than was promised", data, err)
	}
}

func TestABodyThatCannotBeReadAgainIsAnError(t *testing.T) {
	store, faulty := blobtest.OpenFaulty(t)
	faulty.Fail(blobtest.Fault{Kind: fault.Throttled, Times: 1})
	err := store.Put(t.Context(), "a", &onceSeeker{strings.NewReader(words), 0}, announced())
	if !errors.Is(err, errSeek) {
		t.Errorf("got %v, want what the body says", err)
	}
}

var errSeek = errors.New("can't go back")

// onceSeeker goes back to its start once.
type onceSeeker struct {
	*strings.Reader
	starts int
}

func (o *onceSeeker) Seek(offset int64, whence int) (int64, error) {
	if whence == io.SeekStart {
		if o.starts++; o.starts > 1 {
			return 0, errSeek
		}
	}
	return o.Reader.Seek(offset, whence)
}
