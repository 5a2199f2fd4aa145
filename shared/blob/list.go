package blob

import (
	"context"
	"time"

	"shoebox/shared/fault"
)

// MaxPage is the most objects on one page: S3's own limit.
const MaxPage = 1000

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
// or goes meanwhile may be on it or not; the rest is there once.
func (s *Store) List(ctx context.Context, prefix string, from Cursor, limit int) (Page, error) {
	const op = "blob.List"
	if err := checkPrefix(op, prefix); err != nil {
		return Page{}, err
	}
	if from != "" {
		if err := checkKey(op, string(from)); err != nil {
			return Page{}, fault.New(op, fault.Invalid, "a cursor of no list")
		}
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
