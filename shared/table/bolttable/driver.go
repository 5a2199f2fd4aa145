package bolttable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// patience is how long Open waits for another process to let go of the file: long
// enough for one that is just ending.
const patience = 300 * time.Millisecond

// Driver is a table.Driver over one file.
type Driver struct {
	db     *bbolt.DB
	queue  queue
	tokens tokens
	items  []byte // names of the buckets
	expiry []byte
}

var _ table.Driver = (*Driver)(nil)

// Open opens the store in the file, making it and its folder if need be. The
// errors have these kinds: Conflict where another process holds the file, Denied
// where the file may not be read and written, Invalid where it holds something
// else, Unavailable for what else the file system says.
func Open(path string) (*Driver, error) {
	const op = "bolttable.Open"
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fault.As(op, openKind(err), err)
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout:        patience,
		FreelistType:   bbolt.FreelistMapType,
		NoFreelistSync: true, // it is rebuilt on opening, which is quick; writing it is not
	})
	if err != nil {
		return nil, fault.As(op, openKind(err), err)
	}
	d := &Driver{db: db, items: []byte("items"), expiry: []byte("expiry")}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{d.items, d.expiry} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(fault.As(op, fault.Unavailable, err), db.Close())
	}
	return d, nil
}

func openKind(err error) fault.Kind {
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return fault.Conflict
	case errors.Is(err, fs.ErrPermission):
		return fault.Denied
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch), errors.Is(err, berrors.ErrChecksum):
		return fault.Invalid
	}
	return fault.Unavailable
}

// Close waits for the writes under way and lets go of the file. Later calls fail
// with Unavailable.
func (d *Driver) Close() error {
	return fault.As("bolttable.Close", fault.Unavailable, d.db.Close())
}

// storeFault says what an error of bbolt means; faults of ours pass as they are.
func storeFault(op string, err error) error {
	if err == nil {
		return nil
	}
	if _, ours := errors.AsType[*fault.Error](err); ours {
		return fault.Wrap(op, err)
	}
	if kind := fault.Of(err); kind != fault.Internal {
		return fault.As(op, kind, err)
	}
	return fault.As(op, fault.Unavailable, err)
}
