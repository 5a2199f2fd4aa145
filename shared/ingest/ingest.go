package ingest

import (
	"context"
	"io"
	"time"

	"golang.org/x/sync/semaphore"

	"shoebox/shared/blob"
	"shoebox/shared/gallery"
)

// Limits on what is read.
const (
	MaxFile = 64 << 20 // bytes of a picture's file
	MaxLine = 1 << 20  // bytes of a record
	// MaxMemory is the most memory that the pixels of all pictures being
	// decoded take together, in bytes: one that needs more alone is skipped. It
	// is enough for 128 megapixels as a common JPEG.
	MaxMemory = 384 << 20
)

// Bucket is where the objects of photos are put. A [blob.Store] is one.
type Bucket interface {
	Put(ctx context.Context, key string, body io.ReadSeeker, o blob.PutOptions) error
	Delete(ctx context.Context, key string) error
}

// Ingester brings photos into one gallery. Its methods may be called concurrently.
type Ingester struct {
	gallery *gallery.Gallery
	bucket  Bucket
	now     func() time.Time
	memory  *semaphore.Weighted
}

// New makes an Ingester that writes the objects of photos into the bucket. The
// location of what now gives is where a time without a zone is taken to be.
func New(g *gallery.Gallery, bucket Bucket, now func() time.Time) *Ingester {
	return &Ingester{gallery: g, bucket: bucket, now: now, memory: semaphore.NewWeighted(MaxMemory)}
}
