package blob

import (
	"context"
	"io"

	"shoebox/shared/fault"
)

// Store is where pictures lie. Its methods may be called concurrently.
//
// What fails for a while (Throttled, Unavailable) is tried again a few times with
// growing, jittered pauses, as far as the context allows and as far as doing it
// twice does no harm: a conditional Put is repeated only where it surely was not
// made.
//
// Errors have the kinds NotFound, Conflict, Invalid, TooLarge, Throttled,
// Unavailable, Timeout, Canceled, and Internal where the store is not set up right.
type Store struct{ driver Driver }

// New makes a Store over a driver.
func New(driver Driver) *Store { return &Store{driver} }

// PutOptions say what is put, and when.
type PutOptions struct {
	Content
	// IfAbsent makes the Put a Conflict where the key has an object. Of many who
	// put at once, one succeeds.
	IfAbsent bool
}

// Put writes an object in place of any that has the key: all of it, or nothing. The
// body is read from its start, more than once if need be. Invalid is a body that is
// not as announced, Conflict one that was not to replace another; an error of the
// body itself keeps its kind. After an Unavailable, Timeout or Canceled the object
// may be there or not.
//
// File systems refuse a key that names a folder other keys lie in, and some take keys
// for the same that differ in case alone: choose keys so that none is the beginning of
// another up to a "/", and none another in capitals.
func (s *Store) Put(ctx context.Context, key string, body io.ReadSeeker, o PutOptions) error {
	const op = "blob.Put"
	if err := checkKey(op, key); err != nil {
		return err
	}
	var err error
	if o.Content, err = o.checked(op); err != nil {
		return err
	}
	size, err := body.Seek(0, io.SeekEnd)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if size != o.Size {
		return fault.New(op, fault.Invalid, "not the size that was announced")
	}
	given := &source{body: body}
	return fault.Wrap(op, retry(ctx, !o.IfAbsent, func() error {
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return final{err}
		}
		err := s.driver.Put(ctx, key, given, o)
		if given.err != nil {
			return final{given.err} // it lies with the caller, not with the store
		}
		return err
	}))
}

// source remembers how reading a body failed.
type source struct {
	body io.ReadSeeker
	err  error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.body.Read(p)
	if err != nil && err != io.EOF { //nolint:errorlint // the contract of Read is the plain value
		s.err = err
	}
	return n, err
}

func (s *source) Seek(offset int64, whence int) (int64, error) { return s.body.Seek(offset, whence) }

// Head tells what an object is; NotFound where there is none.
func (s *Store) Head(ctx context.Context, key string) (a Attributes, err error) {
	const op = "blob.Head"
	if err := checkKey(op, key); err != nil {
		return Attributes{}, err
	}
	err = retry(ctx, true, func() (err error) {
		a, err = s.driver.Head(ctx, key)
		return err
	})
	return a, fault.Wrap(op, err)
}

// Delete removes an object. That it was not there is no error.
func (s *Store) Delete(ctx context.Context, key string) error {
	const op = "blob.Delete"
	if err := checkKey(op, key); err != nil {
		return err
	}
	return fault.Wrap(op, retry(ctx, true, func() error { return s.driver.Delete(ctx, key) }))
}

// Close lets go of the driver.
func (s *Store) Close() error { return fault.Wrap("blob.Close", s.driver.Close()) }
