package ingest

import (
	"context"
	"errors"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Redevelop makes anew all that is shown of a photo, live or trashed, from its
// original, and notes it. The photo's words stay as they are.
//
// Errors: NotFound where the photo or its original is gone, Invalid where the original
// is not the one it was, or makes no picture; Denied where the gallery's member may not
// change photos, and what gallery and bucket say.
func (in *Ingester) Redevelop(ctx context.Context, p gallery.Photo) error {
	const op = "ingest.Redevelop"
	if err := in.Gallery.MayChange(); err != nil {
		return fault.Wrap(op, err)
	}
	err := in.redevelop(ctx, p)
	if why, bad := errors.AsType[reason](err); bad {
		err = fault.New(op, fault.Invalid, string(why))
	}
	return fault.Wrap(op, err)
}

func (in *Ingester) redevelop(ctx context.Context, p gallery.Photo) error {
	if p.Objects.Original == "" {
		return fault.New("ingest.redevelop", fault.NotFound, "the photo has no file")
	}
	data, err := in.Bucket.ReadAll(ctx, p.Objects.Original, MaxFile)
	if err != nil {
		return err
	}
	if p.SHA256 != "" && sum(data).sha256() != p.SHA256 {
		return reason("its file is not the one that was added")
	}
	f, err := sniff(data)
	if err != nil {
		return err
	}
	d, err := in.develop(ctx, f, data, read(f, data, in.Now()).turn)
	if err != nil {
		return err
	}
	objects, err := in.storeRenditions(ctx, p.ID, d.renditions)
	if err != nil {
		return err
	}
	_, err = in.Gallery.Refine(ctx, p.ID, gallery.Findings{
		Width: d.width, Height: d.height, Blurhash: d.blurhash, Likeness: d.likeness, Objects: objects,
	})
	return err
}
