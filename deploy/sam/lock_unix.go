//go:build unix

package sam

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"

	"shoebox/shared/fault"
)

// lock waits until this process alone holds the lock of a file, and gives what lets
// go of it. A process that ends lets go as well.
func lock(ctx context.Context, path string) (unlock func(), err error) {
	const op = "sam.lock"
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fault.As(op, fault.Unavailable, err)
	}
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return func() { file.Close() }, nil //nolint:errcheck // nothing was written
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fault.As(op, fault.Unavailable, errors.Join(err, file.Close()))
		}
		select {
		case <-ctx.Done():
			return nil, fault.As(op, fault.Of(ctx.Err()), errors.Join(ctx.Err(), file.Close()))
		case <-time.After(100 * time.Millisecond):
		}
	}
}
