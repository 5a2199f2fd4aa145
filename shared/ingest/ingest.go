package ingest

import (
	"context"
	"io"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest/heif"
)

// Limits on what is read.
const (
	MaxFile = 64 << 20 // bytes of a picture's file
	MaxLine = 1 << 20  // bytes of a record
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
	// error. Throttled and Unavailable may succeed later. After an error the gallery has
	// not paid for it.
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
	// Albums and Tags are put on every photo that is brought in, beside what is said of
	// it and found in it, and on those that are there, unless somebody edited them.
	Albums, Tags []string
	// Memory is where pictures are decoded: one that needs more than all of it is
	// skipped. nil is one of MaxMemory for this Ingester alone.
	Memory *Memory
	// HEIC are the decoders of HEIC pictures; nil decodes them in this process, which
	// stands still meanwhile.
	HEIC *heif.Decoders
}

// Ingester brings photos into one gallery. Its methods may be called concurrently.
type Ingester struct {
	Config
	patience time.Duration // with the decoding of one picture
}

// New makes an Ingester.
func New(c Config) *Ingester {
	if c.Memory == nil {
		c.Memory = NewMemory(MaxMemory)
	}
	return &Ingester{Config: c, patience: decodeTime}
}
