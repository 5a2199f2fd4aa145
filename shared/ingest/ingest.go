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
	// MaxMemory is how much memory pictures being decoded may take, in bytes, where
	// nobody says another number. It is enough for 200 megapixels as a common JPEG, and
	// 48 as a progressive one, as HEIC or as PNG.
	MaxMemory = 384 << 20
)

// Bucket is where the objects of photos are put. A [blob.Store] is one.
type Bucket interface {
	Put(ctx context.Context, key string, body io.ReadSeeker, o blob.PutOptions) error
	ReadAll(ctx context.Context, key string, most int64) ([]byte, error)
	Delete(ctx context.Context, key string) error
}

// Places knows the places of the world.
type Places interface {
	// Nearest gives the inhabited place nearest to coordinates in degrees, WGS 84;
	// false far from all of them, or where there can be none.
	Nearest(lat, lon float64) (gallery.Place, bool)
}

// Labeler sees what is in a picture.
type Labeler interface {
	// Labels gives what is in a JPEG, upright and of a rendition's size; none is no
	// error. Throttled and Unavailable may succeed later.
	Labels(ctx context.Context, jpeg []byte) ([]gallery.Label, error)
}

// Config is what an Ingester is made of.
type Config struct {
	Gallery *gallery.Gallery // needed
	Bucket  Bucket           // of the photos' objects; needed
	// Now is the present; needed. The location of what it gives is where a time without
	// a zone is taken to be.
	Now    func() time.Time
	Places Places  // nil finds no names for coordinates
	Labels Labeler // nil sees nothing
	// LabelsCap is how many photos of the gallery are looked at in a month, at most; 0
	// is DefaultLabelsCap.
	LabelsCap int
	// Memory is the most memory, in bytes, that the pixels of all pictures being
	// decoded take together: one that needs more alone is skipped. 0 is MaxMemory.
	Memory int64
}

// Ingester brings photos into one gallery. Its methods may be called concurrently.
type Ingester struct {
	Config
	memory *semaphore.Weighted
}

// New makes an Ingester.
func New(c Config) *Ingester {
	if c.Memory == 0 {
		c.Memory = MaxMemory
	}
	return &Ingester{Config: c, memory: semaphore.NewWeighted(c.Memory)}
}
