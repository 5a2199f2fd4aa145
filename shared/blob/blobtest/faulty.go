package blobtest

import (
	"context"
	"io"
	"sync"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// Fault is what goes wrong with some requests of a driver.
type Fault struct {
	Kind  fault.Kind
	Times int   // how often; negative is for ever
	Done  bool  // the request was made all the same, and only its answer is lost
	After int64 // of Get: opens, and breaks off after so many bytes, where it is above 0
}

// Faulty is a driver that goes wrong where a test wants it to. It is safe for
// concurrent use.
type Faulty struct {
	blob.Driver

	mu    sync.Mutex
	plan  []Fault
	calls int
}

// NewFaulty makes a Faulty with which nothing goes wrong yet.
func NewFaulty(driver blob.Driver) *Faulty { return &Faulty{Driver: driver} }

// Fail plans what goes wrong with the next requests, whatever they are, in place of
// what was planned, and counts from 0 again. Nothing heals it.
func (f *Faulty) Fail(plan ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.plan, f.calls = plan, 0
}

// Calls is how many requests there were since Fail.
func (f *Faulty) Calls() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls
}

// next gives what goes wrong with this request.
func (f *Faulty) next() (Fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls++
	for i := range f.plan {
		if f.plan[i].Times == 0 {
			continue
		}
		f.plan[i].Times--
		return f.plan[i], true
	}
	return Fault{}, false
}

func (f *Faulty) do(request func() error) error {
	wrong, ok := f.next()
	if !ok {
		return request()
	}
	if wrong.Done {
		_ = request() // its answer is what is lost
	}
	return fault.New("blobtest.Faulty", wrong.Kind, "planned")
}

// Put may go wrong.
func (f *Faulty) Put(ctx context.Context, key string, body io.ReadSeeker, o blob.PutOptions) error {
	return f.do(func() error { return f.Driver.Put(ctx, key, body, o) })
}

// Get may go wrong, at once or midway.
func (f *Faulty) Get(ctx context.Context, key string, part blob.Range) (blob.Object, error) {
	wrong, ok := f.next()
	if ok && wrong.After == 0 {
		return blob.Object{}, fault.New("blobtest.Faulty", wrong.Kind, "planned")
	}
	o, err := f.Driver.Get(ctx, key, part)
	if ok && err == nil {
		o.Body = broken{io.LimitReader(o.Body, wrong.After), o.Body}
	}
	return o, err
}

// broken ends too early.
type broken struct {
	io.Reader
	io.Closer
}

// Head may go wrong.
func (f *Faulty) Head(ctx context.Context, key string) (a blob.Attributes, err error) {
	err = f.do(func() (err error) {
		a, err = f.Driver.Head(ctx, key)
		return err
	})
	return a, err
}

// Delete may go wrong.
func (f *Faulty) Delete(ctx context.Context, key string) error {
	return f.do(func() error { return f.Driver.Delete(ctx, key) })
}

// List may go wrong.
func (f *Faulty) List(ctx context.Context, prefix, after string, limit int) (found []blob.Listed, more bool, err error) {
	err = f.do(func() (err error) {
		found, more, err = f.Driver.List(ctx, prefix, after, limit)
		return err
	})
	return found, more, err
}
