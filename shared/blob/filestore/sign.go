package filestore

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// What a signed URL's query holds.
const (
	expiresParam   = "expires"   // Unix seconds
	signatureParam = "signature" // base64url, unpadded
)

// The headers of a signed PUT are S3's, so that whoever sends one need not know
// where it goes.
const (
	sumHeader    = "X-Amz-Checksum-Sha256" // base64
	absentHeader = "If-None-Match"         // "*": only where nothing is there
)

// checkSigning gives the path of the URL; an error says what can't be signed with.
func checkSigning(c Config) (path string, err error) {
	if c.Now == nil {
		return "", errors.New("no clock")
	}
	if c.URL == "" {
		return "", nil
	}
	u, err := url.Parse(c.URL)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", errors.New("the URL must be scheme, host and path")
	}
	if len(c.Keys) == 0 {
		return "", errors.New("no key to sign with")
	}
	for _, key := range c.Keys {
		if len(key) < sha256.Size {
			return "", errors.New("a key of less than 32 bytes")
		}
	}
	return strings.TrimRight(u.Path, "/"), nil
}

// SignGet signs a URL to GET an object by.
func (d *Driver) SignGet(_ context.Context, key string, good time.Duration) (string, error) {
	signed, err := d.sign("filestore.SignGet", http.MethodGet, key, blob.Content{}, good)
	return signed.URL, err
}

// SignPut signs a request to put one object.
func (d *Driver) SignPut(_ context.Context, key string, c blob.Content, good time.Duration) (blob.Signed, error) {
	signed, err := d.sign("filestore.SignPut", http.MethodPut, key, c, good)
	signed.Header = map[string]string{
		"Content-Type":   c.Type,
		"Content-Length": strconv.FormatInt(c.Size, 10),
		sumHeader:        base64.StdEncoding.EncodeToString(c.SHA256[:]),
		absentHeader:     "*",
	}
	return signed, err
}

func (d *Driver) sign(op, method, key string, c blob.Content, good time.Duration) (blob.Signed, error) {
	if d.config.URL == "" {
		return blob.Signed{}, fault.New(op, fault.Internal, "the folder is served nowhere")
	}
	at, err := url.Parse(d.config.URL)
	if err != nil {
		return blob.Signed{}, fault.As(op, fault.Internal, err)
	}
	expires := d.config.Now().Add(good)
	at.Path, at.RawPath = d.path+"/"+key, ""
	at.RawQuery = url.Values{
		expiresParam:   {strconv.FormatInt(expires.Unix(), 10)},
		signatureParam: {base64.RawURLEncoding.EncodeToString(mac(d.config.Keys[0], method, key, c, expires.Unix()))},
	}.Encode()
	return blob.Signed{Method: method, URL: at.String(), Expires: time.Unix(expires.Unix(), 0).UTC()}, nil
}

// mac is over all that a request is bound to. What could hold a line feed is quoted.
func mac(key []byte, method, object string, c blob.Content, expires int64) []byte {
	h := hmac.New(sha256.New, key)
	fmt.Fprintf(h, "shoebox object 1\n%s\n%q\n%d\n%q\n%d\n%x", method, object, expires, c.Type, c.Size, c.SHA256)
	return h.Sum(nil)
}

// verify says whether a request for an object was signed here, and is still good.
func (d *Driver) verify(r *http.Request, key string, c blob.Content) error {
	const op = "filestore.verify"
	query := r.URL.Query()
	expires, err := strconv.ParseInt(query.Get(expiresParam), 10, 64)
	if err != nil {
		return fault.New(op, fault.Denied, "not signed")
	}
	got, err := base64.RawURLEncoding.DecodeString(query.Get(signatureParam))
	if err != nil {
		return fault.New(op, fault.Denied, "not signed")
	}
	var good bool
	for _, k := range d.config.Keys {
		if hmac.Equal(got, mac(k, r.Method, key, c, expires)) {
			good = true
		}
	}
	switch {
	case !good:
		return fault.New(op, fault.Denied, "bad signature")
	case d.config.Now().Unix() >= expires:
		return fault.New(op, fault.Denied, "expired")
	}
	return nil
}
