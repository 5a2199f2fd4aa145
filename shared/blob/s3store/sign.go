package s3store

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// unsigned stands for the body in the signature of a request that is made later.
// What the body must be is in the header of its checksum.
const unsigned = "UNSIGNED-PAYLOAD"

// SignGet signs a URL to GET an object by.
func (d *Driver) SignGet(ctx context.Context, key string, good time.Duration) (string, error) {
	signed, err := d.presign(ctx, "s3store.SignGet", http.MethodGet, key, nil, 0, good)
	return signed.URL, err
}

// SignPut signs a request to put one object.
func (d *Driver) SignPut(ctx context.Context, key string, c blob.Content, good time.Duration) (blob.Signed, error) {
	header := map[string]string{
		"Content-Type": c.Type,
		sumHeader:      base64.StdEncoding.EncodeToString(c.SHA256[:]),
		absentHeader:   "*",
	}
	signed, err := d.presign(ctx, "s3store.SignPut", http.MethodPut, key, header, c.Size, good)
	header["Content-Length"] = strconv.FormatInt(c.Size, 10)
	signed.Header = header
	return signed, err
}

func (d *Driver) presign(ctx context.Context, op, method, key string, header map[string]string, size int64, good time.Duration) (blob.Signed, error) {
	r, err := http.NewRequestWithContext(ctx, method, d.url(key, url.Values{
		"X-Amz-Expires": {strconv.FormatInt(int64(good/time.Second), 10)},
	}).String(), nil)
	if err != nil {
		return blob.Signed{}, fault.As(op, fault.Internal, err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	r.ContentLength = size
	credentials, err := d.sdk.Credentials.Retrieve(ctx)
	if err != nil {
		return blob.Signed{}, fault.As(op, kindOf(ctx), err)
	}
	now := d.now()
	signed, _, err := d.sign.PresignHTTP(ctx, credentials, r, unsigned, "s3", d.sdk.Region, now)
	if err != nil {
		return blob.Signed{}, fault.As(op, fault.Internal, err)
	}
	return blob.Signed{Method: method, URL: signed, Expires: now.Add(good).Truncate(time.Second).UTC()}, nil
}
