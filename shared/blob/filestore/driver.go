package filestore

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	gocloud "gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/gcerrors"

	"shoebox/shared/blob"
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

// List walks the folder. Since fileblob's pages lose what its walk and the order of
// keys see differently ("a-b" comes before "a/b"), it is read whole and sorted.
func (d *Driver) List(ctx context.Context, prefix, after string, limit int) ([]blob.Listed, bool, error) {
	if err := ctx.Err(); err != nil {
		return nil, false, classify(ctx, "filestore.List", err)
	}
	const everything = 1 << 30
	all, _, err := d.bucket.ListPage(ctx, gocloud.FirstPageToken, everything, &gocloud.ListOptions{Prefix: prefix})
	if err != nil {
		return nil, false, classify(ctx, "filestore.List", err)
	}
	var found []blob.Listed
	for _, o := range all {
		if o.Key > after && !strings.HasSuffix(o.Key, ".tmp") { // one that is being written
			found = append(found, blob.Listed{Key: o.Key, Size: o.Size, Modified: o.ModTime.UTC().Truncate(time.Second)})
		}
	}
	slices.SortFunc(found, func(a, b blob.Listed) int { return cmp.Compare(a.Key, b.Key) })
	if len(found) > limit {
		return found[:limit], true, nil
	}
	return found, false, nil
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
	case code == gcerrors.NotFound || errors.Is(err, syscall.ENOTDIR): // below a file there is nothing
		kind = fault.NotFound
	case code == gcerrors.FailedPrecondition:
		kind = fault.Conflict
	case errors.Is(err, fs.ErrPermission):
		kind = fault.Internal
	}
	return fault.As(op, kind, err)
}
