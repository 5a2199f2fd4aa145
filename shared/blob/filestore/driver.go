package filestore

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	gocloud "gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/gcerrors"

	"shoebox/shared/fault"
)

// Config says where a folder is, and how its URLs are signed. Dir and Now are
// needed, the rest only to sign and to serve what was signed.
type Config struct {
	Dir string // is made if need be
	// URL is where Handler is served: scheme, host, and a path ("/objects").
	URL  string
	Keys [][]byte // the first signs, all are good; at least 32 bytes each
	Now  func() time.Time
	// Landed is told of each object that was put, as S3 tells a queue; nil tells nobody.
	// It is called when the object can be read, and the Put waits for it. What a person
	// copies into the folder by themselves it is not told of: [Driver.List] finds that.
	Landed func(key string, size int64)
}

// Driver is a folder of objects. It is safe for concurrent use.
type Driver struct {
	config Config
	path   string // of the URL, without a "/" at its end
	bucket *gocloud.Bucket
	// files are a file and its notes, which are read and changed together.
	files sync.RWMutex
}

// Open opens a folder, making it if need be; Unavailable where it can't be used.
func Open(c Config) (*Driver, error) {
	const op = "filestore.Open"
	path, err := checkSigning(c)
	if err != nil {
		return nil, fault.As(op, fault.Invalid, err)
	}
	bucket, err := fileblob.OpenBucket(c.Dir, &fileblob.Options{CreateDir: true, DirFileMode: 0o700, NoTempDir: true})
	if err != nil {
		return nil, fault.As(op, fault.Unavailable, err)
	}
	if c.Dir, err = filepath.EvalSymlinks(c.Dir); err != nil { // which a walk does not follow
		return nil, fault.As(op, fault.Unavailable, errors.Join(err, bucket.Close()))
	}
	return &Driver{config: c, path: path, bucket: bucket}, nil
}

// Delete removes an object.
func (d *Driver) Delete(ctx context.Context, key string) error {
	const op = "filestore.Delete"
	d.files.Lock()
	defer d.files.Unlock()
	_, err := d.attributes(ctx, op, key) // a folder is none, but could be removed
	if err == nil {
		err = classify(ctx, op, d.bucket.Delete(ctx, key))
	}
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// Close lets go of the folder.
func (d *Driver) Close() error { return fault.Wrap("filestore.Close", d.bucket.Close()) }

// classify says what an error of fileblob means.
func classify(ctx context.Context, op string, err error) error {
	if err == nil {
		return nil
	}
	if ended := ctx.Err(); ended != nil {
		return fault.Wrap(op, ended)
	}
	kind := fault.Unavailable // a full disk, a device that is gone
	switch code := gcerrors.Code(err); {
	case code == gcerrors.NotFound || errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR): // below a file there is nothing
		kind = fault.NotFound
	case code == gcerrors.FailedPrecondition:
		kind = fault.Conflict
	case errors.Is(err, fs.ErrPermission):
		kind = fault.Internal
	}
	return fault.As(op, kind, err)
}
