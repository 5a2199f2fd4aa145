package ingest

import (
	"bytes"
	"context"
	"time"
)

// decodeTime is how long decoding a picture may take. One of 200 megapixels takes a
// tenth of it.
const decodeTime = 40 * time.Second

// feed gives a decoder the bytes of a file for as long as its context goes on: a few
// bytes of a JPEG make each of its scans go over all pixels again, and a TIFF's blocks
// may all lie on the same bytes. Decoders read while they work; what they do between two
// readings is bounded by the pixels that there is memory for.
type feed struct {
	ctx  context.Context
	file *bytes.Reader
}

func newFeed(ctx context.Context, data []byte) feed { return feed{ctx, bytes.NewReader(data)} }

// sip is the most that is read at once, in bytes: there are but a few scans in them.
const sip = 512

// Read reads a little.
func (f feed) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.file.Read(p[:min(len(p), sip)])
}

// ReadAt reads somewhere, for TIFF.
func (f feed) ReadAt(p []byte, off int64) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.file.ReadAt(p, off)
}
