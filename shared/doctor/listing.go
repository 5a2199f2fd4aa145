package doctor

import (
	"context"
	"strings"

	"shoebox/shared/blob"
)

// listing is a bucket's list below a prefix, page by page.
type listing struct {
	bucket Bucket
	prefix string
	page   []blob.Listed
	next   blob.Cursor
	begun  bool
}

// object is one of a listing.
type object struct {
	blob.Listed
	folder string // the part of its key behind the prefix; "" where it is in none
}

// peek gives the next object, again until take; false at the end.
func (l *listing) peek(ctx context.Context) (object, bool, error) {
	for len(l.page) == 0 {
		if l.begun && l.next == "" {
			return object{}, false, nil
		}
		page, err := l.bucket.List(ctx, l.prefix, l.next, blob.MaxPage)
		if err != nil {
			return object{}, false, err
		}
		l.page, l.next, l.begun = page.Objects, page.Next, true
	}
	o := object{Listed: l.page[0]}
	if folder, _, within := strings.Cut(strings.TrimPrefix(o.Key, l.prefix), "/"); within {
		o.folder = folder
	}
	return o, true, nil
}

// take goes on behind the next object.
func (l *listing) take() { l.page = l.page[1:] }
