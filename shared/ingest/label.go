package ingest

import (
	"context"
	"errors"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// DefaultLabelsCap is how many photos of a gallery are looked at in a month, where
// nobody says another number: at Rekognition's price of a picture, one dollar's worth.
const DefaultLabelsCap = 1000

// Label finds out what a photo shows, and has it be found by that. It does nothing
// where there is nobody who sees, where the photo has labels, went to the trash or
// away, or where as many were looked at this month as the cap allows; so it may be
// repeated, and a photo whose labels were written is not paid for twice, nor one of
// which nobody says what it shows.
//
// Errors: Throttled and Unavailable may succeed later, as may what gallery and bucket
// say; Denied where the gallery's member may not change photos.
func (in *Ingester) Label(ctx context.Context, id gallery.PhotoID) error {
	const op = "ingest.Label"
	if in.Labels == nil {
		return nil
	}
	if err := in.Gallery.MayChange(); err != nil {
		return fault.Wrap(op, err)
	}
	p, err := in.Gallery.Standing(ctx, id, "")
	switch {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return fault.Wrap(op, err)
	case p.State != gallery.Live, len(p.Labels) > 0, p.Objects.Large == "":
		return nil
	}
	jpeg, err := in.Bucket.ReadAll(ctx, p.Objects.Large, MaxFile)
	if err != nil {
		return fault.Wrap(op, err)
	}
	limit := in.LabelsCap
	if limit == 0 {
		limit = DefaultLabelsCap
	}
	paid, err := in.Gallery.Charge(ctx, "labels", limit)
	switch {
	case fault.Is(err, fault.TooLarge):
		return nil
	case err != nil:
		return fault.Wrap(op, err)
	}
	labels, err := in.Labels.Labels(ctx, jpeg)
	if err != nil {
		return fault.Wrap(op, errors.Join(err, in.Gallery.Refund(context.WithoutCancel(ctx), paid)))
	}
	if len(labels) == 0 {
		return nil
	}
	_, err = in.Gallery.Refine(ctx, id, gallery.Findings{Labels: labels})
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return fault.Wrap(op, err)
}
