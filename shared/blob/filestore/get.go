package filestore

import (
	"context"
	"io"
	"os"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// Head tells what an object is.
func (d *Driver) Head(ctx context.Context, key string) (blob.Attributes, error) {
	d.files.RLock()
	defer d.files.RUnlock()
	return d.attributes(ctx, "filestore.Head", key)
}

// Get opens a part of an object.
func (d *Driver) Get(ctx context.Context, key string, which blob.Range) (blob.Object, error) {
	const op = "filestore.Get"
	d.files.RLock()
	defer d.files.RUnlock()
	all, err := d.attributes(ctx, op, key)
	if err != nil {
		return blob.Object{}, err
	}
	from, length := which.From, which.Length
	if from < 0 {
		from = max(0, all.Size+from)
	}
	if from > all.Size {
		return blob.Object{}, fault.New(op, fault.Invalid, "beyond the end")
	}
	if left := all.Size - from; length == 0 || length > left {
		length = left
	}
	f, err := openFile(d.pathOf(key))
	if err != nil {
		return blob.Object{}, classify(ctx, op, err)
	}
	return blob.Object{Attributes: all, From: from, Length: length, Body: part(f, from, length)}, nil
}

// part gives a part of a file, which it closes.
func part(f *os.File, from, length int64) io.ReadCloser {
	return struct {
		io.Reader
		io.Closer
	}{io.NewSectionReader(f, from, length), f}
}

// open opens an object to be read here and there.
func (d *Driver) open(ctx context.Context, op, key string) (blob.Attributes, *os.File, error) {
	d.files.RLock()
	defer d.files.RUnlock()
	a, err := d.attributes(ctx, op, key)
	if err != nil {
		return a, nil, err
	}
	f, err := openFile(d.pathOf(key))
	return a, f, classify(ctx, op, err)
}

func (d *Driver) attributes(ctx context.Context, op, key string) (blob.Attributes, error) {
	if err := ctx.Err(); err != nil {
		return blob.Attributes{}, fault.Wrap(op, err)
	}
	if err := regular(d.pathOf(key)); err != nil {
		return blob.Attributes{}, classify(ctx, op, err)
	}
	a, err := d.bucket.Attributes(ctx, key)
	if err != nil {
		return blob.Attributes{}, classify(ctx, op, err)
	}
	return blob.Attributes{
		Type: a.ContentType, Size: a.Size, SHA256: sumOf(a.Metadata), Modified: a.ModTime.UTC().Truncate(time.Second),
	}, nil
}
