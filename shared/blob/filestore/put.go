package filestore

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"syscall"

	gocloud "gocloud.dev/blob"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
)

// Put writes an object.
func (d *Driver) Put(ctx context.Context, key string, body io.ReadSeeker, o blob.PutOptions) error {
	return d.write(ctx, "filestore.Put", key, body, o)
}

// write copies a body into a file of another name, which takes its own only once
// everything was as announced.
func (d *Driver) write(ctx context.Context, op, key string, body io.Reader, o blob.PutOptions) error {
	writing, abort := context.WithCancel(ctx)
	defer abort()
	w, err := d.bucket.NewWriter(writing, key, &gocloud.WriterOptions{
		ContentType: o.Type, Metadata: map[string]string{sumName: hex.EncodeToString(o.SHA256[:])}, IfNotExist: o.IfAbsent,
	})
	if err != nil {
		return misplaced(ctx, op, err)
	}
	if err := copyExactly(ctx, w, body, o.Content); err != nil {
		abort() // so that nothing is kept
		_ = w.Close()
		return fault.Wrap(op, err)
	}
	if err := misplaced(ctx, op, d.keep(w)); err != nil {
		return err
	}
	if d.config.Landed != nil {
		d.config.Landed(key, o.Size)
	}
	return nil
}

// keep gives what was written its name.
func (d *Driver) keep(w io.Closer) error {
	d.files.Lock()
	defer d.files.Unlock()
	return w.Close()
}

// copyExactly copies what was announced, or gives an error.
func copyExactly(ctx context.Context, to io.Writer, from io.Reader, c blob.Content) error {
	const op = "filestore.copyExactly"
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(onDisk{to}, sum), io.LimitReader(until{ctx, from}, c.Size+1))
	switch {
	case err != nil && ctx.Err() != nil:
		return fault.Wrap(op, ctx.Err())
	case err != nil:
		return err // of the body or of the disk, which say what it is
	case n != c.Size:
		return fault.New(op, fault.Invalid, "not the size that was announced")
	case blob.Sum(sum.Sum(nil)) != c.SHA256:
		return fault.New(op, fault.Invalid, "not the content that was announced")
	}
	return nil
}

// onDisk says that what fails is the disk, and not the body.
type onDisk struct{ io.Writer }

func (w onDisk) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	return n, fault.As("filestore.Write", fault.Unavailable, err)
}

// until is a reader that ends with a context.
type until struct {
	ctx context.Context
	io.Reader
}

func (u until) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.Reader.Read(p)
}

// misplaced says what an error of writing means. A key below that of an object, or
// above one, has no place in a folder, and so has a name too long for it.
func misplaced(ctx context.Context, op string, err error) error {
	for _, cause := range []error{syscall.ENOTDIR, syscall.EISDIR, syscall.ENOTEMPTY, syscall.ENAMETOOLONG, fs.ErrExist} {
		if errors.Is(err, cause) {
			return fault.As(op, fault.Invalid, err)
		}
	}
	return classify(ctx, op, err)
}

// sumName is what the SHA-256 is called among a file's notes, in hexadecimal.
const sumName = "sha256"

// sumOf reads it; zero where it was not noted.
func sumOf(notes map[string]string) blob.Sum {
	raw, err := hex.DecodeString(notes[sumName])
	if err != nil || len(raw) != sha256.Size {
		return blob.Sum{}
	}
	return blob.Sum(raw)
}
