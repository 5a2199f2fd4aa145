package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"

	"shoebox/shared/fault"
)

// Range is a part of an object. The zero Range is the whole.
type Range struct {
	From   int64 // the first byte; below zero, so many bytes before the end (and all of a smaller object)
	Length int64 // the most bytes; 0 is up to the end, and must be where From is below zero
}

// Object is an object that is being read.
type Object struct {
	Attributes       // of all of it
	From       int64 // the first byte that Body gives
	Length     int64 // how many it gives
	// Body gives exactly Length bytes or an error: Unavailable where the store
	// broke off, else the context's. Close it.
	Body io.ReadCloser
}

// Get opens a part of an object; NotFound where there is none. A part that begins
// at the object's end is empty, one that begins beyond it is Invalid.
func (s *Store) Get(ctx context.Context, key string, part Range) (o Object, err error) {
	const op = "blob.Get"
	if err := checkKey(op, key); err != nil {
		return Object{}, err
	}
	if part.Length < 0 || part.From < 0 && part.Length > 0 {
		return Object{}, fault.New(op, fault.Invalid, "no range")
	}
	err = retry(ctx, true, func() (err error) {
		o, err = s.driver.Get(ctx, key, part)
		return err
	})
	if err != nil {
		return Object{}, fault.Wrap(op, err)
	}
	o.Body = &body{ctx: ctx, ReadCloser: o.Body, left: o.Length}
	return o, nil
}

// body gives as many bytes as were promised, or an error.
type body struct {
	ctx context.Context
	io.ReadCloser
	left int64
}

func (b *body) Read(p []byte) (int, error) {
	const op = "blob.Read"
	if b.left == 0 {
		return 0, io.EOF
	}
	if err := b.ctx.Err(); err != nil {
		return 0, fault.Wrap(op, err)
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	switch {
	case err == nil || b.left == 0:
		return n, nil
	case b.ctx.Err() != nil:
		return n, fault.Wrap(op, b.ctx.Err())
	case errors.Is(err, io.EOF):
		err = io.ErrUnexpectedEOF
	}
	return n, fault.As(op, fault.Unavailable, err)
}

// ReadAll reads an object whole, and as it was put: what broke off or was damaged
// on the way is read again. It is TooLarge, before anything of it is kept, where it
// has more than most bytes.
func (s *Store) ReadAll(ctx context.Context, key string, most int64) (data []byte, err error) {
	const op = "blob.ReadAll"
	err = retry(ctx, true, func() error {
		o, err := s.Get(ctx, key, Range{})
		if err != nil {
			return final{err} // Get has tried again
		}
		defer o.Body.Close() //nolint:errcheck // it was only read
		if o.Size > most {
			return fault.New(op, fault.TooLarge, "the object is larger than was expected")
		}
		whole := bytes.NewBuffer(make([]byte, 0, o.Size+bytes.MinRead))
		if _, err := whole.ReadFrom(o.Body); err != nil {
			return err
		}
		data = whole.Bytes()
		if o.SHA256 != (Sum{}) && sha256.Sum256(data) != o.SHA256 {
			return fault.New(op, fault.Unavailable, "damaged on the way")
		}
		return nil
	})
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	return data, nil
}
