package ingest

import (
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// room gives a refusal back as an error if it is for want of room: what comes after it
// would be refused as well, and an import had better stop. It gives nil where the
// photo alone is at fault.
func (in *Ingester) room(ctx context.Context, p gallery.Photo, refusal error) error {
	if !fault.Is(refusal, fault.TooLarge) {
		return nil
	}
	used, err := in.Gallery.Usage(ctx)
	switch {
	case err != nil:
		return fault.Wrap("ingest.room", err)
	case used.Bytes+p.Bytes > used.Quota:
		return refusal
	}
	return nil
}
