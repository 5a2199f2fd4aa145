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
}

// Move gives an object another key, which must have none: else it is a Conflict. A
// driver that would have to copy it does nothing, and the error is errors.ErrUnsupported.
func (s *Store) Move(ctx context.Context, from, to string) error {
	const op = "blob.Move"
	mover, ok := s.driver.(Mover)
	if !ok {
		return fault.Wrap(op, errors.ErrUnsupported)
	}
	if err := errors.Join(checkKey(op, from), checkKey(op, to)); err != nil {
		return err
	}
	return fault.Wrap(op, mover.Move(ctx, from, to))
}
