package blob

import (
	"context"
	"iter"
	"time"

	"shoebox/shared/fault"
)

// MaxPage is the most objects on one page: S3's own limit.
const MaxPage = 1000

// maxCursor is the most bytes of a Cursor: the longest path of a file. What others put
// into a bucket or a folder may have a name that no key can be, and a page may end there.
const maxCursor = 4096

// Cursor is where the next page begins. The zero Cursor is the beginning.
type Cursor string

// Listed is an object as a page shows it.
type Listed struct {
	Key      string
	Size     int64
	Modified time.Time
}

// Page is a part of a list.
type Page struct {
	Objects []Listed // by the bytes of their keys
	Next    Cursor   // "" after the last page
}

// List gives the objects whose keys begin with prefix, a page at a time. What comes
// or goes meanwhile may be on it or not; the rest is there once. Objects that others put
// there are among them, whatever they are called: see [IsKey].
func (s *Store) List(ctx context.Context, prefix string, from Cursor, limit int) (Page, error) {
	const op = "blob.List"
	if err := checkPrefix(op, prefix); err != nil {
		return Page{}, err
	}
	if len(from) > maxCursor {
		return Page{}, fault.New(op, fault.Invalid, "a cursor of no list")
	}
	if limit < 1 || limit > MaxPage {
		return Page{}, fault.New(op, fault.Invalid, "a page has 1 to 1000 objects")
	}
	var page Page
	err := retry(ctx, true, func() error {
		found, more, err := s.driver.List(ctx, prefix, string(from), limit)
		page = Page{Objects: found}
		if more && len(found) > 0 {
			page.Next = Cursor(found[len(found)-1].Key)
		}
		return err
	})
	if err != nil {
		return Page{}, fault.Wrap(op, err)
	}
	return page, nil
}

// Walker is a Driver that lists all there is in one go, where each page would begin anew.
type Walker interface {
	// Walk gives the objects whose keys begin with prefix, in the order of their keys'
	// bytes. It ends after an error.
	Walk(ctx context.Context, prefix string) iter.Seq2[Listed, error]
}

// All gives all objects of a list, as [Store.List] does. It ends after an error.
func (s *Store) All(ctx context.Context, prefix string) iter.Seq2[Listed, error] {
	const op = "blob.All"
	return func(yield func(Listed, error) bool) {
		if err := checkPrefix(op, prefix); err != nil {
			yield(Listed{}, err)
			return
		}
		all := s.pages(ctx, prefix)
		if walker, ok := s.driver.(Walker); ok {
			all = walker.Walk(ctx, prefix)
		}
		for o, err := range all {
			if !yield(o, fault.Wrap(op, err)) || err != nil {
				return
			}
		}
	}
}

// pages gives all objects of a list, a page after the other.
func (s *Store) pages(ctx context.Context, prefix string) iter.Seq2[Listed, error] {
	return func(yield func(Listed, error) bool) {
		for from, more := Cursor(""), true; more; more = from != "" {
			page, err := s.List(ctx, prefix, from, MaxPage)
			if err != nil {
				yield(Listed{}, err)
				return
			}
			for _, o := range page.Objects {
				if !yield(o, nil) {
					return
				}
			}
			from = page.Next
		}
	}
}
