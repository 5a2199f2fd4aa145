package s3store

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// Put writes an object. S3 holds it to its SHA-256 twice, as a part of the signature
// and as the checksum it keeps.
func (d *Driver) Put(ctx context.Context, key string, body io.ReadSeeker, o blob.PutOptions) error {
	const op = "s3store.Put"
	header := http.Header{"Content-Type": {o.Type}}
	if o.IfAbsent {
		header.Set(absentHeader, "*")
	}
	answer, err := d.do(ctx, op, order{
		method: http.MethodPut, key: key, header: header, body: body, size: o.Size, sum: o.SHA256, once: o.IfAbsent,
	})
	if err != nil {
		return err
	}
	return fault.As(op, fault.Unavailable, answer.Body.Close())
}

// Get opens a part of an object.
func (d *Driver) Get(ctx context.Context, key string, part blob.Range) (blob.Object, error) {
	const op = "s3store.Get"
	header := http.Header{sumModeHeader: {"ENABLED"}}
	if asked := rangeOf(part); asked != "" {
		header.Set("Range", asked)
	}
	answer, err := d.do(ctx, op, order{method: http.MethodGet, key: key, header: header})
	if refused, ok := errors.AsType[*refusalError](err); ok && refused.Status == http.StatusRequestedRangeNotSatisfiable {
		return d.nothingOf(ctx, op, key, part, err)
	}
	if err != nil {
		return blob.Object{}, err
	}
	o := blob.Object{Attributes: attributes(answer), Length: answer.ContentLength, Body: answer.Body}
	if answer.StatusCode == http.StatusPartialContent {
		o.SHA256 = blob.Sum{} // if it says one, it is of the part
		o.From, o.Size, err = readContentRange(answer.Header.Get("Content-Range"))
	}
	if err != nil || o.Length < 0 || o.From < 0 || o.From > o.Size-o.Length {
		_ = answer.Body.Close() // it was not read
		return blob.Object{}, fault.As(op, fault.Unavailable, errors.Join(err, errors.New("an answer of no size, or of bytes that can't be")))
	}
	return o, nil
}

// nothingOf gives a part in which no byte lies, which S3 refuses: to the empty part
// at an object's end and to all of an empty object.
func (d *Driver) nothingOf(ctx context.Context, op, key string, part blob.Range, refused error) (blob.Object, error) {
	a, err := d.Head(ctx, key)
	if err != nil {
		return blob.Object{}, err
	}
	if part.From > a.Size {
		return blob.Object{}, fault.Wrap(op, refused)
	}
	return blob.Object{Attributes: a, From: a.Size, Body: http.NoBody}, nil
}

// Head tells what an object is. A refusal of a HEAD has no body that says why, so it
// is asked for by reading a byte.
func (d *Driver) Head(ctx context.Context, key string) (blob.Attributes, error) {
	const op = "s3store.Head"
	answer, err := d.do(ctx, op, order{method: http.MethodHead, key: key, header: http.Header{sumModeHeader: {"ENABLED"}}})
	if refused, ok := errors.AsType[*refusalError](err); ok && refused.Code == "" && refused.Status < http.StatusInternalServerError {
		why, said := d.do(ctx, op, order{method: http.MethodGet, key: key, header: http.Header{"Range": {"bytes=0-0"}}})
		if said == nil {
			_ = why.Body.Close() // it came to be there just now; the first answer stands
			return blob.Attributes{}, err
		}
		return blob.Attributes{}, said
	}
	if err != nil {
		return blob.Attributes{}, err
	}
	return attributes(answer), fault.As(op, fault.Unavailable, answer.Body.Close())
}

// Delete removes an object.
func (d *Driver) Delete(ctx context.Context, key string) error {
	const op = "s3store.Delete"
	answer, err := d.do(ctx, op, order{method: http.MethodDelete, key: key})
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return fault.As(op, fault.Unavailable, answer.Body.Close())
}

// rangeOf writes a range as HTTP does; "" is the whole.
func rangeOf(part blob.Range) string {
	switch {
	case part.From < 0:
		return fmt.Sprintf("bytes=%d", part.From)
	case part.Length > 0:
		return fmt.Sprintf("bytes=%d-%d", part.From, part.From+part.Length-1)
	case part.From > 0:
		return fmt.Sprintf("bytes=%d-", part.From)
	}
	return ""
}

// readContentRange reads "bytes 2-5/10".
func readContentRange(s string) (from, size int64, err error) {
	span, total, _ := strings.Cut(strings.TrimPrefix(s, "bytes "), "/")
	first, _, _ := strings.Cut(span, "-")
	if from, err = strconv.ParseInt(first, 10, 64); err != nil {
		return 0, 0, err
	}
	size, err = strconv.ParseInt(total, 10, 64)
	return from, size, err
}

func attributes(answer *http.Response) blob.Attributes {
	a := blob.Attributes{Type: answer.Header.Get("Content-Type"), Size: answer.ContentLength}
	if sum, err := base64.StdEncoding.DecodeString(answer.Header.Get(sumHeader)); err == nil && len(sum) == len(a.SHA256) {
		a.SHA256 = blob.Sum(sum)
	}
	if at, err := http.ParseTime(answer.Header.Get("Last-Modified")); err == nil {
		a.Modified = at.UTC().Truncate(time.Second)
	}
	return a
}
