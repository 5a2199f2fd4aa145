package blob

import (
	"context"
	"errors"

	"shoebox/shared/fault"
)

// Mover is a Driver that gives an object another key in one step, and without copying it.
// A key that has an object is a Conflict.
type Mover interface {
	Move(ctx context.Context, from, to string) error
	// Adopt is Move of what has no key, but a name as List gives it. It stays as old as
	// it is.
	Adopt(ctx context.Context, name, key string) error
}

// Move gives an object another key, which must have none: else it is a Conflict. A
// driver that would have to copy it does nothing, and the error is errors.ErrUnsupported.
func (s *Store) Move(ctx context.Context, from, to string) error {
	const op = "blob.Move"
	if err := errors.Join(checkKey(op, from), checkKey(op, to)); err != nil {
		return err
	}
	return s.move(op, func(m Mover) error { return m.Move(ctx, from, to) })
}

// Adopt gives a key to what others put, and what lists tell of under a name that is none
// (see [IsKey]): until then nothing can be done with it. Its errors are Move's.
func (s *Store) Adopt(ctx context.Context, name, key string) error {
	const op = "blob.Adopt"
	if err := checkKey(op, key); err != nil {
		return err
	}
	return s.move(op, func(m Mover) error { return m.Adopt(ctx, name, key) })
}

// move has a driver move something that can.
func (s *Store) move(op string, request func(Mover) error) error {
	mover, ok := s.driver.(Mover)
	if !ok {
		return fault.Wrap(op, errors.ErrUnsupported)
	}
	return fault.Wrap(op, request(mover))
}
