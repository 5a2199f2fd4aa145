package blob

import (
	"context"
	"io"
	"time"
)

// Driver is one technology under a [Store]. It is written for implementers;
// everybody else holds a Store.
//
// A Store checks before it calls: keys, announcements, ranges and times are good,
// and the limits of this package are kept. It also tries again what failed for a
// while, so a driver does not: one call is one try.
//
// A driver's methods may be called concurrently. Its errors have a kind of package
// fault: NotFound for an object that is not there; Conflict where a condition did
// not hold; Invalid where bytes were not as announced; Throttled only where surely
// nothing was done; Unavailable where that is unknown; Timeout and Canceled only
// where the context has ended; Internal for what is wrong with the set-up (no
// bucket, no permission), which no user can do anything about.
type Driver interface {
	// Put writes an object, all of it or nothing, and holds it to what was
	// announced. The body stands at its start and has the announced size, unless
	// it breaks off.
	Put(ctx context.Context, key string, body io.ReadSeeker, o PutOptions) error
	// Get opens a part of an object. A part that begins at the object's end is
	// empty, one that begins beyond it is Invalid.
	Get(ctx context.Context, key string, part Range) (Object, error)
	Head(ctx context.Context, key string) (Attributes, error)
	// Delete removes an object. That it was not there is no error.
	Delete(ctx context.Context, key string) error
	// List gives at most limit objects whose keys begin with prefix and come
	// after the given one, in the order of their keys' bytes, and whether there
	// are more.
	List(ctx context.Context, prefix, after string, limit int) (found []Listed, more bool, err error)
	// SignGet and SignPut make no request. The time is in whole seconds.
	SignGet(ctx context.Context, key string, good time.Duration) (url string, err error)
	SignPut(ctx context.Context, key string, c Content, good time.Duration) (Signed, error)
	Close() error
}
