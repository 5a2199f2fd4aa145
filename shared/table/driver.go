package table

import (
	"context"
	"time"
)

// Driver is one technology under a [Table]. It is written for implementers;
// everybody else holds a Table.
//
// A Table checks before it calls: keys, values and sizes are good, numbers are
// canonical (a whole float64 in the range of int64 is an int64, a list of strings
// is a []string), the limits named below are kept, no two writes of a call are on
// one item. A Table also filters what has expired and tries again what failed for
// a while, so a driver does neither: one call is one request to its engine, and
// what is stored is what it returns, expired or not.
//
// A driver keeps no slice or map it is given, and gives away none it keeps. Its
// methods may be called concurrently. Its errors have a kind of package fault:
// Conflict with a [RejectedError] within, Throttled only where surely nothing was
// done, Unavailable where that is unknown, TooLarge where an update made an item
// too large, Invalid where one added to what is no number. It says in its answers
// what the [Meter] must know; with an error it gives sizes only where the engine
// charges for the failure.
type Driver interface {
	// Get reads 1 to 100 keys, no key twice. It may leave some.
	Get(ctx context.Context, keys []Key, consistent bool) (Got, error)
	// Query reads a page: at most Limit items, and none after the one that fills
	// 1 MB (MaxPage). The bounds
	// are in order and After is within them.
	Query(ctx context.Context, q Query) (Range, error)
	// Write makes 1 to 100 writes, all or none. One alone is no transaction,
	// unless it is an OpCheck.
	Write(ctx context.Context, writes []Write, opts WriteOptions) (Wrote, error)
	// Batch makes 1 to 25 puts and deletes without conditions, each by
	// itself. It may leave some.
	Batch(ctx context.Context, writes []Write) (Wrote, error)
	Close() error
}

// WriteOptions go with the writes of one Driver.Write.
type WriteOptions struct {
	// Now decides which items have expired: those whose expiry is at Now or
	// before. Conditions hold for them as if nothing were there, and an
	// OpUpdate of one must be refused with a RejectedError that lists it as
	// Expired; the Table then replaces the item.
	Now time.Time
	// Token makes a transaction safe to repeat: one that was made under the
	// same token in the last ten minutes has succeeded and is not made again.
	// It is unique to the writes it comes with. Empty for a single write.
	Token string
}

// Got answers Driver.Get.
type Got struct {
	Items    []Item // those that are there, in any order
	Sizes    []int  // of each of Items, by the rules of [Size]
	Left     []Key  // those the engine did not come to
	Reported Units
}

// Range answers Driver.Query.
type Range struct {
	Items []Item
	Size  int // of all Items together
	// Next is the sort key of the last item read where the page ended by Limit
	// or size, even if nothing follows; "" where the range is read to its end.
	Next     string
	Reported Units
}

// Wrote answers Driver.Write and Driver.Batch.
type Wrote struct {
	Sizes    []Sizes // for each of the writes; nil where nothing was charged
	Left     []Write // of a batch: those the engine did not come to
	Reported Units
}

// Sizes of an item around a write, 0 where there is no item. A driver that does
// not know one of them leaves it 0. For a write that was refused, After is what
// it would have been.
type Sizes struct{ Before, After int }

// Units are what the engine itself says a request cost; zero where it says
// nothing.
type Units struct{ Read, Write float64 }
