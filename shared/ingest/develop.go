package ingest

import (
	"context"
	"image"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// develop makes all that is shown of a picture's file.
func (in *Ingester) develop(ctx context.Context, f format, data []byte, turn orientation) (d developed, err error) {
	var source []byte
	if f == formatJPEG {
		source = data
	}
	if f == formatHEIC {
		turn = upright // its decoder turns it: there EXIF only tells what was done (ISO/IEC 23008-12, 6.5.10)
	}
	err = in.decoded(ctx, f, data, func(m image.Image) (err error) {
		d, err = render(m, turn, profile(f, data), source)
		return fault.As("ingest.develop", fault.Internal, err)
	})
	return d, err
}

// shown develops a candidate's file and stores its objects under a photo's id.
func (in *Ingester) shown(ctx context.Context, c candidate, id gallery.PhotoID) (developed, gallery.Objects, error) {
	d, err := in.develop(ctx, c.format, c.data, c.says.turn)
	if err != nil {
		return developed{}, gallery.Objects{}, err
	}
	objects, err := in.store(ctx, id, c, d.renditions)
	return d, objects, err
}
