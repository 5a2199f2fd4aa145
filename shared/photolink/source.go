package photolink

import (
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Source reads the pictures that links name, for who can't fetch them by a link.
type Source struct {
	Photos Photos
	Bucket Bucket
}

// Picture gives the JPEG of a target, whose rendition may be another where the one
// it names was not made, never the original. It is a NotFound where there is none.
// Whether the target may be seen is for the caller to know: a link of ours that was
// verified says so.
func (s Source) Picture(ctx context.Context, t Target) ([]byte, error) {
	const op = "photolink.Picture"
	key, err := objectOf(ctx, s.Photos, t)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	if key == "" {
		return nil, fault.New(op, fault.NotFound, "a photo without a file")
	}
	data, err := s.Bucket.ReadAll(ctx, key, maxPicture)
	return data, fault.Wrap(op, err)
}

// objectOf gives the key of the object to show; "" is a photo without a file. One in
// the trash is a NotFound, but for who looks into it.
func objectOf(ctx context.Context, photos Photos, t Target) (string, error) {
	photo, err := photos.Photo(ctx, t.Gallery, t.Photo)
	if err != nil {
		return "", err
	}
	if photo.State == gallery.Trashed && t.Audience != ForTrash {
		return "", fault.New("photolink.objectOf", fault.NotFound, "in the trash")
	}
	return keyOf(photo.Objects, t.Rendition), nil
}
