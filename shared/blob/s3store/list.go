package s3store

import (
	"context"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// maxList is the most bytes that are read of a page: 1,000 keys of 1,024 bytes, each
// of which may be written as three.
const maxList = 4 << 20

// listing is a page as S3 writes it.
type listing struct {
	EncodingType string // "url" where keys are encoded as in one
	IsTruncated  bool
	Contents     []struct {
		Key          string
		Size         int64
		LastModified time.Time
	}
}

// List gives a page of the bucket.
func (d *Driver) List(ctx context.Context, prefix, after string, limit int) ([]blob.Listed, bool, error) {
	const op = "s3store.List"
	query := url.Values{"list-type": {"2"}, "max-keys": {strconv.Itoa(limit)}, "encoding-type": {"url"}}
	if prefix != "" {
		query.Set("prefix", prefix)
	}
	if after != "" {
		query.Set("start-after", after)
	}
	answer, err := d.do(ctx, op, order{method: http.MethodGet, query: query})
	if err != nil {
		return nil, false, err
	}
	defer answer.Body.Close() //nolint:errcheck // it is only read
	said, err := io.ReadAll(io.LimitReader(answer.Body, maxList))
	if err != nil {
		return nil, false, fault.As(op, kindOf(ctx), err)
	}
	var l listing
	if err := xml.Unmarshal(said, &l); err != nil {
		return nil, false, fault.As(op, fault.Unavailable, err)
	}
	var found []blob.Listed
	for _, o := range l.Contents {
		key := o.Key
		if l.EncodingType == "url" { // not every server that speaks S3 does so
			if key, err = url.QueryUnescape(o.Key); err != nil {
				return nil, false, fault.As(op, fault.Unavailable, err)
			}
		}
		found = append(found, blob.Listed{Key: key, Size: o.Size, Modified: o.LastModified.UTC().Truncate(time.Second)})
	}
	return found, l.IsTruncated, nil
}

// kindOf is what an answer that broke off means.
func kindOf(ctx context.Context) fault.Kind {
	if err := ctx.Err(); err != nil {
		return fault.Of(err)
	}
	return fault.Unavailable
}
