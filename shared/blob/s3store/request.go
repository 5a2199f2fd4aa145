package s3store

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"io"
	"maps"
	"net/http"
	"net/url"

	"github.com/aws/smithy-go/encoding/httpbinding"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// nothing is the SHA-256 of a body that is empty, in hexadecimal.
const nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// Headers of S3.
const (
	sumHeader     = "X-Amz-Checksum-Sha256" // base64
	sumModeHeader = "X-Amz-Checksum-Mode"
	payloadHeader = "X-Amz-Content-Sha256" // hexadecimal
	absentHeader  = "If-None-Match"
)

// order is one request to be made.
type order struct {
	method string
	key    string // "" is the bucket itself
	query  url.Values
	header http.Header
	body   io.ReadSeeker // nil is none
	size   int64
	sum    blob.Sum // of the body
	once   bool     // will not be made again if it stalls
}

// url gives the address of a key.
func (d *Driver) url(key string, query url.Values) *url.URL {
	u := *d.base
	u.Path += key
	u.RawPath = httpbinding.EscapePath(u.Path, false)
	u.RawQuery = query.Encode()
	return &u
}

// do signs a request and makes it. The answer is one of success, whose body must be
// closed; anything else is an error with a kind.
func (d *Driver) do(ctx context.Context, op string, o order) (*http.Response, error) {
	w := watch(ctx, o.once)
	r, err := d.signed(w.ctx, o)
	if err != nil {
		w.end()
		return nil, w.classify(op, err)
	}
	r.Header.Set("Accept-Encoding", "identity") // unsigned, since proxies change it: lengths must be of what lies there
	if o.body != nil && o.size > 0 {
		u := &upload{watch: w, body: o.body}
		defer u.end()
		r.Body, r.GetBody = u.open(), u.again
	}
	answer, err := d.sdk.HTTPClient.Do(r)
	if err != nil {
		w.end()
		return nil, w.classify(op, err)
	}
	w.rest()
	answer.Body = &receiving{answer.Body, w}
	if answer.StatusCode >= http.StatusMultipleChoices {
		defer answer.Body.Close() //nolint:errcheck // it is only read
		refused := readRefusal(answer)
		return nil, fault.As(op, refused.kind(), refused)
	}
	return answer, nil
}

// signed gives a request with its signature, and no body yet.
func (d *Driver) signed(ctx context.Context, o order) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, o.method, d.url(o.key, o.query).String(), nil)
	if err != nil {
		return nil, err
	}
	maps.Copy(r.Header, o.header)
	hash := nothing
	if o.body != nil {
		hash = hex.EncodeToString(o.sum[:])
		r.Header.Set(sumHeader, base64.StdEncoding.EncodeToString(o.sum[:]))
		r.ContentLength = o.size
	}
	r.Header.Set(payloadHeader, hash)
	credentials, err := d.sdk.Credentials.Retrieve(ctx)
	if err != nil {
		return nil, err
	}
	return r, d.sign.SignHTTP(ctx, credentials, r, hash, "s3", d.sdk.Region, d.now())
}
